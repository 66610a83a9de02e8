"""The content in another language: texts of `translations/` in place of the English ones.

Each run checks the translations into all languages and shows those into one. A translation has the shape of
its original but contains only texts. Entries of a list are matched by their `id` (practices by
`recommendation`, notes by `on`), or by position if they have none. So identifiers, numbers, consent and links
to other things stay those of the original.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from pydantic import TypeAdapter, ValidationError

from generator.basics.addresses import KINDS
from generator.basics.labels import ENGLISH, Translated, translated
from generator.basics.messages import problem
from generator.basics.problem import START_OF_FILE, Problem, nearest
from generator.checks.fields import describe_value
from generator.checks.identities import Identity, Key, gather_referrals, iter_dangling
from generator.content.content_files import LABELS, TRANSLATIONS, file_kind_of, overlay_of
from generator.content.document import BODY, Document, Location, value_at
from generator.content.model.annotations import fields_of, item_of
from generator.content.model.fields import Line, Prose, Record
from generator.content.model.site import Site
from generator.content.prose import Reader
from generator.languages.language import Translations, original_path

DIGEST = "original"
"""The key, at the top of a file of translations, for the digest of the English that it was made from."""


@dataclass(frozen=True)
class TranslatedContent:
    """The content in the language of the build."""

    records: Mapping[str, Record]
    documents: tuple[Document, ...]
    identities: Mapping[Key, Identity]
    language: str = ENGLISH


AllTranslations = Mapping[str, Translations]
"""By the code of the language."""
NO_TRANSLATIONS: AllTranslations = {}


def translate(
    content: TranslatedContent, translations: AllTranslations, language: str
) -> tuple[TranslatedContent, list[Problem]]:
    """The content in a language, and what is wrong with the translations into all of them.

    `language`: empty for the language that the content sets.
    """
    reader = Reader(KINDS)
    problems: list[Problem] = []
    for known in translations.values():
        for document in known.documents:
            problems += check_translation(document, content, reader)
    wanted = language or language_of(content.records)
    if wanted in {ENGLISH, "en"} or any(each.severity == "error" for each in problems):
        return content, problems
    if wanted not in translations:
        path, near = f"{TRANSLATIONS}/{wanted}/{LABELS}.po", nearest(wanted, translations) or ""
        unknown = problem("no-translations", path, START_OF_FILE, nearest=near, found=wanted, language=wanted)
        return content, [*problems, unknown]
    return _with_texts(content, translations[wanted].documents, wanted), problems


def language_of(records: Mapping[str, Record]) -> str:
    """The language that the content sets: the overlay's, else the site's, else English."""
    overlay = overlay_of(records)
    own = overlay.language if overlay else None
    site = (record.language for record in records.values() if isinstance(record, Site))
    return own or next(site, None) or ENGLISH


def _with_texts(
    content: TranslatedContent, translations: tuple[Document, ...], language: str
) -> TranslatedContent:
    records, bodies = dict(content.records), {}
    for document in translations:
        path = original_path(document.path)
        records[path] = translate_record(records[path], _texts(document), Walk(document, []))
        if document.body.strip():
            bodies[path] = document.body
    documents = tuple(
        replace(known, body=translated(bodies[known.path], known.body)) if known.path in bodies else known
        for known in content.documents
    )
    identities = {key: _retitled(identity, records) for key, identity in content.identities.items()}
    return TranslatedContent(records, documents, identities, language)


def check_translation(document: Document, content: TranslatedContent, reader: Reader) -> list[Problem]:
    """What is wrong with a file of translations, whatever language the site is built in."""
    path = original_path(document.path)
    record = content.records.get(path)
    walk = Walk(document, [])
    if record is None:
        near = nearest(path, content.records) or ""
        return [document.problem("no-original", (), nearest=near, found=path)]
    translate_record(record, _texts(document), walk)
    record_class = file_kind_of(path).record_class
    walk.problems.extend(_iter_outdated(document, record))
    original = next(known for known in content.documents if known.path == path)
    walk.problems.extend(check_headings(document, original, reader))
    referred = gather_referrals(document, _texts(document), record_class, reader)
    dangling = iter_dangling(referred, content.identities, frozenset())
    return [*walk.problems, *referred.faults, *dangling]


def _iter_outdated(document: Document, record: Record) -> Iterator[Problem]:
    """That the English was another when this was translated, where the file says which it was."""
    made_from, digest = document.data.get(DIGEST), digest_of(record)
    if made_from not in {None, digest}:
        yield document.problem("outdated-translation", (DIGEST,), found=made_from, digest=digest)


def check_headings(document: Document, original: Document, reader: Reader) -> Iterator[Problem]:
    """A problem unless a guide has its original's headings, one for one: their anchors are the original's."""
    if document.body:
        counts = [_headings(reader, text.body) for text in (original, document)]
        if counts[0] != counts[1]:
            span = document.find_text(BODY, "#")
            wanted, found = (", ".join(count) or "none" for count in counts)
            yield problem("other-headings", document.path, span, found=found, headings=wanted)


def _headings(reader: Reader, body: str) -> list[str]:
    return [node.markup for node in reader.read(body, "guide").tree.walk() if node.type == "heading"]


def _retitled(identity: Identity, records: Mapping[str, Record]) -> Identity:
    """The identity with its thing's title as translated, if it is."""
    thing: Any = records.get(identity.path)
    for step in identity.location:
        thing = thing[step] if isinstance(step, int) else getattr(thing, step)
    title = getattr(thing, "title", None) or getattr(thing, "term", None)
    return replace(identity, title=title) if isinstance(title, Translated) else identity


def _texts(document: Document) -> dict[str, Any]:
    return {key: value for key, value in document.data.items() if key != DIGEST}


MATCHED_BY = ("id", "recommendation", "on")
"""Fields that identify the entries of a list."""


@dataclass(frozen=True)
class Walk:
    """A file of translations, and the problems found in it so far."""

    document: Document
    problems: list[Problem]

    def fault(self, at: Location, key: str, known: Iterable[str] = (), **values: Any) -> None:
        """A problem with what stands at a place: its key where that is what is wrong.

        `known`: what might have been meant.
        """
        of_key = key in {"unknown-key", "not-translatable", "nothing-to-translate"}
        found = str(at[-1]) if of_key else describe_value(value_at(self.document.data, *at))
        values |= {"nearest": nearest(found, known) or "", "found": found, "known": ", ".join(known)}
        self.problems.append(self.document.problem(key, at, of_key=of_key, **values))


def translate_record(record: Record, data: Mapping[str, Any], walk: Walk, at: Location = ()) -> Record:
    known = fields_of(type(record))
    wanted = [name for name, annotation in known.items() if _may_hold_text(annotation)]
    changed: dict[str, Any] = {}
    for key, value in data.items():
        place = (*at, key)
        if key in MATCHED_BY and key in known and at and isinstance(at[-1], int):
            continue
        if key not in known:
            walk.fault(place, "unknown-key", wanted)
        elif key not in wanted:
            walk.fault(place, "not-translatable", wanted)
        elif not getattr(record, key):
            walk.fault(place, "nothing-to-translate")
        elif value is not None:
            changed[key] = _translate(getattr(record, key), value, known[key], walk, place)
    return record.model_copy(update=changed) if changed else record


def _may_hold_text(annotation: Any) -> bool:
    inner = item_of(annotation) or annotation
    return is_text(inner) or (isinstance(inner, type) and issubclass(inner, Record))


def _translate(current: Any, value: Any, annotation: Any, walk: Walk, at: Location) -> Any:
    if isinstance(current, Record):
        if isinstance(value, dict):
            return translate_record(current, value, walk, at)
        walk.fault(at, "wrong-type/mapping")
        return current
    if isinstance(current, tuple):
        return _translate_list(current, value, item_of(annotation), walk, at)
    return _translate_text(current, value, annotation, walk, at)


def _translate_text(current: str, value: Any, annotation: Any, walk: Walk, at: Location) -> str:
    try:
        text = TypeAdapter(annotation).validate_python(value, strict=True)
    except ValidationError as error:
        context = error.errors(include_url=False)[0].get("ctx", {})
        walk.fault(at, context.get("key", "wrong-type/text"), **context.get("values", {}))
        return current
    return translated(text, current)


def _translate_list(current: tuple[Any, ...], value: Any, annotation: Any, walk: Walk, at: Location) -> Any:
    if not isinstance(value, list):
        walk.fault(at, "wrong-type/list")
        return current
    changed = list(current)
    for index, place in _matched(current, value, walk, at):
        if value[index] is not None:
            changed[place] = _translate(current[place], value[index], annotation, walk, (*at, index))
    return tuple(changed)


def _matched(
    current: tuple[Any, ...], value: list[Any], walk: Walk, at: Location
) -> Iterator[tuple[int, int]]:
    """For each entry of the translation, its index and that of its original."""
    fields = fields_of(type(current[0])) if isinstance(current[0], Record) else {}
    key = next((name for name in MATCHED_BY if name in fields), "")
    if not key and len(value) != len(current):
        walk.fault(at, "other-length", count=len(current))
        return
    places: dict[Any, int] = {
        getattr(item, key) if key else index: index for index, item in enumerate(current)
    }
    for index, entry in enumerate(value):
        named = value_at(entry, key) if key else index
        if isinstance(named, str | int) and named in places:
            yield index, places[named]
        else:
            place = (*at, index, key) if named else (*at, index)
            walk.fault(place, "unknown-entry", places, matched_by=key)


def digest_of(record: Record) -> str:
    """A short digest of all texts of a record that may be translated."""
    return sha256("\n".join(_iter_texts(record)).encode()).hexdigest()[:10]


def _iter_texts(value: Any, annotation: Any = None) -> Iterator[str]:
    if isinstance(value, Record):
        for name, inside in fields_of(type(value)).items():
            yield from _iter_texts(getattr(value, name), inside)
    elif isinstance(value, tuple):
        for entry in value:
            yield from _iter_texts(entry, item_of(annotation))
    elif isinstance(value, str) and is_text(annotation):
        yield value


def is_text(annotation: Any) -> bool:
    return any(annotation == kind for kind in (Line, Prose))
