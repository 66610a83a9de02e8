"""A site says whom it is for and what it was made of; what hands it on refuses one that is for others."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from generator.site.stamp import STAMP
from tests.small_site import Finished, files_of, run

pytestmark = pytest.mark.slow

OVERLAY = Path(__file__).parent / "cases" / "overlay"
SECRET = b"Quillwort"

Build = Callable[..., Finished]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An overlay with an internal case study, built as an internal copy."""
    root = tmp_path_factory.mktemp("copy") / "ours"
    copytree(OVERLAY, root)
    case = (root / "case_studies/riverside-ward.yml").read_text("utf-8")
    (root / "case_studies/quillwort-ward.yml").write_text(f"{case}remit: Quillwort.\n", "utf-8")
    guide = root / "content/pages/our-team.md"
    guide.write_text(re.sub(r"\[([^]]*)\]\(case:[^)]*\)", r"\1", guide.read_text("utf-8")), "utf-8")
    done = run(root, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return root


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    copytree(built, tmp_path / "ours")
    return tmp_path / "ours"


def deploy(root: Path, *arguments: str) -> str:
    """What a deployment says that was refused; nothing where it was written. IIS gets no compressed files."""
    done = run(root, "deploy", "--for", "iis", "--out", "deployment", *arguments)
    assert "Traceback" not in done.stderr
    assert (root / "deployment").exists() == (done.returncode == 0)
    return "" if done.returncode == 0 else done.stderr


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def test_a_site_that_is_as_it_was_built_is_handed_on(root: Path) -> None:
    assert deploy(root) == ""


def test_an_internal_site_is_not_handed_on_as_a_public_one(root: Path) -> None:
    edit(root / "content/overlay.yml", "visibility: internal", "visibility: public")
    assert "is an internal copy, and the copy shall be public" in deploy(root)


def test_nor_is_one_that_is_asked_for_as_public(root: Path) -> None:
    assert "is an internal copy" in deploy(root, "--audience", "public")


@pytest.mark.parametrize("path", ["content/overlay.yml", "case_studies/riverside-ward.yml", "mkdocs.yml"])
def test_a_site_older_than_its_content_is_not_handed_on(root: Path, path: str) -> None:
    with (root / path).open("a", encoding="utf-8") as file:
        file.write("# one more line\n")
    assert "is older than the content" in deploy(root)


def test_a_site_that_was_changed_is_not_handed_on(root: Path) -> None:
    edit(root / "site/index.html", "</body>", "<p>more</p></body>")
    assert "was changed after it was checked" in deploy(root)


def test_a_file_put_into_a_site_stops_it(root: Path) -> None:
    (root / "site/more.txt").write_text("more", "utf-8")
    assert "was changed after it was checked" in deploy(root)


@pytest.mark.parametrize(
    "stamp", ["", "[]", "{}", '{"audience": "everybody"}', "not JSON", '{"audience": 1, "release": "x"}']
)
def test_a_stamp_that_says_nothing_is_none(root: Path, stamp: str) -> None:
    (root / "site" / STAMP).write_text(stamp, "utf-8")
    assert "has no stamp" in deploy(root)


def test_a_stamp_edited_by_hand_does_not_make_a_public_site(root: Path) -> None:
    edit(root / "content/overlay.yml", "visibility: internal", "visibility: public")
    edit(root / "site" / STAMP, '"internal"', '"public"')
    assert "is older than the content" in deploy(root)


def test_a_site_of_another_project_is_not_handed_on(root: Path, tmp_path: Path) -> None:
    copytree(root, tmp_path / "theirs", ignore=lambda *_: ["site"])
    (tmp_path / "theirs/case_studies/quillwort-ward.yml").unlink()
    copytree(root / "site", tmp_path / "theirs/site")
    assert "was built from another" in deploy(tmp_path / "theirs")


def test_a_site_outside_its_project_needs_to_be_told_which(root: Path, tmp_path: Path) -> None:
    copytree(root / "site", tmp_path / "elsewhere/site")
    where = ["--site-dir", str(tmp_path / "elsewhere/site")]
    assert "is no project to compare the site with" in deploy(root, *where)
    assert deploy(root, *where, "--project", str(root)) == ""


def test_one_folder_serves_both_audiences(root: Path) -> None:
    inside = run(root, "build", "--audience", "internal", "--zip")
    assert inside.returncode == 0, inside.stderr
    assert any(SECRET in data for data in files_of(root / "site-internal").values())
    assert "This is an internal copy" in inside.stdout
    done = run(root, "build", "--audience", "public", "--zip")
    assert done.returncode == 0, done.stderr
    assert not any(SECRET in data or SECRET.lower() in data for data in files_of(root / "site").values())
    assert f"Still there, and internal: {root / 'site-internal'}" in done.stdout
    assert any("-internal.zip" in line for line in done.stdout.splitlines())
    assert deploy(root, "--audience", "public") == ""
    zips = sorted(path.name for path in root.glob("*.zip"))
    assert [name.endswith("-internal.zip") for name in zips] == [True, False] or len(zips) == 2


def test_the_published_guidance_is_for_everybody(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "mkdocs.yml").touch()
    done = run(tmp_path, "build", "--audience", "internal")
    assert done.returncode == 2
    assert "is for a copy" in done.stderr
