"""A release as one file, a wheel, and how a copy of the guidance is installed from it.

    vendor/NAME.whl         the release itself
    requirements.txt        everything that it needs by version and hash, and the wheel by file and hash
    requirements-pdf.txt    the same with what makes a PDF

The wheel is named by its file: an index of packages is never asked for it, so nobody can answer with a
package of the same name.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from generator.basics.version import LOCKS, PACKAGE, name_of_release, release_in

VENDOR = "vendor"
REQUIREMENTS = dict(zip(("requirements.txt", "requirements-pdf.txt"), LOCKS, strict=True))
"""The files of a copy, each with the list of the release that it is made from."""
_STEM = PACKAGE.replace("-", "_")
_HEAD = """\
# What this copy is built with. `guidance upgrade` writes this file; from this folder, install it with:
#   python -m pip install --require-hashes -r {name}
"""


class WheelError(Exception):
    """The file is no release of this guidance. The text says so in a sentence."""


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
            raise WheelError(f"{wheel} can't be read as a wheel.") from None
        code = folder / "generator"
        if not (release_in(code) / "content").is_dir():
            raise WheelError(f"{wheel} is no release of this guidance.")
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
