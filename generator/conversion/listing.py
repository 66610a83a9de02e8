"""List the files of the theme without its hidden folders.

Material keeps fourteen thousand icons in one. MkDocs lists them at each build, and then leaves out
whatever is hidden.
"""

from __future__ import annotations

import os

from jinja2 import Environment, FileSystemLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme


def list_quickly(config: MkDocsConfig) -> None:
    """Let the theme of this configuration be listed as this module does."""
    quick = QuickTheme.__new__(QuickTheme)
    vars(quick).update(vars(config.theme))
    config.theme = quick


class QuickTheme(Theme):
    def get_env(self) -> Environment:
        env = super().get_env()
        env.loader = _VisibleFiles(self.dirs)
        return env


class _VisibleFiles(FileSystemLoader):
    """Loads every template, and lists those that are not hidden."""

    def list_templates(self) -> list[str]:
        return sorted({name for folder in self.searchpath for name in _names_in(folder)})


def _names_in(top: str) -> list[str]:
    found: list[str] = []
    for folder, folders, names in os.walk(top):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside = os.path.relpath(folder, top).replace(os.sep, "/")
        found += [name if inside == "." else f"{inside}/{name}" for name in names]
    return found
