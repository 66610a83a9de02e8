"""A copy holds the release that it is installed from, and takes a newer one once somebody has seen it."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner, Result

from generator.basics.version import LOCKS, RELEASE, release_name
from generator.cli import main
from generator.outputs.project import check_project
from generator.review import versions
from generator.review.versions import VersionError, hash_of_file, installed_wheel, open_wheel
from tests.conftest import BASE
from tests.wheel import run_program

STEM = "clinical_informatics_guidance"
TEMPLATE = "templates/pages/role.md.j2"
ROLE = "{% from 'macros.md.j2' import x %}\n# {{ page.title | text }}\n\nOne line\n\nAnother line\n"


def make_wheel(folder: Path, version: str, changes: Mapping[str, str] = {}) -> Path:
    """A small release in a wheel. `changes`: {name: text}; an empty text leaves a file out."""
    root = folder / f"of-{version}"
    copytree(BASE, root)
    for name, text in {
        TEMPLATE: ROLE,
        **dict.fromkeys(LOCKS, "click==8.5.1 \\\n    --hash=sha256:1\n"),
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    for name, text in changes.items():
        (root / name).write_text(text, "utf-8") if text else (root / name).unlink()
    wheel = folder / f"{STEM}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("generator/__init__.py", "")
        archive.writestr(f"{STEM}-{version}.dist-info/METADATA", "")
        for path in sorted(path for path in root.rglob("*") if path.is_file()):
            archive.write(path, f"generator/release/{path.relative_to(root).as_posix()}")
    return wheel


def run(*arguments: str | Path, answer: str = "") -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments], input=answer, catch_exceptions=False)


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of a small release, which lies in its folder vendor/."""
    monkeypatch.setattr(
        versions, "distribution", lambda _name: type("Gone", (), {"read_text": lambda *_: None})
    )
    root = tmp_path / "copy"
    assert run("new", "overlay", root, "--name", "Riverside").exit_code == 0
    versions.vendor(make_wheel(tmp_path, "0.1.0"), root)
    (root / TEMPLATE).parent.mkdir(parents=True, exist_ok=True)
    (root / TEMPLATE).write_text("# Ours\n", "utf-8")
    return root


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    theme = (BASE / "content/themes/team-working.yml").read_text("utf-8")
    changes = {
        "content/themes/team-working.yml": theme.replace("Hold regular meetings", "Meet every week"),
        TEMPLATE: "",
        "templates/pages/post.md.j2": ROLE.replace("Another", "One more"),
        "templates/pages/other.md.j2": "Nothing like it\n",
    }
    return make_wheel(tmp_path, "0.2.0", changes)


def files_of_release(root: Path) -> dict[str, str]:
    named = (*versions.REQUIREMENTS, "content/overlay.yml")
    texts = {name: (root / name).read_text("utf-8") for name in named}
    return texts | {f"vendor/{path.name}": hash_of_file(path) for path in (root / "vendor").iterdir()}


def test_a_copy_is_installed_from_its_own_file_by_its_hash(copy: Path) -> None:
    [wheel] = (copy / "vendor").iterdir()
    for name in versions.REQUIREMENTS:
        lines = (copy / name).read_text("utf-8").splitlines()
        assert lines[-2:] == [f"./vendor/{wheel.name} \\", f"    --hash=sha256:{hash_of_file(wheel)}"]
        assert f"-r {name}" in lines[1]
        assert "click==8.5.1 \\" in lines


def test_no_file_of_a_new_copy_asks_an_index_for_the_release(copy: Path) -> None:
    texts = [path.read_text("utf-8") for path in copy.rglob("*") if path.is_file() and path.suffix != ".whl"]
    assert not any(re.search(r"clinical[-_]informatics[-_]guidance\s*[=<>~]", text) for text in texts)
    assert not any(re.search(r"pip install (?!--require-hashes)", text) for text in texts)


def test_a_new_copy_names_the_release_that_is_installed(copy: Path) -> None:
    assert f'release: "{release_name()}"' in (copy / "content/overlay.yml").read_text("utf-8")
    assert check_project(copy).library is not None


def test_an_upgrade_reports_asks_and_changes_the_copy(copy: Path, newer: Path) -> None:
    outcome = run("upgrade", newer, "--project", copy, answer="y\n")
    assert outcome.exit_code == 0, outcome.output
    assert "title: Hold regular meetings → Meet every week" in outcome.output
    assert f"{TEMPLATE}: renamed to templates/pages/post.md.j2" in outcome.output
    with open_wheel(newer) as opened:
        name = opened.name
    assert name.startswith("0.2.0+")
    assert f'release: "{name}"\n' in (copy / "content/overlay.yml").read_text("utf-8")
    assert [path.name for path in (copy / "vendor").iterdir()] == [newer.name]
    for requirements in versions.REQUIREMENTS:
        text = (copy / requirements).read_text("utf-8")
        assert f"./vendor/{newer.name} \\\n    --hash=sha256:{hash_of_file(newer)}\n" in text
        assert "0.1.0" not in text


def test_a_no_changes_nothing(copy: Path, newer: Path) -> None:
    before = files_of_release(copy)
    assert run("upgrade", newer, "--project", copy, answer="n\n").exit_code == 1
    assert files_of_release(copy) == before


def test_another_release_of_the_same_number_has_to_be_installed_over_it(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    theme = (BASE / "content/themes/team-working.yml").read_text("utf-8").replace("Hold", "Do hold")
    wheel = make_wheel(tmp_path / "again", "0.1.0", {"content/themes/team-working.yml": theme})
    outcome = run("upgrade", wheel, "--project", copy, "--yes")
    assert "pip install --force-reinstall --require-hashes" in outcome.output
    assert hash_of_file(copy / "vendor" / wheel.name) == hash_of_file(wheel)


def test_nobody_is_asked_where_the_answer_is_given(copy: Path, newer: Path) -> None:
    outcome = run("upgrade", newer, "--project", copy, "--yes")
    assert outcome.exit_code == 0
    assert "[y/N]" not in outcome.output


@pytest.mark.parametrize("line", ["release: 0.1.0", "release: '0.1.0' # ours", 'release:    "0.1.0+abc"'])
def test_the_line_is_found_however_it_is_written(copy: Path, newer: Path, line: str) -> None:
    path = copy / "content/overlay.yml"
    text = path.read_text("utf-8")
    path.write_text(re.sub("(?m)^release:.*", line, text), "utf-8")
    assert run("upgrade", newer, "--project", copy, "--yes").exit_code == 0
    found = re.search('(?m)^release: "0.2.0[+][0-9a-f]{12}"( # ours)?$', path.read_text("utf-8"))
    assert found
    assert bool(found[1]) is ("# ours" in line)


@pytest.mark.parametrize("data", [b"no zip", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_release_is_refused(copy: Path, tmp_path: Path, data: bytes) -> None:
    before = files_of_release(copy)
    other = tmp_path / "other.whl"
    other.write_bytes(data)
    outcome = run("upgrade", other, "--project", copy, "--yes")
    assert outcome.exit_code == 2
    assert files_of_release(copy) == before


def test_what_is_no_copy_is_refused(newer: Path) -> None:
    outcome = run("upgrade", newer, "--project", RELEASE, "--yes")
    assert outcome.exit_code == 2
    assert "is no copy of the guidance" in outcome.output


def test_a_name_that_leads_out_of_the_wheel_stays_inside(tmp_path: Path) -> None:
    wheel = make_wheel(tmp_path, "0.1.0")
    with zipfile.ZipFile(wheel, "a") as archive:
        archive.writestr("../../outside.txt", "no")
    with open_wheel(wheel) as opened:
        around = opened.release.parents[2]
        assert not (around / "outside.txt").exists()
        assert not (around.parent / "outside.txt").exists()


def test_a_wheel_of_another_release_is_not_put_into_a_new_copy(tmp_path: Path) -> None:
    outcome = run("new", "overlay", tmp_path / "x", "--name", "R", "--wheel", make_wheel(tmp_path, "0.1.0"))
    assert outcome.exit_code == 2
    assert "Install it first" in outcome.output
    assert not (tmp_path / "x").exists()


def test_the_file_that_was_installed_is_known_and_only_if_it_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = make_wheel(tmp_path, "0.1.0")
    hashes = {"sha256": hash_of_file(wheel)}
    for facts, found in (
        ({"url": wheel.as_uri(), "archive_info": {"hashes": hashes}}, wheel),
        ({"url": wheel.as_uri(), "archive_info": {"hash": f"sha256={hashes['sha256']}"}}, wheel),
        ({"url": wheel.as_uri(), "archive_info": {"hashes": {"sha256": "0"}}}, None),
        ({"url": f"{wheel.as_uri()}x.whl", "archive_info": {"hashes": hashes}}, None),
        ({"url": "https://example.org/x.whl", "archive_info": {"hashes": hashes}}, None),
        ({"url": tmp_path.as_uri(), "dir_info": {"editable": True}}, None),
    ):
        text = json.dumps(facts)
        monkeypatch.setattr(
            versions, "distribution", lambda _name, text=text: type("D", (), {"read_text": lambda *_: text})
        )
        assert installed_wheel() == found


def test_a_file_that_is_gone_is_an_error_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(VersionError, match="can't be read as a wheel"), open_wheel(tmp_path / "gone.whl"):
        pass


@pytest.mark.slow
def test_a_copy_made_by_an_installed_wheel_holds_that_wheel(installed: Path, tmp_path: Path) -> None:
    run_program(installed, "new", "overlay", str(tmp_path / "copy"), "--name", "Riverside")
    [wheel] = (tmp_path / "copy" / "vendor").iterdir()
    assert hash_of_file(wheel) == hash_of_file(next((installed.parents[2] / "dist").iterdir()))
    said = run_program(installed, "check", "--project", str(tmp_path / "copy"))
    assert ": error: " not in said
    assert re.findall(r": warning: .*\[(.*)\]", said) == ["no-contact"]  # its host has still to fill that in
