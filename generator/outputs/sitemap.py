"""Files for programs that visit the site: `sitemap.xml`, and `llms.txt`, a list of its pages in plain words.

Both are for the public web, so a copy for readers inside an organisation has neither. A sitemap
needs absolute addresses, so there is one only if the site's own is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from generator.basics.addresses import published
from generator.basics.labels import label
from generator.library.library import Library
from generator.pages.page_context import Page
from generator.rendering.render import RenderedFile, Renderer

MOST_ADDRESSES = 50_000
"""The most in one sitemap, by the rules of sitemaps.org. With more, there is an index of sitemaps."""
MOST_LINKS = 100
"""The most links to pages of one kind in `llms.txt`: its readers have little memory."""

_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
_SECTIONS = {
    "Guidance": label("Guidance"),
    "Theme": label("Themes"),
    "Recommendation": label("Recommendations"),
    "Case study": label("Case studies"),
    "Organisation type": label("Organisation types"),
    "Role": label("Roles"),
    "Careers": label("Careers"),
    "Finding": label("Findings"),
    "Guide": label("Guides"),
    "About": label("About this site"),
    "Glossary": label("Reference"),
    "Source": "Optional",
}
"""The heading for each kind of page. "Optional" is a keyword of the format, in every language: its links may
be left out."""


def iter_site_maps(
    library: Library, pages: Iterable[Page], renderer: Renderer, site: str = ""
) -> Iterator[RenderedFile]:
    if library.overlay is not None and library.overlay.visibility == "internal":
        return
    shown = sorted((page for page in pages if not page.location), key=lambda page: page.uri)
    yield RenderedFile("llms.txt", _llms(library, shown, renderer, site))
    if site:
        yield from _sitemaps(shown, site)


def _sitemaps(pages: list[Page], site: str) -> Iterator[RenderedFile]:
    parts = [pages[start : start + MOST_ADDRESSES] for start in range(0, len(pages), MOST_ADDRESSES)]
    if len(parts) == 1:
        yield RenderedFile("sitemap.xml", _sitemap(pages, site))
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield RenderedFile(name, _sitemap(part, site))
    entries = (f"  <sitemap><loc>{escape(site + name)}</loc></sitemap>" for name in names)
    yield RenderedFile("sitemap.xml", _xml("sitemapindex", entries))


def _sitemap(pages: Iterable[Page], site: str) -> str:
    return _xml(
        "urlset",
        (
            f"  <url><loc>{escape(published(f'/{page.uri}', '', site))}</loc>"
            f"<lastmod>{page.reviewed.isoformat()}</lastmod></url>"
            for page in pages
        ),
    )


def _xml(element: str, lines: Iterable[str]) -> str:
    start = f'<?xml version="1.0" encoding="UTF-8"?>\n<{element} xmlns="{_SCHEMA}">'
    return "\n".join((start, *lines, f"</{element}>")) + "\n"


def _llms(library: Library, pages: list[Page], renderer: Renderer, site: str) -> str:
    """The text of `llms.txt`, by llmstxt.org: a title, what the site is, and lists of links with notes."""
    translate = renderer.voice.translate
    data = f"({published('/about/data.md', 'llms.txt', site)})"
    lines = [
        f"# {_line(library.site.title)}",
        "",
        f"> {_line(library.site.tagline)}",
        "",
        _line(renderer.plain(library.site.what)),
        "",
        translate(label("All content as data: [tables and records](1).")).replace("(1)", data),
    ]
    for kind, heading in _SECTIONS.items():
        found = [page for page in pages if page.facets.kind == kind]
        lines += ["", f"## {translate(heading)}", ""] if found else []
        lines += [_link(page, renderer, site) for page in found[:MOST_LINKS]]
        if len(found) > MOST_LINKS:
            more = label(
                "and {number} more, which the site's own lists lead to", number=len(found) - MOST_LINKS
            )
            lines.append(f"- {translate(more)}")
    return "\n".join(lines) + "\n"


def _link(page: Page, renderer: Renderer, site: str) -> str:
    title = re.sub(r"([\\\[\]])", r"\\\1", _line(renderer.voice.translate(page.title)))
    return (
        f"- [{title}]({published(f'/{page.uri}', 'llms.txt', site)}): {_line(renderer.plain(page.summary))}"
    )


def _line(text: str) -> str:
    return " ".join(text.split())
