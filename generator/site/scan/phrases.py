"""Which stretches of words give a withheld text away, and where in a site's text they stand.

A whole sentence is seldom repeated whole: lists cut texts short, a search shows a few words
around a match. So what is looked for are short stretches of it, called phrases here.

What gives a text away ("telling"), where a word counts as rare when neither published content
nor the program uses it:

- six words in a row (every third such stretch: no eight words in a row escape);
- all of a text of four or five words, or of a name of three;
- three words in a row of which one is rare; two in a name; all of a text that has a rare word;
- a rare word in a name: of an identifier, a title, an organisation;
- an identifier as an address or a record has it: `case-studies/NAME`, `NAME.html`, `"id": "NAME"`.

What published content or the program says too gives nothing away, and is not looked for. Numbers
and dates by themselves are not looked for either: too many others are equal by chance.

`Control` sees that the scan can be relied on: its silence means nothing unless it finds what certainly
is there. Of each published case study and theme, the title or the beginning of its summary must be found
by the very same search on its page, in the data to download, and in the PDF of a site that has one. One of
the two is enough: a host's own template may leave out the other.
"""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import chain, groupby
from operator import attrgetter
from pathlib import Path

from generator.basics.addresses import PDF_ADDRESS
from generator.basics.cache import NO_CACHE, Cache, digest, program
from generator.content.content_files import TEMPLATES, identifier_of
from generator.content.document import Document, text_at
from generator.languages.language import original_path
from generator.site.scan.text import BREAK, Text, Words, in_words, iter_texts, words_of
from generator.site.scan.withheld import FILE_NAME, MAY_SAY, ContentText, kind_of

LENGTH, STEP = 6, 3
_LEAST_LETTERS = 3
"""Words with letters in a phrase of common words."""
_SHORTEST_RARE, _SHORTEST_ALONE = 4, 5
"""Letters and digits."""

_ENDINGS = (b"html", b"md", b"yml", b"json", b"js")
_END = re.compile(r"(?<=[.!?:;])\s+|\||\n\s*\n|\n\s*(?:[-*+]|\d+[.)])\s+")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_BETWEEN = "\n\n"
"""Ends a unit."""
_BREAK_BEFORE = f" {BREAK} "
_PACKAGES = (
    ("material", "templates", (".html", ".js", ".css", ".py", ".yml")),
    ("mkdocs", "templates", (".xml",)),
)
"""Each with the folder of it that ends up in sites, and the endings of files with words."""
_LEFT_OUT = {".icons", "__pycache__", "node_modules"}


def units_of(text: str) -> Iterator[Words]:
    """The words of each sentence, line or entry of a list; with links as a page and as the data has them."""
    shown = _LINK.sub(lambda link: link[1] or BREAK, text)
    for written in dict.fromkeys((shown, text)):
        for unit in _END.split(written):
            for part in unit.split(BREAK):
                if words := words_of(part):
                    yield words


def units_in_words(texts: Iterable[str]) -> bytes:
    """The words of all units of these texts, with a break before each."""
    written = [*texts]
    linked = [text for text in written if "](" in text]
    shown = _LINK.sub(lambda link: link[1] or BREAK, _BETWEEN.join(written))
    return in_words(_END.sub(_BREAK_BEFORE, _BETWEEN.join(["", shown, *linked])))


def iter_phrases(said: ContentText, common: Mapping[bytes, int], shared: bytes) -> Iterator[bytes]:
    """The phrases of a withheld text.

    `common`: how often published content and the program use a word. `shared`: the words of
    all published identifiers, of whatever kind, with a break between each two.
    """
    for words in units_of(said.text):
        rare = [index for index, word in enumerate(words) if _is_rare(word, common)]
        yield from _runs_of_common_words(words, said.is_name)
        yield from _around_rare_words(words, rare, 2 if said.is_name else 3)
        if said.is_name:
            yield from (words[index] for index in rare if len(words[index]) >= _SHORTEST_ALONE)
        if said.identifies:
            yield from _as_address(words, said.identifies, shared)


def _is_rare(word: bytes, common: Mapping[bytes, int]) -> bool:
    return len(word) >= _SHORTEST_RARE and word not in common and not word.isdigit()


def _runs_of_common_words(words: Words, is_name: bool) -> Iterator[bytes]:
    last = len(words) - LENGTH
    starts = {*range(0, last, STEP), last} if last >= 0 else {0}
    for start in sorted(starts):
        run = words[start : start + LENGTH]
        letters = sum(not word.isdigit() and len(word) > 1 for word in run)
        if len(run) >= (3 if is_name else 4) and letters >= _LEAST_LETTERS:
            yield b" ".join(run)


def _around_rare_words(words: Words, rare: list[int], length: int) -> Iterator[bytes]:
    if len(words) <= length:
        if rare and (len(words) > 1 or len(words[0]) >= _SHORTEST_ALONE):
            yield b" ".join(words)
        return
    for index in rare:
        for start in range(max(0, index - length + 1), min(index, len(words) - length) + 1):
            yield b" ".join(words[start : start + length])


def _as_address(words: Words, kind: str, shared: bytes) -> Iterator[bytes]:
    name, noun = b" ".join(words), kind.replace("-", " ").encode()
    is_shared = b" %b " % name in shared
    folders = (noun, noun + b"s", noun + b" studies")
    if len(name) < _SHORTEST_RARE:  # too short for less than its whole address
        yield from (b" ".join((folder, name, ending)) for folder in folders for ending in _ENDINGS)
        return
    for before in (*folders, *(() if is_shared else (b"html", b"id"))):
        yield before + b" " + name
    for ending in () if is_shared else _ENDINGS:
        yield name + b" " + ending


class Finder:
    """Finds any of many phrases in a text, in time that hardly depends on how many there are.

    Each phrase is entered under its least common word. Most texts have none of those words; in the others,
    only what is around them is compared.
    """

    def __init__(self, phrases: Iterable[bytes], common: Mapping[bytes, int]) -> None:
        self._phrases = frozenset(phrases)
        self._shapes: defaultdict[bytes, set[tuple[int, int]]] = defaultdict(set)
        """For each word: how many words of a phrase stand before it, and how many from it on."""
        for phrase in self._phrases:
            words = phrase.split()
            before = min(range(len(words)), key=lambda place: common.get(words[place], 0))
            self._shapes[words[before]].add((before, len(words) - before))

    def find(self, words: Words) -> frozenset[bytes]:
        """Those of the phrases that stand in a text."""
        signs = self._shapes.keys() & words
        return self._phrases & {
            b" ".join(words[max(0, place - before) : place + rest])
            for place, word in (enumerate(words) if signs else ())
            if word in signs
            for before, rest in self._shapes[word]
        }


@dataclass(frozen=True)
class DistinctivePhrases:
    """The phrases of everything that is withheld, without what anybody may read anyway."""

    phrases: dict[bytes, ContentText]
    """What to look for, each with the text that it is of."""
    unguarded: tuple[str, ...]
    """Files that are withheld, and of which there is nothing to look for."""
    common: Counter[bytes]
    """How often published content and the program use a word."""


def distinctive_phrases(
    said: tuple[ContentText, ...], may_say: Iterable[str] = (), cache: Cache = NO_CACHE
) -> DistinctivePhrases:
    """What to look for of the withheld texts. `may_say`: what an overlay may say of its own all the same."""
    published = [text for text in said if not text.is_withheld]
    excused = [*_words_of_content(text for text in published if not text.is_local), *_words_of_program(cache)]
    excused += [in_words(text) for text in may_say]
    local = [*_words_of_content(text for text in published if text.is_local)]
    common, everywhere = (
        Counter(chain.from_iterable(map(bytes.split, texts))) for texts in (excused, [*excused, *local])
    )
    names = {text.text for text in published if text.field == FILE_NAME or text.is_identifier}
    shared = b" %b " % b" ".join(words_of(f" {BREAK} ".join(sorted(names))))
    # What a withheld text refers to is no secret of its own where that is published.
    guarded = {text for text in said if text.is_guarded and text.text.partition("#")[0] not in names}
    phrases: dict[bytes, ContentText] = {}
    for text in filter(attrgetter("is_withheld"), said):
        for phrase in iter_phrases(text, common if text in guarded else everywhere, shared):
            if phrase not in phrases or text in guarded:
                phrases[phrase] = text
    finder = Finder(phrases, everywhere)
    for texts, may_excuse_all in ((excused, True), (local, False)):
        for phrase in {found for words in texts for found in finder.find(words.split())} & phrases.keys():
            if may_excuse_all or phrases[phrase] not in guarded:
                del phrases[phrase]
    return DistinctivePhrases(phrases, tuple(_iter_unguarded(said, phrases)), everywhere)


def quotations(
    said: Iterable[ContentText], finder: Finder, phrases: Mapping[bytes, ContentText]
) -> Iterator[tuple[ContentText, ContentText]]:
    """Published texts of an overlay's own that hold something withheld, each with what it is of."""
    for text in said:
        if text.is_local and not text.is_withheld and not text.field.startswith(MAY_SAY):
            for phrase in sorted(finder.find(units_in_words([text.text]).split()))[:1]:
                yield text, phrases[phrase]


def _iter_unguarded(said: tuple[ContentText, ...], phrases: dict[bytes, ContentText]) -> Iterator[str]:
    guarded = {text.path for text in phrases.values() if text.field != "comment"}
    for text in said:
        if text.is_withheld and text.field == FILE_NAME and text.path not in guarded:
            yield text.path


def _words_of_content(said: Iterable[ContentText]) -> Iterator[bytes]:
    """What published content says, document by document: as it is shown, and as the data has it."""
    for path, texts in groupby(said, key=attrgetter("path")):
        yield in_words(path) + units_in_words(text.text for text in texts)


def _words_of_program(cache: Cache) -> list[bytes]:
    """What the program says, with its templates and the packages that bring words of their own into a site.

    Reading them takes 0.4 seconds, a tenth of an edit in a small project.
    """
    templates = [path.read_bytes() for path in sorted(_iter_files(TEMPLATES, ()))]
    key = digest("words of the program", program(), *templates)
    known = cache.get(key) or b""
    if known.count(b"\n") < _FEWEST_TEXTS:
        known = b"\n".join(b" ".join(words.split()) for words in _read_program())
        cache.put(key, known)
    return known.split(b"\n")


_FEWEST_TEXTS = 100
"""Of the program. A value with fewer is none that was cached here."""


def _read_program() -> Iterator[bytes]:
    found = [*_iter_files(Path(__file__).resolve().parents[2], (".py", ".toml")), *_iter_files(TEMPLATES, ())]
    for package, folder, endings in _PACKAGES:
        spec = find_spec(package)
        for place in (spec and spec.submodule_search_locations) or ():
            found += _iter_files(Path(place) / folder, endings)
    for path in found:
        for part in iter_texts(path.name, path.read_bytes()):
            if isinstance(part, Text):
                yield in_words(f" {BREAK} ".join((part.text, *sorted(part.tags))))


def _iter_files(folder: Path, endings: tuple[str, ...]) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in _LEFT_OUT]
        yield from (Path(parent) / name for name in names if not endings or name.endswith(endings))


_FOLDERS = {"case": "case-studies", "theme": "themes"}
_FIELDS = ("title", "summary")
_WRITTEN_OTHERWISE = frozenset("<>&%\\")
"""Signs that formats give a meaning of their own. A text with one proves nothing if it is not found."""
_DATA, _PDF = "the data to download", "the PDF"


@dataclass(frozen=True)
class Control:
    """Something published that the scan has to find."""

    text: ContentText
    page: str
    phrases: tuple[bytes, ...]
    """One of which has to be found wherever it is to be."""


def iter_controls(said: Iterable[ContentText], translations: Iterable[Document] = ()) -> Iterator[Control]:
    """What to find of the published part of the content.

    `translations`: into the language of the site, which shows these texts instead.
    """
    translated = {
        (original_path(document.path), field): text_at(document.data, field)
        for document in translations
        for field in _FIELDS
    }
    for path, group in groupby(said, key=attrgetter("path")):
        kind = kind_of(path)
        texts = [text for text in group if text.field in _FIELDS and not text.is_withheld]
        shown = [(text.field, text.text) for text in texts]
        shown += [(text.field, translated.get((path, text.field), "")) for text in texts]
        phrases = tuple(phrase for field, words in shown if (phrase := _start_of(words, field)))
        if phrases and kind in _FOLDERS:
            yield Control(texts[0], f"{_FOLDERS[kind]}/{identifier_of(path)}.html", phrases)


def _start_of(text: str, field: str) -> bytes:
    """A phrase that surely is where the text is; empty if none surely is."""
    if not _WRITTEN_OTHERWISE.isdisjoint(text):
        return b""
    least = LENGTH if field == "summary" else 1
    return b" ".join(next((words[:LENGTH] for words in units_of(text) if len(words) >= least), []))


def place_for_all(name: str) -> str:
    """The place, in words, where all controls have to be found, if a file of the site is in it."""
    return _PDF if name == PDF_ADDRESS[1:] else _DATA if name.startswith("data/") else ""


def iter_failures(
    controls: tuple[Control, ...], found: Set[tuple[bytes, str]], *, has_pdf: bool
) -> Iterator[str]:
    """A sentence for each control that failed.

    `found`: each phrase with the page, or the place for all, where it was found.
    """
    if not controls:
        yield "The scan for withheld texts had nothing published to try itself on."
    for control in controls:
        places = (control.page, _DATA, *([_PDF] if has_pdf else []))
        missing = [place for place in places if found.isdisjoint((each, place) for each in control.phrases)]
        if missing:
            yield (
                f"The scan for withheld texts did not find {control.text.place}, which is published, "
                f"in {', '.join(missing)}. So it would miss others."
            )
