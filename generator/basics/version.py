"""Which program this is, and which guidance comes with it: by version, and by a digest of the files.

Two builds can have the same version number, so a number alone does not say what is installed. The digests
are the same in a checkout and in the wheel that was packed from it, on any system.

    0.1.0+3f2a9c1d4b5e      a release: its version, and the start of a digest of program and content
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

from generator.basics.cache import digest, source_files

PACKAGE = "clinical-informatics-guidance"

_CODE = Path(__file__).resolve().parents[1]


def release_in(code: Path) -> Path:
    """The published guidance that comes with a program: a folder with `content/`, `case_studies/`,
    `templates/`, `deploy/` and `mkdocs.yml`. `code`: the folder `generator/`. In a checkout the guidance lies
    beside it, in a wheel inside."""
    packed = code / "release"
    return packed if packed.is_dir() else code.parent


RELEASE = release_in(_CODE)

CONTENT = ("case_studies", "content", "translations")
"""The folders that hold what readers read."""
LOCKS = ("requirements/site.lock", "requirements/pdf.lock")
"""What the program needs, and what it needs to make a PDF too: by version and hash."""
_AROUND = ("deploy", *LOCKS, "schemas", "templates", "mkdocs.yml")
_FOR_DEVELOPERS = "templates/README.md"
"""Stands in a checkout alone."""
SHORT = 12


def program_version() -> str:
    """The version of the installed package, which is that of the guidance in it too."""
    return metadata.version(PACKAGE)


@cache
def program_digest(code: Path = _CODE) -> str:
    """A digest of a program: its code, templates, schemas and settings."""
    release = release_in(code)
    own = {f"generator/{path.relative_to(code).as_posix()}": path for path in source_files(code)}
    around = {name: release / name for name in _iter_files(release, _AROUND) if name != _FOR_DEVELOPERS}
    return _digest_of(own | around)


def content_digest(root: Path, folders: tuple[str, ...] = CONTENT) -> str:
    """A digest of the content of a project, published or not: every file of some of its folders."""
    return _digest_of({name: root / name for name in _iter_files(root, folders)})


@cache
def release_name() -> str:
    """The release that is installed, as an overlay names it."""
    return name_of_release(program_version(), _CODE)


def name_of_release(version: str, code: Path) -> str:
    """A release by its version and the start of its digest. `code`: its folder `generator/`."""
    whole = digest(program_digest(code), content_digest(release_in(code)))
    return f"{version}+{whole[:SHORT]}"


def is_installed(release: str) -> bool:
    """Whether a release is the one that is installed. One named by its version alone is taken at its word."""
    return release == (release_name() if "+" in release else program_version())


def _iter_files(root: Path, names: tuple[str, ...]) -> Iterator[str]:
    """Names of files, but for those that editors and systems leave behind."""
    for name in names:
        top = root / name
        for path in top.rglob("*") if top.is_dir() else [top]:
            own = path.relative_to(root)
            if path.is_file() and not any(part.startswith((".", "__")) for part in own.parts):
                yield own.as_posix()


def _digest_of(files: dict[str, Path]) -> str:
    """By name and content. Git may have given text files the line ends of the system."""
    parts = ((name, files[name].read_bytes().replace(b"\r\n", b"\n")) for name in sorted(files))
    return digest(*(part for pair in parts for part in pair))
