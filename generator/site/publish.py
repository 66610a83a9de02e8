"""Replace one folder by another so that readers see either the old one or the new one, never neither.

On Linux the two are exchanged in one step of the file system. Elsewhere they are renamed one
after the other, and if a run is killed between the two, the next one restores the old folder.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.basics.disk import BuildError, locked

_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2)
_CURRENT_FOLDER = -100  # AT_FDCWD
_PAUSES = (0, 0.1, 0.4, 1.5)
"""Seconds after each attempt to remove a folder."""


SITE_MARKS = frozenset({"index.html", "404.html"})


@contextmanager
def staging_for(target: Path, marks: frozenset[str] = SITE_MARKS) -> Iterator[Path]:
    """An empty folder beside `target` to build in, removed afterwards.

    Raises `BuildError` if another run has locked `target`, or if it contains something without the files
    `marks`.
    """
    staging = target.with_name(f".{target.name}.staging")
    with locked(target):
        _restore(target)
        if not _may_replace(target, marks):
            raise BuildError(f"{target} holds something else. Empty it first, or choose another folder.")
        _remove(staging)
        staging.mkdir()
        try:
            yield staging
        finally:
            # If it can't be removed now, that does no harm, and the next run tries again.
            with contextlib.suppress(OSError):
                _remove(staging)


def publish(staging: Path, target: Path) -> None:
    """Replace `target` by `staging`, and remove what was there before."""
    if not target.exists():
        staging.rename(target)
    elif not _exchange(staging, target):
        _rename_in_turn(staging, target)


def _rename_in_turn(staging: Path, target: Path) -> None:
    aside = _aside(target)
    target.rename(aside)
    try:
        staging.rename(target)
    except OSError:
        aside.rename(target)
        raise
    _remove(aside)


def _may_replace(target: Path, marks: frozenset[str]) -> bool:
    """Whether nothing is lost with `target`: it is absent, empty, or a site and not a project."""
    if not target.is_dir():
        return not target.exists()
    names = {path.name for path in target.iterdir()}
    return not names or (marks <= names and "mkdocs.yml" not in names)


def _aside(target: Path) -> Path:
    return target.with_name(f".{target.name}.previous")


def _restore(target: Path) -> None:
    """Undo what a run killed between two renames left behind."""
    aside = _aside(target)
    if aside.exists() and not target.exists():
        aside.rename(target)
    _remove(aside)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step. False if the system can't."""
    rename = getattr(ctypes.CDLL(None), "renameat2", None) if sys.platform.startswith("linux") else None
    if rename is None:
        return False
    outcome = rename(_CURRENT_FOLDER, os.fsencode(one), _CURRENT_FOLDER, os.fsencode(other), _EXCHANGE)
    return bool(outcome == 0)


def _remove(folder: Path) -> None:
    """Remove a folder with everything in it, even if somebody made the folders of the last site read-only.

    In several attempts: on Windows a file stays as long as another program looks at it.
    """
    for parent, _, _ in os.walk(folder):
        with contextlib.suppress(PermissionError):
            Path(parent).chmod(0o700)
    for pause in _PAUSES:
        if not folder.exists():
            return
        with contextlib.suppress(OSError):
            shutil.rmtree(folder)
        time.sleep(pause)
    if folder.exists():
        shutil.rmtree(folder)
