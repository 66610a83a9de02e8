"""Kills, full disks, read-only folders: the last good site stays. Elsewhere, the same site comes out."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from shutil import copytree

import pytest

from generator.basics.disk import locked
from generator.site.publish import staging_for
from tests.small_site import GUIDANCE, ROOT, environment, files_of, make_small_site, run

TIMES = int(os.environ.get("GUIDANCE_SABOTAGE", "3"))
"""How many builds to kill, and for how many to fill the disk. More of them find more."""
ONE_DAY = "1795219200"
"""The day of all builds, in seconds since 1970: what is due for review depends on it."""


@pytest.fixture(scope="module", autouse=True)
def one_day() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", ONE_DAY)
        yield


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose site and zip file were built."""
    root = make_small_site(tmp_path_factory.mktemp("never-broken") / "project")
    subprocess.run([GUIDANCE, "build", "--zip"], cwd=root, env=environment(), check=True)
    return root


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system can't branch a program")
def test_a_build_stopped_at_any_step_costs_nothing(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copytree(built, tmp_path / "project")
    finished = subprocess.run(
        [sys.executable, "-m", "tests.saboteur", root, str(TIMES), "kill", "full"],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    result = json.loads(finished.stdout)
    with capsys.disabled():
        print(f"\n{finished.stdout.strip()}")  # noqa: T201 (counts that are reported)
    assert result["kill"]["faults"] + result["full"]["faults"] + result["afterwards"] == []
    assert result["kill"]["statuses"] == {"-9": TIMES}
    assert result["full"]["statuses"] == {"3": TIMES}
    for kind in ("kill", "full"):
        assert 0 < result[kind]["published"] < TIMES  # before and after the moment of publishing


def test_a_first_build_that_was_killed_can_be_repeated(tmp_path: Path) -> None:
    root = make_small_site(tmp_path / "project")
    (root / "docs" / "index.md").write_text("<!-- Made from content/site.yml -->\n", "utf-8")
    (root / "docs" / ".unfinished").write_text("half a pa", "utf-8")
    (root / "docs" / "why.md").write_text("", "utf-8")
    assert run(root, "render").returncode == 0
    assert not (root / "docs" / ".unfinished").exists()


def test_two_builds_at_once(built: Path) -> None:
    """Each must build from its own rendering, whatever folders they build into."""
    before = files_of(built / "docs"), files_of(built / "site")
    page = built / "content" / "pages" / "about.md"
    good = page.read_text("utf-8")
    page.write_text(f"{good}\nA paragraph.\n", "utf-8")
    with locked(built / "docs"):
        for arguments in (["build"], ["render"], ["build", "--site-dir", "other"]):
            outcome = run(built, *arguments)
            assert outcome.returncode == 3
            assert f"Another build into {built / 'docs'} is under way. Wait until it" in outcome.stderr
    page.write_text(good, "utf-8")
    with staging_for(built / "site"):
        outcome = run(built, "build")
        assert outcome.returncode == 3
        assert f"Another build into {built / 'site'} is under way. Wait until it is done." in outcome.stderr
    assert (files_of(built / "docs"), files_of(built / "site")) == before


MAY_MOUNT = (
    shutil.which("unshare") is not None
    and subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "none", "/mnt"],
        capture_output=True,
        check=False,
    ).returncode
    == 0
)
mounting = pytest.mark.skipif(not MAY_MOUNT, reason="a disk of one's own can't be had here (unshare, mount)")


def run_in_own_disks(script: str, root: Path) -> subprocess.CompletedProcess[str]:
    """Run a shell script that can mount disks, which no other process sees and which vanish with it."""
    return subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", "sh", "-eu", "-c", script],
        cwd=root,
        env=environment() | {"GUIDANCE": str(GUIDANCE)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


FILL_UP = """
mount -t tmpfs -o size=200m none /mnt
cp -R . /mnt/project
cd /mnt/project
echo "A paragraph." >> content/pages/about.md
find site -type f -exec sha256sum {} + | sort > /mnt/before
used=$(df -k /mnt | awk 'END { print $3 }')
mount -o remount,size=$((used + ROOM))k /mnt
"$GUIDANCE" build || status=$?
find site -type f -exec sha256sum {} + | sort | cmp - /mnt/before && echo "the site is as it was"
ls -A
exit ${status:-0}
"""
NEARLY_ENOUGH = 4
"""How many kB a build is short of: the search program fills up a disk without an error."""


@mounting
@pytest.mark.parametrize("room", ["none", "for the Markdown", "for all but the index"])
def test_a_disk_that_is_really_full(built: Path, room: str) -> None:
    site = sum(-(-len(data) // 4096) * 4 for data in files_of(built / "site").values())
    index = sum(
        -(-len(data) // 4096) * 4 for name, data in files_of(built / "site").items() if "earch" in name
    )
    kilobytes = {"none": 0, "for the Markdown": 400, "for all but the index": site - index - NEARLY_ENOUGH}[
        room
    ]
    outcome = run_in_own_disks(FILL_UP.replace("ROOM", str(kilobytes)), built)
    assert outcome.returncode == 3, outcome.stdout + outcome.stderr
    assert "The disk is full. Make room" in outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert "the site is as it was" in outcome.stdout
    assert ".site.staging" not in outcome.stdout


READ_ONLY: Mapping[str, tuple[str, str]] = {
    "the project": (
        'mount --bind . . && mount -o remount,bind,ro . && cd "$PWD" && "$GUIDANCE" build',
        "may not be written (read-only file system). Choose a folder that you may write to",
    ),
    "the folder above the site": (
        """mkdir www; cp -R site www; mount --bind www www; mount -o remount,bind,ro www
        "$GUIDANCE" build --site-dir www/site""",
        "www/.site.lock may not be written (read-only file system).",
    ),
    "a site that is a disk of its own": (
        'cp -R site disk && mount --bind disk disk && "$GUIDANCE" build --site-dir disk',
        "Choose a folder inside it.",
    ),
}


@mounting
@pytest.mark.parametrize(("script", "message"), READ_ONLY.values(), ids=READ_ONLY)
def test_a_folder_that_may_not_be_written(built: Path, tmp_path: Path, script: str, message: str) -> None:
    root = copytree(built, tmp_path / "project")
    before = files_of(root / "site")
    outcome = run_in_own_disks(script, root)
    assert outcome.returncode == 3, outcome.stdout + outcome.stderr
    assert message in outcome.stderr
    assert "Traceback" not in outcome.stderr
    for name in ("site", "www/site", "disk"):
        if (root / name).exists():
            assert files_of(root / name) == before


def test_a_last_site_that_was_made_read_only_is_replaced(built: Path, tmp_path: Path) -> None:
    site = copytree(built / "site", tmp_path / "site")
    for folder in [site, *(path for path in site.rglob("*") if path.is_dir())]:
        folder.chmod(0o555)
    outcome = run(built, "build", "--site-dir", str(site))
    assert (outcome.returncode, outcome.stderr) == (0, "")
    assert {path.name for path in tmp_path.iterdir()} == {"site", ".site.lock"}


ELSEWHERE = """
import datetime, os, sys, time
class Later(datetime.datetime):
    @classmethod
    def now(cls, zone=None):
        return super().now(zone) + datetime.timedelta(days=400)
now = time.time
datetime.datetime, time.time = Later, lambda: now() + 400 * 86400
os.umask(0o077)
sys.argv = ["guidance", *sys.argv[1:]]
from generator.cli import main
main()
"""


def test_every_computer_and_day_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    root = make_small_site(tmp_path / "another folder é")
    for path in root.rglob("*"):
        os.utime(path, (0, 0))
    elsewhere = environment() | {
        "HOME": str(tmp_path),
        "USER": "somebody",
        "LOGNAME": "somebody",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "LANG": "tr_TR.UTF-8",
        "PYTHONHASHSEED": "77",
        "PYTHONUTF8": "0",
        "COLUMNS": "40",
    }
    subprocess.run(
        [sys.executable, "-c", ELSEWHERE, "build", "--zip"], cwd=root, env=elsewhere, check=True, timeout=120
    )
    assert files_of(root / "site") == files_of(built / "site")
    [one], [other] = built.glob("*.zip"), root.glob("*.zip")
    assert (one.name, one.read_bytes()) == (other.name, other.read_bytes())
