"""What anybody may read anyway, and what therefore gives nothing away.

That is published content, the program with its templates, and the packages that bring words of
their own into a site: the theme, the search, and the empty Word document that the form starts from.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from generator.cache import Cache, digest, program
from generator.leak_scan.needles import units_in_words
from generator.leak_scan.unpack import Closed, Piece, iter_pieces
from generator.leak_scan.withheld import Said
from generator.leak_scan.words import BREAK, in_words
from generator.pagefind_program import program_text
from generator.release import TEMPLATES

_PACKAGES = (
    ("material", "templates", (".html", ".js", ".css", ".py", ".yml")),
    ("mkdocs", "templates", (".xml",)),
    ("docx", "templates", (".docx", ".xml")),
)
"""Each with the folder of it that ends up in sites, and the endings of files with words."""
_LEFT_OUT = {".icons", "__pycache__", "node_modules"}


def words_of_content(said: Iterable[Said]) -> Iterator[bytes]:
    """What published content says, document by document: as it is shown, and as the data has it."""
    for path, texts in groupby(said, key=attrgetter("path")):
        yield in_words(path) + units_in_words(text.text for text in texts)


def words_of_program(cache: Cache) -> list[bytes]:
    """What the program and the packages say, file by file."""
    templates = [path.read_bytes() for path in sorted(_iter_files(TEMPLATES, ()))]
    key = digest("words of the program", program(), *templates)
    kept = cache.get(key)
    if kept is None:
        of_search = in_words(program_text())
        kept = b"\n".join(b" ".join(words.split()) for words in (*_read_program(), of_search))
        if of_search:
            cache.put(key, kept)
    return kept.split(b"\n")


@lru_cache
def _read_program() -> tuple[bytes, ...]:
    found = [*_iter_files(Path(__file__).resolve().parents[1], (".py",)), *_iter_files(TEMPLATES, ())]
    for package, folder, endings in _PACKAGES:
        spec = find_spec(package)
        for place in (spec and spec.submodule_search_locations) or ():
            found += _iter_files(Path(place) / folder, endings)
    return tuple(
        in_words(piece.text if isinstance(piece, Piece) else f" {BREAK} ".join(sorted(piece.tags)))
        for path in found
        for piece in iter_pieces(path.name, path.read_bytes())
        if not isinstance(piece, Closed)
    )


def _iter_files(folder: Path, endings: tuple[str, ...]) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in _LEFT_OUT]
        yield from (Path(parent) / name for name in names if not endings or name.endswith(endings))
