"""The strict YAML reader: what it refuses, where it points, and that no input makes it fail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.basics.problem import Position, Problem, Span
from generator.basics.report import MOST_ALIKE
from generator.content.document import BODY, Document, Location, PlainData
from generator.content.yaml import events, parse_document
from generator.content.yaml.events import MAX_BYTES
from tests.examples import examples

QUICK = settings(max_examples=examples(60), suppress_health_check=list(HealthCheck))

REFUSED: dict[str, tuple[bytes | str, list[str]]] = {
    # Characters and bytes
    "a byte that is not UTF-8": (b"a: caf\xe9\n", ["1:7 invalid-utf-8"]),
    "a wrong byte behind a byte order mark and CRLF": (
        b"\xef\xbb\xbfa: b\r\nc: \xff\r\n",
        ["2:4 invalid-utf-8"],
    ),
    "a wrong byte and a duplicate key": (b"a: \xe9\na: b\n", ["1:4 invalid-utf-8", "2:1 duplicate-key"]),
    "a lone surrogate as bytes": (b"a: \xed\xa0\x80\n", ["1:4 invalid-utf-8"]),
    "a file saved as UTF-16": ("a: b\n".encode("utf-16"), ["1:1 invalid-utf-8"]),
    "a file that is too large": (b"a: " + b"b" * MAX_BYTES, ["1:1 file-too-large"]),
    "a control character": ("a: b\x07c\n", ["1:5 control-character"]),
    "a C1 control character": ("a: b\x9bc\n", ["1:5 control-character"]),
    "a line separator": ("a: b\u2028c\n", ["1:5 control-character"]),
    "a paragraph separator": ("a: b\u2029c\n", ["1:5 control-character"]),
    "a next-line character": ("a: b\x85c\n", ["1:5 control-character"]),
    "a noncharacter": ("a: b\ufffec\n", ["1:5 control-character"]),
    "a byte order mark in the middle": ("a: b\ufeffc\n", ["1:5 control-character"]),
    "an invisible character in a comment": ("# x\0\na: b\n", ["1:4 control-character"]),
    "an escaped control character": ('a: "x\\0y"\n', ["1:6 control-character"]),
    "a tab that indents quotes (DK95-1)": ("a: 'b\n\tc'\n", ["2:1 tab-indentation"]),
    "an escaped surrogate": ('a: "\\ud800"\n', ["1:5 control-character"]),
    "an escape beyond Unicode": ('a: "x \\UFFFFFFFF"\n', ["1:7 control-character"]),
    "an escaped bidi control": ('a: "x\n  \\u202Ey"\n', ["2:3 bidi-control"]),
    "a bidi override": ("a: b\u202ec\n", ["1:5 bidi-control"]),
    "a bidi isolate": ("a: b\u2066c\n", ["1:5 bidi-control"]),
    # No mapping
    "an empty file": (b"", ["1:1 empty-file"]),
    "a file with spaces only": (" \n\n", ["1:1 empty-file"]),
    "a file with comments only": ("# a\n", ["1:1 empty-file"]),
    "a file with an empty document": ("---\n", ["1:1 empty-file"]),
    "a list at the top": ("# c\n- a\n- b\n", ["2:1 not-a-mapping"]),
    "text at the top": ("some text\n", ["1:1 not-a-mapping"]),
    # What YAML allows
    "a duplicate key": ("a: b\nc: d\na: e\n", ["3:1 duplicate-key"]),
    "a duplicate key in quotes": ("a: b\n'a': e\n", ["2:1 duplicate-key"]),
    "a duplicate key inside a list": ("a:\n  - b: 1\n    b: 2\n", ["3:5 duplicate-key"]),
    "an anchor and its alias": ("a: &x b\nc: *x\n", ["1:4 anchor", "2:4 alias"]),
    "an anchor on a mapping": ("a: &x\n  b: c\n", ["1:4 anchor"]),
    "an anchor behind a tag": ("a: !!str &x b\n", ["1:4 tag", "1:10 anchor"]),
    "emphasis that looks like an alias": ("a: *very* good\n", ["1:4 alias"]),
    "an alias in a list": ("a: [b, *c]\n", ["1:8 alias"]),
    "an ampersand at the start": ("a: & b\n", ["1:4 anchor"]),
    "a merge key": ("a:\n  <<: b\n", ["2:3 merge-key"]),
    "a tag": ("a: !!int 3\n", ["1:4 tag"]),
    "a tag of our own": ("a: !x b\n", ["1:4 tag"]),
    "a tag with an unknown handle": ("a: !e!x b\n", ["1:4 tag"]),
    "a tag that is no text": ("a: !%ED%A0%80 x\n", ["1:4 tag"]),
    "a tag that makes Python objects": ("a: !!python/object/apply:os.getcwd []\n", ["1:4 tag"]),
    "a second document": ("a: b\n---\nc: d\n", ["2:1 several-documents"]),
    "a document after dots": ("a: b\n...\nc: d\n", ["3:1 several-documents"]),
    "a directive": ("%YAML 1.1\n---\na: b\n", ["1:1 directive"]),
    "an unknown directive": ("# c\n%X\n---\na: b\n", ["2:1 directive"]),
    "21 levels": ("a: " + "[" * 20 + "]" * 20, ["1:23 nesting-too-deep"]),
    "1,200 brackets": ("[" * 1200, ["1:21 nesting-too-deep"]),
    "1,200 hyphens": ("- " * 1200, ["1:41 nesting-too-deep"]),
    "a template as a value": ("a: {{ x }}\n", ["1:4 complex-key"]),
    "a template within a value": ("a: {{ x }} b\n", ["1:4 complex-key"]),
    "a template as a key": ("{{ x }}: b\n", ["1:1 complex-key"]),
    "a list as a key": ("? [a]\n: b\n", ["1:3 complex-key"]),
    "a missing key": (": b\n", ["1:1 complex-key"]),
    # Tabs and special spaces
    "a tab in front of a key": ("a:\n\tb: c\n", ["2:1 tab-indentation"]),
    "a tab behind spaces": ("a:\n  \tb: c\n", ["2:3 tab-indentation"]),
    "a tab in front of spaces": ("a:\n\t  b: c\n", ["2:1 tab-indentation"]),
    "a tab on the first line": ("\ta: b\n", ["1:1 tab-indentation"]),
    "a tab behind a hyphen": ("a:\n  -\tb: c\n", ["2:4 tab-indentation"]),
    "tabs on lines in a row": ("a:\n\t- b\n\t- c\nd: [\n", ["2:1 tab-indentation"]),
    "tabs in two places": ("a:\n\tb: c\nd:\n\te: f\n", ["2:1 tab-indentation", "4:1 tab-indentation"]),
    "a tab on a blank line": ("a: b\n\t\nc: d\n", ["2:1 tab-indentation"]),
    "a tab that indents a text": ("a: |\n\tb\n\tc\nd: e\n", ["2:1 tab-indentation"]),
    "a no-break space behind a colon": ("a:\u00a0b\nc: d\n", ["1:3 no-break-space"]),
    "a no-break space behind an item's colon": ("a:\n  - b:\u00a0c\n", ["2:7 no-break-space"]),
    "a no-break space in the indentation": ("a:\n \u00a0b: c\n", ["2:2 no-break-space"]),
    "a narrow no-break space behind a hyphen": ("a:\n  -\u202fb\n", ["2:4 no-break-space"]),
    # Comments
    "a number sign in a text": ("summary: Team #1 of the region\n", ["1:15 comment-cuts-value"]),
    "a number sign in place of a value": ("key: #1\n", ["1:6 comment-cuts-value"]),
    "a number sign in an item": ("a:\n  - #1\n  - b\n", ["2:5 comment-cuts-value"]),
    "a number sign at the start of a long text": ("a: #1 of\n  two\n", ["1:4 comment-cuts-value"]),
    "a number sign within a long text": ("a: b\n  c #1 d\n  e\nf: g\n", ["2:5 comment-cuts-value"]),
    "a comment line within a long text": ("a: b\n  # c\n  d\n", ["2:3 comment-cuts-value"]),
    "a number sign in brackets": ("a: [b #1, c\n  ]\n", ["1:7 comment-cuts-value"]),
    "a number sign that takes a bracket away": ("a: [b, #4]\nc: d\n", ["1:8 comment-cuts-value"]),
    "a number sign behind a bracket": ("a: [#4]\n", ["1:5 comment-cuts-value"]),
    "a number sign far behind a bracket": ("a: [b,\n  c, #4]\n", ["2:6 comment-cuts-value"]),
    "two number signs, and another mistake": (
        "a: b #1\nc: d #2\n\ne: f: g\n",
        ["1:6 comment-cuts-value", "2:6 comment-cuts-value", "4:5 yaml-syntax"],
    ),
    # Texts whose lines are joined
    "paragraphs below a >": ("a: >\n  b\n\n  c\n", ["1:4 folded-text"]),
    "a list below a >": ("a:\n  - >-\n    b\n    - c\n    - d\n", ["2:5 folded-text"]),
    "a numbered list below a >": ("a: >\n\n  1. b\n  2. c\n", ["1:4 folded-text"]),
    "paragraphs without a sign": ("a: b\n\n  c\nd: e\n", ["1:4 folded-text"]),
    "a list without a sign": ("a:\n  b\n  * c\n", ["2:3 folded-text"]),
    "a list in quotes": ('a: "b\n  - c"\n', ["1:4 folded-text"]),
    "a numbered list in quotes": ("a: '3. b\n  4) c'\n", ["1:4 folded-text"]),
    "a list, and another mistake": ("a: >\n  b\n  - c\nd: &x e\n", ["1:4 folded-text", "4:4 anchor"]),
    # Front matter is read by the same reader; syntax is below
    "several mistakes at once": (
        "a: b\na: c\nd: \u202e\ne: &x f\n\tg: h\n",
        ["2:1 duplicate-key", "3:4 bidi-control", "4:4 anchor", "5:1 tab-indentation"],
    ),
}

SYNTAX = {
    "a colon in a text": ("a: b: c\n", "1:5 a colon followed by a space inside an unquoted value"),
    "an open quote": ("a: b\nc: 'd\ne: f\n", "2:4 this quote is never closed"),
    "an open quote that another closes": (
        'a: "b\nc: "d"\n',
        "1:4 this quote is not closed where it should be",
    ),
    "an apostrophe in single quotes": ("a: 'it's'\n", "1:8 text after the closing quote"),
    "text behind a bracket": ("a: [b] c\n", "1:8 text after the end of a value"),
    "an open bracket": ("a: [b,\n  c\nd: e\n", "1:4 this bracket is never closed"),
    "an open bracket at the end": ("a: [", "1:4 this bracket is never closed"),
    "an open brace": ("a: {b: c\n", "1:4 this bracket is never closed"),
    "a closing bracket": ("a: ]\n", "1:4 a value can't start with ]"),
    "a per cent sign": ("a: %b\n", "1:4 a value can't start with %"),
    "an at sign": ("a: @b\n", "1:4 a value can't start with @"),
    "a backtick": ("a: `b`\n", "1:4 a value can't start with `"),
    "an unknown escape": ('a: "C:\\quarter"\n', "1:7 a backslash inside double quotes"),
    "too little indentation": ("a:\n    - b\n  c: d\n", "3:3 this line is indented differently"),
    "too much indentation": ("a:\n  b: c\n    d: e\n", "3:5 this key is indented as if"),
    "an item among keys": ("a: b\n- c\n", "2:1 a list item where a key belongs"),
    "a key among items": ("- a\nb: c\n", "2:1 a key in the middle of a list"),
    "a list on the line of its key": ("a: - b\n", "1:4 a list can't start on the line of its key"),
    "no space behind a hyphen": ("- a: b\n-c: d\n", "2:1 a space is missing after the hyphen"),
    "no space behind a colon": ("a: b\nc:d\ne: f\n", "2:2 a space is missing after the colon"),
    "no space behind the first colon": ("a:b\nc: d\n", "1:2 a space is missing after the colon"),
    "a line without a colon": ("a: b\nc\nd: e\n", "2:1 a line without a key and a colon"),
    "a first line without a colon": ("a\nb: c\n", "1:1 a line without a key and a colon"),
    "text behind a text's sign": ("a: | b\n", "1:4 text on the line of a | or >"),
    # Invalid, although libyaml reads it. The names are those of the YAML test suite
    "9C9N": ("a: [b,\nc,\nd]\n", "2:1 this line goes on with the value of line 1"),
    "QB6E": ('a: "b\nc\n  d"\n', "2:1 this line goes on with the value of line 1"),
    "a bracket below its key": ("a:\n  b: [\n    c\n  ]\n", "4:3 this line goes on with the value of line 2"),
    "quotes in a list": ("a:\n- 'b\nc'\n", "3:1 this line goes on with the value of line 2"),
    "S98Z": ("a: >\n \n  \n   \n # b\n", "5:2 a blank line above this text has more spaces"),
    "SU5Z": ('a: "b"# c\n', "1:7 a space is missing in front of the #"),
    "a comment at a bracket": ("a: [b]#c\n", "1:7 a space is missing in front of the #"),
    "X4QW": ("a: ># b\n  c\n", "1:5 a space is missing in front of the #"),
    "a question mark in brackets": ("a: { ?b: c }\n", "1:6 a value can't start with ?"),
    "a colon in brackets": ("a: {b: :c}\n", "1:8 a value can't start with :"),
}

ACCEPTED: dict[str, tuple[str, PlainData]] = {
    "what YAML would convert": ("a: NO\nb: 12:30:45\nc: 01234\nd: 2024-13-45\n",
        {"a": "NO", "b": "12:30:45", "c": "01234", "d": "2024-13-45"}),
    "absent and empty": ("a:\nb: ''\nc: ~\n", {"a": None, "b": "", "c": "~"}),
    "CRLF and a byte order mark": ("\ufeffa: b\r\nc:\r\n  - d\r\n", {"a": "b", "c": ["d"]}),
    "comments on lines of their own": ("# a\nb: c\n  # d\ne: # f\n  - g\n# h\n", {"b": "c", "e": ["g"]}),
    "a comment behind quotes": ("a: 'b' # c\n", {"a": "b"}),
    "a comment behind a text's sign": ("a: | # c\n  b # d\n", {"a": "b # d\n"}),
    "a number sign without a space": ("a: [fci-2022#4, b]\n", {"a": ["fci-2022#4", "b"]}),
    "tabs inside texts": ("a: |\n  b\n  \tc\n  \nd: 'e\n  \tf'\n", {"a": "b\n\tc\n", "d": "e f"}),
    "no-break spaces in prose": ("a: b\u00a0c\nd: |\n  e:\u00a0f\n  \u00a0g\n",
        {"a": "b\u00a0c", "d": "e:\u00a0f\n\u00a0g\n"}),
    "no-break spaces in quotes": ("a: 'b\n  c:\u00a0d'\n", {"a": "b c:\u00a0d"}),
    "emoji and accents": ("a: café 👩‍⚕️\n", {"a": "café 👩‍⚕️"}),
    "a template in quotes": ("a: '{{ x }}'\n", {"a": "{{ x }}"}),
    "one document with its marks": ("---\na: b\n...\n", {"a": "b"}),
    "paragraphs and lists below a |": ("a: |\n  b\n\n  - c\n", {"a": "b\n\n- c\n"}),
    "one paragraph below a >": ("a: >\n\n  In\n  2012. He\n  -and #1\n\n", {"a": "\nIn 2012. He -and #1\n"}),
    "one paragraph without a sign": ("a: b\n  2. c\n\n\nd: 'e\n  f'\n\n", {"a": "b 2. c", "d": "e f"}),
    "spaces on the last line (L24T-1)": ("a: |\n  b\n   ", {"a": "b\n \n"}),
    "brackets and quotes over lines": ("a: [b,\n # c\n# d\n d]\ne:\n- 'f\n  g'\n",
        {"a": ["b", "d"], "e": ["f g"]}),
    "a question with a space": ("a: {? b : c}\nd?: '?'\n", {"a": {"b": "c"}, "d?": "?"}),
    "20 levels": ("a: " + "[" * 19 + "]" * 19, None),
}  # fmt: skip


@pytest.fixture(params=[events.LOADER, yaml.SafeLoader], ids=["libyaml", "pure Python"], autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "LOADER", request.param)


def as_bytes(source: bytes | str) -> bytes:
    return source if isinstance(source, bytes) else source.encode()


def places(problems: list[Problem]) -> list[str]:
    return [f"{found.span.start.line}:{found.span.start.column} {found.code}" for found in problems]


def read(source: str) -> Document:
    document, problems = parse_document(source.encode(), "a.yml")
    assert document is not None, problems
    assert problems == []
    return document


def cut(document: Document, span: Span) -> str:
    """The text of the file at `span`, with its line breaks."""
    lines = list(document.lines[span.start.line - 1 : span.end.line])
    lines[-1] = lines[-1][: span.end.column - 1]
    lines[0] = lines[0][span.start.column - 1 :]
    return "\n".join(lines)


@pytest.mark.parametrize(("source", "expected"), REFUSED.values(), ids=REFUSED)
def test_refuses(source: bytes | str, expected: list[str]) -> None:
    _, problems = parse_document(as_bytes(source), "a.yml")
    assert places(problems) == expected
    assert all(
        found.message and found.found and found.expected and found.path == "a.yml" for found in problems
    )


@pytest.mark.parametrize(("source", "expected"), SYNTAX.values(), ids=SYNTAX)
def test_explains_a_syntax_error(source: str, expected: str) -> None:
    document, [problem] = parse_document(source.encode(), "a.yml")
    start = problem.span.start
    assert document is None
    assert problem.code == "yaml-syntax"
    assert f"{start.line}:{start.column} {problem.message}".startswith(expected)


@pytest.mark.parametrize(("source", "expected"), ACCEPTED.values(), ids=ACCEPTED)
def test_accepts(source: str, expected: PlainData) -> None:
    document = read(source)
    assert expected is None or document.data == expected


def test_names_the_line_of_the_first_of_two_keys() -> None:
    _, [problem] = parse_document(b"a: b\nc: d\na: e\n", "a.yml")
    assert problem.expected == "the key once; it is first on line 1"
    assert problem.span == Span(Position(3, 1), Position(3, 2))


def test_goes_on_where_the_values_are_certain() -> None:
    document, problems = parse_document(b"a: &x b\na: c\n", "a.yml")
    assert places(problems) == ["1:4 anchor", "2:1 duplicate-key"]
    assert document is not None
    assert document.data == {"a": "b"}


def test_stops_repeating_itself() -> None:
    _, problems = parse_document(b"a: b #c\n" * 1000, "a.yml")
    assert places(problems).count("1:6 comment-cuts-value") == 1
    more = [found for found in problems if found.code == "more-alike"]
    assert len(problems) == 2 * MOST_ALIKE + len(more)
    assert [(found.span.start.line, found.found, found.message) for found in more] == [
        (MOST_ALIKE + 1, "[comment-cuts-value]", "and 950 more like this in this file"),
        (MOST_ALIKE + 2, "[duplicate-key]", "and 949 more like this in this file"),
    ]


SPANS = """\
title: A title
empty:
quoted: 'it''s'
prose: >

  First line
   and second.

# comment
flow: [a, "b"]
list:
  - name: x
    empty:
  - y
"""

LOCATIONS: dict[str, tuple[tuple[str | int, ...], bool, tuple[int, int, int, int]]] = {
    "a text": (("title",), False, (1, 8, 1, 15)),
    "its key": (("title",), True, (1, 1, 1, 6)),
    "an empty value, behind its colon": (("empty",), False, (2, 7, 2, 7)),
    "a quoted text with its quotes": (("quoted",), False, (3, 9, 3, 16)),
    "a text below a sign": (("prose",), False, (6, 3, 7, 15)),
    "a list in brackets": (("flow",), False, (10, 7, 10, 15)),
    "an item in brackets": (("flow", 1), False, (10, 11, 10, 14)),
    "a list with hyphens": (("list",), False, (12, 3, 14, 6)),
    "a mapping in a list": (("list", 0), False, (12, 5, 13, 11)),
    "an empty value in a list": (("list", 0, "empty"), False, (13, 11, 13, 11)),
    "a key in a list": (("list", 0, "name"), True, (12, 5, 12, 9)),
    "the deepest part that exists": (("list", 1, "none", 3), False, (14, 5, 14, 6)),
    "an index beyond a list": (("flow", 2), True, (10, 1, 10, 5)),
    "the root": (("none",), False, (1, 1, 14, 6)),
}


@pytest.mark.parametrize(("location", "of_key", "expected"), LOCATIONS.values(), ids=LOCATIONS)
def test_span_of(location: tuple[str | int, ...], of_key: bool, expected: tuple[int, int, int, int]) -> None:
    span = read(SPANS).span_of(location, of_key=of_key)
    assert (span.start.line, span.start.column, span.end.line, span.end.column) == expected


PROSE = """\
a: >
  One [x](role:a) and
  [y](role:b), then [z](role:b).
b: [role:b, "role:\\u0062"]
c: [role:b]
"""

NEEDLES: dict[str, tuple[tuple[str | int, ...], str, int, tuple[int, int, int, int]]] = {
    "the first": (("a",), "role:b", 0, (3, 7, 3, 13)),
    "the second": (("a",), "role:b", 1, (3, 25, 3, 31)),
    "no third, although the next value has it": (("a",), "role:b", 2, (2, 3, 3, 33)),
    "words on two lines": (("a",), "and [y]", 0, (2, 19, 3, 6)),
    "within one line": (("b", 0), "role:b", 0, (4, 5, 4, 11)),
    "spelled differently": (("b", 1), "role:b", 0, (4, 13, 4, 26)),
    "nothing": (("c",), "", 0, (5, 4, 5, 12)),
}


@pytest.mark.parametrize(("location", "needle", "nth", "expected"), NEEDLES.values(), ids=NEEDLES)
def test_find_text(
    location: tuple[str | int, ...], needle: str, nth: int, expected: tuple[int, int, int, int]
) -> None:
    span = read(PROSE).find_text(location, needle, nth)
    assert (span.start.line, span.start.column, span.end.line, span.end.column) == expected


def test_markdown_has_front_matter_and_a_body() -> None:
    document, problems = parse_document(
        b"\xef\xbb\xbf---\r\ntitle: A\r\n---\r\n\r\n# Head\r\n---\r\nend", "a.md"
    )
    assert problems == []
    assert document is not None
    assert document.data == {"title": "A"}
    assert document.span_of(("title",)) == Span(Position(2, 8), Position(2, 9))
    assert (document.body, document.body_line) == ("\n# Head\n---\nend", 4)
    assert document.lines[4] == "# Head"
    assert cut(document, document.find_text(BODY, "Head")) == "Head"
    assert document.find_text(BODY, "title").start == Position(4, 1)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# Head\n", ["1:1 missing-front-matter"]),
        ("\n---\na: b\n---\n", ["1:1 missing-front-matter"]),
        ("---\na: b\n", ["1:1 unclosed-front-matter"]),
        ("---\n---\ntext\n", ["1:1 empty-file"]),
        ("", ["1:1 empty-file"]),
        ("---\na: b\na: c #1\n---\n\u202e\n",
            ["3:1 duplicate-key", "3:6 comment-cuts-value", "5:1 bidi-control"]),
        ("---\na: [b\n---\ntext\n", ["2:4 yaml-syntax"]),
    ],
    ids=["no front matter", "a blank line first", "not closed", "nothing in it", "nothing at all",
         "mistakes in both", "a syntax error"],
)  # fmt: skip
def test_markdown_refuses(source: str, expected: list[str]) -> None:
    document, problems = parse_document(source.encode(), "a.md")
    assert places(problems) == expected
    assert document is None


# Properties

SNIPPETS = st.sampled_from([
    "a", "b: ", ":", "- ", "-", "#", " #", "\n", "\n  ", "\t", "'", '"', "[", "]", "{", "}", ",", "&x ", "*x",
    "!t ", "|\n", ">-\n ", "<<: ", "---\n", "...\n", "%Y", "? ", "@", "`", "\\", "\\x00", "\\U0000202e",
    "\r", "\r\n", "é", "\u00a0", "\u2028", "\u202e", "\ufeff", "\0", "{{ x }}", "😀",
    "a: b\n", "  c: d\n", "key: >\n  text\n",
])  # fmt: skip
TEXTS = st.lists(SNIPPETS, max_size=25).map("".join) | st.text(max_size=60)
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn", "Cf"]), max_size=12
)
DATA = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)
MAPPINGS = st.dictionaries(WORDS, DATA, min_size=1, max_size=4)
STYLES: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "default_style": st.sampled_from([None, "'", '"', "|", ">"]),
        "default_flow_style": st.sampled_from([True, False, None]),
        "width": st.sampled_from([5, 80]),
        "allow_unicode": st.booleans(),
    }
)


def check(data: bytes) -> tuple[Document | None, list[Problem]]:
    """Parse any bytes, and assert what must hold for all of them."""
    lines = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    answers = [parse_document(data, "a.yml"), parse_document(data, "a.md")]
    for document, problems in answers:
        assert document or problems
        for place in (place for problem in problems for place in (problem.span.start, problem.span.end)):
            assert 1 <= place.line <= len(lines)
            assert 1 <= place.column <= len(lines[place.line - 1]) + 1
    return answers[0]


@QUICK
@given(st.binary(max_size=80))
def test_any_bytes_give_an_answer(data: bytes) -> None:
    check(data)


@QUICK
@given(TEXTS)
def test_any_text_gives_an_answer(text: str) -> None:
    data = text.encode("utf-8", "replace")
    document, problems = check(data)
    if document and not problems:
        assert_like_pyyaml(document, data)


@QUICK
@given(TEXTS)
def test_both_parsers_agree(text: str) -> None:
    data = text.replace("\t", " ").encode("utf-8", "replace")  # see LOADER
    answers = []
    for parser in (events.LOADER, yaml.SafeLoader):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(events, "LOADER", parser)
            answers.append(parse_document(data, "a.yml"))
    (document, problems), (pure_document, pure_problems) = answers
    assert (document and vars(document)) == (pure_document and vars(pure_document))
    assert bool(problems) == bool(pure_problems)


def assert_like_pyyaml(document: Document, data: bytes) -> None:
    text = re.sub(r"(\A|\n)( *)\Z", r"\1\2\n", data.decode("utf-8-sig"))
    wanted = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it makes texts only
    assert with_empty_texts(document.data) == wanted


def with_empty_texts(data: PlainData) -> PlainData:
    """The data with empty texts for absent values, which PyYAML's BaseLoader does not distinguish."""
    if isinstance(data, list):
        return [with_empty_texts(item) for item in data]
    if isinstance(data, dict):
        return {key: with_empty_texts(value) for key, value in data.items()}
    return data or ""


def texts_and_keys(data: PlainData, at: Location = ()) -> Iterator[tuple[Location, bool, str]]:
    """Every text and every key in the data: the way to it, whether it is a key, and what it says."""
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, part in parts:
        if isinstance(step, str):
            yield (*at, step), True, step
        yield from texts_and_keys(part, (*at, step))
    if not isinstance(data, list | dict):
        yield at, False, data or ""


def says(written: str, text: str) -> bool:
    """Whether `written`, cut out of a file, means `text` as it is, or as a literal or folded block."""
    return written.split() == text.split() or text == str(
        yaml.load(f" {written}", Loader=yaml.BaseLoader) or ""  # noqa: S506 - it makes texts only
    )


@QUICK
@given(MAPPINGS, STYLES)
def test_every_text_is_where_its_span_says(data: dict[str, Any], style: dict[str, Any]) -> None:
    source = yaml.safe_dump(data, **style)
    document, problems = parse_document(source.encode(), "a.yml")
    if document is None or problems:
        return  # PyYAML writes tags, merge keys and complex keys for some texts.
    assert_like_pyyaml(document, source.encode())
    for location, is_key, text in texts_and_keys(document.data):
        assert says(cut(document, document.span_of(location, of_key=is_key)), text)


@QUICK
@given(st.data())
def test_a_damaged_file_gives_an_answer(data: st.DataObject) -> None:
    source = data.draw(st.sampled_from([SPANS, PROSE, f"---\n{SPANS}---\n{PROSE}"]))
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(source)))
        end = data.draw(st.integers(start, min(start + 3, len(source))))
        source = source[:start] + data.draw(SNIPPETS) + source[end:]
    check(source.encode())
