"""The theme in another language: its templates with translated words, in a folder that MkDocs looks in first.

MkDocs' own labels (menu, tabs, footer) stand in its configuration, so they are translated there.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.basics.labels import ENGLISH, label
from generator.languages.language import Language
from generator.languages.template_labels import translate_template
from generator.outputs.write import mirror_folder

FOLDER = ".language"
"""In the project's folder, and made again at each build in another language than English."""
NAMES = ("site_name", "site_description")
"""Settings of `mkdocs.yml` that readers see."""
_PARTIAL = (
    '{{% import "partials/languages/{known}.html" as local %}}'
    '{{% import "partials/languages/en.html" as fallback %}}'
    "{{% macro t(key) %}}{{{{ {own}[key] or local.t(key) or fallback.t(key) or key }}}}{{% endmacro %}}\n"
)
_OWN = {"action.skip": label("Skip to main content"), "toc": label("On this page")}
"""The same as in `partials/language.html`."""
_NAME = "<span>{{ config.site_name }}</span>"


def prepare_theme(root: Path, theme: Path, language: Language, is_named: bool, material: Path) -> Path:
    """The folder with the templates of `theme` in the language. `is_named`: whether the site's name is.

    `material`: the folder of Material's own templates.
    """
    folder = root / FOLDER / language.code
    wanted = {name: _translated(text, language, is_named).encode() for name, text in _iter_templates(theme)}
    known = language.code if (material / f"partials/languages/{language.code}.html").is_file() else "en"
    own = {key: html.escape(language.find(text) or text) for key, text in _OWN.items()}
    said = json.dumps({"language": language.code, **own}, ensure_ascii=False)
    wanted["partials/language.html"] = _PARTIAL.format(known=known, own=said).encode()
    wanted[".gitignore"] = b"*\n"
    mirror_folder(wanted, folder)
    return folder


def _iter_templates(theme: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(theme.rglob("*.html")):
        yield path.relative_to(theme).as_posix(), path.read_text("utf-8")


def _translated(template: str, language: Language, is_named: bool) -> str:
    """A template of the theme. What it says of its own language is true again."""
    text = translate_template(template, language.find, is_marked=False)
    if not is_named:
        text = text.replace(_NAME, _NAME.replace("<span>", '<span lang="en">'))
    text = text.replace(f'lang="{ENGLISH}"', f'lang="{language.code}"')
    return text.replace('"en_GB"', f'"{language.code.replace("-", "_")}"')


def iter_configured(settings: dict[str, Any]) -> Iterator[str]:
    """The labels in MkDocs' configuration."""
    yield from (settings[name] for name in NAMES if settings.get(name))
    yield from _iter_titles(settings.get("nav") or [])
    yield from (link["title"] for link in (settings.get("extra") or {}).get("footer", []))


def _iter_titles(nav: list[Any]) -> Iterator[str]:
    for entry in nav:
        for title, inside in entry.items() if isinstance(entry, dict) else ():
            yield title
            yield from _iter_titles(inside if isinstance(inside, list) else [])


def translate_nav(nav: list[Any], language: Language) -> list[Any]:
    """The menu, in which what has no translation says that it is English."""
    return [
        {
            _said(title, language): translate_nav(inside, language) if isinstance(inside, list) else inside
            for title, inside in entry.items()
        }
        if isinstance(entry, dict)
        else entry
        for entry in nav
    ]


def translate_links(links: list[dict[str, str]], language: Language) -> list[dict[str, str]]:
    return [{**link, "title": _said(link["title"], language)} for link in links]


def _said(title: str, language: Language) -> str:
    found = language.find(title)
    return html.escape(found, quote=False) if found else f'<span lang="en">{title}</span>'
