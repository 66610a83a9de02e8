"""Put a syntax error into plain words, unless something that was found already has named its cause.

Most causes are a line that doesn't fit among its neighbours (colons, hyphens, indentation) or a value
that can't be read (quotes, brackets, backslashes, signs that no value begins with). `syntax.toml` says which
is which.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import yaml

from generator.basics.labels import read_table
from generator.basics.problem import Position, Problem
from generator.content.yaml.events import NOT_STRUCTURAL, WORD, Failure, Report, position_of

_RULES: Mapping[str, list[dict[str, Any]]] = read_table("generator.content.yaml", "syntax")["rules"]


def report_failure(failure: Failure, report: Report) -> None:
    failure = replace(failure, lines=report.lines)
    places, facts = _places_in(failure), _facts_in(failure)
    rules = (rule for words in _RULES if re.search(words, failure.words) for rule in _RULES[words])
    said = ((rule, _values_of(rule, failure, places, facts)) for rule in rules)
    rule, values = next((rule, values) for rule, values in said if values is not None)  # the last always fits
    place = values.pop("here")
    causes = [found for found in report.problems if found.code not in NOT_STRUCTURAL]
    is_explained = any(_is_cause(cause, place, failure.position) for cause in causes)
    if not is_explained and not _is_continuation(failure, report):
        mark = re.compile(rule["mark"]) if "mark" in rule else WORD
        report.add(rule["key"], report.token(place, mark), **values)


def _facts_in(failure: Failure) -> set[str]:
    """What is so when the parser gives up, and with `not` in front of it, what isn't."""
    last, began = failure.last, failure.context
    start, end = position_of(last.start_mark), position_of(last.end_mark)
    style = last.style or "" if isinstance(last, yaml.ScalarEvent) else None
    facts = {
        "goes on": style is not None and start.line < failure.position.line,
        "plain": style == "",
        "quoted": style in ("'", '"'),
        "single": style == "'",
        "several lines": start.line != end.line,
        "document ended": isinstance(last, yaml.DocumentEndEvent) and bool(last.explicit),
        "mapping": "mapping" in failure.words,
        "flow": "flow" in failure.words,
        "in line": failure.position.column == began.column,
        "below last": start.column == _indented(failure, failure.position.line).column,
        "at the edge": began.column == 1,
        "by one": began.column == 2,
    }
    return {name if is_so else f"not {name}" for name, is_so in facts.items()}


def _places_in(failure: Failure) -> Mapping[str, Position]:
    failed, began, last = failure.position, failure.context, position_of(failure.last.start_mark)
    back = failure.line[: failed.column].rfind("\\")
    return {
        "failed": failed,
        "began": began,
        "last": last,
        "line": _indented(failure, failed.line),
        "line of last": _indented(failure, last.line),
        "line above": _indented(failure, max(1, failed.line - 1)),
        "just before": replace(failed, column=max(1, failed.column - 1)),
        "backslash": replace(failed, column=back + 1) if back >= 0 else failed,
        "bracket": began if _text_at(began, failure)[:1] in ("[", "{") else last,
    }


def _indented(failure: Failure, line: int) -> Position:
    """The first sign on a line."""
    text = failure.line_at(Position(line, 1))
    return Position(line, len(text) - len(text.lstrip()) + 1)


def _text_at(place: Position, failure: Failure) -> str:
    return failure.line_at(place)[place.column - 1 :]


def _values_of(
    rule: Mapping[str, Any], failure: Failure, places: Mapping[str, Position], facts: set[str]
) -> dict[str, Any] | None:
    """What the message of a rule names, and as `here` where the mistake is; None if the rule does not fit."""
    place = places[rule.get("at", "failed")]
    texts = {
        "line": failure.line,
        "before": failure.line[: failure.position.column - 1],
        "rest": failure.rest,
        "text": _text_at(place, failure),
    }
    found = [re.match(rule[name], text) for name, text in texts.items() if name in rule]
    if not facts.issuperset(rule.get("when", ())) or None in found:
        return None
    values: dict[str, Any] = {"spaces": failure.context.column - 1, "here": place}
    for match in filter(None, found):
        values |= {name: text.strip() for name, text in match.groupdict().items() if name != "here"}
        if "here" in match.groupdict():
            values["here"] = replace(place, column=place.column + match.start("here"))
    values |= {"sign": rule["sign"]} if "sign" in rule else {}
    return values | ({"line": places[rule["line_of"]].line} if "line_of" in rule else {})


def _is_cause(cause: Problem, mistake: Position, failed: Position) -> bool:
    place = cause.span.start
    if place.line in (mistake.line, failed.line):
        return True
    if cause.code == "comment-cuts-value" and mistake < place < failed:
        return True
    return cause.code == "tab-indentation" and place < failed


def _is_continuation(failure: Failure, report: Report) -> bool:
    """Whether this line goes on with a text that a comment has ended on the line above."""
    above = range(min(failure.position.line, len(report.lines)) - 1, 0, -1)
    line = next((number for number in above if report.lines[number - 1].strip()), 0)
    cuts = (found.span.start.line for found in report.problems if found.code == "comment-cuts-value")
    return "parsing a block" in failure.words and line in cuts
