"""Keep a folder equal to a set of rendered files, touching only those that differ."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.basics.disk import BuildError, iter_files
from generator.rendering.render import RenderedFile

UNFINISHED = ".unfinished"
"""The name of a file while it is written. It is one for all, so that killed runs leave at most one behind."""
HOME = "index.md"
KEPT = {".gitignore"}
"""The one file of the folder that is not generated."""


MARK = "<!-- Made from "
"""In every generated page, so that a folder of generated pages can be recognised."""


@dataclass(frozen=True)
class MadeFile:
    """A binary file of the Markdown folder."""

    uri: str
    data: bytes


@dataclass(frozen=True)
class Written:
    written: int
    unchanged: int
    removed: int


def write_files(files: Iterable[RenderedFile | MadeFile], folder: Path) -> Written:
    """Write files that changed, remove stale ones, and leave the rest alone.

    Unchanged files keep their time stamp, so that nothing downstream is done again. The caller
    must have locked the folder: see `generator.basics.disk`. Raises `BuildError` if the folder holds
    files that were not generated, and that must not be removed.
    """
    if not _is_ours(folder):
        raise BuildError(
            f"{folder} holds other things than generated pages. Empty it, or choose another folder."
        )
    return mirror_folder(files, folder)


def mirror_folder(files: Iterable[RenderedFile | MadeFile], folder: Path) -> Written:
    """Make a folder hold exactly these files. All others but `KEPT` are removed."""
    wanted = {folder / file.uri: file for file in files}
    # The home page first: it identifies the folder as ours even if the run is stopped after a few files.
    # Each file is encoded when it is written, so only one at a time is in memory.
    ordered = sorted(wanted.items(), key=lambda item: item[1].uri != HOME)
    changed = sum(_write_if_changed(path, file.data, folder) for path, file in ordered)
    stale = [folder / name for name in iter_files(folder) if name not in KEPT and folder / name not in wanted]
    for path in stale:
        path.unlink(missing_ok=True)
    _remove_empty_folders(folder)
    return Written(changed, len(wanted) - changed, len(stale))


def update_files(texts: Mapping[str, str], folder: Path) -> tuple[str, ...]:
    """Write the files that differ, and leave all others in the folder alone.

    `texts`: by path in the folder. Returns the paths of those that were written.
    """
    return tuple(
        name for name, text in texts.items() if _write_if_changed(folder / name, text.encode(), folder)
    )


def _write_if_changed(path: Path, data: bytes, folder: Path) -> bool:
    """Write a file unless it has this content already. Returns whether it was written."""
    if _holds(path, data):
        return False
    # In one step: a program that reads it meanwhile gets the old content or the new.
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = folder / UNFINISHED
    try:
        unfinished.write_bytes(data)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return True


def _is_ours(folder: Path) -> bool:
    """Whether a folder may be written to: it is absent, empty, or has a generated home page."""
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


def _remove_empty_folders(folder: Path) -> None:
    for parent, _, _ in os.walk(folder, topdown=False):
        if Path(parent) != folder and not any(Path(parent).iterdir()):
            Path(parent).rmdir()
