"""MkDocs' configuration of a site in another language than English."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig

from generator.languages.language import Language
from generator.languages.template_labels import translate_template
from generator.outputs.theme_files import prepare_theme, translate_links, translate_nav

SCRIPTS = ("assets/data/labels.js", "assets/javascripts/english.js")
"""Scripts that come before all others: the labels of scripts, and the marks of those that are in English."""


def translate_config(config: MkDocsConfig, root: Path, language: Language) -> None:
    """Translate the settings, menu and theme of the project in `root`, in place."""
    own, material = Path(config.theme.custom_dir or ""), Path(config.theme.dirs[-2])
    name = language.find(config.site_name)
    folder = prepare_theme(root, own, language, name is not None, material)
    config.theme.dirs.insert(0, str(folder))
    config.theme["language"] = language.code
    config.site_name = name or config.site_name
    config.site_description = language.find(config.site_description or "") or config.site_description
    config.copyright = translate_template(config.copyright or "", language.find, is_marked=False)
    config.nav = translate_nav(config.nav or [], language)
    config.extra["footer"] = translate_links(config.extra.get("footer", []), language)
    config.extra_javascript[:0] = map(_deferred, SCRIPTS)


def _deferred(path: str) -> ExtraScriptValue:
    script = ExtraScriptValue(path)
    script.defer = True
    return script
