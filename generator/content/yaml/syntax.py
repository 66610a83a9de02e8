"""Put a syntax error into plain words, unless something that was found already has named its cause."""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml

from generator.basics.problem import Problem
from generator.content.yaml import explain_lines as lines
from generator.content.yaml import explain_values as values
from generator.content.yaml.events import Failure
from generator.content.yaml.parse_failure import Finding, Scene
from generator.content.yaml.report import NOT_STRUCTURAL, Report


def report_failure(failure: Failure, events: list[yaml.Event], report: Report) -> None:
    finding = _explain(Scene(failure, events[-1], report))
    causes = (problem for problem in report.problems if problem.code not in NOT_STRUCTURAL)
    if any(_is_cause(cause, finding, failure) for cause in causes) or _is_continuation(failure, report):
        return
    span = report.token(finding.position, finding.pattern)
    report.add(finding.code, span, finding.message, report.written(span), finding.expected)


def _is_cause(cause: Problem, finding: Finding, failure: Failure) -> bool:
    """Whether a problem that is known already explains why the parser gave up."""
    place = cause.span.start
    if place.line in (finding.position.line, failure.position.line):
        return True
    if cause.code == "comment-cuts-value" and finding.position < place < failure.position:
        return True
    return cause.code == "tab-indentation" and place < failure.position


def _is_continuation(failure: Failure, report: Report) -> bool:
    """Whether this line goes on with a text that a comment has ended on the line above."""
    above = range(min(failure.position.line, len(report.lines)) - 1, 0, -1)
    line = next((number for number in above if report.lines[number - 1].strip()), 0)
    cuts = (problem for problem in report.problems if problem.code == "comment-cuts-value")
    return "parsing a block" in failure.words and any(cut.span.start.line == line for cut in cuts)


def _explain(scene: Scene) -> Finding:
    for words, explain in _EXPLANATIONS:
        if re.search(words, scene.failure.words):
            return explain(scene)
    return Finding(scene.failure.position, "this can't be read as YAML", "`key: value`, with text in quotes")


_EXPLANATIONS: tuple[tuple[str, Callable[[Scene], Finding]], ...] = (
    ("tab character", values.explain_tab),
    ("mapping values are not allowed", lines.explain_colon),
    ("sequence entries are not allowed", values.explain_item),
    ("scanning a simple key", lines.explain_no_colon),
    ("quoted scalar: .*(end of stream|document)", values.explain_quote),
    ("quoted scalar|unreadable escape", values.explain_escape),
    ("scanning an alias", values.explain_property("alias", "*")),
    ("scanning an anchor", values.explain_property("anchor", "&")),
    ("a tag|undefined tag", values.explain_property("tag", "!")),
    ("scanning for the next token", values.explain_start),
    ("scanning a block scalar", values.explain_block),
    ("parsing a (flow|block) node", values.explain_content),
    ("parsing a flow (sequence|mapping)", values.explain_bracket),
    ("parsing a block (mapping|collection)", lines.explain_bad_line),
    ("<?document start>?", values.explain_document),
)
