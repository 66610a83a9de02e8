"""The theme as MkDocs needs it: in another language, and with what an overlay replaces.

MkDocs' own labels (menu, tabs, footer) are in its configuration, so they are translated there. An
overlay's configuration and theme are generated into `.guidance/` at each build, so that an overlay
contains nothing of the release and an upgrade has nothing to merge.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.basics.labels import ENGLISH, label
from generator.content.content_files import OWN_STYLE, RELEASE, SCHEMAS
from generator.content.model.site import Overlay
from generator.languages.language import Language
from generator.languages.template_labels import translate_template
from generator.outputs.write import mirror_folder

THEME_FOLDER = ".language"
"""In the project's folder. It is generated at each build in another language than English."""
NAMES = ("site_name", "site_description")
"""Settings of `mkdocs.yml` that readers see."""
_PARTIAL = (
    '{{% import "partials/languages/{known}.html" as local %}}'
    '{{% import "partials/languages/en.html" as fallback %}}'
    "{{% macro t(key) %}}{{{{ {own}[key] or local.t(key) or fallback.t(key) or key }}}}{{% endmacro %}}\n"
)
_OWN = {"action.skip": label("Skip to main content"), "toc": label("On this page")}
"""Labels by key. They must be the same as in `partials/language.html`."""
_NAME = "<span>{{ config.site_name | e }}</span>"


def prepare_theme(root: Path, theme: Path, language: Language, is_named: bool, material: Path) -> Path:
    """Write the templates of `theme` in the language, and return their folder.

    `is_named`: whether the site's name is in the language. `material`: the folder of Material's templates.
    """
    folder = root / THEME_FOLDER / language.code
    wanted = {name: _translated(text, language, is_named).encode() for name, text in _iter_templates(theme)}
    known = language.code if (material / f"partials/languages/{language.code}.html").is_file() else "en"
    own = {key: html.escape(language.find(text) or text) for key, text in _OWN.items()}
    labels = json.dumps({"language": language.code, **own}, ensure_ascii=False)
    wanted["partials/language.html"] = _PARTIAL.format(known=known, own=labels).encode()
    wanted[".gitignore"] = b"*\n"
    mirror_folder(wanted, folder)
    return folder


def _iter_templates(theme: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(path for path in theme.rglob("*.html") if path.is_file()):
        yield path.relative_to(theme).as_posix(), path.read_text("utf-8")


def _translated(template: str, language: Language, is_named: bool) -> str:
    """A template of the theme in the language, which also names the language as its own."""
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
    """The menu in the language. Titles without a translation are marked as English."""
    return [
        {
            _title_in(language, title): translate_nav(inside, language)
            if isinstance(inside, list)
            else inside
            for title, inside in entry.items()
        }
        if isinstance(entry, dict)
        else entry
        for entry in nav
    ]


def translate_links(links: list[dict[str, str]], language: Language) -> list[dict[str, str]]:
    return [{**link, "title": _title_in(language, link["title"])} for link in links]


def _title_in(language: Language, title: str) -> str:
    found = language.find(title)
    return html.escape(found, quote=False) if found else f'<span lang="en">{title}</span>'


OVERLAY_FOLDER = ".guidance"
THEME = "templates/theme"


def prepare_overlay(root: Path, overlay: Overlay) -> None:
    """Bring `.guidance/` up to date. The overlay's `mkdocs.yml` inherits `.guidance/mkdocs.yml`."""
    theme = {**dict(_iter_files(RELEASE / THEME)), **dict(_iter_files(root / THEME))}
    wanted = {f"theme/{name}": data for name, data in theme.items()}
    wanted["release.yml"] = (RELEASE / "mkdocs.yml").read_bytes()
    wanted["mkdocs.yml"] = _configuration(overlay, OWN_STYLE in theme)
    wanted[".gitignore"] = b"*\n"
    mirror_folder(wanted, root / OVERLAY_FOLDER)
    if not (root / SCHEMAS).exists():
        mirror_folder(dict(_iter_files(RELEASE / SCHEMAS)), root / SCHEMAS)


def _configuration(overlay: Overlay, has_own_style: bool) -> bytes:
    """The configuration as JSON, which is also YAML: no text of an editor's can break out of it."""
    settings: dict[str, object] = {
        "INHERIT": "release.yml",
        "theme": {"custom_dir": f"{OVERLAY_FOLDER}/theme"},
        "extra": {
            "keeper": {"name": overlay.name, "visibility": overlay.visibility},
            "own_style": OWN_STYLE if has_own_style else "",
        },
    }
    if overlay.title:
        settings["site_name"] = overlay.title
    return (json.dumps(settings, ensure_ascii=False, indent=2) + "\n").encode()


def _iter_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The path of each file from the folder, with forward slashes, and its content."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(folder).as_posix(), path.read_bytes()
