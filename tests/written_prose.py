"""Strategies for prose as editors write it, and worse: nested lists, emphasis, links, tables and code."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = st.sampled_from([
    *("word", "x", "é", "12", "2022", "CCIO", "WTE", "a_b", "https://e.org", "1.", "3)", "\u0663.", "-", "+"),
    *("(", "*", "[", "]", "<", ">", "&amp;", "|", "#", "`", "~~~", "===", "=", "---", ":", "?", "!", "\\"),
    *("{: .x }", "[x]:", "\u00a0"),
])  # fmt: skip
RUNS = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
SPANS = (
    RUNS
    | RUNS.map("*{}*".format)
    | RUNS.map("**{}**".format)
    | RUNS.map("[{}](role:ccio)".format)
    | RUNS.map("[*{}*](https://e.org/x?a=1&b=2)".format)
    | st.sampled_from(["[](theme:team-working)", "***a* b**", "a*b*c", "__a__", "<https://a.b/c&d>"])
)
CODE_SPANS = st.sampled_from(["`a  b`", "`` ` ``", "`<b>`", "`*x*`"])
CODE_LINES = st.sampled_from(["a", "  b", "", "# c", "- d", "\te", "<b>", "1. x", "    y", "```", "</pre>"])
BREAKS = st.sampled_from([" ", " ", "", "\n", "  \n", "\\\n"])


def _lines(is_guide: bool) -> st.SearchStrategy[str]:
    spans = st.tuples(SPANS | CODE_SPANS if is_guide else SPANS, BREAKS).map("".join)
    return st.lists(spans, min_size=1, max_size=4).map("".join).map(str.strip).filter(bool)


def _list(marks: list[str], items: list[str], between: str) -> str:
    indented = (
        mark + item.replace("\n", "\n" + " " * len(mark)) for mark, item in zip(marks, items, strict=True)
    )
    return between.join(indented)


@st.composite
def _lists(draw: st.DrawFn, is_guide: bool, depth: int) -> str:
    items = draw(st.lists(_blocks(is_guide, depth + 1), min_size=1, max_size=3))
    marks = [f"{draw(st.sampled_from('-*+'))} "] * len(items)
    if draw(st.booleans()):
        start, sign = draw(st.sampled_from([1, 0, 3, 9, 98])), draw(st.sampled_from(".)"))
        marks = [f"{start + index}{sign} " for index in range(len(items))]
    return _list(marks, items, draw(st.sampled_from(["\n", "\n\n"])))


@st.composite
def _tables(draw: st.DrawFn) -> str:
    width = draw(st.integers(1, 3))
    cell = _lines(True).map(lambda text: text.replace("\n", " ").replace("\\ ", " ").replace("|", "\\|"))
    rows = draw(st.lists(st.lists(cell, min_size=width, max_size=width), min_size=2, max_size=3))
    head, *others = ("| " + " | ".join(row) + " |" for row in rows)
    return "\n".join([head, "|" + " --- |" * width, *others])


def _blocks(is_guide: bool, depth: int = 0) -> st.SearchStrategy[str]:
    kinds = [_lines(is_guide), _lines(is_guide)]
    if depth < 3:
        kinds.append(st.deferred(lambda: _lists(is_guide, depth)))
    if is_guide:
        code = st.lists(CODE_LINES, max_size=4).map(lambda lines: "\n".join(["~~~~", *lines, "~~~~"]))
        kinds += [_tables(), code]
    if is_guide and not depth:
        kinds.append(_lines(True).map(lambda line: "## " + line.replace("\n", " ")))
    pieces = st.lists(st.one_of(kinds), min_size=1, max_size=3)
    return st.tuples(pieces, st.sampled_from(["\n\n", "\n\n", "\n"])).map(lambda made: made[1].join(made[0]))


PROSE, GUIDES = _blocks(is_guide=False), _blocks(is_guide=True)
