"""What the site may not say, worked out from the files alone.

This rule is written a second time on purpose, and shares nothing with `checks.publication` or with
`CaseStudy.is_published`: a mistake there must not blind the scan that is to find it.

Withheld are, with all that is in them:

- a case study unless its file literally says `consent: true`, a visibility that this audience
  may see, and no day of withdrawal;
- in a public site, a case study that is not finished, by the phrases of `checks.ready`, looked for here anew;
- any other file or entry with a visibility that this audience may not see;
- what an overlay has of its own to which only such things refer: sources, organisation types, terms,
  roles, recommendations;
- whatever an overlay hides;
- every comment of every file.
"""

from __future__ import annotations

import re
from collections import abc, defaultdict
from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NamedTuple

from generator.basics.problem import Span
from generator.checks import ready
from generator.content.content_files import OVERLAY, RELEASE, find_file_kind, identifier_of
from generator.content.document import Document, Location, Mapping, Node, PlainData, Scalar, Sequence
from generator.content.model.case_study import CaseStudy

Audience = Literal["public", "internal"]
_MAY_SEE = {"public": {"public"}, "internal": {"public", "internal"}}
FILE_NAME = "name of the file"
_NAMES = {"id", "title", "name", "term", "abbreviation", "also", "also_called"}
"""Fields that hold what something is called."""
_SCHEMA_LINE = re.compile(r"#\s*yaml-language-server:")
"""Names the schema of the file, and is the same in each."""
_STARTS_ANEW = re.compile(r"\s*(?:#|- |[\w-]+:(?:\s|$))")
"""A comment that goes on with something else: an example of a field, with a comment of its own."""
_START = re.compile(r"(?:^|(?<=[\s,\[\]{}]))#")


@dataclass(frozen=True)
class Scope:
    """Whom a site is for, and what it leaves out besides."""

    audience: Audience = "public"
    hidden: frozenset[str] = frozenset()
    """What an overlay hides, as kind and identifier: `recommendation:regular-meetings`."""
    local: frozenset[str] = frozenset()
    """Of an overlay: the files that are its own."""
    may_say: tuple[str, ...] = ()
    """Of an overlay: words of its own withheld content that it may say all the same."""


_HIDE = "hide"
"""The field of an overlay that lists what it leaves out; what it lists may not be said either."""


MAY_SAY = "may_say"
"""The field of an overlay with words of withheld content that it may say, each with a reason."""


def scope_of(documents: Collection[Document]) -> Scope:
    """What an overlay says about its copy; without one, the site is for everybody."""
    for document in documents:
        if document.path == OVERLAY:
            hidden = frozenset(text for _, text in _iter_texts(document.data.get(_HIDE)))
            inside = _value(document.data, "visibility") == "internal"
            local = frozenset(each.path for each in documents if not (RELEASE / each.path).is_file())
            allowed = (text for at, text in _iter_texts(document.data.get(MAY_SAY)) if at[-1:] == ("text",))
            return Scope("internal" if inside else "public", hidden, local, tuple(allowed))
    return Scope()


class ContentText(NamedTuple):
    """A text in a content file."""

    document: Document
    at: Location | int
    """The way to it, or its line."""
    field: str
    """The way to it, such as `team.members.0.role`; `comment`, `name of the file`, or `text` of a page."""
    text: str
    is_withheld: bool
    is_name: bool = False
    identifies: str = ""
    """For an identifier: the kind of what it stands for."""
    is_local: bool = False
    """Whether it is of an overlay's own file."""

    @property
    def path(self) -> str:
        return self.document.path

    @property
    def line(self) -> int:
        return self.at if isinstance(self.at, int) else self.document.span_of(self.at).start.line

    @property
    def is_guarded(self) -> bool:
        """Whether only words of the release excuse it. Hidden parts of the release are no secret, and a
        comment often repeats what stands beside it."""
        return self.is_withheld and self.is_local and self.field != "comment"

    @property
    def is_identifier(self) -> bool:
        return self.field.rpartition(".")[2] == "id"

    @property
    def place(self) -> str:
        """Where it is, for a message that must not repeat it."""
        return f"{self.path}:{self.line} ({self.field})"


def iter_said(documents: Collection[Document], scope: Scope) -> Iterator[ContentText]:
    """Every text of the content, with whether a site of this scope may say it."""
    left_out = _left_out(documents, scope)
    for document in documents:
        is_local = document.path in scope.local
        said = _of_document(document, scope, left_out[document.path])
        yield from (text._replace(is_local=is_local) for text in said)


def _of_document(document: Document, scope: Scope, left_out: Set[Location]) -> Iterator[ContentText]:
    places = _withheld_places(document, scope, left_out)
    whole = () in places
    kind = kind_of(document.path)
    if kind:
        name = identifier_of(document.path)
        yield ContentText(document, 1, FILE_NAME, name, whole, is_name=True, identifies=kind)
    for location, text in _iter_texts(document.data):
        withheld = whole or (bool(places) and any(location[: len(place)] == place for place in places))
        last = next((step for step in reversed(location) if isinstance(step, str)), "")
        entry = places.get(location[:-1], "") if places and last == "id" else ""
        field = ".".join(map(str, location))
        yield ContentText(document, location, field, text, withheld, last in _NAMES, entry)
    if document.body:
        yield ContentText(document, document.body_line, "text", document.body, whole)
    for line, comment in _iter_comments(document):
        yield ContentText(document, line, "comment", comment, is_withheld=True)


def _withheld_places(document: Document, scope: Scope, left_out: Set[Location]) -> dict[Location, str]:
    """The ways to what is withheld, each with its kind; the empty way is the whole document."""
    kind = kind_of(document.path)
    is_hidden = bool(kind) and f"{kind}:{identifier_of(document.path)}" in scope.hidden
    if is_hidden or () in left_out:
        return {(): kind} | {location: inner for location, inner, _ in _iter_listed(document)}
    named: dict[Location, str] = {(_HIDE,): ""} if document.path == OVERLAY else {}
    listed = _iter_listed(document) if scope.hidden or left_out else ()
    return (
        named
        | dict.fromkeys(left_out, "")
        | {at: inner for at, inner, name in listed if name in scope.hidden or at in left_out}
    )


Place = tuple[str, Location]
"""A file, and the way to a thing in it; the empty way is the whole file."""


def _left_out(documents: Collection[Document], scope: Scope) -> defaultdict[str, set[Location]]:
    """For each file, the ways to what this audience may not see, and to what only such things use."""
    names: dict[str, Place] = {}
    shut: set[Place] = set()
    for document in documents:
        if _is_shut(document, scope.audience):
            shut.add((document.path, ()))
        for location, entry, name in _iter_things(document):
            names.setdefault(name, (document.path, location))
            if (document.path, ()) in shut or not _may_see(entry, scope.audience):
                shut.add((document.path, location))
    own = {name: place for name, place in names.items() if place[0] in scope.local and _FOLLOWS.match(name)}
    uses = {use for document in documents for use in _iter_uses(document, own)} if shut and own else set()
    while emptied := _emptied(documents, shut := shut | _used_only_by(shut, uses)):
        shut |= emptied
    found: defaultdict[str, set[Location]] = defaultdict(set)
    for path, location in shut:
        found[path].add(location)
    return found


def _is_shut(document: Document, audience: Audience) -> bool:
    kind = kind_of(document.path)
    if kind == "case":
        is_unfinished = audience == "public" and _is_unfinished(document)
        return is_unfinished or not _may_be_published(document.data, audience)
    return bool(kind) and not _may_see(document.data, audience)


def _may_see(data: PlainData, audience: Audience) -> bool:
    return _value(data, "visibility") in {"", *_MAY_SEE[audience]}


def _iter_things(document: Document) -> Iterator[tuple[Location, PlainData, str]]:
    """The way to each thing in a file, its data, and what it is called in a link, which notes are not."""
    if kind := kind_of(document.path):
        yield (), document.data if kind != "case" else {}, f"{kind}:{identifier_of(document.path)}"
    for location, _, name in _iter_listed(document):
        yield location, _at(document.data, location), name
    if document.path == OVERLAY:
        for location, note in _iter_entries(document.data, [_NOTES], ()):
            yield location, note, ""


def _at(data: PlainData, location: Location) -> Any:
    found: Any = data
    for step in location:
        found = found[step]
    return found


_NOTES = "notes"
_FOLLOWS = re.compile("(?:source|organisation-type|term|role|recommendation):")
"""Things that are withheld when only withheld things refer to them."""
_FIELDS = {
    "sources": "source",
    "cited_in": "source",
    "types": "organisation-type",
    "see_also": "term",
    "role": "role",
    "roles": "role",
    "recommendation": "recommendation",
    "recommendations": "recommendation",
    "answers": "recommendation",
    "source": "source",
}
"""Fields that hold an identifier, and the kind that it is of."""
_RELATED = "related"
"""The field with identifiers of other things of the same kind."""
_NAMED = re.compile(r"(?:source|organisation-type|term|role|recommendation):[a-z0-9-]+")


def _iter_uses(document: Document, own: abc.Mapping[str, Place]) -> Iterator[tuple[Place, Place]]:
    """Each thing in a file that refers to one of an overlay's own, with that one."""
    things = {location: name for location, _, name in _iter_things(document)}
    for location, text in (*_iter_texts(document.data), ((), document.body)):
        if location[:1] == (_HIDE,) and document.path == OVERLAY:
            continue
        user = next((location[:end] for end in range(len(location), 0, -1) if location[:end] in things), ())
        field = next((step for step in reversed(location) if isinstance(step, str)), "")
        kind = things.get(user, "").partition(":")[0] if field == _RELATED else _FIELDS.get(field)
        for name in (f"{kind}:{text.partition('#')[0].strip()}", *_NAMED.findall(text)):
            if name in own:
                yield (document.path, user), own[name]


def _used_only_by(shut: Set[Place], uses: Set[tuple[Place, Place]]) -> set[Place]:
    """What these things refer to, directly or not, without what anything else refers to."""
    doubtful: set[Place] = set()
    while new := {used for user, used in uses if user in shut | doubtful} - shut - doubtful:
        doubtful |= new
    while known := {used for user, used in uses if user not in shut | doubtful} & doubtful:
        doubtful -= known
    return doubtful


def _emptied(documents: Iterable[Document], shut: Set[Place]) -> set[Place]:
    """Themes of which nothing that they recommend is left."""
    return {
        (document.path, ())
        for document in documents
        if kind_of(document.path) == "theme" and (document.path, ()) not in shut
        if all((document.path, location) in shut for location, *_ in _iter_listed(document))
    }


def _may_be_published(data: PlainData, audience: Audience) -> bool:
    consent = _value(data, "publication", "consent")
    visibility = _value(data, "publication", "visibility")
    withdrawn = _value(data, "publication", "withdrawn")
    return consent == "true" and visibility in _MAY_SEE[audience] and not withdrawn


def _is_unfinished(document: Document) -> bool:
    """Whether a case study has anything that its editor still has to see to."""
    if re.search(ready.TODO, document.text):
        return True
    for way, text in _iter_texts(document.data):
        said = re.sub(ready.ADDRESS, " ", text)
        is_planned = (
            way[0] == "practices"
            and way[-1] == "how"
            and re.match(ready.PLANS, said.strip(" \n-•"), re.IGNORECASE)
        )
        speaks = len(said.split()) > 1 and re.search(ready.FIRST_PERSON, re.sub(ready.QUOTED, " ", said))
        if is_planned or speaks or re.search(ready.LEFT_OUT, said) or _squeezed(said) in _helps():
            return True
    return False


@cache
def _helps() -> frozenset[str]:
    """What the schema of a case study says to write into its fields."""
    schema = CaseStudy.model_json_schema()
    shapes = [schema, *schema["$defs"].values()]
    fields = [field for shape in shapes for field in shape.get("properties", {}).values()]
    return frozenset(
        _squeezed(field["description"]) for field in fields if " " in field.get("description", "")
    )


def _squeezed(text: str) -> str:
    return " ".join(text.split()).rstrip(".").lower()


def kind_of(path: str) -> str:
    """The kind of thing that a file is as a whole; empty for a file of lists."""
    if "case_studies" in path.split("/")[:-1]:
        return "case"  # wherever the folder is: a case study must not slip through as something else
    file_kind = find_file_kind(path)
    return file_kind.kind if file_kind else ""


def _value(data: PlainData, *way: str) -> str:
    for key in way:
        data = data.get(key) if isinstance(data, dict) else None
    return data.strip() if isinstance(data, str) else ""


def _iter_listed(document: Document) -> Iterator[tuple[Location, str, str]]:
    """The way to each thing in a file's lists, its kind, and what it is called in a link."""
    file_kind = find_file_kind(document.path)
    for way, kind in (file_kind.lists if file_kind else {}).items():
        for location, entry in _iter_entries(document.data, way.split("."), ()):
            if isinstance(entry, dict):
                yield location, kind, f"{kind}:{_value(entry, 'id')}"


def _iter_entries(data: PlainData, way: list[str], at: Location) -> Iterator[tuple[Location, PlainData]]:
    """The entries of a list; `way` leads to it, with `*` for each entry of a list on the way."""
    if isinstance(data, list) and way[:1] in ([], ["*"]):
        for index, item in enumerate(data):
            if way:
                yield from _iter_entries(item, way[1:], (*at, index))
            else:
                yield (*at, index), item
    elif isinstance(data, dict) and way and way[0] in data:
        yield from _iter_entries(data[way[0]], way[1:], (*at, way[0]))


def _iter_texts(data: PlainData) -> Iterator[tuple[Location, str]]:
    """Every text in the data, in order, with the way to it."""
    waiting: list[tuple[Location, PlainData]] = [((), data)]
    while waiting:
        at, value = waiting.pop()
        if isinstance(value, str):
            yield at, value
        elif isinstance(value, list):
            waiting += reversed([((*at, index), item) for index, item in enumerate(value)])
        elif isinstance(value, dict):
            waiting += reversed([((*at, key), item) for key, item in value.items()])


def _iter_comments(document: Document) -> Iterator[tuple[int, str]]:
    """Each comment, with the line it starts on. Lines of comment below each other are one."""
    lines = document.lines
    last = document.body_line - 1 if document.body_line else len(lines)
    first = 1 if _SCHEMA_LINE.match(lines[0]) else 0
    if not any(_START.search(line) for line in lines[first:last] if "#" in line):
        return
    taken = _text_on_lines(document)
    start, said = 0, list[str]()
    for number, line in enumerate(lines[:last], 1):
        comment = _comment_of(line, taken[number])
        if comment is not None and said and number == start + len(said) and line.lstrip().startswith("#"):
            said.append(f"\n{comment}" if _STARTS_ANEW.match(comment) else comment)
            continue
        if said:
            yield start, "\n".join(said)
        start, said = number, [] if comment is None else [comment]
    if said:
        yield start, "\n".join(said)


def _comment_of(line: str, taken: list[tuple[int, int]]) -> str | None:
    """What stands behind the first `#` that is in no text; None when there is none."""
    for sign in _START.finditer(line) if "#" in line else ():
        if not any(start <= sign.start() < end for start, end in taken):
            comment = line[sign.start() :]
            return None if _SCHEMA_LINE.match(comment) else comment.lstrip("#")
    return None


def _text_on_lines(document: Document) -> defaultdict[int, list[tuple[int, int]]]:
    """For each line, the stretches of it that are a text or a key: columns from 0, without the end."""
    found: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for span in _iter_spans(document.root):
        for number in range(span.start.line, span.end.line + 1):
            start = span.start.column - 1 if number == span.start.line else 0
            end = span.end.column - 1 if number == span.end.line else 1 << 30
            found[number].append((start, end))
    return found


def _iter_spans(node: Node) -> Iterator[Span]:
    match node:
        case Scalar(_, span, _):
            yield span
        case Sequence(items, _):
            for item in items:
                yield from _iter_spans(item)
        case Mapping(entries, _):
            for entry in entries.values():
                yield entry.key.span
                yield from _iter_spans(entry.value)
