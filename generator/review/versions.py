"""Versions of the guidance: a git revision or a release in a wheel as a folder like any other.

Files of a revision are read from git one by one and written here, without `git archive` or a checkout: no
attribute of the revision can leave files out, no filter or hook runs, and nothing is written outside the
folder.

A copy of the guidance is installed from a wheel, which is named by its file: an index of packages is never
asked for it, so nobody can answer with a package of the same name.

    vendor/NAME.whl         the release itself
    requirements.txt        everything that it needs by version and hash, and the wheel by file and hash
    requirements-pdf.txt    the same with what makes a PDF
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from generator.basics.version import LOCKS, PACKAGE, name_of_release, release_in
from generator.content.content_files import RELEASE

FOLDERS = ("content", "case_studies", "templates")
INSTALLED = "installed"
"""What the release that comes with this program is called."""
_LINK, _MODULE = b"120000", b"160000"
NOWHERE = "left-out"
"""The target of every symbolic link that is written. Links are refused as content, whatever their target."""


class VersionError(Exception):
    """There is no such version, or the file is no release of this guidance. The text says so."""


@contextmanager
def open_version(root: Path, name: str) -> Iterator[Path]:
    """A folder with the content of `name`: a project's folder itself, or a copy of a revision or wheel."""
    folder = RELEASE if name == INSTALLED else Path(name)
    if (folder / "content").is_dir():
        yield folder
        return
    if folder.suffix == ".whl":
        with open_wheel(folder) as opened:
            yield opened.release
        return
    commit = find_commit(root, name)
    if commit is None:
        raise VersionError(
            f"{name} is neither a project's folder, nor a wheel, nor a revision that git knows here."
        )
    with TemporaryDirectory(prefix="guidance-") as temporary:
        _write(root, commit, Path(temporary))
        yield Path(temporary)


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
    files = list(_iter_files(_git(root, "ls-tree", "-r", "-z", commit, "--", *FOLDERS) or b""))
    names = b"".join(name + b"\n" for _, name, _ in files)
    texts = _iter_texts(_git(root, "cat-file", "--batch", data=names) or b"")
    for (mode, _, uri), text in zip(files, texts, strict=False):
        path = target / uri
        path.parent.mkdir(parents=True, exist_ok=True)
        if mode == _LINK:
            path.symlink_to(NOWHERE)
        else:
            path.write_bytes(text)


def _iter_files(listing: bytes) -> Iterator[tuple[bytes, bytes, str]]:
    """Mode, name and path of each file that `git ls-tree` lists: `mode type name<tab>path`. None unsafe."""
    for line in listing.split(b"\0"):
        facts, _, raw_path = line.partition(b"\t")
        path = raw_path.decode("utf-8", "backslashreplace")
        parts = PurePosixPath(path).parts
        if facts and not facts.startswith(_MODULE) and ".." not in parts and parts[0] in FOLDERS:
            mode, _, name = facts.split(b" ")
            yield mode, name, path.replace("\\", "_")


def _iter_texts(answers: bytes) -> Iterator[bytes]:
    """Each file's bytes in the output of `git cat-file`: `name type size`, line end, bytes, line end."""
    position = 0
    while position < len(answers):
        end = answers.index(b"\n", position)
        size = int(answers[position:end].rsplit(b" ", 1)[1])
        yield answers[end + 1 : end + 1 + size]
        position = end + size + 2


VENDOR = "vendor"
REQUIREMENTS = dict(zip(("requirements.txt", "requirements-pdf.txt"), LOCKS, strict=True))
"""The files of a copy, each with the list of the release that it is made from."""
_STEM = PACKAGE.replace("-", "_")
_HEAD = """\
# What this copy is built with. `guidance upgrade` writes this file; from this folder, install it with:
#   python -m pip install --require-hashes -r {name}
"""


@dataclass(frozen=True)
class OpenWheel:
    release: Path
    """A folder with the guidance that is in it."""
    name: str
    """The release by its version and digest, as an overlay names it."""


@contextmanager
def open_wheel(wheel: Path) -> Iterator[OpenWheel]:
    """Unpack a release, for as long as it is looked at. Nothing of it is run."""
    with TemporaryDirectory(prefix="guidance-") as temporary:
        folder = Path(temporary)
        try:
            with zipfile.ZipFile(wheel) as archive:
                archive.extractall(folder)  # which keeps every name inside the folder
        except (OSError, ValueError, NotImplementedError, RuntimeError, zipfile.BadZipFile):
            raise VersionError(f"{wheel} can't be read as a wheel.") from None
        code = folder / "generator"
        if not (release_in(code) / "content").is_dir():
            raise VersionError(f"{wheel} is no release of this guidance.")
        yield OpenWheel(release_in(code), name_of_release(_version_in(folder), code))


def _version_in(folder: Path) -> str:
    """As the folder is called that every wheel has: `clinical_informatics_guidance-0.1.0.dist-info`."""
    names = [path.name for path in folder.glob(f"{_STEM}-*.dist-info")]
    return names[0].removeprefix(f"{_STEM}-").removesuffix(".dist-info") if names else ""


def installed_wheel() -> Path | None:
    """The file that this program was installed from, if it is still there and the same.

    Installers write down where a package came from, and its hash; not so for one from an index.
    """
    text = distribution(PACKAGE).read_text("direct_url.json")
    facts = json.loads(text) if text else {}
    address = urlsplit(facts.get("url", ""))
    wheel = Path(url2pathname(unquote(address.path)))
    archive = facts.get("archive_info", {})
    known = {archive.get("hashes", {}).get("sha256"), archive.get("hash", "").removeprefix("sha256=")}
    if address.scheme != "file" or wheel.suffix != ".whl" or not wheel.is_file():
        return None
    return wheel if hash_of_file(wheel) in known else None


def vendor(wheel: Path, overlay: Path) -> None:
    """Let a copy be installed from this wheel, and from no other that lay there."""
    folder = overlay / VENDOR
    folder.mkdir(exist_ok=True)
    held = folder / wheel.name
    if not held.exists() or not held.samefile(wheel):
        shutil.copyfile(wheel, held)
    with open_wheel(held) as opened:
        for name, lock in REQUIREMENTS.items():
            text = _HEAD.format(name=name) + requirements_of(opened.release, lock, held, f"./{VENDOR}/")
            (overlay / name).write_text(text, "utf-8", newline="\n")
    for other in folder.glob(f"{_STEM}-*.whl"):
        if other != held:
            other.unlink()


def vendored_wheel(overlay: Path) -> Path | None:
    """The wheel that a copy is installed from, if it lies there."""
    return next(iter(sorted((overlay / VENDOR).glob(f"{_STEM}-*.whl"))), None)


def requirements_of(release: Path, lock: str, wheel: Path, folder: str = "./") -> str:
    """What an installer needs to install a wheel with exactly what it was tested with."""
    text = (release / lock).read_text("utf-8")
    packages = "".join(line for line in text.splitlines(keepends=True) if not line.lstrip().startswith("#"))
    return f"{packages}{folder}{wheel.name} \\\n    --hash=sha256:{hash_of_file(wheel)}\n"


def hash_of_file(path: Path) -> str:
    """SHA-256, as installers name it."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
