"""All files of the Markdown folder but pages: scripts, open data, schemas, feeds, site maps, blank forms.

A page opened from a folder may load no modules, so its scripts are classic ones, joined from the parts in
each folder of `templates/scripts`. Each folder has one name of `window`, under which its parts find each
other. Its `order.txt` says which part builds on which: parts that it doesn't name, as an overlay may have,
come last. Whole lines of comments stay behind.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from generator.basics.addresses import FORM_ADDRESS, ODT_FORM_ADDRESS
from generator.checks.schema import schema_texts
from generator.content.load import ContentCache
from generator.languages.language import Language
from generator.library.library import Library
from generator.library.open_data import COLLECTIONS, TABLES, Cell, Plain, codebook, records_of
from generator.outputs.feeds_and_maps import iter_feeds, iter_site_maps
from generator.outputs.script_data import iter_scripts, labels_script
from generator.outputs.write import MadeFile
from generator.pages.page_context import Page
from generator.proforma.write_form import wording_of, write_odt, write_word
from generator.rendering.render import RenderedFile, Renderer


def iter_other_files(
    pages: list[Page], renderer: Renderer, site: str, language: Language | None, cache: ContentCache
) -> Iterator[RenderedFile | MadeFile]:
    """All of them, for a site with these pages.

    `site`: its web address; empty if unknown. `language`: None for English.
    """
    library = renderer.library
    yield from iter_scripts(library, renderer.plain, renderer.repository, renderer.voice)
    yield from iter_open_data(library, schema_texts(library.identities), renderer.plain)
    yield from iter_feeds(renderer, site)
    yield from iter_site_maps(renderer, pages, site)
    yield from _forms(library, cache)
    if language is not None:
        yield labels_script(library, language, renderer.voice)


def _is_zip(data: bytes) -> bool:
    return data.startswith(b"PK")


def _forms(library: Library, cache: ContentCache) -> Iterator[MadeFile]:
    """The case study form for Word and for LibreOffice. They are cached, because they seldom change."""
    wording = wording_of(library)
    for address, write in ((FORM_ADDRESS, write_word), (ODT_FORM_ADDRESS, write_odt)):
        made = cache.recall(f"form{address}", wording, partial(write, wording), _is_zip)
        yield MadeFile(address.removeprefix("/"), made)


def iter_open_data(library: Library, schemas: dict[str, str], plain: Plain) -> Iterator[RenderedFile]:
    """The files of the folder `data`, in no particular order. `plain` removes the markup of prose."""
    for table in TABLES:
        yield RenderedFile(
            f"data/{table.name}.csv",
            as_csv([column.name for column in table.columns], table.rows(library, plain)),
        )
    for name in COLLECTIONS:
        yield RenderedFile(f"data/{name}.json", as_json(records_of(library, name)))
    yield RenderedFile("data/codebook.json", as_json(codebook()))
    for name, text in schemas.items():
        yield RenderedFile(f"data/schemas/{name}", text)


BYTE_ORDER_MARK = "\ufeff"
"""Written at the start of a CSV file. Without it, Excel doesn't recognise UTF-8."""
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def as_csv(headings: Iterable[str], rows: Iterable[Iterable[Cell]]) -> str:
    """A CSV file by RFC 4180: commas, lines that end in CR LF, an empty cell for unknown values."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return BYTE_ORDER_MARK + written.getvalue()


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        # A spreadsheet would run it as a formula. The apostrophe makes it text.
        return f"'{value}" if value.startswith(_FORMULA_STARTS) else value
    return str(value)


def as_json(data: Any) -> str:
    """JSON with the two outer levels broken into lines, and each record inside them on one line."""
    return _in_lines(data, depth=2) + "\n"


def _in_lines(data: Any, depth: int) -> str:
    if not data or not depth or not isinstance(data, dict | list):
        return json.dumps(data, ensure_ascii=False, default=_number)
    if isinstance(data, list):
        return "[\n" + ",\n".join(_in_lines(item, depth - 1) for item in data) + "\n]"
    entries = (f"{json.dumps(key)}: {_in_lines(value, depth - 1)}" for key, value in data.items())
    return "{\n" + ",\n".join(entries) + "\n}"


def _number(value: object) -> float | int | str:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))


SCRIPTS = "scripts"
"""The folder within the templates. In it, a folder for each script that pages load."""
ORDER = "order.txt"
SHARED = "shared"
"""The script of every page, whose name is `guidance`; that of `form` is `guidanceForm`."""
SITE_FOLDER = "assets/javascripts"

_COMMENT = re.compile(r"^ *(?:/\*(?:(?!\*/).)*\*/|//[^\n]*)\n", re.MULTILINE | re.DOTALL)


def iter_page_scripts(template_folders: Iterable[Path]) -> Iterator[RenderedFile]:
    """The joined scripts. A file in an earlier folder replaces that of the same name in a later one.

    A script of the same name in the theme, which an overlay may have, replaces all parts.
    """
    folders = list(template_folders)
    parts: dict[str, dict[str, str]] = {}
    for folder in reversed(folders):
        for path in sorted((folder / SCRIPTS).glob("*/*")):
            parts.setdefault(path.parent.name, {})[path.name] = path.read_text("utf-8")
    for name, texts in parts.items():
        uri = f"{SITE_FOLDER}/{name}.js"
        if not any((folder / "theme" / uri).is_file() for folder in folders):
            yield RenderedFile(uri, join_parts(name, ordered_parts(texts)))


def ordered_parts(texts: Mapping[str, str]) -> dict[str, str]:
    """The parts of a folder by their names, each after those that it builds on. `texts`: of all its files."""
    order = [f"{name}.js" for name in texts.get(ORDER, "").split()]
    others = sorted(name for name in texts if name.endswith(".js") and name not in order)
    return {name: texts[name] for name in [*order, *others] if name in texts}


def join_parts(folder: str, parts: Mapping[str, str]) -> str:
    """One script, in which each part is a block: what it declares is its own."""
    blocks = "".join(f"{{ // {name}\n{_COMMENT.sub('', text)}}}\n" for name, text in parts.items())
    source = f"/* Made from templates/{SCRIPTS}/{folder}/: change it there. */\n"
    return f'{source}(() => {{\n"use strict";\nwindow.{global_name(folder)} = {{}};\n{blocks}}})();\n'


def global_name(folder: str) -> str:
    return "guidance" if folder == SHARED else f"guidance{folder.capitalize()}"
