"""What an editor types is what a reader sees, wherever a template puts it, and nothing else is markup.

This holds for Python-Markdown and pyromark: `converted` compares the two.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Set
from functools import cache
from pathlib import Path
from typing import cast, get_args

import pyromark
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown_it import MarkdownIt
from mkdocs.config import load_config

from generator.basics.addresses import KINDS
from generator.basics.messages import code_of
from generator.content.content_files import TEMPLATES
from generator.content.prose import Dialect, Prose, Reader, paragraph_without_markup
from generator.outputs.project import check_project
from generator.rendering.prose_writer import without_marks
from generator.rendering.render import Renderer
from tests.conftest import BASE
from tests.dom import dom
from tests.examples import examples
from tests.outline import Element, Outline, outline, tidied
from tests.written_prose import GUIDES, PROSE

ROOT = Path(__file__).resolve().parents[1]

Filter = Callable[[str], str]

DESTINATIONS = {
    "role:ccio": ("/roles/ccio.md", "Chief clinical information officer"),
    "theme:team-working": ("/themes/team-working.md", "Team working"),
    "source:report#1": ("/sources.md#report-section-1", "The Testshire report"),
}
"""What the texts below link to: things in the small project of `cases/base`."""
OWN_ADDRESSES = {href for href, _ in DESTINATIONS.values()}

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
    # What the YAML reader refuses doesn't get here.
    exclude_categories=["Cs", "Cc", "Cn"],
    exclude_characters="\u2028\u2029\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    include_characters="\t",
)
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(CHARACTERS, max_size=4), min_size=1, max_size=18).map(
    lambda pieces: "".join(pieces).strip()
)
LINES = TEXTS.map(lambda text: " ".join(text.split())).filter(bool)

thoroughly = settings(
    max_examples=examples(150), suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)
quickly = settings(thoroughly, max_examples=25)


@cache
def renderer() -> Renderer:
    """A renderer with the small project's glossary, and its titles for links without text."""
    library = check_project(BASE).library
    assert library is not None
    return Renderer(library, [TEMPLATES])


def filtered(text: str, name: str) -> str:
    """The text as the template filter `name` writes it."""
    written = cast("Filter", renderer()._environment.filters[name])(text)
    return without_marks(written)


@cache
def engine() -> Markdown:
    """Python-Markdown as MkDocs configures it for this site."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    return Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)


@cache
def reader() -> Reader:
    return Reader(KINDS)


@cache
def fast_engine() -> pyromark.Markdown:
    known = pyromark.Options
    return pyromark.Markdown(
        options=known.ENABLE_TABLES | known.ENABLE_HEADING_ATTRIBUTES | known.ENABLE_DEFINITION_LIST
    )


def converted(markdown: str) -> str:
    """The HTML that Python-Markdown makes of Markdown. Fails if pyromark's differs."""
    made = engine().reset().convert(markdown)
    assert str(dom(made)) == str(dom(fast_engine().html(markdown))), markdown
    return made


@cache
def commonmark(dialect: Dialect) -> MarkdownIt:
    """A CommonMark parser without what the site prints as typed: entities, definitions, indented code."""
    parser = MarkdownIt("commonmark", {"html": True}).disable(["entity", "reference", "code"])
    parser.normalizeLink = parser.normalizeLinkText = str  # type: ignore[method-assign,assignment]
    return parser.enable("table") if dialect == "guide" else parser.disable("backticks")


def accepted(text: str, dialect: Dialect = "prose") -> Prose:
    """The text as prose. An example in which the check finds a mistake is skipped."""
    prose = reader().read(text, dialect)
    assume(text and not prose.faults and all(link.address in DESTINATIONS for link in prose.links))
    return prose


def as_meant(text: str, dialect: Dialect = "prose") -> str:
    """The outline that CommonMark gives a text, with the targets of the site's own links."""
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
@given(TEXTS | PROSE | st.text(CHARACTERS, max_size=20), st.sampled_from(["", "Ab "]))
def test_a_line_without_markup_needs_no_parser(text: str, start: str) -> None:
    found = paragraph_without_markup(start + text)
    for dialect in get_args(Dialect):
        assert not found or found == reader()._parsers[dialect].parse(start + text)


@thoroughly
@given(TEXTS | PROSE)
def test_prose_reads_as_typed(text: str) -> None:
    accepted(text)
    written = converted(filtered(text, "prose"))
    page = Outline(written)
    assert page.text == as_meant(text)
    assert page.elements <= ALLOWED
    for href in re.findall(r' href="([^"]*)"', written):
        assert href.startswith(("https://", "http://")) or href in OWN_ADDRESSES


@thoroughly
@given(TEXTS | GUIDES)
def test_a_guide_reads_as_typed(text: str) -> None:
    accepted(text, "guide")
    page = Outline(converted(filtered(text, "guide")))
    assert page.text == as_meant(text, "guide")
    assert page.elements <= ALLOWED_IN_GUIDE


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
    "in a card in a list of cards": '<div class="a" markdown>\n<div markdown>\n\n{}\n\n</div>\n</div>',
    "in a section with a heading": "<section markdown>\n\n### T {{ #x }}\n\n{}\n\nAfter.\n</section>",
    "between a paragraph and a table": "Before.\n\n{}\n\n| a | b |\n| --- | --- |\n| c | d |",
}
DEFINITION_POSITIONS = {
    "as a definition": "Term\n\n:   {}\n\nTerm\n\n:   Other",
    "as a definition in a box": "<div markdown>\n\nTerm\n\n:   {}\n\n</div>",
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
    "in a box that holds links": '<div class="c" markdown>\n\n{} [x](/y.md)\n\n</div>',
    "in a badge": '<span class="c">{}</span> {}',
    "in a chart": "<figure>\n<figcaption>{}</figcaption>\n</figure>",
    "in a table of HTML": '<div markdown>\n<table>\n<tr><th scope="col">{}</th></tr>\n</table>\n</div>',
    "in the list of breadcrumbs": "<nav markdown>\n\n1. [{}](/x.md)\n1. {}\n\n</nav>",
    "as code": "Made from <code>{}</code>.",
}


def in_position(position: str, markdown: str) -> Outline:
    return Outline(converted(position.format(*[markdown] * position.count("{}"))))


@cache
def frame(position: str) -> Outline:
    return in_position(position, PLACE)


def assert_stands(position: str, markdown: str, meant: str, allowed: Set[Element]) -> None:
    """Assert that the outline of a position with a text in it contains the outline of the text."""
    page = in_position(position, markdown)
    assert page.text == tidied(frame(position).text.replace(PLACE, meant))
    assert page.elements <= frame(position).elements | allowed


@pytest.mark.parametrize("position", PROSE_POSITIONS.values(), ids=PROSE_POSITIONS)
@quickly
@given(text=TEXTS | PROSE)
def test_prose_reads_as_typed_in_every_position(position: str, text: str) -> None:
    accepted(text)
    assert_stands(position, filtered(text, "prose"), f"\n{as_meant(text)}\n", ALLOWED)


@pytest.mark.parametrize("position", DEFINITION_POSITIONS.values(), ids=DEFINITION_POSITIONS)
@quickly
@given(text=TEXTS | PROSE)
def test_a_definition_reads_as_typed_in_every_position(position: str, text: str) -> None:
    accepted(text)
    assert_stands(position, filtered(text, "definition"), f"\n{as_meant(text)}\n", ALLOWED)


@pytest.mark.parametrize("position", SENTENCE_POSITIONS.values(), ids=SENTENCE_POSITIONS)
@quickly
@given(text=TEXTS | PROSE)
def test_a_sentence_reads_as_typed_in_every_position(position: str, text: str) -> None:
    """The text is put on one line, so that paragraphs and list entries run on."""
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


TRICKS = {
    "a tag": "<b>x</b>",
    "a script": "<script>alert(1)</script>",
    "a tag that only browsers see": "<script/x>alert(1)</script/x>",
    "a tag without an end": "<img src=x onerror=alert(1)",
    "a comment": "<!-- x -->",
    "a closing tag": "</div></section>",
    "a switch for Markdown in HTML": "<div markdown>x</div>",
    "a quotation mark that ends an attribute": '" onmouseover="alert(1)',
    "a script's address": "[x](javascript:alert(1))",
    "a script's address, disguised": "[x](java&#115;cript:alert(1))",
    "a script's address in angles": "<javascript:alert(1)>",
    "an address with data": "[x](data:text/html,<script>alert(1)</script>)",
    "an image": "![x](https://e.org/x.png)",
    "a list of attributes": "x {: onclick=alert(1) }",
    "a list of attributes at a heading": "# x { #y .z }",
    "Jinja": "{{ config.site_name }} {% include 'x' %} {# x #}",
    "a footnote": "x[^1] [^1]: y",
    "an abbreviation": "*[CCIO]: y",
    "an admonition": "!!! danger x",
    "a folded admonition": "??? x",
    "a setext heading": "x === ---",
    "a heading": "## x",
    "a heading with hashes at its end": "x ##",
    "an entity": "&lt;script&gt; &amp;amp; &copy; &#x3c;",
    "private-use characters as marks of terms": "\ue000ccio\ue001CCIO\ue002",
    "half a mark of a term": "\ue000ccio\ue001x",
    "a table of contents": "[TOC]",
    "a definition of a link": "[x]: https://e.org",
    "a use of a definition": "[x][y] [x]",
    "an address in angles": "<https://e.org>",
    "an e-mail address in angles": "<a@e.org>",
    "an address alone": "https://e.org www.e.org",
    "front matter": "--- title: x ---",
    "the end of front matter": "---",
    "a list entry": "- x",
    "a list entry with a plus": "+ x",
    "a list entry with an asterisk": "* x",
    "a numbered entry": "1. x",
    "a numbered entry with a bracket": "1) x",
    "a numbered entry in digits of another script": "\u0663. x",
    "a year and a full stop": "2022. A good year",
    "a number with decimals": "6.9 WTE",
    "a definition": ": x",
    "a quotation": "> x",
    "emphasis": "*x* **y** _z_ __w__ ***v***",
    "emphasis in a word": "snake_case_name 2*3*4",
    "code": "`x` ``y``",
    "a fence": "``` x ```",
    "a fence of tildes": "~~~ x",
    "a table": "| a | b |",
    "a cell's end": "a | b",
    "a rule": "***",
    "backslashes": "\\* \\\\ \\<b>",
    "a backslash at the end": "x\\",
    "a link to an address from the top of the site": "[x](/roles/ccio.md)",
    "an exclamation mark at the end": "Look!",
    "placeholders of the engine": "wzxhzdk:0 klzzwxh:0000",
    "a colon behind a line": "x :",
    "an apostrophe": "the team's \"CCIO's\" view",
    "spaces that do not break": "a\u00a0b",
    "letters with marks of their own": "e\u0301 naïve Łódź",
    "an emoji": "\U0001f600",
    "emoji codes": ":smile: :material-home:",
    "maths": "$x$ $$y$$ \\(z\\)",
    "marks of other dialects": "==x== ^^y^^ ~~z~~ ++w++ --v-- {++u++} [[t]] @s %s",
    "a snippet": '--8<-- "pyproject.toml"',
}


@pytest.mark.parametrize("trick", TRICKS.values(), ids=TRICKS)
def test_a_trick_in_a_line_prints_as_typed_everywhere(trick: str) -> None:
    for position in TEXT_POSITIONS.values():
        assert_stands(position, filtered(trick, "text"), html.escape(trick, quote=False), set())
        assert_stands(position, filtered(trick, "cell"), html.escape(trick, quote=False), set())


PRINTED = {
    "an entity": "&lt;b&gt; &copy; &#60;",
    "a list of attributes": "x {: .y }",
    "a list of attributes on a line of its own": "x\n{: #y onclick=z }",
    "Jinja": "{{ x }} and {% y %} and {# z #}",
    "a footnote": "x[^1]\n\n[^1]: y",
    "an abbreviation": "x\n\n*[WTE]: y",
    "an admonition": "!!! note\n    x",
    "a folded admonition": "??? note\n    x",
    "a table of contents": "[TOC]",
    "a definition of a link": "[x]: https://e.org\n\n[x]",
    "a definition": "x\n:   y",
    "code by indentation": "x\n\n    y",
    "code": "`x`",
    "a table": "| a | b |\n| --- | --- |\n| c | d |",
    "marks of terms": "\ue000ccio\ue001CCIO\ue002",
    "an address in words": "https://e.org/x_y_z",
    "a tag that is none by CommonMark": "<script/x>y</script/x>",
    "a smaller-than sign": "a < b > c",
    "an exclamation mark before brackets": "![x]",
    "digits of another script": "\u0663. x",
    "a snippet": '--8<-- "pyproject.toml"',
}
"""Texts that are accepted as prose and are not markup."""


@pytest.mark.parametrize("text", PRINTED.values(), ids=PRINTED)
def test_what_is_no_markup_prints_as_typed(text: str) -> None:
    assert not reader().read(text).faults
    page = Outline(converted(filtered(text, "prose")))
    assert page.elements == {("p", ())}
    assert page.text.split() == html.escape(text, quote=False).split()


REFUSED = {
    "a tag": ("x <b>y</b>", "markup-not-allowed", "<b>"),
    "a block of HTML": ("<div>x</div>", "markup-not-allowed", "<div>x</div>"),
    "a comment": ("x <!-- y -->", "markup-not-allowed", "<!-- y -->"),
    "an image": ("![x](https://e.org/x.png)", "markup-not-allowed", "![x]"),
    "a heading": ("# x", "markup-not-allowed", "#"),
    "a heading by underlining": ("x\n---", "markup-not-allowed", "-"),
    "a fence": ("```\nx\n```", "markup-not-allowed", "x"),
    "a quotation": ("> x", "markup-not-allowed", ">"),
    "a rule": ("x\n\n***", "markup-not-allowed", "***"),
    "an address that is a script": ("[x](javascript:alert(1))", "unknown-link-kind", "javascript:"),
    "the same in capitals": ("[x](JavaScript:alert(1))", "unknown-link-kind", "JavaScript:"),
    "the same in angles": ("<javascript:alert(1)>", "unknown-link-kind", "javascript:"),
    "an address with data": ("[x](data:text/html,y)", "unknown-link-kind", "data:"),
    "an e-mail address": ("<a@e.org>", "unknown-link-kind", "mailto:"),
    "an address of a file": ("[x](/roles/ccio.md)", "unknown-link-kind", "/roles/ccio.md"),
    "an address without a scheme": ("[x](//e.org)", "unknown-link-kind", "//e.org"),
    "a web address with a quotation mark": ('[x](https://e.org/"y)', "bad-address", 'https://e.org/"y'),
    "a web address with a name in it": ("[x](https://a:b@e.org)", "bad-address", "https://a:b@e.org"),
    "a web address without text": ("[](https://e.org)", "empty-link", "https://e.org"),
    "a web address with only a space": ("[ ](https://e.org)", "empty-link", "https://e.org"),
    "a link in a link": ("[x <https://e.org>](role:ccio)", "nested-link", "https://e.org"),
    "a title": ('[x](role:ccio "y")', "link-title", "role:ccio"),
    "an entry without text": ("- x\n-", "empty-list-entry", "-"),
    "a number without text": ("1. x\n2.", "empty-list-entry", "2."),
    "an entry with a space that does not break": ("- \u00a0\n- x", "empty-list-entry", "-"),
    "an entry that begins with an entry": ("- - x", "empty-list-entry", "-"),
    "a year that begins a line": ("In 2021 and\n\n2022. A good year", "list-number", "2022."),
    "a year in brackets": ("2022) A good year", "list-number", "2022)"),
    "a list in the fifth place": ("- a\n  - b\n    - c\n      - d\n        - e", "list-too-deep", ""),
}


@pytest.mark.parametrize(("text", "code", "found"), REFUSED.values(), ids=REFUSED)
def test_what_may_not_be_used_is_a_fault(text: str, code: str, found: str) -> None:
    faults = reader().read(text).faults
    assert (code_of(faults[0].key), faults[0].found) == (code, found)


REFUSED_IN_GUIDE = {
    "a heading of the first level": "# x",
    "a heading of the fourth level": "#### x",
    "a heading by underlining": "x\n---",
    "a heading without text": "##",
    "a heading in a list": "- ## x",
}


def test_a_block_of_code_in_a_list_and_a_table_without_rows_are_faults() -> None:
    for text, code in {
        "- x\n\n  ```\n  y\n  ```": "markup-not-allowed",
        "| a |\n| - |": "table-without-rows",
    }.items():
        assert [code_of(fault.key) for fault in reader().read(text, "guide").faults] == [code]


@pytest.mark.parametrize("text", REFUSED_IN_GUIDE.values(), ids=REFUSED_IN_GUIDE)
def test_a_heading_that_would_upset_a_guide_is_a_fault(text: str) -> None:
    assert [code_of(fault.key) for fault in reader().read(text, "guide").faults] == ["heading-level"]


def test_a_block_of_code_keeps_its_lines_and_spaces() -> None:
    guide = "```\nfirst:\n  - second   <b>\n\n# third {{ x }}\n```"
    code = re.search("<code>(.*)</code>", converted(filtered(guide, "guide")), re.DOTALL)
    assert code is not None
    assert html.unescape(code[1]) == "first:\n  - second   <b>\n\n# third {{ x }}"


def test_headings_of_the_same_name_have_anchors_of_their_own() -> None:
    guide = converted(filtered("## Start\n\nx\n\n## Start\n\ny\n\n### Start", "guide"))
    assert re.findall(r'<h[23] id="([^"]*)"', guide) == ["start", "start-2", "start-3"]


def test_an_address_keeps_what_looks_like_an_entity() -> None:
    page = converted(filtered("[x](https://e.org/?a=1&notit;=2&lt=3)", "prose"))
    (href,) = re.findall(r'href="([^"]*)"', page)
    assert html.unescape(href) == "https://e.org/?a=1&notit;=2&lt=3"
