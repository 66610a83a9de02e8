"""The theme as MkDocs needs it: in another language, and with what an overlay replaces.

MkDocs' own labels (menu, tabs, footer) are in its configuration, so they are translated there. An
overlay's configuration and theme are generated into `.guidance/` at each build, so that an overlay
contains nothing of the release and an upgrade has nothing to merge. Files in an overlay's `templates/` that
replace nothing are misspelt, or were renamed in the release.
"""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from generator.basics.disk import iter_files
from generator.basics.labels import ENGLISH, label
from generator.basics.messages import problem
from generator.basics.problem import START_OF_FILE, Problem, nearest
from generator.content.content_files import OWN_STYLE, RELEASE, SCHEMAS, TEMPLATES
from generator.content.load import is_overlay
from generator.content.model.site import Overlay
from generator.languages.language import Language
from generator.languages.template_labels import translate_template
from generator.outputs.write import MadeFile, mirror_folder
from generator.rendering.render import RenderedFile

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
IGNORED = RenderedFile(".gitignore", "*\n")
"""Has git ignore a generated folder."""
_NAME = "<span>{{ config.site_name | e }}</span>"


def prepare_theme(root: Path, theme: Path, language: Language, is_named: bool, material: Path) -> Path:
    """Write the templates of `theme` in the language, and return their folder.

    `is_named`: whether the site's name is in the language. `material`: the folder of Material's templates.
    """
    folder = root / THEME_FOLDER / language.code
    files = _iter_files(theme)
    templates = ((name, data.decode()) for name, data in files if name.endswith(".html"))
    wanted = [RenderedFile(name, _translated(text, language, is_named)) for name, text in templates]
    known = language.code if (material / f"partials/languages/{language.code}.html").is_file() else "en"
    own = {key: html.escape(language.find(text) or text) for key, text in _OWN.items()}
    labels = json.dumps({"language": language.code, **own}, ensure_ascii=False)
    partial = RenderedFile("partials/language.html", _PARTIAL.format(known=known, own=labels))
    mirror_folder([*wanted, partial, IGNORED], folder)
    return folder


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
    titles: list[str] = []
    _retitled(settings.get("nav") or [], titles.append)
    yield from titles
    yield from (link["title"] for link in (settings.get("extra") or {}).get("footer", []))


def translate_nav(nav: list[Any], language: Language) -> list[Any]:
    """The menu in the language. Titles without a translation are marked as English."""
    translated: list[Any] = _retitled(nav, partial(_title_in, language))
    return translated


def _retitled(nav: Any, retitle: Callable[[str], Any]) -> Any:
    """A menu with other titles, asked for from its top to its bottom."""
    if isinstance(nav, list):
        return [_retitled(entry, retitle) for entry in nav]
    if isinstance(nav, dict):
        return {retitle(title): _retitled(inside, retitle) for title, inside in nav.items()}
    return nav


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
    wanted = [MadeFile(f"theme/{name}", data) for name, data in theme.items()]
    release = MadeFile("release.yml", (RELEASE / "mkdocs.yml").read_bytes())
    configuration = RenderedFile("mkdocs.yml", _configuration(overlay, OWN_STYLE in theme))
    mirror_folder([*wanted, release, configuration, IGNORED], root / OVERLAY_FOLDER)
    if not (root / SCHEMAS).exists():
        mirror_folder((MadeFile(*file) for file in _iter_files(RELEASE / SCHEMAS)), root / SCHEMAS)


def _configuration(overlay: Overlay, has_own_style: bool) -> str:
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
    return json.dumps(settings, ensure_ascii=False, indent=2) + "\n"


def _iter_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The path of each file from the folder, and its content."""
    for name in sorted(iter_files(folder)):
        if "__pycache__" not in name:
            yield name, (folder / name).read_bytes()


TEMPLATE_FOLDER = "templates"
THEME_PART = "theme/"
STARTING_POINTS = "new/"
"""What `guidance new` starts from: an overlay may have any files there."""
_LIKE_OURS = (".css", ".js", ".md")
"""Endings of files that are reported only if the release has a name that is nearly the same."""
_NAMING = {".j2", ".html", ".css", ".js", ".xml", ".yml"}
"""Endings of files that may name others."""


def iter_unused_overrides(root: Path, release: Path) -> Iterator[Problem]:
    """A problem for each file of an overlay that is never read. `release`: what the overlay is laid over.

    A template counts as used if the release or Material has one of its name, or if another file of the
    overlay names it. Of other files, only those are reported that look like a misspelt name of the
    release's: an overlay may add whatever it likes.
    """
    folder = root / TEMPLATE_FOLDER
    own = sorted(iter_files(folder)) if is_overlay(root) else []
    if not own:
        return
    base = release / TEMPLATE_FOLDER if (release / TEMPLATE_FOLDER).is_dir() else TEMPLATES
    known = sorted(iter_files(base))
    texts = {name: _read(folder / name) for name in own} | {"": _read(root / "mkdocs.yml")}
    for name in own:
        if name.startswith(STARTING_POINTS) or _is_replaced(name, known) or _is_named(name, texts):
            continue
        near = _nearest(name, known)
        if _is_template(name) or (near and name.endswith(_LIKE_OURS)):
            place, near = f"{TEMPLATE_FOLDER}/{name}", near and f"{TEMPLATE_FOLDER}/{near}"
            yield problem("unused-override", place, START_OF_FILE, nearest=near, found=place)


def _is_template(name: str) -> bool:
    return name.endswith(".j2") or (name.startswith(THEME_PART) and name.endswith(".html"))


def _is_replaced(name: str, known: list[str]) -> bool:
    """Whether the release has such a file, or Material, whose templates a theme may replace too."""
    inside = name.removeprefix(THEME_PART)
    spec = find_spec("material") if inside != name else None
    material = [Path(place) for place in (spec and spec.submodule_search_locations) or ()]
    in_material = any((place / "templates" / inside).is_file() for place in material)
    return name in known or inside == OWN_STYLE or in_material


def _is_named(name: str, texts: dict[str, str]) -> bool:
    """Whether another file of the overlay includes, imports or links to it."""
    searched = name.removeprefix(THEME_PART) if _is_template(name) else name.rpartition("/")[2]
    return any(searched in text for other, text in texts.items() if other != name)


def _read(path: Path) -> str:
    """The text of a file that may name others."""
    return path.read_text("utf-8", errors="replace") if path.is_file() and path.suffix in _NAMING else ""


def _nearest(name: str, known: list[str]) -> str:
    """The file of the release that was meant: of the same name elsewhere, or of a similar one."""
    meant = [THEME_PART + OWN_STYLE, *(each for each in known if not each.startswith(STARTING_POINTS))]
    same = [each for each in meant if each.rpartition("/")[2] == name.rpartition("/")[2]]
    return same[0] if len(same) == 1 else nearest(name, meant) or ""
