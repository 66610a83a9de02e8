"""The whole site as one zip file, to be unpacked on a shared drive and opened by double-click.

The same site gives the same bytes: names in order, one date for all, nothing of the machine.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

ABOUT, CHECKSUMS = "ABOUT-THIS-COPY.txt", "SHA256SUMS"
_TIME = (0, 0, 0)
_PLAIN_FILE = 0o100644 << 16
"""Readable by everybody, whatever the machine that packed it allows."""

_TEXT = """{title}
Version {version}, {day}

To read it, open index.html in this folder with any browser. Nothing needs to be installed, and nothing
is sent anywhere.

{checksums} has a checksum of every file. On Linux and macOS, "sha256sum --check {checksums}" compares them.
"""


class ChangedError(Exception):
    """The site is no longer the one that was checked. The text is the name of a file that differs."""


def write_bundle(  # noqa: PLR0913
    site: Path,
    target: Path,
    title: str,
    version: str,
    day: date,
    *,
    checked: Mapping[str, str] | None = None,
) -> int:
    """Pack the folder `site` into the zip file `target`, in one step. Returns its size in bytes.

    `day` is the date that the copy bears. `checked`: SHA-256 by name of the only files that may go into
    it. Everything is in one folder with the name of the zip file. Nobody else may be packing the same
    site meanwhile: see `generator.basics.folder_lock`.
    """
    unfinished = target.with_name(f".{target.name}.unfinished")  # one name: killed runs leave one at the most
    try:
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as bundle:
            sums = []
            for name, data in _iter_files(site):
                checksum = hashlib.sha256(data).hexdigest()
                if checked is not None and checked.get(name) != checksum:
                    raise ChangedError(name)
                sums.append(f"{checksum}  {name}\n")
                _add(bundle, f"{target.stem}/{name}", data, day)
            about = _TEXT.format(title=title, version=version, day=day.isoformat(), checksums=CHECKSUMS)
            _add(bundle, f"{target.stem}/{ABOUT}", about.encode(), day)
            _add(bundle, f"{target.stem}/{CHECKSUMS}", "".join(sums).encode(), day)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return target.stat().st_size


def _iter_files(site: Path) -> Iterator[tuple[str, bytes]]:
    found = [Path(parent) / name for parent, _, names in os.walk(site) for name in names]
    for path in sorted(found, key=lambda path: path.relative_to(site).as_posix()):
        yield path.relative_to(site).as_posix(), path.read_bytes()


def _add(bundle: zipfile.ZipFile, name: str, data: bytes, day: date) -> None:
    entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, *_TIME))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # or it would tell the system that packed it
    entry.external_attr = _PLAIN_FILE
    bundle.writestr(entry, data)
