"""The stages in a row: from a project's folder to its checked library, and on to Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from generator.addresses import FORM_ADDRESS
from generator.data_files import iter_open_data
from generator.library import Library, build_library
from generator.pages import iter_pages
from generator.pages.page import Page
from generator.personal_data import find_personal_data
from generator.problem import START_OF_FILE, Problem, Span
from generator.proforma.write_form import write_form
from generator.render import RenderedFile, Renderer
from generator.schema import schema_texts
from generator.scripts import iter_scripts
from generator.source import Sources, load_sources
from generator.write import MadeFile, Written, write_files

OWN_TEMPLATES = Path(__file__).resolve().parent.parent / "templates"

REPOSITORY_VARIABLE = "GUIDANCE_REPOSITORY"
"""Environment variable: the repository's web address, for "suggest a change" links."""

T = TypeVar("T")
Progress = Callable[[list[T]], Iterable[T]]
"""Passes a list through while showing how far along it is."""


@dataclass(frozen=True)
class Checked:
    library: Library | None
    """None when there are errors."""
    problems: tuple[Problem, ...]
    """Sorted by file, line and column."""


@dataclass(frozen=True)
class Rendered:
    checked: Checked
    written: Written | None
    """None when nothing was written because of errors."""


def check_project(root: Path) -> Checked:
    """Read and check everything. The disk is read, never written."""
    sources, problems = load_sources(root)
    library, found = build_library(sources)
    found += find_personal_data(sources.documents, sources.unreadable_lines)
    problems = sorted([*problems, *found], key=lambda problem: problem.sort_key)
    has_errors = any(problem.severity == "error" for problem in problems)
    return Checked(None if has_errors else library, tuple(problems))


def check_without_faulty_cases(root: Path) -> Checked:
    """The same, passing over case studies with mistakes: another draft, half done, must not be in the way."""
    checked = check_project(root)
    faulty = {problem.path for problem in checked.problems if problem.severity == "error"}
    if checked.library is not None or not all(path.startswith("case_studies/") for path in faulty):
        return checked
    sources, _ = load_sources(root)
    documents = tuple(document for document in sources.documents if document.path not in faulty)
    library, problems = build_library(Sources(documents, tuple(set(sources.unreadable) - faulty)))
    return Checked(library, tuple(problems)) if library is not None else checked


def render_project(
    root: Path, docs_folder: Path, progress: Progress[Page] = iter, repository: str = ""
) -> Rendered:
    """Check everything and, if it is free of errors, bring the Markdown folder up to date."""
    checked = check_project(root)
    if checked.library is None:
        return Rendered(checked, None)
    folders = [folder for folder in (root / "templates", OWN_TEMPLATES) if folder.is_dir()]
    renderer = Renderer(checked.library, folders, repository)
    pages, problems = _render(renderer, progress(list(iter_pages(checked.library))))
    if problems:
        return Rendered(Checked(None, (*checked.problems, *problems)), None)
    files: list[RenderedFile | MadeFile] = [
        *pages,
        *iter_scripts(checked.library, renderer.plain, renderer.repository),
        *iter_open_data(checked.library, schema_texts(checked.library.identities), renderer.plain),
        MadeFile(FORM_ADDRESS.removeprefix("/"), write_form(checked.library)),
    ]
    return Rendered(checked, write_files(files, docs_folder))


def _render(renderer: Renderer, pages: Iterable[Page]) -> tuple[list[RenderedFile], list[Problem]]:
    rendered: list[RenderedFile] = []
    problems: dict[tuple[str, Span], Problem] = {}
    taken: set[str] = set()
    for page in pages:
        if page.uri in taken:
            problems[page.made_from, START_OF_FILE] = _same_address(page)
        taken.add(page.uri)
        outcome = renderer.render(page)
        if isinstance(outcome, Problem):
            # Other pages made with the same template have the same mistake.
            problems.setdefault((outcome.path, outcome.span), outcome)
        else:
            rendered.append(outcome)
    return rendered, sorted(problems.values(), key=lambda problem: problem.sort_key)


def _same_address(page: Page) -> Problem:
    """Two pages with one address, of which a reader would never see the first."""
    return Problem(
        page.made_from,
        START_OF_FILE,
        "address-in-use",
        "two pages would have the same address",
        page.uri,
        "addresses that differ",
    )
