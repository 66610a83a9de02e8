"""Report comments that end a value early, such as the one in `summary: Team #1 of the region`.

The parser drops comments, but between two of its events nothing else can hold a `#`.
"""

from __future__ import annotations

import re
from itertools import pairwise

import yaml

from generator.basics.problem import Span
from generator.content.yaml.events import Parsed, offset_of, position_of
from generator.content.yaml.report import Report


def look_for_cut_values(parsed: Parsed, text: str, report: Report) -> None:
    """Report comments that end a value early.

    The parser drops comments, but between two of its events nothing else can hold a `#`.
    """
    for previous, following in pairwise(parsed.events):
        gap = text[offset_of(previous.end_mark) : offset_of(following.start_mark)]
        if "#" in gap:
            _look_at_gap(gap, previous, following, report)
    if parsed.failure and parsed.events:
        _look_at_rest(parsed.events[-1], text, report)


def _look_at_rest(last: yaml.Event, text: str, report: Report) -> None:
    """Past a syntax error, only the rest of the line is sure to be a comment."""
    rest = text[offset_of(last.end_mark) :].partition("\n")[0]
    if re.match(r"[ \t]*(?:,[ \t]*)?#", rest):
        _look_at_gap(rest, last, None, report)


def _look_at_gap(gap: str, previous: yaml.Event, following: yaml.Event | None, report: Report) -> None:
    end = position_of(previous.end_mark)
    for number, part in enumerate(gap.split("\n")):
        before, sign, comment = part.partition("#")
        if sign and _cuts(before.strip(), number == 0, previous, following):
            start = (end.column if number == 0 else 1) + len(before)
            span = report.stretch(end.line + number, start, len(("#" + comment).rstrip()))
            _add_cut(span, report)


def _cuts(before: str, is_first: bool, previous: yaml.Event, following: yaml.Event | None) -> bool:
    """Whether a comment takes the place of a value or of its end. `before` is what its line has before it."""
    if not before:
        is_plain = isinstance(previous, yaml.ScalarEvent) and not previous.style
        opens = isinstance(previous, yaml.CollectionStartEvent) and bool(previous.flow_style)
        return is_first and (is_plain or opens)
    if before.endswith(","):
        return True
    return isinstance(following, yaml.ScalarEvent) and not following.style


def _add_cut(span: Span, report: Report) -> None:
    message = "a comment cuts this value short"
    expected = "the value in quotes if the # belongs to it, or the comment on a line of its own"
    report.add("comment-cuts-value", span, message, report.written(span), expected)
