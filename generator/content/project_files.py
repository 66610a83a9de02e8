"""Which files a project's folders have, and which of them no computer should be given.

A pipe, a socket or a device is no file: whoever opens one may wait for ever. A name that Windows reserves, or
that differs from its neighbour's in capitals alone, can't be checked out on every computer.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.basics.messages import problem
from generator.basics.problem import START_OF_FILE, Problem
from generator.content.model.fields import RESERVED

IGNORED_NAMES = {".gitkeep", ".DS_Store", "Thumbs.db"}
"""Files that operating systems and git leave behind."""
LONGEST_NAME = 100
"""Of a file or folder. Windows allows 260 characters for a whole path, whose beginning nobody here knows."""
_FILE_ENDINGS = (".yml", ".md", ".po", ".j2", ".html", ".css", ".js", ".svg", ".png")
_NOT_ON_WINDOWS = re.compile(rf'(?i:{RESERVED})(?:\..*)?|.*[<>:"|?*\\].*|.*[. ]')
_NO_FILES = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def iter_paths(root: Path, folder: str) -> Iterator[str]:
    """The paths of the files below a folder of the project, with forward slashes.

    Links to folders, and folders whose name is that of a file, are listed and never entered.
    """
    for parent, folders, names in os.walk(root / folder):
        listed = [name for name in folders if Path(parent, name).is_symlink() or _is_named_as_file(name)]
        folders[:] = [name for name in folders if name not in listed]
        for name in (*names, *listed):
            if name not in IGNORED_NAMES:
                yield Path(parent, name).relative_to(root).as_posix()


def _is_named_as_file(name: str) -> bool:
    return name.endswith(_FILE_ENDINGS)


def not_a_file(path: Path) -> str:
    """What stands at a path in the place of a file, such as `a pipe`; empty for a file, or for nothing."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return ""
    return next((words for is_kind, words in _NO_FILES if is_kind(mode)), "")


def find_unfit(root: Path, paths: Iterable[str]) -> Mapping[str, Problem]:
    """The problem with each path that can't be a file on every computer. Nothing is opened."""
    unfit: dict[str, Problem] = {}
    taken: dict[str, str] = {}
    for path in sorted(paths):
        first = taken.setdefault(unicodedata.normalize("NFC", path).casefold(), path)
        found = _unfit(root, path, first)
        if found is not None:
            unfit[path] = found
    return unfit


def _unfit(root: Path, path: str, first: str) -> Problem | None:
    kind = "" if (root / path).is_symlink() else not_a_file(root / path)
    if kind:
        return problem("unreadable-file/no-file", path, START_OF_FILE, found=kind)
    name = next((part for part in path.split("/") if _NOT_ON_WINDOWS.fullmatch(part)), "")
    if name:
        return problem("bad-file-name/windows", path, START_OF_FILE, found=name)
    name = max(path.split("/"), key=len)
    if len(name) > LONGEST_NAME:
        return problem("bad-file-name/long", path, START_OF_FILE, most=LONGEST_NAME, length=len(name))
    if first != path:
        return problem("bad-file-name/capitals", path, START_OF_FILE, found=path, other=first)
    return None
