"""The content in another language: texts of `translations/` in place of the English ones.

Each run checks the translations into all languages and shows those into one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator.basics.addresses import KINDS
from generator.basics.labels import ENGLISH, Translated, translated
from generator.basics.messages import problem
from generator.basics.problem import START_OF_FILE, Problem, nearest
from generator.checks.identities import Identity, Key
from generator.checks.references import gather_referrals, iter_dangling
from generator.content.content_files import LABELS, TRANSLATIONS, file_kind_of, overlay_of
from generator.content.document import Document
from generator.content.model.fields import Record
from generator.content.model.site import Site
from generator.content.prose import Reader
from generator.languages.translated_record import Walk, digest_of, translate_record
from generator.languages.translation_files import Translations, original_path

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
        return content, [*problems, _no_translations(wanted, translations)]
    return _with_texts(content, translations[wanted].documents, wanted), problems


def language_of(records: Mapping[str, Record]) -> str:
    """The language that the content sets: the overlay's, else the site's, else English."""
    overlay = overlay_of(records)
    own = overlay.language if overlay else None
    site = (record.language for record in records.values() if isinstance(record, Site))
    return own or next(site, None) or ENGLISH


def _no_translations(wanted: str, known: Iterable[str]) -> Problem:
    path = f"{TRANSLATIONS}/{wanted}/{LABELS}.po"
    near = nearest(wanted, known) or ""
    return problem("no-translations", path, START_OF_FILE, nearest=near, found=wanted, language=wanted)


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
        span = document.span_of(())
        near = nearest(path, content.records) or ""
        return [problem("no-original", document.path, span, nearest=near, found=path)]
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
    made_from = document.data.get(DIGEST)
    if made_from not in {None, digest_of(record)}:
        span = document.span_of((DIGEST,))
        digest = digest_of(record)
        yield problem("outdated-translation", document.path, span, found=made_from, digest=digest)


def check_headings(document: Document, original: Document, reader: Reader) -> Iterator[Problem]:
    """A problem unless a guide has its original's headings, one for one: their anchors are the original's."""
    if document.body:
        counts = [_headings(reader, text.body) for text in (original, document)]
        if counts[0] != counts[1]:
            span = document.find_in_body("#")
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
