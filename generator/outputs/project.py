"""The stages in a row: from a project's folder to its checked library, and on to Markdown."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator.basics.cache import CACHE_FILE, NO_CACHE, Cache, digest, open_cache
from generator.basics.messages import problem
from generator.basics.problem import START_OF_FILE, Problem, Span
from generator.basics.report import without_floods
from generator.basics.version import is_installed, release_name
from generator.checks.personal_data import find_personal_data
from generator.checks.ready import find_drafts, find_misspelt
from generator.content.content_files import OVERLAY, RELEASE, TEMPLATES
from generator.content.document import Document
from generator.content.load import (
    ContentCache,
    Fingerprints,
    Sources,
    find_unfit,
    iter_paths,
    load_sources,
    template_texts,
    with_lines,
)
from generator.content.model.fields import Visibility
from generator.languages.language import NOTHING, Language, load_translations
from generator.library.library import Library, build_library, linkable
from generator.outputs.other_files import iter_other_files, iter_page_scripts
from generator.outputs.readability import as_list, page_ages
from generator.outputs.script_data.search_terms import NO_TERMS, SearchTerms, search_terms
from generator.outputs.theme_files import iter_unused_overrides, prepare_overlay
from generator.outputs.write import Written, update_files, write_files
from generator.pages import iter_case_pages, iter_pages
from generator.pages.page_context import Page
from generator.rendering.render import RenderedFile, Renderer

REPOSITORY_VARIABLE = "GUIDANCE_REPOSITORY"
"""Environment variable: the repository's web address, for "suggest a change" links."""

_REPOSITORY_OF_WORKFLOWS = (("GITHUB_SERVER_URL", "GITHUB_REPOSITORY"), ("CI_SERVER_URL", "CI_PROJECT_PATH"))
"""Where GitHub's and GitLab's workflows say which repository they run for: its server, its place there."""

LANGUAGE_VARIABLE = "GUIDANCE_LANGUAGE"
"""Environment variable: the code of the language to build in, such as cy for Welsh."""

ADDRESS_VARIABLE = "GUIDANCE_SITE_URL"
"""Environment variable: the web address of the site, for files that need absolute addresses."""

Render = Callable[[Page], RenderedFile | Problem]
Progress = Callable[[list[Page]], Iterable[Page]]
"""Passes a list through while showing how far along it is."""


def repository_of(environment: Mapping[str, str]) -> str:
    """The web address of the repository: as it was set, or as the workflow says that builds the site."""
    if address := environment.get(REPOSITORY_VARIABLE, ""):
        return address
    for server, place in _REPOSITORY_OF_WORKFLOWS:
        if environment.get(server) and environment.get(place):
            return f"{environment[server].rstrip('/')}/{environment[place]}"
    return ""


@dataclass(frozen=True)
class WebAddresses:
    """Where the project is on the web; empty where unknown."""

    repository: str = ""
    """The web address of its repository."""
    site: str = ""
    """The web address of the whole site, with a slash at its end."""
    has_pdf: bool = False
    """Whether the site also has the whole guidance as a PDF, which its pages then offer."""


NO_PLACES = WebAddresses()


@dataclass(frozen=True)
class Checked:
    library: Library | None
    """None when there are errors."""
    problems: tuple[Problem, ...]
    """Sorted by file, line and column."""
    documents: tuple[Document, ...] = ()
    """Every content file, published or not. The finished site is scanned for what they withhold."""
    language: Language | None = None
    """The language for labels; None for English."""


@dataclass(frozen=True)
class Rendered:
    checked: Checked
    written: Written | None
    """None when nothing was written because of errors."""
    terms: SearchTerms = NO_TERMS
    """What the search is told about pages."""


def check_project(
    root: Path,
    release: Path = RELEASE,
    language: str = "",
    cache: Cache = NO_CACHE,
    audience: Visibility | None = None,
) -> Checked:
    """Read and check everything. Nothing is written except to `cache`.

    `release`: what an overlay is laid over. If it is not the one that comes with this program,
    the overlay is only being tried on it, and need not name it. `language`: what to have the
    texts in; empty for what the content says itself. `audience`: who shall read it; None for what the
    overlay says.
    """
    sources, problems = load_sources(root, release, cache)
    if audience is not None:
        sources = _for_audience(sources, audience)
    translations, unfit = load_translations(root, release)
    library, found = build_library(sources, translations, language)
    found += _other_release(sources.documents) if release == RELEASE else []
    found += find_unfit(root, (*iter_paths(root, "templates"), "mkdocs.yml")).values()
    documents = (*sources.documents, *(each for known in translations.values() for each in known.documents))
    found += iter_unused_overrides(root, release)
    found += find_personal_data(documents, sources.unreadable)
    found += find_misspelt(sources.documents, sources.local)
    found += [each for missing in find_drafts(sources.documents).values() for each in missing]
    problems = with_lines([*problems, *unfit, *found], documents, sources.unreadable)
    has_errors = any(problem.severity == "error" for problem in problems)
    problems = without_floods(sorted(problems, key=lambda problem: problem.sort_key))
    translated = translations.get(library.language, NOTHING) if library else NOTHING
    return Checked(None if has_errors else library, tuple(problems), sources.documents, translated.language)


def _for_audience(sources: Sources, audience: Visibility) -> Sources:
    """As if the overlay said so. All that asks it, the library and the scan for itself, is told the same."""
    documents = (
        replace(document, data=document.data | {"visibility": audience})
        if document.path == OVERLAY
        else document
        for document in sources.documents
    )
    return replace(sources, documents=tuple(documents))


def _other_release(documents: Iterable[Document]) -> list[Problem]:
    """A problem if an overlay was made for another release than the one that is installed."""
    overlay = next((document for document in documents if document.path == OVERLAY), None)
    made_for = overlay and overlay.data.get("release")
    if not overlay or made_for is None or is_installed(str(made_for)):
        return []
    span = overlay.span_of(("release",))
    return [problem("other-release", OVERLAY, span, found=str(made_for), release=release_name())]


def check_without_faulty_cases(root: Path) -> Checked:
    """Like `check_project`, but without case studies that have mistakes: a half-done draft must not block."""
    checked = check_project(root)
    faulty = {problem.path for problem in checked.problems if problem.severity == "error"}
    if checked.library is not None or not all(path.startswith("case_studies/") for path in faulty):
        return checked
    sources, _ = load_sources(root)
    documents = tuple(document for document in sources.documents if document.path not in faulty)
    unreadable = {path: lines for path, lines in sources.unreadable.items() if path not in faulty}
    library, problems = build_library(Sources(documents, unreadable))
    return Checked(library, tuple(problems)) if library is not None else checked


def render_project(  # noqa: PLR0913 (only some callers set the last four)
    root: Path,
    docs_folder: Path,
    progress: Progress = iter,
    *,
    places: WebAddresses = NO_PLACES,
    release: Path = RELEASE,
    today: date | None = None,
    language: str = "",
    audience: Visibility | None = None,
    when_checked: Callable[[Checked], None] | None = None,
) -> Rendered:
    """Check everything and, if it is free of errors, bring the Markdown folder up to date.

    `today` decides what is overdue for review. None: nothing that was not so at the newest review.
    `audience`: as for `check_project`. `when_checked`: called when there are no errors, before rendering.
    """
    with open_cache(root / CACHE_FILE) as cache:
        checked = check_project(root, release, language, cache, audience)
        if checked.library is None:
            cache.discard()
            return Rendered(checked, None)
        if when_checked is not None:
            when_checked(checked)
        if checked.library.overlay is not None:
            prepare_overlay(root, checked.library.overlay)
        folders = template_folders(root)
        renderer = Renderer(checked.library, folders, places.repository, places.site, checked.language)
        wanted = list(iter_pages(checked.library, today, has_pdf=places.has_pdf))
        content = ContentCache(cache)
        others = [*iter_other_files(wanted, renderer, places.site, checked.language, content)]
        others += iter_page_scripts(folders)
        render = _renderer_with_cache(renderer, folders, places.site, cache)
        pages, problems = _render(render, progress(wanted))
        if problems:
            cache.discard()
            return Rendered(Checked(None, (*checked.problems, *problems)), None)
    terms = search_terms(checked.library, wanted)
    return Rendered(checked, write_files([*pages, *others], docs_folder), terms)


def render_cases(  # noqa: PLR0913 (as for the whole project)
    checked: Checked,
    root: Path,
    docs_folder: Path,
    paths: Collection[str],
    *,
    places: WebAddresses = NO_PLACES,
    today: date | None = None,
) -> tuple[str, ...]:
    """Bring the pages of the case studies in the files `paths` up to date, and nothing else.

    Other pages that show these case studies stay as they are. Returns the names of the updated pages in
    the Markdown folder; none if a template has a mistake.
    """
    if checked.library is None:
        return ()
    renderer = Renderer(
        checked.library, template_folders(root), places.repository, places.site, checked.language
    )
    rendered = [renderer.render(page) for page in iter_case_pages(checked.library, paths, today)]
    pages = [page for page in rendered if isinstance(page, RenderedFile)]
    update_files({page.uri: page.text for page in pages}, docs_folder)
    return tuple(page.uri for page in pages) if len(pages) == len(rendered) else ()


def template_folders(root: Path) -> list[Path]:
    """The folders to search for templates, in order: a project's own come before the release's."""
    return [folder for folder in (root / "templates", TEMPLATES) if folder.is_dir()]


def _renderer_with_cache(renderer: Renderer, folders: Iterable[Path], site: str, cache: Cache) -> Render:
    """Renders pages, or reuses their Markdown from the last build."""
    # The key doesn't cover translated labels, so pages in another language are not cached.
    known = ContentCache(NO_CACHE if renderer.language else cache)
    shared = [*_shared_by_pages(renderer.library), renderer.repository, site, template_texts(folders)]
    key = digest(Fingerprints().of(shared))

    def render(page: Page) -> RenderedFile | Problem:
        def make() -> bytes | Problem:
            outcome = renderer.render(page)
            return outcome if isinstance(outcome, Problem) else outcome.data

        found = known.recall("page", (key, page), make, _is_page)
        return found if isinstance(found, Problem) else RenderedFile(page.uri, found.decode())

    return render


def _is_page(data: bytes) -> bool:
    """Whether this can be the Markdown of a page: text that begins with front matter."""
    try:
        return data.decode().startswith("---\n")
    except UnicodeDecodeError:
        return False


def _shared_by_pages(library: Library) -> list[object]:
    """Everything that a page may show beyond its own data."""
    local = sorted((library.identities[key].href, library.identities[key].path) for key in library.local)
    linked = [(*key, known.title, known.href) for key, known in linkable(library).items()]
    records = [library.bibliography, library.glossary, library.site, library.overlay]
    return [local, linked, sorted(library.hidden), *records]


def _render(render: Render, pages: Iterable[Page]) -> tuple[list[RenderedFile], list[Problem]]:
    rendered: list[RenderedFile] = []
    problems: dict[tuple[str, Span], Problem] = {}
    taken: set[str] = set()
    for page in pages:
        if page.uri in taken:  # a reader would never see the first page
            found = problem("address-in-use/page", page.made_from, START_OF_FILE, found=page.uri)
            problems[page.made_from, START_OF_FILE] = found
        taken.add(page.uri)
        outcome = render(page)
        if isinstance(outcome, Problem):
            # Other pages made with the same template have the same mistake.
            problems.setdefault((outcome.path, outcome.span), outcome)
        else:
            rendered.append(outcome)
    return rendered, sorted(problems.values(), key=lambda problem: problem.sort_key)


def measure_readability(checked: Checked, root: Path) -> str:
    """The reading age of the pages of each kind, as a text for people."""
    if checked.library is None:
        return ""
    renderer = Renderer(checked.library, template_folders(root), language=checked.language)
    return as_list(page_ages(iter_pages(checked.library), renderer))


def count_content(library: Library) -> str:
    """A line for each kind of content, with its count."""
    counts = {
        "themes": len(library.themes),
        "recommendations": len(library.recommendations),
        "benefits": len(library.benefits.benefits),
        "case studies": len(library.cases),
        "withheld": library.withheld,
        "practices": sum(len(case.record.practices) for case in library.cases),
        "roles": len(library.roles),
        "disciplines": len(library.careers.disciplines),
        "terms": len(library.glossary.terms),
        "sources": len(library.bibliography.sources),
        "findings": len(library.findings_by_id),
        "guides": len(library.guides),
        "pathways": len(library.pathways),
        "frameworks": len(library.frameworks),
    }
    width = max(map(len, counts))
    return "\n".join(f"  {name:<{width}} {count:>6,}" for name, count in counts.items())
