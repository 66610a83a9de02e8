"""Folders: their files, a lock for one run at a time, and messages for a disk that is full or locked.

The lock is a file beside the folder, which is left there. The operating system releases the lock when a
run ends, however it ends, so a run that was killed blocks nobody.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class BuildError(Exception):
    """Something could not be built or written, through no mistake in the content. The text says why."""


@contextmanager
def locked(folder: Path, wait: float = 0) -> Iterator[None]:
    """Lock `folder` against other runs. Raises `BuildError` if another run holds the lock. Waits up to `wait`
    seconds for it."""
    from filelock import FileLock, Timeout  # noqa: PLC0415 (it brings asyncio, and a check locks nothing)

    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        taken = FileLock(folder.with_name(f".{folder.name}.lock"), timeout=wait).acquire()
    except Timeout:
        raise BuildError(f"Another build into {folder} is under way. Wait until it is done.") from None
    with taken:
        yield


def iter_files(folder: Path) -> Iterator[str]:
    """The paths of all files below a folder, relative to it, with forward slashes: `data/cases.json`."""
    for parent, _, names in os.walk(folder):
        within = Path(parent).relative_to(folder).as_posix()
        yield from names if within == "." else (f"{within}/{name}" for name in names)


DISK_IS_FULL = "The disk is full. Make room on it, then run the same command again."
_FULL = f"{{path}} could not be written. {DISK_IS_FULL}"
_FORBIDDEN = (
    "{path} may not be written ({reason}). Choose a folder that you may write to, or ask whoever looks "
    "after this computer to let you write there."
)
_OWN_DISK = (
    "{path} can't be replaced in one step, because it is a disk of its own, or in use by the system "
    "({reason}). Choose a folder inside it."
)
_TOO_LARGE = (
    "{path} would be larger than a file may be here. Raise the limit on the size of files (ulimit -f), "
    "then run the same command again."
)
_SENTENCES = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), _FULL),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), _FORBIDDEN),
    **dict.fromkeys((errno.EBUSY, errno.EXDEV), _OWN_DISK),
    errno.EFBIG: _TOO_LARGE,
}


def explain(error: OSError, folder: Path) -> str:
    """One line: what went wrong, where, and what to do. `folder` is named if the error names no file, as when
    writing to an open one fails."""
    reason = error.strerror or str(error) or type(error).__name__
    sentence = _SENTENCES.get(error.errno or 0, "{path}: {reason}.")
    path = error.filename2 or error.filename or f"A file in {folder}"
    return sentence.format(path=path, reason=reason.lower())
