"""What `guidance serve` builds after a change: edited case studies, then everything, then the search."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree, rmtree

from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.exceptions import MkDocsException

from generator.basics.cache import CACHE_FILE, open_cache
from generator.basics.clock import build_day
from generator.basics.disk import BuildError, explain, locked
from generator.checks.report import as_text
from generator.content.document import Document
from generator.outputs.project import Checked, WebAddresses, check_project, render_cases, render_project
from generator.outputs.search_terms import NO_TERMS, SearchTerms
from generator.site.build import Extras, build_pages
from generator.site.plugin import LONGEST_BUILD, WATCHED, Frame
from generator.site.search import FOLDER, index_site
from generator.site.serving import ServedSite


@dataclass(frozen=True)
class Project:
    """The project that is edited, and where it is on the web."""

    root: Path
    places: WebAddresses
    language: str = ""

    @property
    def docs_folder(self) -> Path:
        return self.root / "docs"


class Session:
    """The site as it was last built, while its content changes."""

    def __init__(
        self, project: Project, folder: Path, shown: ServedSite, report: Callable[[str], None]
    ) -> None:
        """`folder`: where sites are built. `report`: gets sentences on what is shown, and what is wrong."""
        self._project, self._folder, self._shown, self._report = project, folder, shown, report
        self._site = folder / "0"
        self._frame: Frame | None = None
        """What MkDocs made pages with in the last full build."""
        self._documents: Mapping[str, Document] = {}
        """The content files of the last full build."""
        self._terms: SearchTerms = NO_TERMS
        """What the search is told about pages."""
        self._is_ahead = False
        """Whether edited pages show something that other pages don't show yet."""

    def start(self) -> None:
        """Build everything for the first time. Raises `BuildError` if that fails."""
        if fault := self._build():
            raise BuildError(fault)
        self.make_index()
        self._shown.show(self._site)

    def show_edit(self) -> bool:
        """Show the pages of the edited case studies, or everything if something else was edited.

        False if the content has mistakes, which are then shown.
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
        self._report(f"The edited page is shown, after {time.monotonic() - begun:.1f} s.")
        return True

    def catch_up(self) -> bool:
        """Build and show everything, if only edited pages are shown so far."""
        begun = time.monotonic()
        return not self._is_ahead or self._is_shown(self._build(), begun)

    def watched(self) -> list[Path]:
        """The folders and files that the site is made from."""
        root = self._project.root
        return [path for name in (*WATCHED, "mkdocs.yml") if (path := root / name).exists()]

    def make_index(self) -> bool:
        """Make the search index of what is shown now."""
        language = self._frame.language if self._frame else ""
        try:
            index_site(self._site, language or "en", self._terms)
        except OSError as error:
            self._report(f"The search is not up to date. {error}")
        else:
            self._report("The search is up to date.")
        return True

    def _is_shown(self, fault: str, begun: float) -> bool:
        """Show the last good site, with the fault if there is one. Returns whether there is none."""
        self._shown.show(self._site, fault)
        took = f"after {time.monotonic() - begun:.1f} s"
        self._report(
            f"{fault}\nThe site is shown as it was before this change."
            if fault
            else f"Everything is shown, {took}."
        )
        return not fault

    def _build(self) -> str:
        """Build everything into a folder of its own. Returns what went wrong, or an empty text."""
        docs = self._project.docs_folder
        try:
            with locked(docs, LONGEST_BUILD):
                return self._render_and_build()
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
            if former != self._site:  # which browsers still get, until the next is there
                rmtree(former, ignore_errors=True)
        with open_cache(project.root / CACHE_FILE) as cache:
            plugin = build_pages(project.root, site, Extras(language=rendered.checked.language), cache)
        self._frame = plugin.frame if plugin else None
        self._documents, self._terms = _by_path(rendered.checked), rendered.terms
        _copy_index(self._site, site)
        self._site = site
        return ""

    def _show_cases(self, checked: Checked, paths: frozenset[str]) -> bool:
        """Build the pages of these case studies in the site that is shown. False if that is not possible."""
        project, frame = self._project, self._frame
        today = build_day(os.environ)
        with locked(project.docs_folder, LONGEST_BUILD):
            uris = render_cases(
                checked, project.root, project.docs_folder, paths, places=project.places, today=today
            )
        if frame is None or not uris or any(frame.affects_others(uri) for uri in uris):
            return False
        try:
            for page in map(frame.new_page, uris):
                _populate_page(page, frame.config, frame.files)
                _build_page(page, frame.config, frame.pages, frame.nav, frame.env)
        except MkDocsException:
            return False  # the full build meets the same error, and reports it
        return True


def _copy_index(before: Path, site: Path) -> None:
    """Use the last site's search index until there is a new one."""
    if (before / FOLDER).is_dir():
        copytree(before / FOLDER, site / FOLDER)


def _by_path(checked: Checked) -> Mapping[str, Document]:
    return {document.path: document for document in checked.documents}


def _edited_cases(before: Mapping[str, Document], checked: Checked) -> frozenset[str]:
    """The paths of files that changed; empty unless all of them are published case studies.

    Documents are compared by identity: a file that was not read again has the same document.
    """
    documents = _by_path(checked)
    published = {case.path for case in checked.library.cases} if checked.library else set()
    edited = frozenset(path for path, document in documents.items() if document is not before.get(path))
    return edited if edited <= published and documents.keys() == before.keys() else frozenset()
