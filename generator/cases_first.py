"""While somebody edits case studies: their own pages at once, and all else that says something of them later.

A case study stands on lists, in figures and in data to download. With a thousand of them, working all
that out takes seconds in which an editor only waits for the page they are looking at.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from generator.clock import build_day
from generator.document import Document
from generator.project import LANGUAGE_VARIABLE, Checked, Places, check_project, render_cases


class CasesFirst:
    """Decides for each build of a session whether it may be of some pages only."""

    def __init__(self) -> None:
        self.build_again: Callable[[], None] | None = None
        """Starts another build. Without it, every build has to be of everything."""
        self._shown: Mapping[str, Document] = {}
        """What the files said from which everything was made the last time."""
        self._wants_all = False
        self.is_ahead = False
        """Whether some pages show what others don't show yet."""

    def render(self, root: Path, docs_folder: Path, places: Places) -> bool:
        """Render the pages of the case studies that were edited since all was rendered.

        False where that is not possible, or not wanted: then everything has to be rendered.
        """
        is_possible = self.build_again is not None and not self._wants_all
        self.is_ahead = is_possible and self._render(root, docs_folder, places)
        return self.is_ahead

    def _render(self, root: Path, docs_folder: Path, places: Places) -> bool:
        checked = check_project(root, language=os.environ.get(LANGUAGE_VARIABLE, ""))
        changed = _changed_cases(self._shown, checked)
        return bool(changed) and render_cases(
            checked, root, docs_folder, changed, places=places, today=build_day(os.environ)
        )

    def finish(self) -> None:
        """Ask for a build of everything."""
        self._wants_all = True
        if self.build_again is not None:
            self.build_again()

    def has_shown(self, checked: Checked) -> None:
        """Everything was made of this."""
        self._wants_all, self._shown = False, _by_path(checked)


def _by_path(checked: Checked) -> Mapping[str, Document]:
    return {document.path: document for document in checked.documents}


def _changed_cases(before: Mapping[str, Document], checked: Checked) -> frozenset[str]:
    """The files that say something else than before; empty unless all of them are published case studies.

    A file that was not read anew is the same document.
    """
    documents = _by_path(checked)
    published = {case.path for case in checked.library.cases} if checked.library else set()
    changed = frozenset(path for path, document in documents.items() if document is not before.get(path))
    is_all = changed <= published and documents.keys() == before.keys()
    return changed if is_all else frozenset()
