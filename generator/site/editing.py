"""What `guidance serve` builds after a change: the pages of edited case studies, everything, the search."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import copy2, copytree, rmtree

from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.exceptions import MkDocsException

from generator.basics.cache import CACHE_FILE, open_cache
from generator.basics.clock import build_day
from generator.basics.disk import InUseError, explain, locked
from generator.checks.report import as_text
from generator.content.document import Document
from generator.outputs.project import Checked, WebAddresses, check_project, render_cases, render_project
from generator.outputs.write import ForeignFolderError
from generator.pages.page_context import Facets
from generator.site.build import BuildError, Extras, build_pages
from generator.site.plugin import LONGEST_BUILD, WATCHED, Frame
from generator.site.search import FOLDER, OFFLINE_SCRIPT, SearchIndexError, index_site
from generator.site.serving import ServedSite


@dataclass(frozen=True)
class Project:
    """What is edited, and where it is on the web."""

    root: Path
    places: WebAddresses
    language: str = ""

    @property
    def docs_folder(self) -> Path:
        return self.root / "docs"


class Session:
    """The site as it was last built, while its content changes."""

    def __init__(self, project: Project, folder: Path, shown: ServedSite, say: Callable[[str], None]) -> None:
        """`folder`: where sites are built. `say` is told what is shown, and what is wrong."""
        self._project, self._folder, self._shown, self._say = project, folder, shown, say
        self._site = folder / "0"
        self._frame: Frame | None = None
        """What MkDocs made pages with when it last built everything."""
        self._documents: Mapping[str, Document] = {}
        """What the files said from which everything was made."""
        self._facets: Mapping[str, Facets] = {}
        """What a search may narrow each page down by."""
        self._is_ahead = False
        """Whether some pages show what others don't show yet."""

    def start(self) -> None:
        """Build everything for the first time. Raises `BuildError` where that can't be done."""
        if fault := self._build():
            raise BuildError(fault)
        self.make_index()
        self._shown.show(self._site)

    def show_edit(self) -> bool:
        """Show the pages of the edited case studies, or everything where something else was edited.

        False where the content has mistakes, which are shown.
        """
        begun = time.monotonic()
        checked = check_project(self._project.root, language=self._project.language)
        if checked.library is None:
            return self._is_shown(as_text(checked.problems), begun)
        edited = _edited_cases(self._documents, checked)
        self._is_ahead = bool(edited) and self._show_cases(checked, edited)
        if not self._is_ahead:
            return self._is_shown(self._build(), begun)
        self._shown.show()
        self._say(f"The edited page is shown, after {time.monotonic() - begun:.1f} s.")
        return True

    def catch_up(self) -> bool:
        """Show everything, where only edited pages are shown so far."""
        begun = time.monotonic()
        return not self._is_ahead or self._is_shown(self._build(), begun)

    def watched(self) -> list[Path]:
        """The folders and files that say what is on the site."""
        root = self._project.root
        return [path for name in (*WATCHED, "mkdocs.yml") if (path := root / name).exists()]

    def make_index(self) -> bool:
        """Let the search find what is shown now."""
        language = self._frame.language if self._frame else ""
        try:
            index_site(self._site, language or "en", self._facets)
        except (SearchIndexError, OSError) as error:
            self._say(f"The search is not up to date. {error}")
        else:
            self._say("The search is up to date.")
        return True

    def _is_shown(self, fault: str, begun: float) -> bool:
        """Whether everything could be built; what stands in the way is shown on the pages as they were."""
        self._shown.show(self._site, fault)
        took = f"after {time.monotonic() - begun:.1f} s"
        self._say(
            f"{fault}\nThe site is shown as it was before this change."
            if fault
            else f"Everything is shown, {took}."
        )
        return not fault

    def _build(self) -> str:
        """Build everything into a folder of its own. Returns what went wrong."""
        docs = self._project.docs_folder
        try:
            with locked(docs, LONGEST_BUILD):
                return self._render_and_build()
        except InUseError:
            return f"Another build from {docs} does not end."
        except ForeignFolderError:
            return f"{docs} holds other things than generated pages. Empty it, or choose another folder."
        except BuildError as error:
            return str(error)
        except OSError as error:
            return explain(error, docs)

    def _render_and_build(self) -> str:
        project, site = self._project, self._folder / str(int(self._site.name) + 1)
        rendered = render_project(
            project.root,
            project.docs_folder,
            places=project.places,
            today=build_day(os.environ),
            language=project.language,
        )
        if rendered.written is None:
            return as_text(rendered.checked.problems)
        for former in self._folder.iterdir():
            if former != self._site:  # that one is what browsers are given until the next is there
                rmtree(former, ignore_errors=True)
        with open_cache(project.root / CACHE_FILE) as cache:
            plugin = build_pages(project.root, site, Extras(language=rendered.checked.language), cache)
        self._frame = plugin.frame if plugin else None
        self._documents, self._facets = _by_path(rendered.checked), rendered.facets
        _take_index(self._site, site)
        self._site = site
        return ""

    def _show_cases(self, checked: Checked, paths: frozenset[str]) -> bool:
        """Make the pages of these case studies anew in the site that is shown. False where that can't be."""
        project, frame = self._project, self._frame
        today = build_day(os.environ)
        with locked(project.docs_folder, LONGEST_BUILD):
            uris = render_cases(
                checked, project.root, project.docs_folder, paths, places=project.places, today=today
            )
        if frame is None or not uris or any(frame.stands_in_navigation(uri) for uri in uris):
            return False
        try:
            for page in map(frame.new_page, uris):
                _populate_page(page, frame.config, frame.files)
                _build_page(page, frame.config, frame.pages, frame.nav, frame.env)
        except MkDocsException:
            return False  # the build of everything comes upon it too, and says it
        return True


def _take_index(before: Path, site: Path) -> None:
    """Search what was found before until there is another index."""
    if (before / FOLDER).is_dir() and (before / OFFLINE_SCRIPT).is_file():
        copytree(before / FOLDER, site / FOLDER)
        copy2(before / OFFLINE_SCRIPT, site / OFFLINE_SCRIPT)


def _by_path(checked: Checked) -> Mapping[str, Document]:
    return {document.path: document for document in checked.documents}


def _edited_cases(before: Mapping[str, Document], checked: Checked) -> frozenset[str]:
    """The files that say something else than before; empty unless all of them are published case studies.

    A file that was not read anew is the same document.
    """
    documents = _by_path(checked)
    published = {case.path for case in checked.library.cases} if checked.library else set()
    edited = frozenset(path for path, document in documents.items() if document is not before.get(path))
    return edited if edited <= published and documents.keys() == before.keys() else frozenset()
