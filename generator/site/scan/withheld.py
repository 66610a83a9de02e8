"""What the site may not say, worked out from the files alone.

This rule is written a second time on purpose, and shares nothing with `checks.publication` or with
`CaseStudy.is_published`: a mistake there must not blind the scan that is to find it.

Withheld are, with all that is in them:

- a case study unless its file literally says `consent: true`, a visibility that this audience
  may see, and no day of withdrawal;
- in a public site, a draft, by the phrases of `checks.ready`, looked for here anew;
- any other file or entry with a visibility that this audience may not see;
- what an overlay has of its own to which only such things refer: sources, organisation types, terms,
  roles, recommendations;
- whatever an overlay hides;
- every comment of every file.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache, partial
from typing import Literal, NamedTuple

from generator.basics.labels import read_table
from generator.checks import ready
from generator.content.content_files import OVERLAY, RELEASE, find_file_kind, identifier_of
from generator.content.document import Document, Location, PlainData, iter_texts, text_at, value_at
from generator.content.model.case_study import CaseStudy

Audience = Literal["public", "internal"]
_MAY_SEE = {"public": {"public"}, "internal": {"public", "internal"}}
FILE_NAME = "name of the file"
_TABLE = read_table("generator.site.scan", "withheld")
_NAMES, _FOLLOW = (frozenset(_TABLE[name].split()) for name in ("names", "follow"))
_FIELDS: Mapping[str, str] = _TABLE["fields"]
_SCHEMA_LINE = re.compile(r"#\s*yaml-language-server:")
"""Names the schema of the file, and is the same in each."""
_STARTS_ANEW = re.compile(r"\s*(?:#|- |[\w-]+:(?:\s|$))")
"""A comment that goes on with something else: an example of a field, with a comment of its own."""
_START = re.compile(r"(?:^|(?<=[\s,\[\]{}]))#")
_HIDE, MAY_SAY = "hide", "may_say"
"""Fields of an overlay: what it leaves out, which may not be said either, and words of withheld content that
it may say, each with a reason."""


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


def scope_of(documents: Collection[Document]) -> Scope:
    """What an overlay says about its copy; without one, the site is for everybody."""
    for document in documents:
        if document.path == OVERLAY:
            hidden = frozenset(text for _, text in iter_texts(document.data.get(_HIDE)))
            inside = _value(document.data, "visibility") == "internal"
            local = frozenset(each.path for each in documents if not (RELEASE / each.path).is_file())
            allowed = (text for at, text in iter_texts(document.data.get(MAY_SAY)) if at[-1:] == ("text",))
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
        places = _withheld_places(document, scope, left_out[document.path])
        yield from _of_document(document, places, document.path in scope.local)


def _of_document(document: Document, places: Mapping[Location, str], is_local: bool) -> Iterator[ContentText]:
    said = partial(ContentText, document, is_local=is_local)
    whole = () in places
    if kind := kind_of(document.path):
        name = identifier_of(document.path)
        yield said(1, FILE_NAME, name, whole, is_name=True, identifies=kind)
    for location, text in iter_texts(document.data):
        is_withheld = whole or any(location[: len(place)] == place for place in places)
        last = _field_of(location)
        entry = places.get(location[:-1], "") if last == "id" else ""
        yield said(location, ".".join(map(str, location)), text, is_withheld, last in _NAMES, entry)
    if document.body:
        yield said(document.body_line, "text", document.body, whole)
    for line, comment in _iter_comments(document):
        yield said(line, "comment", comment, is_withheld=True)


def _field_of(location: Location) -> str:
    return next((step for step in reversed(location) if isinstance(step, str)), "")


def _withheld_places(document: Document, scope: Scope, left_out: Set[Location]) -> dict[Location, str]:
    """The ways to what is withheld, each with its kind; the empty way is the whole document."""
    things = tuple(_iter_things(document))
    withheld = {
        thing.at: thing.kind for thing in things if thing.name in scope.hidden or thing.at in left_out
    }
    if () in withheld:
        return {thing.at: thing.kind for thing in things}
    return {(_HIDE,): "", **withheld} if document.path == OVERLAY else withheld


Place = tuple[str, Location]
"""A file, and the way to a thing in it; the empty way is the whole file."""


def _left_out(documents: Collection[Document], scope: Scope) -> defaultdict[str, set[Location]]:
    """For each file, the ways to what this audience may not see, and to what only such things use."""
    names: dict[str, Place] = {}
    shut: set[Place] = set()
    for document in documents:
        for thing in _iter_things(document):
            names.setdefault(thing.name, (document.path, thing.at))
            if (document.path, ()) in shut or not _may_see(document, thing, scope.audience):
                shut.add((document.path, thing.at))
    followed = (name for name in names if name.partition(":")[0] in _FOLLOW)
    own = {name: names[name] for name in followed if names[name][0] in scope.local}
    uses = {use for document in documents for use in _iter_uses(document, own)} if shut and own else set()
    while emptied := _emptied(documents, shut := shut | _used_only_by(shut, uses)):
        shut |= emptied
    found: defaultdict[str, set[Location]] = defaultdict(set)
    for path, location in shut:
        found[path].add(location)
    return found


class _Thing(NamedTuple):
    at: Location
    """The way to it in its file; empty for the whole file."""
    kind: str
    """Empty for a note of an overlay."""
    name: str
    """What it is called in a link, which notes are not."""


def _iter_things(document: Document) -> Iterator[_Thing]:
    """The file as a whole if it is of a kind, and each thing in its lists."""
    if kind := kind_of(document.path):
        yield _Thing((), kind, f"{kind}:{identifier_of(document.path)}")
    file_kind = find_file_kind(document.path)
    for way, kind in (file_kind.lists if file_kind else {}).items():
        for location in _iter_entries(document.data, way.split("."), ()):
            yield _Thing(location, kind, f"{kind}:{_value(document.data, *location, 'id')}")
    if document.path == OVERLAY:
        yield from (_Thing(at, "", "") for at in _iter_entries(document.data, ["notes"], ()))


def _may_see(document: Document, thing: _Thing, audience: Audience) -> bool:
    if thing.kind != "case":
        return _value(document.data, *thing.at, "visibility") in {"", *_MAY_SEE[audience]}
    consent, visibility, withdrawn = (
        _value(document.data, "publication", name) for name in ("consent", "visibility", "withdrawn")
    )
    is_agreed = consent == "true" and visibility in _MAY_SEE[audience] and not withdrawn
    return is_agreed and not (audience == "public" and _is_draft(document))


def _is_draft(document: Document) -> bool:
    """Whether a case study has anything that its editor still has to see to."""
    if _has("todo", document.text):
        return True
    for way, text in iter_texts(document.data):
        said = re.sub(ready.PATTERNS["address"], " ", text)
        is_answer = way[0] == "practices" and way[-1] == "how"
        plans = re.compile(ready.PATTERNS["plans"], re.IGNORECASE)
        is_planned = is_answer and plans.match(said.strip(" \n-•"))
        is_personal = _has("first_person", said) and _is_own_account(said)
        if is_planned or is_personal or _has("left_out", said) or _squeezed(said) in _helps():
            return True
    return False


def _has(name: str, text: str) -> bool:
    return re.search(ready.PATTERNS[name], text) is not None


def _is_own_account(said: str) -> bool:
    own = re.sub(ready.PATTERNS["quoted"], " ", said)
    return len(said.split()) > 1 and _has("first_person", own)


@cache
def _helps() -> frozenset[str]:
    """What the schema of a case study says to write into its fields."""
    schema = CaseStudy.model_json_schema()
    shapes = [schema, *schema["$defs"].values()]
    helps = (field.get("description", "") for each in shapes for field in each.get("properties", {}).values())
    return frozenset(_squeezed(text) for text in helps if " " in text)


def _squeezed(text: str) -> str:
    return " ".join(text.split()).rstrip(".").lower()


_LINK = re.compile(f"(?:{'|'.join(sorted(_FOLLOW))}):[a-z0-9-]+")


def _iter_uses(document: Document, own: Mapping[str, Place]) -> Iterator[tuple[Place, Place]]:
    """Each thing in a file that refers to one of an overlay's own, with that one."""
    things = {thing.at: thing.name for thing in _iter_things(document)}
    for location, text in (*iter_texts(document.data), ((), document.body)):
        if location[:1] == (_HIDE,) and document.path == OVERLAY:
            continue
        user = next((location[:end] for end in range(len(location), 0, -1) if location[:end] in things), ())
        field = _field_of(location)
        kind = things.get(user, "").partition(":")[0] if field == "related" else _FIELDS.get(field)
        for name in (f"{kind}:{text.partition('#')[0].strip()}", *_LINK.findall(text)):
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
        if all((document.path, thing.at) in shut for thing in _iter_things(document) if thing.at)
    }


def kind_of(path: str) -> str:
    """The kind of thing that a file is as a whole; empty for a file of lists."""
    if "case_studies" in path.split("/")[:-1]:
        return "case"  # wherever the folder is: a case study must not slip through as something else
    file_kind = find_file_kind(path)
    return file_kind.kind if file_kind else ""


def _value(data: PlainData, *way: str | int) -> str:
    return text_at(data, *way).strip()


def _iter_entries(data: PlainData, way: list[str], at: Location) -> Iterator[Location]:
    """The ways to the entries of a list; `way` leads to it, with `*` for each entry of a list on the way."""
    found = value_at(data, *at)
    if isinstance(found, list) and way[:1] in ([], ["*"]):
        for index in range(len(found)):
            yield from _iter_entries(data, way[1:], (*at, index)) if way else [(*at, index)]
    elif isinstance(found, dict) and way and way[0] in found:
        yield from _iter_entries(data, way[1:], (*at, way[0]))


def _iter_comments(document: Document) -> Iterator[tuple[int, str]]:
    """What stands behind each `#`, with the line it starts on. Lines of comment below each other are one.

    It may be in a text, too: that is no secret where the text is published, and withheld where it is not.
    """
    lines = document.lines[: document.body_line - 1] if document.body_line else document.lines
    first, said = 0, list[str]()
    for number, line in enumerate([*lines, ""], 1):
        signs = [sign.end() for sign in _START.finditer(line)] if "#" in line else []
        comments = [line[sign:].lstrip("#") for sign in signs if not _SCHEMA_LINE.match(line, sign - 1)]
        goes_on = bool(said and comments) and line.lstrip().startswith("#")
        if said and not goes_on:
            yield first, "\n".join(said)
            said = []
        for comment in comments[:1]:
            first = first if goes_on else number
            said.append(f"\n{comment}" if goes_on and _STARTS_ANEW.match(comment) else comment)
        yield from ((number, comment) for comment in comments[1:])
