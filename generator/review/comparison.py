"""Compare two versions of a project's content, even if the newer one has mistakes.

Both are rendered with the templates of the project in which the command runs. Templates are
programs: a version that is only inspected must not bring its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from generator.basics.problem import Problem
from generator.content.load import Sources, load_sources, with_lines
from generator.library.library import Library, build_library
from generator.outputs.project import check_project, template_folders
from generator.pages import iter_pages
from generator.rendering.render import RenderedFile, Renderer
from generator.review.changes import Anchors, Difference, anchors_of, compare

MOST_ROUNDS = 10
"""Leaving out a file can make others wrong, which are then left out too: at most this many times."""


@dataclass(frozen=True)
class Comparison:
    difference: Difference | None
    """None if the older version has errors, or the newer one has some even without its faulty files."""
    old_problems: tuple[Problem, ...]
    """Errors in the older version, with which nothing can be compared."""
    problems: tuple[Problem, ...]
    """Everything found in the newer version."""
    library: Library | None = None
    """The newer version, as it was compared."""
    left_out: tuple[str, ...] = ()
    """Faulty files of the newer version. They were compared as in the older one, or left out if new."""


def compare_projects(old_root: Path, new_root: Path, project: Path) -> Comparison:
    """Compare the content of two folders. `project`: the folder whose templates render both."""
    old_sources, old_problems = load_sources(old_root)
    old, found = build_library(old_sources)
    checked = check_project(new_root)
    if old is None:
        faults = with_lines([*old_problems, *found], old_sources.documents, old_sources.unreadable_lines)
        return Comparison(None, tuple(faults), checked.problems)
    new, left_out = checked.library, tuple[str, ...]()
    if new is None:
        new, left_out = _without_mistakes(new_root, old_sources, checked.problems)
    if new is None:
        return Comparison(None, (), checked.problems, None, left_out)
    folders = template_folders(project)
    new_anchors = _anchors(new, folders)
    # Most pull requests to the program change no content, and rendering takes the longest.
    difference = compare(old, new, new_anchors if old == new else _anchors(old, folders), new_anchors)
    return Comparison(difference, (), checked.problems, new, left_out)


def _without_mistakes(
    root: Path, old: Sources, problems: Iterable[Problem]
) -> tuple[Library | None, tuple[str, ...]]:
    """The newer library with each faulty file as it was, or without it if new; and those files' paths."""
    sources, _ = load_sources(root)
    bad = {problem.path for problem in problems if problem.severity == "error"}
    for _ in range(MOST_ROUNDS):
        library, found = build_library(_mixed(sources, old, bad))
        if library is not None:
            return library, tuple(sorted(bad))
        worse = {problem.path for problem in found} - bad
        if not worse:
            break
        bad |= worse
    return None, tuple(sorted(bad))


def _mixed(new: Sources, old: Sources, bad: set[str]) -> Sources:
    documents = [document for document in new.documents if document.path not in bad]
    documents += [document for document in old.documents if document.path in bad]
    return replace(new, documents=tuple(sorted(documents, key=lambda each: each.path)), unreadable=())


def _anchors(library: Library, folders: list[Path]) -> Anchors:
    renderer = Renderer(library, folders)
    pages = list(iter_pages(library))
    rendered = [renderer.render(page) for page in pages]
    # A page whose template fails still has its address, but no anchors.
    return anchors_of(
        RenderedFile(page.uri, "") if isinstance(outcome, Problem) else outcome
        for page, outcome in zip(pages, rendered, strict=True)
    )
