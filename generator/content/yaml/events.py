"""Ask PyYAML for the events of a text: only these, so that no constructor guesses a type."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from generator.basics.problem import Position

MAX_NESTING = 20

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where PyYAML was built with it. Only PyYAML itself refuses tabs between words or behind colons."""


@dataclass(frozen=True)
class Failure:
    """Why the parser gave up, in its own words."""

    words: str
    position: Position
    context: Position | None = None
    """Where what it could not finish begins."""


@dataclass(frozen=True)
class Parsed:
    events: list[yaml.Event]
    failure: Failure | None


def parse_events(text: str) -> Parsed:
    """Events up to a syntax error or to what is nested too deeply: deep nesting makes parsers slow."""
    events: list[yaml.Event] = []
    depth = 0
    try:
        for event in yaml.parse(text, Loader=LOADER):
            events.append(event)
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > MAX_NESTING:
                break
    except yaml.MarkedYAMLError as error:
        return Parsed(events, _failure(error))
    except (ValueError, OverflowError):
        # PyYAML decodes "\UFFFFFFFF" and !%ED%A0%80 without looking.
        return Parsed(events, _undecodable(text, events[-1]))
    return Parsed(events, None)


def _failure(error: yaml.MarkedYAMLError) -> Failure:
    problem = position_of(error.problem_mark) if error.problem_mark else Position(1, 1)
    context = position_of(error.context_mark) if error.context_mark else None
    return Failure(f"{error.context or ''}: {error.problem or ''}", problem, context)


def _undecodable(text: str, last: yaml.Event) -> Failure:
    """The tag or escape behind `last` that means no character."""
    match = re.compile(r"!\S*%|\\U(?!00(?:0|10))").search(text, offset_of(last.end_mark))
    before = text[: match.start()] if match else text
    position = Position(before.count("\n") + 1, len(before) - before.rfind("\n"))
    return Failure("scanning a tag" if match and match[0][0] == "!" else "unreadable escape", position)


def offset_of(mark: Any) -> int:
    """In the parsed text, from 0."""
    index: int = mark.index
    return index


def position_of(mark: Any) -> Position:
    """The parser counts from 0."""
    return Position(mark.line + 1, mark.column + 1)


def quoted_lines(events: list[yaml.Event]) -> set[int]:
    """The numbers of the lines on which a quoted text goes on."""
    quoted = [event for event in events if isinstance(event, yaml.ScalarEvent) and event.style in ("'", '"')]
    ranges = ((position_of(event.start_mark).line, position_of(event.end_mark).line) for event in quoted)
    return {line for first, last in ranges for line in range(first + 1, last + 1)}
