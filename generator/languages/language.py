"""One language that a site is built in: its labels, from a gettext catalogue, its dates, and its files.

    translations/cy/labels.po                        the program's own words
    translations/cy/content/themes/team-working.yml  the texts of that file, in its shape

The translation of a label is None until it is finished. The caller then shows the English, marked as English.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from gettext import c2py
from io import BytesIO
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po

from generator.basics.labels import Label
from generator.basics.messages import problem
from generator.basics.problem import START_OF_FILE, Position, Problem, Span, nearest
from generator.content.content_files import (
    FOLDERS,
    LABELS,
    OVERLAY,
    SITE,
    TRANSLATIONS,
    FileKind,
    find_file_kind,
)
from generator.content.document import Document
from generator.content.load import find_unfit, is_overlay, iter_paths, with_lines
from generator.content.model.fields import LANGUAGE
from generator.content.yaml import parse_document, text_of
from generator.languages.template_labels import placeholders

_NUMBERS = range(200, -1, -1)
"""Enough numbers to meet every plural form of every language. They fall: the smallest of a form decides."""

Labels = Mapping[str, Callable[[int], str | None]]
"""By the English of a label (its singular, if it counts): from a number, the translation in its form."""


@dataclass(frozen=True)
class Language:
    code: str
    labels: Labels = field(default_factory=dict)
    for_scripts: Mapping[str, str | Mapping[str, str]] = field(default_factory=dict)
    """Translations of labels in scripts, by their English. For a label that counts, each plural form by its
    name in `Intl.PluralRules`."""

    def find(self, message: str, number: int = 1) -> str | None:
        in_form = self.labels.get(message)
        return in_form(number) if in_form else None

    def find_label(self, label: Label) -> str | None:
        """The label's translation in the plural form of its number, before its values are filled in."""
        return self.find(label.message, label.values["number"] if label.many else 1)

    def date(self, day: date) -> str:
        return format_date(day, "d MMMM y", locale=self.code.replace("-", "_"))


def is_known(code: str) -> bool:
    """Whether Babel knows the language's dates and plurals."""
    try:
        return LANGUAGE.fullmatch(code) is not None and bool(Locale.parse(code, sep="-"))
    except (UnknownLocaleError, ValueError):
        return False


def read_language(code: str, path: str, data: bytes) -> tuple[Language, list[Problem]]:
    """The language of a file of labels, and the file's problems. Fuzzy labels count as untranslated."""
    try:
        catalogue = read_po(BytesIO(data.removeprefix(BOM_UTF8)), code.replace("-", "_"), abort_invalid=True)
        plural = c2py(catalogue.plural_expr)
    except PoFileError as error:
        return Language(code), [_unreadable(path, error.lineno, str(error))]
    except (ValueError, LookupError) as error:  # bytes that are not text, or invalid plural rules
        return Language(code), [_unreadable(path, 1, str(error))]
    labels = dict(_iter_labels(catalogue, plural))
    problems = list(_iter_problems(path, catalogue))
    return Language(code, labels, dict(_iter_for_scripts(catalogue, labels))), problems


def _parts(said: Any) -> tuple[str, ...]:
    """The singular and plural of a label, or the forms of its translation; one text if it counts nothing."""
    return tuple(said) if isinstance(said, tuple | list) else (said,)


def _iter_labels(
    catalogue: Catalog, plural: Callable[[int], int]
) -> Iterator[tuple[str, Callable[[int], str | None]]]:
    """Labels with a translation in every form: English in the place of one would pass for a translation."""
    for message in catalogue:
        forms = _parts(message.string)
        if message.id and not message.fuzzy and not message.context and all(forms):
            rule = plural if message.pluralizable else None
            yield _parts(message.id)[0], partial(_in_form, forms, rule)


def _in_form(forms: tuple[str, ...], plural: Callable[[int], int] | None, number: int) -> str | None:
    place = plural(number) if plural else 0
    return forms[place] if place < len(forms) else None


def _iter_for_scripts(catalogue: Catalog, labels: Labels) -> Iterator[tuple[str, str | Mapping[str, str]]]:
    """Labels that a script may use: those whose location is a script, and those without a location."""
    category = catalogue.locale.plural_form if catalogue.locale else str
    for message in catalogue:
        one, places = _parts(message.id)[0], [path for path, _ in message.locations]
        if one not in labels or (places and not any(path.endswith(".js") for path in places)):
            continue
        numbers = _NUMBERS if message.pluralizable else (1,)
        forms = {category(number): found for number in numbers if (found := labels[one](number))}
        yield one, forms if message.pluralizable else next(iter(forms.values()))


def _unreadable(path: str, line: int, found: str) -> Problem:
    place = Position(max(line, 1), 1)
    return problem("unreadable-labels", path, Span(place, place), found=" ".join(found.split()))


def _iter_problems(path: str, catalogue: Catalog) -> Iterator[Problem]:
    """Translations that lose a value or a link of the English, add one, or run over several lines."""
    for message in catalogue:
        if message.id and not message.fuzzy:
            place = Position(message.lineno or 1, 1)
            for string in filter(None, _parts(message.string)):
                yield from _iter_faults(path, Span(place, place), _parts(message.id)[-1], string)


def _iter_faults(path: str, span: Span, label: str, string: str) -> Iterator[Problem]:
    wanted, there = placeholders(label), placeholders(string)
    if "\n" in string:
        yield problem("bad-label/lines", path, span, found=" ".join(string.split()))
        return
    if wanted == there:
        return
    missing = [name for name in wanted if name not in there]
    extra = [name for name in there if name not in wanted]
    near = nearest(extra[0], wanted) if extra else None
    yield problem(
        "bad-label",
        path,
        span,
        nearest=near or (missing[0] if missing else ""),
        found=", ".join(extra or there) or "none",
        wanted=", ".join(wanted) or "none",
    )


@dataclass(frozen=True)
class Translations:
    """The translations into one language: the release's, then an overlay's own."""

    documents: tuple[Document, ...] = ()
    language: Language | None = None
    """The language with its labels; None if it has no files."""

    def with_labels(self, own: Language) -> Translations:
        """With the labels of one more file, which come before those that are there."""
        below = self.language or Language(own.code)
        merged = Language(own.code, {**below.labels, **own.labels}, {**below.for_scripts, **own.for_scripts})
        return replace(self, language=merged)


NOTHING = Translations()


def load_translations(root: Path, release: Path) -> tuple[dict[str, Translations], list[Problem]]:
    """The translations by the code of their language, and what is wrong with the files themselves."""
    folders = [release, root] if is_overlay(root) else [root]
    found: dict[str, Translations] = {}
    problems: list[Problem] = []
    for folder in folders:
        paths = sorted(set(iter_paths(folder, TRANSLATIONS)) - {f"{TRANSLATIONS}/{LABELS}.pot"})
        unfit = find_unfit(folder, paths)
        problems += unfit.values()
        for path in (path for path in paths if path not in unfit):
            code, mistake = _language_of(path)
            problems += [mistake] if mistake else []
            if code:
                known = found.get(code, Translations())
                found[code], faults = _with_file(known, folder, path, code)
                problems += faults
    return found, problems


def find_language(root: Path, release: Path, wanted: str = "") -> Language | None:
    """The language that a site is built in; None for English. Nothing is checked.

    `wanted`: its code; empty for the language that the content sets.
    """
    translations, _ = load_translations(root, release)
    own = (_language_set_in(folder / path) for path in (OVERLAY, SITE) for folder in (root, release))
    code = wanted or next(filter(None, own), "")
    return translations.get(code, NOTHING).language


def _language_set_in(path: Path) -> str:
    """The code of the language that a content file sets; empty if it sets none."""
    document = parse_document(path.read_bytes(), path.name)[0] if path.is_file() else None
    code = document.data.get("language") if document else None
    return code if isinstance(code, str) else ""


def _language_of(path: str) -> tuple[str, Problem | None]:
    _, code, *rest = path.split("/")
    if not rest:
        return "", problem("unexpected-file/no-language", path, START_OF_FILE, found=_name(path))
    if not is_known(code):
        return "", problem("unknown-language", path, START_OF_FILE, found=code)
    return code, None


def _with_file(known: Translations, folder: Path, path: str, code: str) -> tuple[Translations, list[Problem]]:
    if (folder / path).is_symlink():
        return known, [problem("symbolic-link/translation", path, START_OF_FILE, found=_name(path))]
    try:
        data = (folder / path).read_bytes()
    except OSError as error:
        return known, [problem("unreadable-file", path, START_OF_FILE, found=error.strerror)]
    lines = {path: text_of(data).split("\n")}
    if path == f"{TRANSLATIONS}/{code}/{LABELS}.po":
        language, faults = read_language(code, path, data)
        return known.with_labels(language), with_lines(faults, (), lines)
    kind = find_file_kind(original_path(path))
    if kind is None or not path.endswith(kind.suffix):
        return known, [_unexpected(path, kind)]
    document, faults = parse_document(data, path)
    documents = (*known.documents, document) if document else known.documents
    return Translations(documents, known.language or Language(code)), with_lines(faults, (), lines)


def original_path(path: str) -> str:
    """The path of a translation's original: what follows the language."""
    return path.split("/", 2)[2]


def _unexpected(path: str, kind: FileKind | None) -> Problem:
    name = _name(path)
    if kind:
        return problem("unexpected-file/ending", path, START_OF_FILE, found=name, suffix=kind.suffix)
    places = ", ".join(f"{folder.path}/*{folder.suffix}" for folder in FOLDERS)
    return problem("unexpected-file/translation", path, START_OF_FILE, found=name, places=places)


def _name(path: str) -> str:
    return path.rpartition("/")[2]
