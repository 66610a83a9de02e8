"""The zip file of a site: complete, the same bytes each time, and never half-written."""

from __future__ import annotations

import hashlib
import os
import zipfile
from datetime import date
from pathlib import Path

import pytest

from generator.basics.disk import BuildError
from generator.content.content_files import VERSION
from generator.site.deployment import write_bundle

DAY = date(2026, 11, 21)
FILES = {"index.html": b"<p>x</p>", "assets/a b.js": b"1;\n", "themes/é.html": b"\x00\xff"}
CHECKED = {name: hashlib.sha256(data).hexdigest() for name, data in FILES.items()}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, data in FILES.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path / "site"


def pack(site: Path, name: str = "guidance-1.zip") -> Path:
    target = site.parent / name
    assert write_bundle(site, target, "A title", DAY, CHECKED) == target.stat().st_size
    return target


def test_it_holds_the_site_in_a_folder_of_its_own_name(site: Path) -> None:
    with zipfile.ZipFile(pack(site)) as bundle:
        assert bundle.testzip() is None
        held = {name: bundle.read(name) for name in bundle.namelist()}
    assert {name: held[f"guidance-1/{name}"] for name in FILES} == FILES
    assert all(name.startswith("guidance-1/") for name in held)


def test_it_says_what_it_is_and_has_checksums(site: Path) -> None:
    with zipfile.ZipFile(pack(site)) as bundle:
        about = bundle.read("guidance-1/ABOUT-THIS-COPY.txt").decode()
        sums = bundle.read("guidance-1/SHA256SUMS").decode().splitlines()
    assert "A title" in about
    assert f"Version {VERSION}, 2026-11-21" in about
    assert sorted(sums) == sorted(
        f"{hashlib.sha256(data).hexdigest()}  {name}" for name, data in FILES.items()
    )


def test_the_same_site_gives_the_same_bytes(site: Path) -> None:
    first = pack(site).read_bytes()
    for path in site.rglob("*"):
        os.utime(path, (0, 0))
        path.chmod(0o700)
    assert pack(site).read_bytes() == first


def test_where_it_cannot_be_written_the_last_one_stays(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = pack(site).read_bytes()

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", fail)
    with pytest.raises(OSError, match="No space left"):
        pack(site)
    assert (site.parent / "guidance-1.zip").read_bytes() == before
    assert [path.name for path in site.parent.iterdir() if path.name.startswith(".")] == []


def test_only_what_was_checked_goes_into_it(site: Path) -> None:
    target = site.parent / "guidance-1.zip"
    assert write_bundle(site, target, "A title", DAY, CHECKED) > 0
    before = target.read_bytes()
    (site / "later.txt").write_text("written after the check")
    with pytest.raises(BuildError, match=r"later\.txt changed after the site was checked"):
        write_bundle(site, target, "A title", DAY, CHECKED)
    assert target.read_bytes() == before
