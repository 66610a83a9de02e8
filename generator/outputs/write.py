"""Keep a folder equal to a set of rendered files, touching only those that differ."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.basics.disk import iter_files
from generator.rendering.render import RenderedFile

UNFINISHED = ".unfinished"
"""The file that is being written. One name for all, so that runs which are killed leave one at the most."""
HOME = "index.md"
KEPT = {".gitignore"}
"""The one file of the folder that is not generated."""


MARK = "<!-- Made from "
"""Stands in every page that is made, so that a folder of such pages can be told from any other."""


class ForeignFolderError(Exception):
    """The folder holds other things than generated pages, which must not be removed."""


@dataclass(frozen=True)
class MadeFile:
    """A file of the Markdown folder that is no text."""

    uri: str
    data: bytes


@dataclass(frozen=True)
class Written:
    written: int
    unchanged: int
    removed: int


def write_files(files: Iterable[RenderedFile | MadeFile], folder: Path) -> Written:
    """Write what changed, remove what is made no more, leave the rest alone.

    An unchanged file keeps its time stamp, so that nothing downstream does work again. Nobody
    else may be writing here meanwhile: see `generator.basics.disk`.
    """
    if not _is_ours(folder):
        raise ForeignFolderError(str(folder))
    return mirror_folder(_Contents(files), folder)


class _Contents(Mapping[str, bytes]):
    """What to write of each file, by its name: encoded only when it is asked for, so one at a time."""

    def __init__(self, files: Iterable[RenderedFile | MadeFile]) -> None:
        self._files = {file.uri: file for file in files}

    def __getitem__(self, uri: str) -> bytes:
        return self._files[uri].data

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def mirror_folder(files: Mapping[str, bytes], folder: Path) -> Written:
    """Let a folder hold just these files, given by name in it. Whatever else is there is removed."""
    # The home page first: a folder where a run was stopped after a few files is known as ours by it.
    wanted = {folder / name: name for name in sorted(files, key=lambda name: name != HOME)}
    changed = sum(_write_if_other(path, files[name], folder) for path, name in wanted.items())
    stale = _stale_files(folder, wanted)
    for path in stale:
        path.unlink(missing_ok=True)
    _remove_empty_folders(folder)
    return Written(changed, len(wanted) - changed, len(stale))


def update_files(texts: Mapping[str, str], folder: Path) -> tuple[str, ...]:
    """Write these files where they differ, and leave all others in the folder alone.

    They are given by name in the folder. Returns the names of those that were written.
    """
    return tuple(
        name for name, text in texts.items() if _write_if_other(folder / name, text.encode(), folder)
    )


def _write_if_other(path: Path, data: bytes, folder: Path) -> bool:
    """Whether the file had to be written."""
    if _holds(path, data):
        return False
    _replace(path, data, folder)
    return True


def _replace(path: Path, data: bytes, folder: Path) -> None:
    """Change a file in one step: whoever reads the folder meanwhile sees the old text or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = folder / UNFINISHED
    try:
        unfinished.write_bytes(data)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _is_ours(folder: Path) -> bool:
    """Whether nothing but generated files is in a folder: it is absent, empty, or has our home page."""
    home = folder / HOME
    if home.is_file():
        text = home.read_text("utf-8", "replace")
        return not text or MARK in text
    return not folder.exists() or all(path.name.startswith(".") for path in folder.iterdir())


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except FileNotFoundError:
        return False


def _stale_files(folder: Path, wanted: Container[Path]) -> list[Path]:
    names = (name for name in iter_files(folder) if name not in KEPT)
    return [path for path in (folder / name for name in names) if path not in wanted]


def _remove_empty_folders(folder: Path) -> None:
    for parent, _, _ in os.walk(folder, topdown=False):
        if Path(parent) != folder and not any(Path(parent).iterdir()):
            Path(parent).rmdir()
