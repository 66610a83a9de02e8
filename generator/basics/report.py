"""Problems as text for people, JSON for programs, annotations for a pull request."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable

from generator.basics.messages import problem
from generator.basics.problem import Problem

PREFIX = "personal-"
"""The codes of problems with personal data begin with it. A log would keep what has to go from the file."""
LONGEST_EXCERPT = 160


def as_text(problems: Iterable[Problem]) -> str:
    """The format of the design: place, code, excerpt with a caret line, found, expected, nearest."""
    return "\n".join(map(_one_as_text, problems))


def _one_as_text(problem: Problem) -> str:
    start = problem.span.start
    place = f"{_visible(problem.path)}:{start.line}:{start.column}"
    lines = [f"{place}: {problem.severity}: {problem.message} [{problem.code}]", *_excerpt(problem)]
    lines += [f"  {label + ':':<9} {_visible(value)}" for label, value in details_of(problem)]
    return "\n".join(lines) + "\n"


def details_of(problem: Problem) -> list[tuple[str, str]]:
    labels = (("found", problem.found), ("expected", problem.expected), ("nearest", problem.nearest))
    return [(label, value) for label, value in labels if value]


def _excerpt(problem: Problem) -> list[str]:
    line = problem.line
    if not line.strip() or problem.code.startswith(PREFIX):
        return []
    start, end = problem.span.start, problem.span.end
    first = max(0, start.column - LONGEST_EXCERPT)
    shown = line[: first + 2 * LONGEST_EXCERPT].rstrip()
    before = _visible(shown[first : start.column - 1])
    marked = _visible(shown[start.column - 1 : end.column - 1 if end.line == start.line else None])
    gutter = f"{start.line:>4} | "
    carets = " " * len(before) + "^" * max(1, len(marked))
    return [gutter + _visible(shown[first:]), " " * (len(gutter) - 2) + "| " + carets]


def _visible(text: str) -> str:
    """Text in which every character that a terminal would act on or hide is shown as its number."""
    return "".join(
        c if c.isprintable() else f"\\x{ord(c):02x}" if ord(c) < 256 else f"\\u{ord(c):04x}" for c in text
    )


def as_json(problems: Iterable[Problem]) -> str:
    """A list of objects; `line` and `column` count from 1, `end_column` is just after the value."""
    return json.dumps([_as_data(problem) for problem in problems], ensure_ascii=False, indent=2)


def _as_data(problem: Problem) -> dict[str, str | int]:
    start, end = problem.span.start, problem.span.end
    place = {"line": start.line, "column": start.column, "end_line": end.line, "end_column": end.column}
    said = ("severity", "code", "message", "found", "expected", "nearest")
    return {"path": problem.path, **place, **{name: getattr(problem, name) for name in said}}


def as_github(problems: Iterable[Problem]) -> str:
    """Workflow commands that GitHub shows as annotations on the lines of a pull request."""
    return "\n".join(_annotation(problem) for problem in problems)


def _annotation(problem: Problem) -> str:
    start, end = problem.span.start, problem.span.end
    place = f"file={_property(problem.path)},line={start.line},endLine={end.line},col={start.column}"
    if end.line == start.line:
        place += f",endColumn={end.column}"
    details = [f"{label}: {value}" for label, value in details_of(problem)]
    message = "\n".join([problem.message, *details])
    return f"::{problem.severity} {place},title={_property(problem.code)}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


MOST_ALIKE = 50


def without_floods(problems: Iterable[Problem]) -> list[Problem]:
    """The problems by their place: at most `MOST_ALIKE` of a kind for each file, and how many more there are.
    Of a kind, those that come first are taken."""
    alike: defaultdict[tuple[str, str], list[Problem]] = defaultdict(list)
    for found in problems:
        alike[found.path, found.code].append(found)
    kept = [found for same in alike.values() for found in same[:MOST_ALIKE]]
    for (path, code), same in alike.items():
        if left_out := same[MOST_ALIKE:]:
            kept.append(problem("more-alike", path, left_out[0].span, code=code, number=len(left_out)))
    return sorted(kept, key=lambda found: found.sort_key)
