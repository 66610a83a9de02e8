"""The content of a git revision, or of a release in a wheel, as a folder like any other.

Files are read from git one by one and written here, without `git archive` or a checkout: no
attribute of the revision can leave files out, no filter or hook runs, and nothing is written
outside the folder.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from generator.content.content_files import RELEASE
from generator.review.wheel import OpenWheel, WheelError, open_wheel

FOLDERS = ("content", "case_studies", "templates")
INSTALLED = "installed"
"""What the release that comes with this program is called."""
_LINK, _MODULE = b"120000", b"160000"
NOWHERE = "left-out"
"""The target of every symbolic link that is written. Links are refused as content, whatever their target."""


class RevisionError(Exception):
    """A name is not that of a project's folder, a revision or a release. The text says so."""


@dataclass(frozen=True)
class _Blob:
    mode: bytes
    name: bytes
    path: str


@contextmanager
def open_version(root: Path, name: str) -> Iterator[Path]:
    """A folder with the content of `name`: a project's folder itself, or a copy of a revision or wheel."""
    folder = RELEASE if name == INSTALLED else Path(name)
    if (folder / "content").is_dir():
        yield folder
        return
    if folder.suffix == ".whl":
        with _opened(folder) as opened:
            yield opened.release
        return
    commit = find_commit(root, name)
    if commit is None:
        raise RevisionError(
            f"{name} is neither a project's folder, nor a wheel, nor a revision that git knows here."
        )
    with TemporaryDirectory(prefix="guidance-") as temporary:
        _write(root, commit, Path(temporary))
        yield Path(temporary)


@contextmanager
def _opened(wheel: Path) -> Iterator[OpenWheel]:
    with ExitStack() as stack:
        try:
            opened = stack.enter_context(open_wheel(wheel))
        except WheelError as error:
            raise RevisionError(str(error)) from None
        yield opened


def find_commit(root: Path, name: str) -> str | None:
    """The full hash of the commit that a revision names; None if there is none."""
    outcome = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return outcome.decode().strip() if outcome else None


def find_common_ancestor(root: Path, one: str, other: str) -> str | None:
    outcome = _git(root, "merge-base", one, other)
    return outcome.decode().strip() if outcome else None


def changed_files(root: Path, commit: str) -> tuple[str, ...]:
    """Files that differ between a commit and the folder as it is now, except those that git ignores.

    Paths from the top of the repository, sorted.
    """
    top = (_git(root, "rev-parse", "--show-toplevel") or b"").decode().strip()
    changed = _git(Path(top), "diff", "--no-ext-diff", "--no-renames", "--name-only", "-z", commit, "--")
    untracked = _git(Path(top), "ls-files", "--others", "--exclude-standard", "-z")
    names = {*(changed or b"").split(b"\0"), *(untracked or b"").split(b"\0")} - {b""}
    return tuple(sorted(name.decode("utf-8", "backslashreplace") for name in names))


def _git(root: Path, *arguments: str, data: bytes = b"") -> bytes | None:
    """The output of a git command; None if it fails or git is not installed."""
    try:
        finished = subprocess.run(
            ["git", "-C", str(root), *arguments], input=data, capture_output=True, check=False
        )
    except FileNotFoundError:
        return None
    return finished.stdout if finished.returncode == 0 else None


def _write(root: Path, commit: str, target: Path) -> None:
    blobs = list(_iter_blobs(_git(root, "ls-tree", "-r", "-z", commit, "--", *FOLDERS) or b""))
    names = b"".join(blob.name + b"\n" for blob in blobs)
    texts = _iter_texts(_git(root, "cat-file", "--batch", data=names) or b"")
    for blob, text in zip(blobs, texts, strict=False):
        path = target / blob.path
        path.parent.mkdir(parents=True, exist_ok=True)
        if blob.mode == _LINK:
            path.symlink_to(NOWHERE)
        else:
            path.write_bytes(text)


def _iter_blobs(listing: bytes) -> Iterator[_Blob]:
    """The files in a listing of `git ls-tree`: `mode type name<tab>path`. Unsafe paths are skipped."""
    for line in listing.split(b"\0"):
        facts, _, raw_path = line.partition(b"\t")
        path = raw_path.decode("utf-8", "backslashreplace")
        parts = PurePosixPath(path).parts
        if facts and not facts.startswith(_MODULE) and ".." not in parts and parts[0] in FOLDERS:
            mode, _, name = facts.split(b" ")
            yield _Blob(mode, name, path.replace("\\", "_"))


def _iter_texts(answers: bytes) -> Iterator[bytes]:
    """Each file's bytes in the output of `git cat-file`: `name type size`, line end, bytes, line end."""
    position = 0
    while position < len(answers):
        end = answers.index(b"\n", position)
        size = int(answers[position:end].rsplit(b" ", 1)[1])
        yield answers[end + 1 : end + 1 + size]
        position = end + size + 2
