"""Read a project's folder: every content file as a document that knows its lines and columns.

An overlay is read together with a release: the files of both, which are not merged here. What no computer
should be given is not opened: whoever opens a pipe, a socket or a device may wait for ever, and a name that
Windows reserves, or that differs from its neighbour's in capitals alone, can't be checked out everywhere.

Files and pages that have not changed since the last build are reused. Everything has a key that holds all
that it was made from, so nothing can be out of date. A page is made from its data, the templates, and what
all pages share: the glossary, the sources, and the names of what prose and templates link to.
"""

from __future__ import annotations

import io
import json
import os
import pickle
import re
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from generator.basics.cache import NO_CACHE, Cache, digest, program
from generator.basics.messages import problem
from generator.basics.problem import START_OF_FILE, Problem
from generator.content.content_files import (
    FILES,
    FOLDERS,
    OVERLAY,
    RELEASE,
    FileKind,
    find_file_kind,
    is_case_study,
)
from generator.content.document import Document, is_plain, text_at, value_at
from generator.content.model.fields import LONGEST_SLUG, RESERVED, Record, fault_of_identifier
from generator.content.yaml import document_of, parse_document, text_of

REMEMBERED = 4_000
"""How many parsed files are held in memory by a program that reads them again and again."""
CONTENT_FOLDERS = ("content", "case_studies")
IGNORED_NAMES = {".gitkeep", ".DS_Store", "Thumbs.db"}
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


@dataclass(frozen=True)
class Sources:
    documents: tuple[Document, ...]
    unreadable: Mapping[str, tuple[str, ...]]
    """By path, the lines of files that are missing (they have none) or can't be parsed. The things in them
    are unknown, not absent, and personal data in them would be published with the repository."""
    local: frozenset[str] = frozenset()


def is_overlay(root: Path) -> bool:
    """Whether the folder is an overlay, to be read together with a release."""
    own = [root / kind.path for kind in FILES if not kind.is_optional]
    return (root / OVERLAY).is_file() and not all(path.exists() for path in own)


def load_sources(
    root: Path, release: Path = RELEASE, cache: Cache = NO_CACHE
) -> tuple[Sources, list[Problem]]:
    """Read every content file below `root`. Files that should not be there, or are missing, are problems. If
    `root` is an overlay, the files of `release` are read as well, and come first. `cache`: has the data of
    files that have not changed since the last build."""
    sources, problems, paths = _load_folder(root, cache)
    if is_overlay(root):
        below, found, taken = _load_folder(release, cache)
        for path in sorted(paths & taken):  # else the release's would be lost
            key = "in-the-release/list" if path in {kind.path for kind in FILES} else "in-the-release"
            problems.append(problem(key, path, START_OF_FILE, found=path.rpartition("/")[2]))
        problems += found
        sources = Sources(
            below.documents + tuple(own for own in sources.documents if own.path not in taken),
            {**below.unreadable, **sources.unreadable},
            frozenset(paths),
        )
        paths |= taken
    elif OVERLAY in paths:
        problems.append(problem("unexpected-file/overlay", OVERLAY, START_OF_FILE, found="overlay.yml"))
    missing = [kind.path for kind in FILES if not kind.is_optional and kind.path not in paths]
    problems += [problem("missing-file", path, START_OF_FILE, file=path) for path in missing]
    return replace(sources, unreadable={**sources.unreadable, **dict.fromkeys(missing, ())}), problems


def _load_folder(root: Path, cache: Cache) -> tuple[Sources, list[Problem], set[str]]:
    documents: list[Document] = []
    unreadable: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    paths = sorted(path for folder in CONTENT_FOLDERS for path in iter_paths(root, folder))
    unfit = find_unfit(root, paths)
    for path in paths:
        document, found = (None, [unfit[path]]) if path in unfit else _load_file(root, path, cache)
        problems += found
        if document is not None:
            documents.append(document)
        else:
            unreadable[path] = tuple(read_lines(root, path))
    return Sources(tuple(documents), unreadable), problems, set(paths)


def _load_file(root: Path, path: str, cache: Cache) -> tuple[Document | None, list[Problem]]:
    kind = find_file_kind(path)
    if (root / path).is_symlink():
        return None, [problem("symbolic-link", path, START_OF_FILE, found=path)]
    if kind is None or not path.endswith(kind.suffix):
        return None, [_unexpected(path, kind)]
    stem = path.rpartition("/")[2].removesuffix(kind.suffix)
    fault = fault_of_identifier(stem) if kind in FOLDERS else ""
    if fault:
        key = fault.replace("bad-identifier", "bad-file-name")
        return None, [problem(key, path, START_OF_FILE, found=stem, most=LONGEST_SLUG, length=len(stem))]
    try:
        data = (root / path).read_bytes()
    except OSError as error:
        return None, [problem("unreadable-file", path, START_OF_FILE, found=error.strerror)]
    document, problems = _parse(_File(path, data, cache))
    return document, list(problems)


@dataclass(frozen=True)
class _File:
    path: str
    data: bytes
    cache: Cache = field(compare=False)


@lru_cache(REMEMBERED)  # while one file is edited, the others stay the same
def _parse(file: _File) -> tuple[Document | None, tuple[Problem, ...]]:
    document, problems = read_document(file.path, file.data, file.cache)
    return document, tuple(problems)


def _unexpected(path: str, kind: FileKind | None) -> Problem:
    name = path.rpartition("/")[2]
    if kind is not None:
        return problem("unexpected-file/ending", path, START_OF_FILE, found=name, suffix=kind.suffix)
    places = [known.path for known in FILES if known.path != OVERLAY]
    places += [f"{folder.path}/*{folder.suffix}" for folder in FOLDERS]
    return problem("unexpected-file", path, START_OF_FILE, found=name, places=", ".join(places))


def read_lines(root: Path, path: str) -> list[str]:
    """The lines of a file; empty if it can't be read, is a symbolic link or no file at all."""
    try:
        is_file = not (root / path).is_symlink() and not not_a_file(root / path)
        data = (root / path).read_bytes() if is_file else b""
    except OSError:
        return []
    return text_of(data).split("\n")


def with_lines(
    problems: Sequence[Problem], documents: Iterable[Document], others: Mapping[str, Sequence[str]]
) -> list[Problem]:
    """The problems, each with the text of the line on which it begins. `others`: the lines of files that have
    no document, by path."""
    paths = {each.path for each in problems}
    known = {document.path: document.lines for document in documents if document.path in paths}
    found: list[Problem] = []
    for each in problems:
        lines, number = known.get(each.path) or others.get(each.path, ()), each.span.start.line
        lacks_line = not each.line and number <= len(lines)
        found.append(replace(each, line=lines[number - 1]) if lacks_line else each)
    return found


def template_texts(folders: Iterable[Path]) -> tuple[bytes, ...]:
    """For every Jinja template in these folders, its path in the folder, then its text."""
    found = ((folder, path) for folder in folders for path in sorted(folder.rglob("*.j2")) if path.is_file())
    return tuple(
        part
        for folder, path in found
        for part in (path.relative_to(folder).as_posix().encode(), path.read_bytes())
    )


def iter_paths(root: Path, folder: str) -> Iterator[str]:
    """The paths of the files below a folder of the project, with forward slashes. Links to folders, and
    folders whose name is that of a file, are listed and never entered."""
    for parent, folders, names in os.walk(root / folder):
        listed = [name for name in folders if Path(parent, name).is_symlink() or name.endswith(_FILE_ENDINGS)]
        folders[:] = [name for name in folders if name not in listed]
        for name in (*names, *listed):
            if name not in IGNORED_NAMES:
                yield Path(parent, name).relative_to(root).as_posix()


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
        if found := _unfit(root, path, first):
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


Failure = TypeVar("Failure")


def read_document(path: str, data: bytes, cache: Cache) -> tuple[Document | None, list[Problem]]:
    """The document of the file `path` with the bytes `data`, and the problems in it. A file with a mistake or
    a warning is parsed each time, which reports it again. So is a case study without consent, because
    removing such a file must remove everything that it says."""
    key = digest("parsed", program(), path, data)
    match cache.get_json(key):
        case [dict() as said, int() as line] if is_plain(said) and 0 <= line <= data.count(b"\n") + 2:
            return document_of(path, text_of(data), said, line), []
    document, problems = parse_document(data, path)
    if document is not None and not problems and _may_be_cached(document):
        written = json.dumps([document.data, document.body_line], ensure_ascii=False)
        cache.put(key, written.encode("utf-8", "surrogatepass"))
    return document, problems


def _may_be_cached(document: Document) -> bool:
    """Whether a document's data may be written to any other file than its own."""
    if not is_case_study(document.path):
        return True
    publication = value_at(document.data, "publication")
    return text_at(publication, "consent") == "true" and not value_at(publication, "withdrawn")


class Fingerprints:
    """Identifies values of any kind by their content: records, entries of the library, texts. The records of
    whole files, which many values share, are processed once."""

    def __init__(self) -> None:
        self._digests: dict[int, tuple[object, str]] = {}
        """By `id` of the object, which no other can have as long as the object is held here."""
        whole = {kind.record_class for kind in (*FILES, *FOLDERS)}
        self._reducers: dict[type, Callable[[Any], tuple[Any, ...]]] = dict.fromkeys(
            _iter_classes(Record), _as_fields
        ) | dict.fromkeys(whole, self._as_digest)

    def of(self, value: object) -> bytes:
        """Bytes that are the same for equal values only."""
        written = io.BytesIO()
        pickler = pickle.Pickler(written, protocol=5)
        pickler.dispatch_table = self._reducers
        pickler.dump(value)
        return written.getvalue()

    def _as_digest(self, whole: object) -> tuple[Any, ...]:
        if id(whole) not in self._digests:
            self._digests[id(whole)] = whole, digest(type(whole).__name__, self.of(whole.__dict__))
        return str, (self._digests[id(whole)][1],)


class ContentCache:
    def __init__(self, cache: Cache) -> None:
        self._cache, self._fingerprints = cache, Fingerprints()

    def recall(
        self, name: str, inputs: object, make: Callable[[], bytes | Failure], fits: Callable[[bytes], bool]
    ) -> bytes | Failure:
        """The result of `make`, or of an earlier build's for equal inputs. `name`: what kind of result.
        `fits`: whether a value from the cache can be one."""
        key = digest(name, program(), self._fingerprints.of(inputs))
        found = self._cache.get(key)
        if found is not None and fits(found):
            return found
        made = make()
        if isinstance(made, bytes):
            self._cache.put(key, made)
        return made


def _as_fields(record: Record) -> tuple[Any, ...]:
    """For pickle: the record without its set of given fields, whose order changes from run to run."""
    return getattr, (type(record), "__name__"), record.__dict__


def _iter_classes(above: type[Record]) -> Iterator[type[Record]]:
    yield above
    for below in above.__subclasses__():
        yield from _iter_classes(below)
