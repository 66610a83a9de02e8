"""The scripts that pages load: the parts in each folder of `templates/scripts`, joined into one file.

A page opened from a folder may load no modules, so these are classic scripts. Each folder has one name of
`window`, under which its parts find each other. The folder's `order.txt` says which part builds on which:
parts that it doesn't name, as an overlay may have, come last. Whole lines of comments stay behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.rendering.render import RenderedFile

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
