"""Python-Markdown with our inline processor makes of any text what it makes without."""

from __future__ import annotations

import hypothesis.strategies as st
from hypothesis import given, settings
from markdown import Markdown
from markdown.treeprocessors import InlineProcessor

from generator.conversion import inline
from generator.site import read_settings
from tests.small_site import ROOT

SIGNS = [
    *("`", "``", "\\", "\\*", "[", "]", "![", "](", ")", "][", "]:", "<", ">", "&", ";", "&amp;", "&#46;"),
    *("*", "**", "***", "_", "__", "://", "@", "  \n", "\n", "\n\n", "# ", "- ", "1. ", "> ", "| ", ":   "),
    *("<b>", "</b>", "<br/>", "<!-- ", " -->", "<?", "?>", "<div markdown>", "</div>", "{ .a }", "{#b}"),
    *("[a](b.md)", "[a](<b c>)", "[a][r]", "[r]", "![r]", "\n\n[r]: c.md\n\n", "<http://a.b>", "<a@b.c>"),
    *("word", "two words", "\u0002", "\u0003", "\u0002klzzwxh:0001\u0003", "é", "\U0001f600"),
]
texts = st.lists(st.sampled_from(SIGNS) | st.text(max_size=3), max_size=25).map("".join)


def extensions() -> list[str]:
    """Those of the site, by name."""
    named = read_settings(ROOT)["markdown_extensions"]
    return [name if isinstance(name, str) else next(iter(name)) for name in named]


@settings(max_examples=500)
@given(texts)
def test_text_becomes_what_python_markdown_makes_of_it(text: str) -> None:
    stock, ours = Markdown(extensions=extensions()), Markdown(extensions=[*extensions(), inline.__name__])
    assert ours.convert(text) == stock.convert(text)


def test_a_pattern_of_somebody_else_is_tried_on_every_text() -> None:
    """Smarty's patterns and wiki links are none whose signs are known."""
    others = ["smarty", "wikilinks", "footnotes", "abbr"]
    text = """It's "said" -- of [[Pages]] and[^1] HTML...

[^1]: Note.

*[HTML]: A language
"""
    stock, ours = Markdown(extensions=others), Markdown(extensions=[*others, inline.__name__])
    assert ours.convert(text) == stock.convert(text)
    assert "&ldquo;" in ours.convert(text)


def test_ours_is_in_use() -> None:
    processor = Markdown(extensions=[inline.__name__]).treeprocessors["inline"]
    assert isinstance(processor, inline.QuickInlineProcessor)
    assert hasattr(InlineProcessor, "_InlineProcessor__handleInline")
