"""Read `translations/`: for each language its labels, and the texts of content files.

translations/cy/labels.po                        the program's own words
translations/cy/content/themes/team-working.yml  the texts of that file, in its shape
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.basics.messages import problem
from generator.basics.problem import START_OF_FILE, Problem
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
from generator.content.yaml import parse_document, text_of
from generator.languages.language import Language, is_known, joined, read_language, without_labels


@dataclass(frozen=True)
class Translations:
    """The translations into one language: the release's, then an overlay's own."""

    documents: tuple[Document, ...] = ()
    languages: tuple[Language, ...] = ()

    @property
    def language(self) -> Language | None:
        """The language with its labels; None if it has no files."""
        return joined(self.languages) if self.languages else None


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
    data, faults = _bytes_of(folder, path)
    if data is None:
        return known, faults
    lines = {path: text_of(data).split("\n")}
    if path == f"{TRANSLATIONS}/{code}/{LABELS}.po":
        language, faults = read_language(code, path, data)
        return Translations(known.documents, (*known.languages, language)), with_lines(faults, (), lines)
    document, faults = _parsed(data, path)
    documents = (*known.documents, document) if document else known.documents
    return Translations(documents, known.languages or (without_labels(code),)), with_lines(faults, (), lines)


def _bytes_of(folder: Path, path: str) -> tuple[bytes | None, list[Problem]]:
    if (folder / path).is_symlink():
        return None, [problem("symbolic-link/translation", path, START_OF_FILE, found=_name(path))]
    try:
        return (folder / path).read_bytes(), []
    except OSError as error:
        return None, [problem("unreadable-file", path, START_OF_FILE, found=error.strerror)]


def _parsed(data: bytes, path: str) -> tuple[Document | None, list[Problem]]:
    kind = find_file_kind(original_path(path))
    if kind is None or not path.endswith(kind.suffix):
        return None, [_unexpected(path, kind)]
    return parse_document(data, path)


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
