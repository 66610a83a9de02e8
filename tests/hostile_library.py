"""A project in which every text of every kind of record is hostile, made from the models.

New fields of a model are filled automatically. Texts that `guidance check` refuses are removed
again, and counted.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from zlib import crc32

import yaml
from pydantic import TypeAdapter, ValidationError

from generator.basics.addresses import KINDS
from generator.content.content_files import FILES, FOLDERS, FileKind
from generator.content.model import fields
from generator.content.model.annotations import fields_of
from generator.content.model.fields import LONGEST_LINE, LONGEST_SHORT_LINE, IsProse, Record, Refers
from generator.content.prose import Dialect, Reader
from generator.content.yaml import parse_document
from generator.outputs.project import check_project
from generator.site.check import check_site
from tests.small_site import environment, make_small_site

HARMLESS = "Harmless words."
OF_OTHERS = {"unknown-reference", "not-published"}
FIXED = {
    fields.Number: "3",
    fields.Count: "4",
    fields.Positive: "5",
    fields.YesNo: "false",
    fields.WebAddress: "https://example.org/x",
    fields.EmailAddress: "guidance@example.org",
}
OPEN = {"any": "guide:small-steps", "term": "ccio", "nation": "england", "size": "small"}
"""Things of the small project, for references to kinds without hostile records."""


def is_line(payload: str) -> bool:
    """Whether a field of one line accepts the payload."""
    try:
        TypeAdapter(fields.Line).validate_python(payload)
    except ValidationError:
        return False
    return is_readable(payload)


def is_readable(payload: str) -> bool:
    written = json.dumps(payload, ensure_ascii=False)
    document, problems = parse_document(f"a: {written}\n".encode("utf-8", "replace"), "a.yml")
    return document is not None and not problems


def is_prose(payload: str, dialect: Dialect = "prose") -> bool:
    prose = Reader(KINDS).read(payload, dialect)
    return bool(payload.strip()) and is_readable(payload) and not (prose.faults or prose.links)


class Turns:
    """Hands out payloads in turn, as many as fit."""

    def __init__(self, texts: Sequence[str], first: int = 0, is_spread: bool = False) -> None:
        self._texts = texts
        self._next: Counter[str] = Counter()
        self._first = first
        self._is_spread = is_spread
        self.tried: dict[str, set[str]] = {}
        """The payloads that each field was given."""

    def take(self, where: str, room: int, most: int, between: str) -> str:
        taken: list[str] = []
        first = self._first + (crc32(where.encode()) if self._is_spread else 0)
        while len(taken) < min(most, len(self._texts)):
            text = self._texts[(first + self._next[where]) % len(self._texts)]
            if taken and len(between.join([*taken, text])) > room:
                break
            self._next[where] += 1
            taken.append(text)
        self.tried.setdefault(where, set()).update(taken)
        return between.join(taken)


@dataclass
class Hostile:
    """A project filled with payloads, and what was tried in it."""

    root: Path
    tried: dict[str, set[str]] = field(default_factory=dict)
    """The payloads that passed the check, by field: its kind of record and path."""
    refused: int = 0
    """How many texts the check refused, besides those that no field may contain."""
    refused_lines: tuple[str, ...] = ()
    refused_prose: tuple[str, ...] = ()


class Filler:
    """Makes data for a model. `number`: of the record among those of its kind."""

    def __init__(self, payloads: Sequence[str], per_prose: int, first: int, is_spread: bool) -> None:
        lines = [text for text in payloads if is_line(text)]
        short = [text for text in lines if len(text) <= LONGEST_SHORT_LINE]
        self.lines = Turns(lines, first, is_spread)
        self.short_lines = Turns(short, first, is_spread)
        self.prose = Turns([text for text in payloads if is_prose(text)], first, is_spread)
        self.per_prose = per_prose

    def record(self, record_class: type[Record], where: str, number: int) -> dict[str, Any]:
        hints = fields_of(record_class)
        data = {}
        for name, info in record_class.model_fields.items():
            annotation = hints[name]
            if name in {"withdrawn", "language"} or (
                where.startswith("case.publication") and name == "consent"
            ):
                continue
            if annotation == fields.Day | None or annotation is fields.Day:
                data[name] = "2099-01-02" if name == "review_by" else "2026-01-02"
            elif (value := self.value(annotation, f"{where}.{name}", number)) is not None:
                data[name] = value
            assert name in data or not info.is_required(), f"{where}.{name}"
        return data | ({"consent": "true"} if where.endswith("case.publication") else {})

    def line(self, where: str, *, is_short: bool) -> str:
        if is_short:
            return self.short_lines.take(where, LONGEST_SHORT_LINE, 1, " ")
        return self.lines.take(where, LONGEST_LINE, 9, " ")

    def value(self, annotation: Any, where: str, number: int) -> Any:
        if get_origin(annotation) in {Union, UnionType}:
            (annotation,) = (part for part in get_args(annotation) if part is not NoneType)
        if annotation in {fields.Line, fields.ShortLine}:
            return self.line(where, is_short=annotation == fields.ShortLine)
        if annotation == fields.Prose:
            return self.prose.take(where, 100_000, self.per_prose, "\n\n")
        if annotation == fields.Slug:
            return f"{where.split('.')[-2].replace('_', '-')}-x{number}"
        if annotation == fields.OldAddress:
            return f"old/page-{number}.html"
        if annotation in FIXED:
            return FIXED[annotation]
        return self._made_of_others(annotation, where, number)

    def _made_of_others(self, annotation: Any, where: str, number: int) -> Any:
        origin = get_origin(annotation)
        if origin is Annotated:
            bare, *marks = get_args(annotation)
            kinds = [mark.kind for mark in marks if isinstance(mark, Refers)]
            if any(isinstance(mark, IsProse) for mark in marks):
                return self.value(fields.Prose, where, number)
            return _target(kinds[0], number) if kinds else self.value(bare, where, number)
        if origin is tuple:
            return [self.value(get_args(annotation)[0], where, number)]
        if origin is Literal:
            words = get_args(annotation)
            return "public" if "public" in words else str(words[number % len(words)])
        assert issubclass(annotation, Record), annotation
        return self.record(annotation, where, number)


IDENTIFIED = {
    kind: way.replace("*.", "").split(".")[-1].replace("_", "-")
    for file in (*FILES, *FOLDERS)
    for way, kind in file.lists.items()
}


def _target(kind: str, number: int) -> str:
    if kind in OPEN:
        return OPEN[kind]
    return f"{IDENTIFIED.get(kind, kind)}-x{number}"


def make_hostile_project(  # noqa: PLR0913 (how much, and from where)
    root: Path,
    payloads: Sequence[str],
    records: int,
    per_prose: int,
    first: int = 0,
    *,
    is_spread: bool = False,
) -> Hostile:
    """Make a project with `records` of each kind, each text with up to `per_prose` payloads from `first` on.

    `is_spread`: each field begins with another payload.
    """
    make_small_site(root)
    filler = Filler(payloads, per_prose, first, is_spread)
    files = dict(_iter_files(root, filler, records))
    hostile = Hostile(
        root,
        refused_lines=tuple(text for text in payloads if not is_line(text)),
        refused_prose=tuple(text for text in payloads if not is_prose(text)),
    )
    hostile.refused = _take_out_what_is_refused(root, files)
    bodies = _write_bodies(root, payloads, records)
    tried = (filler.lines.tried, filler.short_lines.tried, filler.prose.tried)
    hostile.tried = {name: texts for part in tried for name, texts in part.items()} | {
        "guide body": set(bodies)
    }
    return hostile


def _iter_files(root: Path, filler: Filler, records: int) -> Iterator[tuple[str, dict[str, Any]]]:
    for kind in FILES:
        if not kind.is_optional:
            yield kind.path, _one_file(root, kind, filler, records)
    for kind in FOLDERS:
        for number in range(records):
            name = f"{kind.path}/{kind.kind}-x{number}{kind.suffix}"
            yield name, filler.record(kind.record_class, kind.kind, number)


def _one_file(root: Path, kind: FileKind, filler: Filler, records: int) -> dict[str, Any]:
    """The data of the small project's file, with every text hostile, and more entries in its lists."""
    base = yaml.load((root / kind.path).read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506 (makes text only)
    name = kind.path.split("/")[1].removesuffix(".yml")
    data = filler.record(kind.record_class, name, 0)
    hints = fields_of(kind.record_class)
    for key in {way.split(".")[0] for way in kind.lists}:
        more = [filler.value(hints[key], f"{name}.{key}", number) for number in range(1, records)]
        data[key] = [*base.get(key, []), *data[key], *(entry for entries in more for entry in entries)]
    for publisher in data.get("publishers", []):  # a body's name has to be that of a source's publisher
        publisher["name"] = base["sources"][0]["publisher"]
    return data


def _take_out_what_is_refused(root: Path, files: dict[str, dict[str, Any]]) -> int:
    """Write the files, and remove refused texts until the check passes. Returns how many were removed."""
    refused = 0
    for _ in range(9):  # what was refused for one reason may be so again for another
        owners = {name: _write(root / name, data) for name, data in files.items()}
        # What makes a case study a draft would keep it, and every other text in it, out of the site.
        problems = [
            found
            for found in check_project(root).problems
            if found.severity == "error" or found.code.startswith("draft-")
        ]
        if not problems:
            return refused
        # A reference to a thing whose file has a mistake, or that is a draft, is not a mistake of its own.
        own = [found for found in problems if found.code not in OF_OTHERS] or problems
        places = {(found.path, found.span.start.line) for found in own}
        known = [owners[path][line] for path, line in places if line in owners.get(path, {})]
        assert known, own[0]
        refused += sum(_soften(*owner) for owner in known)
    raise AssertionError(refused)


def _soften(holder: Any, key: Any) -> bool:
    """Replace a text by harmless words, or remove it if they are refused too. True if it was a text."""
    value = holder[key] if not isinstance(holder, dict) or key in holder else None
    if isinstance(value, str) and value != HARMLESS and len(value.split()) > 1:
        holder[key] = HARMLESS
        return True
    if isinstance(holder, dict):
        holder.pop(key, None)
    return False


Owners = dict[int, tuple[Any, Any]]


def _write(path: Path, data: dict[str, Any]) -> Owners:
    lines: list[str] = ["---"] if path.suffix == ".md" else []
    owners: Owners = {}
    _emit(data, "", lines, owners)
    lines += ["---", "", "Some words."] if path.suffix == ".md" else []
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return owners


def _emit(data: Any, indent: str, lines: list[str], owners: Owners) -> None:
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        start = f"{indent}{key}:" if isinstance(data, dict) else f"{indent}-"
        lines.append(f"{start} {json.dumps(value, ensure_ascii=False)}" if isinstance(value, str) else start)
        owners[len(lines)] = (data, key)
        if not isinstance(value, str):
            _emit(value, f"{indent}  ", lines, owners)


def _bodies(payloads: Sequence[str]) -> list[str]:
    """The payloads that the text of a guide accepts."""
    return [text for text in payloads if is_prose(text, "guide")]


def _write_bodies(root: Path, payloads: Sequence[str], records: int) -> list[str]:
    """Put the payloads that the text of a guide accepts into the guides. Returns them."""
    bodies, written = _bodies(payloads), []
    for number in range(records):
        path = root / "content" / "pages" / f"guide-x{number}.md"
        before = path.read_text("utf-8")
        mine: list[str] = []
        for text in bodies[number::records]:
            if is_prose("\n\n".join([*mine, text]), "guide"):  # together, two may be markup that is refused
                mine.append(text)
        path.write_text(before.replace("Some words.", "\n\n".join(mine) or "Some words."), "utf-8")
        if any(found.severity == "error" for found in check_project(root).problems):
            path.write_text(before, "utf-8")
        else:
            written += mine
    return written


def build_hostile_site(hostile: Hostile) -> None:
    """Build with MkDocs alone: the scan for withheld texts would take typed tags for markup."""
    finished = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=hostile.root,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    assert check_site(hostile.root / "site") == []


def pairs(hostile: Hostile) -> int:
    """How many different pairs of field and payload were tried."""
    return sum(len(texts) for texts in hostile.tried.values())
