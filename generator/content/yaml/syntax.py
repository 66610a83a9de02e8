"""Put a syntax error into plain words, unless something that was found already has named its cause.

Most causes are a line that doesn't fit among its neighbours (colons, hyphens, indentation) or a value
that can't be read (quotes, brackets, backslashes, signs that no value begins with).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from generator.basics.problem import Position, Problem
from generator.content.yaml.events import ESCAPE, NOT_STRUCTURAL, WORD, Failure, Report, position_of

SIGN = re.compile(r"\S")
CURLY = re.compile(r"\s*(?:- +)*(?:[\w-]+: +)?[“”„‘’‚]")
BULLET = re.compile(r"[•‣▪●◦·–—][ \t]*(?=\S)")
"""What Word makes of a hyphen in front of a line."""
NUMBERED = re.compile(r"\d{1,2}[.)] +(?=[\w-]+:(?:\s|$))")


_OFTEN_MERGED = frozenset({
    "title", "short_title", "kind", "summary", "types", "nation", "role", "wte", "profession", "time",
    "grade", "note", "count", "how", "recommendation", "text", "sources", "consent", "visibility",
    "anonymous", "reviewed", "review_by",
})  # fmt: skip
"""Fields of a case study. One of them before a colon within a value: two lines may have become one."""
_LONGEST_REST = 40


@dataclass(frozen=True)
class SyntaxMistake:
    position: Position
    key: str
    pattern: re.Pattern[str] = WORD
    values: Mapping[str, Any] = field(default_factory=dict)


Explain = Callable[[Failure], SyntaxMistake]


def _where_it_failed(key: str, pattern: re.Pattern[str] = WORD) -> Explain:
    return lambda scene: SyntaxMistake(scene.position, key, pattern)


def _where_it_began(key: str) -> Explain:
    return lambda scene: SyntaxMistake(scene.context, key)


explain_tab = _where_it_failed("tab-indentation/inside", re.compile(r"\t*"))


def explain_colon(scene: Failure) -> SyntaxMistake:
    start, position = position_of(scene.last.start_mark), scene.position
    if isinstance(scene.last, yaml.ScalarEvent) and start.line < position.line:
        return _explain_run_on(start, scene)
    if CURLY.match(scene.line):
        return SyntaxMistake(position, "yaml-syntax/curly", SIGN)
    word = re.search(r" ([a-z_]+)$", scene.line[: position.column - 1])
    if word and word[1] in _OFTEN_MERGED:
        return SyntaxMistake(position, "yaml-syntax/two-lines", SIGN, {"field": word[1]})
    return SyntaxMistake(position, "yaml-syntax/colon", SIGN)


def _explain_run_on(start: Position, scene: Failure) -> SyntaxMistake:
    """A text without quotes went on until a line with a key."""
    line = scene.line_at(start)
    first = Position(start.line, len(line) - len(line.lstrip()) + 1)
    if BULLET.match(line.lstrip()):
        return SyntaxMistake(first, "yaml-syntax/bullet", BULLET)
    if NUMBERED.match(line.lstrip()):
        return SyntaxMistake(first, "yaml-syntax/numbered", NUMBERED)
    if re.match(r"-[\w-]+:\s", line.lstrip()):
        return SyntaxMistake(first, "yaml-syntax/after-hyphen")
    column = len(scene.line) - len(scene.line.lstrip()) + 1
    glued = _find_glued(start, scene)
    if glued or start.column == column:
        return glued or SyntaxMistake(start, "yaml-syntax/no-key")
    place = Position(scene.position.line, column)
    return SyntaxMistake(place, "yaml-syntax/run-on", values={"line": start.line})


def _find_glued(start: Position, scene: Failure) -> SyntaxMistake | None:
    """A hyphen or a colon that lacks the space behind it, or a bullet in place of a hyphen."""
    text = scene.line_at(start)[start.column - 1 :]
    if BULLET.match(text):
        return SyntaxMistake(start, "yaml-syntax/bullet", BULLET)
    if re.match(r"-[^\s-]", text):
        return SyntaxMistake(start, "yaml-syntax/after-hyphen")
    key = re.match(r"[\w-]+:(?=\S)(?!//)", text)
    if key:
        colon = replace(start, column=start.column + key.end() - 1)
        return SyntaxMistake(colon, "yaml-syntax/after-colon")
    return None


def explain_no_colon(scene: Failure) -> SyntaxMistake:
    return _find_glued(scene.context, scene) or SyntaxMistake(scene.context, "yaml-syntax/no-key")


def explain_bad_line(scene: Failure) -> SyntaxMistake:
    """A mapping or list went on with something that is neither its next part nor its end."""
    position = scene.position
    if scene.line[: position.column - 1].strip():
        return explain_rest(scene)
    is_mapping = "mapping" in scene.words
    is_in_line = position.column == scene.context.column
    if re.match(r"-(?:\s|$)", scene.rest) and is_mapping and is_in_line:
        return SyntaxMistake(position, "yaml-syntax/item-for-key")
    if re.match(r":(?:\s|$)", scene.rest):
        return SyntaxMistake(position, "complex-key")
    if is_in_line and not is_mapping:
        glued = _find_glued(position, scene)
        return glued or _hyphen_at_top(scene) or SyntaxMistake(position, "yaml-syntax/key-in-list")
    return _find_split(scene) or _explain_indentation(scene)


def _hyphen_at_top(scene: Failure) -> SyntaxMistake | None:
    """A hyphen in front of a file's first key: every file is a mapping."""
    first = scene.line_at(scene.context)
    if scene.context.column > 1 or not re.match(r"- +[\w-]+:(?:\s|$)", first):
        return None
    values = {"rest": first[1:].strip()[:_LONGEST_REST]}
    return SyntaxMistake(scene.context, "yaml-syntax/hyphen-at-top", SIGN, values)


def _find_split(scene: Failure) -> SyntaxMistake | None:
    """A comment on a line of its own, in the middle of a text without quotes."""
    above = scene.position.line - 1
    is_plain = isinstance(scene.last, yaml.ScalarEvent) and not scene.last.style
    line = scene.line_at(Position(above, 1)) if above else ""
    if not is_plain or not line.lstrip().startswith("#") or re.match(r"- |[\w-]+:(?:\s|$)", scene.rest):
        return None
    position = Position(above, len(line) - len(line.lstrip()) + 1)
    return SyntaxMistake(position, "comment-cuts-value/inside", re.compile(".*"))


def _explain_indentation(scene: Failure) -> SyntaxMistake:
    spaces = scene.context.column - 1
    few = {0: "yaml-syntax/not-indented", 1: "yaml-syntax/indented-by-one"}
    values = {"spaces": spaces, "line": scene.context.line}
    return SyntaxMistake(scene.position, few.get(spaces, "yaml-syntax/indented"), values=values)


def explain_rest(scene: Failure) -> SyntaxMistake:
    """Something follows a value that was already complete."""
    last, position = scene.last, scene.position
    if not isinstance(last, yaml.ScalarEvent) or last.style not in ("'", '"'):
        return SyntaxMistake(position, "yaml-syntax/rest")
    start = position_of(last.start_mark)
    if start.line != position_of(last.end_mark).line:
        return SyntaxMistake(start, "yaml-syntax/late-quote", values={"line": start.line})
    sign = "''" if last.style == "'" else '\\"'
    return SyntaxMistake(position, "yaml-syntax/after-quote", values={"sign": sign})


def explain_escape(scene: Failure) -> SyntaxMistake:
    position = scene.position
    back = scene.line[: position.column].rfind("\\")
    place = replace(position, column=back + 1) if back >= 0 else position
    if re.search("Unicode|unreadable", scene.words):
        return SyntaxMistake(place, "control-character/escape", ESCAPE)
    return SyntaxMistake(place, "yaml-syntax/backslash", ESCAPE)


def explain_bracket(scene: Failure) -> SyntaxMistake:
    if re.match(r":\S", scene.rest):
        return SyntaxMistake(scene.position, "yaml-syntax/start", values={"sign": ":"})
    start = scene.context
    line = scene.line_at(start)
    if line[start.column - 1 : start.column] not in ("[", "{"):
        start = position_of(scene.last.start_mark)
    sign = "}" if scene.line_at(start)[start.column - 1 : start.column] == "{" else "]"
    return SyntaxMistake(start, "yaml-syntax/open-bracket", SIGN, {"sign": sign})


def explain_start(scene: Failure) -> SyntaxMistake:
    sign, position = scene.rest[:1], scene.position
    if scene.rest.startswith("```"):
        return SyntaxMistake(position, "yaml-syntax/fence")
    if sign == "\t":
        return explain_tab(scene)
    if sign == "%" and scene.line[: position.column - 1].endswith("{"):
        place = replace(position, column=position.column - 1)
        return SyntaxMistake(place, "yaml-syntax/start", values={"sign": "{%"})
    return SyntaxMistake(position, "yaml-syntax/start", values={"sign": sign})


def explain_content(scene: Failure) -> SyntaxMistake:
    sign = scene.rest[:1]
    if "flow" in scene.words and sign not in (",", "]", "}"):
        return explain_bracket(scene)
    return SyntaxMistake(scene.position, "yaml-syntax/start", values={"sign": sign})


def explain_block(scene: Failure) -> SyntaxMistake:
    if scene.rest.startswith("#"):
        return SyntaxMistake(scene.position, "yaml-syntax/before-comment")
    return SyntaxMistake(scene.context, "yaml-syntax/after-pipe")


def explain_document(scene: Failure) -> SyntaxMistake:
    if isinstance(scene.last, yaml.DocumentEndEvent) and scene.last.explicit:
        return SyntaxMistake(scene.position, "several-documents/end")
    return explain_rest(scene)


def explain_alias(scene: Failure) -> SyntaxMistake:
    """A value that begins like an alias and isn't even one, or an item of a list as some write it."""
    if re.match(r"\* +[\w-]+:(?:\s|$)", scene.line.lstrip()):
        return SyntaxMistake(scene.context, "yaml-syntax/bullet", re.compile(r"\* *"))
    return SyntaxMistake(scene.context, "alias/start")


def report_failure(failure: Failure, report: Report) -> None:
    scene = replace(failure, lines=report.lines)
    known = (explain for pattern, explain in _EXPLANATIONS if re.search(pattern, scene.words))
    mistake = next(known, _UNKNOWN)(scene)
    causes = [found for found in report.problems if found.code not in NOT_STRUCTURAL]
    is_explained = any(_is_cause(cause, mistake, scene.position) for cause in causes)
    if not is_explained and not _is_continuation(failure, report):
        report.add(mistake.key, report.token(mistake.position, mistake.pattern), **mistake.values)


def _is_cause(cause: Problem, mistake: SyntaxMistake, failed: Position) -> bool:
    place = cause.span.start
    if place.line in (mistake.position.line, failed.line):
        return True
    if cause.code == "comment-cuts-value" and mistake.position < place < failed:
        return True
    return cause.code == "tab-indentation" and place < failed


def _is_continuation(failure: Failure, report: Report) -> bool:
    """Whether this line goes on with a text that a comment has ended on the line above."""
    above = range(min(failure.position.line, len(report.lines)) - 1, 0, -1)
    line = next((number for number in above if report.lines[number - 1].strip()), 0)
    cuts = (found.span.start.line for found in report.problems if found.code == "comment-cuts-value")
    return "parsing a block" in failure.words and line in cuts


_UNKNOWN = _where_it_failed("yaml-syntax")
_EXPLANATIONS: tuple[tuple[str, Explain], ...] = (
    ("tab character", explain_tab),
    ("mapping values are not allowed", explain_colon),
    ("sequence entries are not allowed", _where_it_failed("yaml-syntax/item-beside-key")),
    ("scanning a simple key", explain_no_colon),
    ("quoted scalar: .*(end of stream|document)", _where_it_began("yaml-syntax/open-quote")),
    ("quoted scalar|unreadable escape", explain_escape),
    ("scanning an alias", explain_alias),
    ("scanning an anchor", _where_it_began("anchor/start")),
    ("a tag|undefined tag", _where_it_began("tag/start")),
    ("scanning for the next token", explain_start),
    ("scanning a block scalar", explain_block),
    ("parsing a (flow|block) node", explain_content),
    ("parsing a flow (sequence|mapping)", explain_bracket),
    ("parsing a block (mapping|collection)", explain_bad_line),
    ("<?document start>?", explain_document),
)
