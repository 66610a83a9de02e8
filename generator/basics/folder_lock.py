"""Let one run at a time work on a folder.

The lock is a file beside the folder, which stays there. The system lets go of it when a run
ends, however it ends: a run that was killed stands in nobody's way.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout


class InUseError(Exception):
    """Another run is at work on the same folder. The text is the folder's path."""


@contextmanager
def sole_use(folder: Path, wait: float = 0) -> Iterator[None]:
    """Keep other runs away from `folder`. Waits up to `wait` seconds for one that is there already."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        taken = FileLock(folder.with_name(f".{folder.name}.lock"), timeout=wait).acquire()
    except Timeout:
        raise InUseError(str(folder)) from None
    with taken:
        yield
