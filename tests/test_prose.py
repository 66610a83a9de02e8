"""What an editor types is what a reader sees, wherever a template puts it, and nothing else is markup."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown_it import MarkdownIt
from mkdocs.config import load_config

from generator.addresses import KINDS
from generator.project import OWN_TEMPLATES, check_project
from generator.prose import Dialect, Prose, Reader
from generator.render import Renderer
from generator.terms import without_marks
from tests.conftest import BASE
from tests.outline import Outline, outline

ROOT = Path(__file__).resolve().parents[1]

Filter = Callable[[str], str]

DESTINATIONS = {
    "role:ccio": ("/roles/ccio.md", "Chief clinical information officer"),
    "theme:team-working": ("/themes/team-working.md", "Team working"),
    "source:report#1": ("/sources/report.md#section-1", "The Testshire report"),
}
"""What the texts below link to: things in the small project of `cases/base`."""

PIECES = [
    *(
        "- ",
        "* ",
        "+ ",
        "1. ",
        "2) ",
        "10. ",
        "٣. ",
        "  ",
        "    ",
        "\n",
        "\n",
        "\n\n",
        "\n\n",
        "  \n",
        "\\\n",
    ),
    *("\n- a", "\n  - b", "\n    - c", "\n\n- a", "\n\n  b", "\n1. a", "\n   1. b", "\n+ a", "\n3) x"),
    *("*", "**", "_", "__", "*e*", "**b**", "_x_", "word", "a b", "x", "é", "1", "12", ".", ")", ":", "!"),
    *("[x](role:ccio)", "[](theme:team-working)", "[ ](source:report#1)", "(role:ccio)", "[", "]", "(", "!["),
    *("[a *b*](https://e.org/x?a=1&b=2)", "<https://a.b/c&copy;d>", "http://x.y", "https://x.y/*z*"),
    *("#", "# ", "## h", "|", "\n| a | b |\n| - | - |\n| c | d |\n", "`", "``", "\n```\n", "~~~", "<", "&"),
    *("&amp;", "&#91;", "\\", "{", "}", "{: .x }", "{ #x }", "{{ x }}", "{% x %}", "[TOC]", "[^1]", "[^1]: "),
    *("*[A]: ", "!!! note", "???", ":   ", ": ", "---", "===", "=", "-", "> ", "<b>", "\u00a0", "\ue000"),
    *("\ue001", "\ue002", "<!--", "-->", "CCIO", "WTE"),
]
CHARACTERS = st.characters(
    # What the reader of YAML refuses can't come this far.
    exclude_categories=["Cs", "Cc", "Cn"],
    exclude_characters="\u2028\u2029\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    include_characters="\t",
)
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(CHARACTERS, max_size=4), min_size=1, max_size=18).map(
    lambda pieces: "".join(pieces).strip()
)
LINES = TEXTS.map(lambda text: " ".join(text.split())).filter(bool)

thoroughly = settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)
quickly = settings(thoroughly, max_examples=60)


@cache
def renderer() -> Renderer:
    """With the small project's glossary, and its titles for links without text."""
    library = check_project(BASE).library
    assert library is not None
    return Renderer(library, [OWN_TEMPLATES])


def filtered(text: str, name: str) -> str:
    """Text as a filter of the templates writes it."""
    written = cast("Filter", renderer()._environment.filters[name])(text)
    return without_marks(written)


@cache
def engine() -> Markdown:
    """Python-Markdown just as MkDocs sets it up for this site."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    return Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)


@cache
def reader() -> Reader:
    return Reader(KINDS)


def converted(markdown: str) -> str:
    return engine().reset().convert(markdown)


@cache
def commonmark(dialect: Dialect) -> MarkdownIt:
    """CommonMark without what the site prints as typed: entities, definitions, indented code."""
    parser = MarkdownIt("commonmark", {"html": True}).disable(["entity", "reference", "code"])
    parser.normalizeLink = parser.normalizeLinkText = str  # type: ignore[method-assign,assignment]
    return parser.enable("table") if dialect == "guide" else parser.disable("backticks")


def accepted(text: str, dialect: Dialect = "prose") -> Prose:
    """The text as prose; the example is dropped when an editor would be told of a mistake in it."""
    prose = reader().read(text, dialect)
    assume(not prose.faults and all(link.address in DESTINATIONS for link in prose.links))
    return prose


def as_meant(text: str, dialect: Dialect = "prose") -> str:
    """The outline that CommonMark gives a text, with the site's own links led to where they go."""
    markup = commonmark(dialect).render(text)
    for address, (href, title) in DESTINATIONS.items():
        markup = re.sub(rf'<a href="{address}">\s*</a>', f'<a href="{href}">{title}</a>', markup)
        markup = markup.replace(f'"{address}"', f'"{href}"')
    return outline(markup.replace("\n</code></pre>", "</code></pre>"))


INLINE = {("p", ()), ("em", ()), ("strong", ()), ("br", ()), ("a", ("href",))}
ALLOWED = INLINE | {("ul", ()), ("ol", ()), ("ol", ("start",)), ("li", ())}
ALLOWED_IN_GUIDE = ALLOWED | {
    *((name, ()) for name in ("table", "thead", "tbody", "tr", "th", "td", "code", "pre")),
    *((name, ("id",)) for name in ("h2", "h3")),
}  # fmt: skip


@thoroughly
@given(TEXTS)
def test_prose_reads_as_typed(text: str) -> None:
    accepted(text)
    page = Outline(converted(filtered(text, "prose")))
    assert page.text == as_meant(text)
    assert page.elements <= ALLOWED


@thoroughly
@given(TEXTS)
def test_a_guide_reads_as_typed(text: str) -> None:
    accepted(text, "guide")
    page = Outline(converted(filtered(text, "guide")))
    assert page.text == as_meant(text, "guide")
    assert page.elements <= ALLOWED_IN_GUIDE


@thoroughly
@given(TEXTS)
def test_every_link_leads_to_the_web_or_to_what_was_named(text: str) -> None:
    accepted(text)
    own = {href for href, _ in DESTINATIONS.values()}
    for href in re.findall(r' href="([^"]*)"', converted(filtered(text, "prose"))):
        assert href in own or re.match(r"https?://", href)


@thoroughly
@given(TEXTS)
def test_a_description_has_the_words_alone(text: str) -> None:
    description = renderer()._writer.plain(accepted(text))
    words = html.unescape(re.sub(r"<[^>]*>", "", as_meant(text)))
    assert description.split() == description.split(" ") or not description
    assert "".join(description.split()) == "".join(words.split())


PLACE = "PLACE"

PROSE_POSITIONS = {
    "on its own": "{}",
    "in a card inside a list of cards": '<div class="a" markdown>\n<div class="b" markdown>\n\n{}\n\n</div>\n</div>',
    "in a section with a heading": "<section markdown>\n\n### [T](/x.md) {{ #x }}\n\n{}\n\nAfter.\n</section>",
    "between a list and a table": "- before\n\n</ul>{}\n\n| a | b |\n| --- | --- |\n| c | d |",
}
DEFINITION_POSITIONS = {
    "as a definition": "Term\n:   {}\n\nTerm\n:   Other",
    "as a definition in a box": "<div markdown>\n\nTerm\n:   {}\n\n</div>",
}
SENTENCE_POSITIONS = {
    "in a list": "- {}\n- other",
    "in a list with space between": "- {}\n\n- other",
    "in a numbered list": "1. {}\n1. other",
    "behind a bold word in a list": "- **T:** {}",
    "in a table": "| a | b |\n| --- | --- |\n| {} | {} |",
    "behind a label in a table": "| a | b |\n| --- | --- |\n| T. {} | x |",
    "as a definition": "Term\n:   {}",
    "before a link": "Term\n:   {} [More](/x.md)",
    "as a definition in a box": "<div markdown>\n\nTerm\n:   {} After.\n\n</div>",
    "in bold": "**T:** {}",
    "as a line": "{}",
}
TEXT_POSITIONS = SENTENCE_POSITIONS | {
    "as the title": "# {}",
    "as a heading": "## {} {{ #x }}",
    "as the text of a link": "[{}](/x.md)",
    "as a linked heading": "### [{} ({})](/x.md) {{ #x }}",
    "as a linked entry": "- [{}](/x.md), {}",
    "as a term": "{}\n:   x",
    "as a marked term": '<span id="x">{}</span>\n:   x',
    "in bold in a list": "- **{}**: x",
    "in bold alone": "**{}**",
    "in a citation": '<small class="c" markdown="span">Source: [{}](/x.md) and {}</small>',
    "in a paragraph of HTML": '<p class="c">{}</p>',
    "in a paragraph that holds links": '<p class="c" markdown>{} [x](/y.md)</p>',
    "in a badge": '<span class="c">{}</span> {}',
    "in a chart": "<figure>\n<figcaption>{}</figcaption>\n</figure>",
    "in a table of HTML": '<div markdown>\n<table>\n<tr><th scope="col">{}</th></tr>\n</table>\n</div>',
    "in the list of breadcrumbs": "<nav markdown>\n\n1. [{}](/x.md)\n1. {}\n\n</nav>",
    "as code": "Made from <code>{}</code>.",
}


def in_position(position: str, markdown: str) -> tuple[str, set[tuple[str, tuple[str, ...]]]]:
    page = Outline(converted(position.format(*[markdown] * position.count("{}"))))
    return page.text, page.elements


def assert_stands(
    position: str, markdown: str, meant: str, allowed: set[tuple[str, tuple[str, ...]]]
) -> None:
    """The position with the text in it has the outline of the position, with that of the text."""
    text, elements = in_position(position, markdown)
    frame, frame_elements = in_position(position, PLACE)
    assert tidied(text) == tidied(frame.replace(PLACE, meant))
    assert elements <= frame_elements | allowed


def tidied(text: str) -> str:
    text = re.sub(r"[ \n]*\n[ \n]*", "\n", text)
    return re.sub(r" ?<br> ?", "<br>", re.sub(r" +", " ", text)).strip()


@pytest.mark.parametrize("position", PROSE_POSITIONS.values(), ids=PROSE_POSITIONS)
@quickly
@given(text=TEXTS)
def test_prose_reads_as_typed_in_every_position(position: str, text: str) -> None:
    accepted(text)
    assert_stands(position, filtered(text, "prose"), f"\n{as_meant(text)}\n", ALLOWED)


@pytest.mark.parametrize("position", DEFINITION_POSITIONS.values(), ids=DEFINITION_POSITIONS)
@quickly
@given(text=TEXTS)
def test_a_definition_reads_as_typed_in_every_position(position: str, text: str) -> None:
    accepted(text)
    assert_stands(position, filtered(text, "definition"), f"\n{as_meant(text)}\n", ALLOWED)


@pytest.mark.parametrize("position", SENTENCE_POSITIONS.values(), ids=SENTENCE_POSITIONS)
@quickly
@given(text=TEXTS)
def test_a_sentence_reads_as_typed_in_every_position(position: str, text: str) -> None:
    """On one line: what were paragraphs and entries of lists run on."""
    accepted(text)
    meant = re.sub(
        r"(?: |\n|</?(?:ul|ol|li)(?: [0-9]+)?>)*\n(?:</?(?:ul|ol|li)(?: [0-9]+)?>|\s)*", " ", as_meant(text)
    )
    assert_stands(position, filtered(text, "sentence"), meant.strip(), INLINE)


@pytest.mark.parametrize("position", TEXT_POSITIONS.values(), ids=TEXT_POSITIONS)
@quickly
@given(text=LINES)
def test_a_line_prints_as_typed_in_every_position(position: str, text: str) -> None:
    assert_stands(position, filtered(text, "text"), html.escape(text, quote=False), set())
