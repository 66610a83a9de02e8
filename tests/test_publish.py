"""Readers see the last good site until the next one is complete, whatever happens to a build."""

from __future__ import annotations

import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from generator.basics.disk import BuildError
from generator.site import publish as publishing
from generator.site.build import build_site
from generator.site.publish import publish, staging_for
from generator.site.site_reading import Reading
from tests.small_site import GUIDANCE, environment, files_of, make_small_site, run


def make_site(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("index.html", "404.html", f"{text}.html"):
        (folder / name).write_text(text, "utf-8")
    return folder


def cannot_exchange(*_: Path) -> bool:
    return False


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.fixture(params=["in one step", "by renaming"])
def target(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a site, on a system that can exchange folders and on one that can't."""
    if request.param == "by renaming":
        monkeypatch.setattr(publishing, "_exchange", cannot_exchange)
    return tmp_path / "www" / "site"


def test_the_first_site_is_put_in_its_place(target: Path) -> None:
    with staging_for(target) as staging:
        make_site(staging, "new")
        publish(staging, target)
    assert names_in(target) == {"index.html", "404.html", "new.html"}
    assert names_in(target.parent) <= {"site", ".site.lock"}


def test_a_new_site_replaces_the_last_one_as_a_whole(target: Path) -> None:
    make_site(target, "old")
    with staging_for(target) as staging:
        make_site(staging, "new")
        assert names_in(target) == {"index.html", "404.html", "old.html"}
        publish(staging, target)
        assert names_in(target) == {"index.html", "404.html", "new.html"}
    assert names_in(target.parent) <= {"site", ".site.lock"}


def test_a_build_that_stops_leaves_the_last_site(target: Path) -> None:
    make_site(target, "old")

    def build_half() -> None:
        with staging_for(target) as staging:
            make_site(staging, "half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        build_half()
    assert names_in(target) == {"index.html", "404.html", "old.html"}
    assert names_in(target.parent) <= {"site", ".site.lock"}


def test_what_a_killed_run_left_is_cleared_away(target: Path) -> None:
    make_site(target, "old")
    make_site(target.with_name(".site.staging"), "half")
    make_site(target.with_name(".site.previous"), "older")
    with staging_for(target) as staging:
        assert names_in(staging) == set()
        assert names_in(target) == {"index.html", "404.html", "old.html"}
    assert names_in(target.parent) <= {"site", ".site.lock"}


def test_a_run_killed_between_two_renames_is_put_right(target: Path) -> None:
    make_site(target.with_name(".site.previous"), "old")
    make_site(target.with_name(".site.staging"), "new")
    with staging_for(target):
        assert names_in(target) == {"index.html", "404.html", "old.html"}


def test_a_second_rename_that_fails_undoes_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "_exchange", cannot_exchange)
    target, missing = make_site(tmp_path / "site", "old"), tmp_path / "nothing"
    with pytest.raises(FileNotFoundError):
        publish(missing, target)
    assert names_in(target) == {"index.html", "404.html", "old.html"}
    assert names_in(tmp_path) == {"site"}


def test_only_one_run_builds_into_a_folder(target: Path) -> None:
    make_site(target, "old")
    with staging_for(target) as staging:
        make_site(staging, "new")
        with pytest.raises(BuildError, match="is under way"), staging_for(target):
            pytest.fail("two runs at once")
        assert names_in(staging) == {"index.html", "404.html", "new.html"}
        with staging_for(target.with_name("other")) as other:
            assert other.is_dir()


NOT_SITES = {
    "somebody's documents": ["letter.txt"],
    "a page of somebody else": ["index.html"],
    "a project": ["index.html", "404.html", "mkdocs.yml"],
}


@pytest.mark.parametrize("names", NOT_SITES.values(), ids=NOT_SITES)
def test_a_folder_with_other_things_is_never_replaced(target: Path, names: list[str]) -> None:
    target.mkdir(parents=True)
    for name in names:
        (target / name).write_text("precious", "utf-8")
    with pytest.raises(BuildError, match="holds something else"), staging_for(target):
        pytest.fail("this would remove it")
    assert names_in(target) == set(names)
    assert names_in(target.parent) <= {"site", ".site.lock"}


def test_a_file_in_the_place_of_the_site_is_never_replaced(target: Path) -> None:
    target.parent.mkdir()
    target.write_text("precious", "utf-8")
    with pytest.raises(BuildError, match="holds something else"), staging_for(target):
        pytest.fail("this would remove it")
    assert target.read_text("utf-8") == "precious"


def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(BuildError, match=r"www may not be written \(permission denied\). Choose a folder"):
        build_site(tmp_path, tmp_path / "www" / "site", Reading())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose site was built."""
    root = make_small_site(tmp_path_factory.mktemp("publish") / "project")
    outcome = run(root, "build")
    assert (outcome.returncode, outcome.stderr) == (0, "")
    return root


def test_the_site_is_published_through_a_link(built: Path, tmp_path: Path) -> None:
    real, link = make_site(tmp_path / "real", "old"), tmp_path / "link"
    link.symlink_to(real)
    outcome = run(built, "build", "--site-dir", str(link))
    assert outcome.returncode == 0, outcome.stderr
    assert link.is_symlink()
    assert files_of(real) == files_of(built / "site")


def test_a_build_that_fails_leaves_the_last_site(built: Path) -> None:
    before = files_of(built / "site")
    settings = built / "mkdocs.yml"
    good = settings.read_text("utf-8")
    settings.write_text(good.replace("themes/index.md", "themes/nowhere.md"), "utf-8")
    outcome = run(built, "build")
    settings.write_text(good, "utf-8")
    assert outcome.returncode == 3
    assert "The build failed; the last site is as it was." in outcome.stderr
    assert "themes/nowhere.md" in outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert files_of(built / "site") == before


def test_a_mistake_in_the_content_leaves_the_last_site(built: Path) -> None:
    before = files_of(built / "site")
    role = built / "content" / "roles" / "cnio.yml"
    good = role.read_text("utf-8")
    role.write_text(f"{good}colour: blue\n", "utf-8")
    outcome = run(built, "build")
    role.write_text(good, "utf-8")
    assert outcome.returncode == 1
    assert "content/roles/cnio.yml:8:1: error:" in outcome.stdout
    assert files_of(built / "site") == before


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system can't kill a program in this way")
def test_a_build_that_is_killed_leaves_the_last_site(built: Path) -> None:
    site, staging = built / "site", built / ".site.staging"
    before = files_of(site)
    page = built / "content" / "pages" / "about.md"
    good = page.read_text("utf-8")
    page.write_text(f"{good}\nA new paragraph.\n", "utf-8")
    chance = random.Random(2)  # noqa: S311 (the moments need only differ)
    was_building = 0
    for _ in range(3):
        process = subprocess.Popen(
            [GUIDANCE, "build"], cwd=built, env=environment(), stdout=subprocess.DEVNULL
        )
        # The delay starts once there is a staging folder, however slow the machine is.
        while process.poll() is None and not staging.exists():
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.5))
        process.kill()
        process.wait()
        was_building += staging.exists()
        assert files_of(site) == before
    assert was_building
    page.write_text(good, "utf-8")
    outcome = run(built, "build")
    assert outcome.returncode == 0, outcome.stderr
    assert files_of(site) == before
    assert not staging.exists()
