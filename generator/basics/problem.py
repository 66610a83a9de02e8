"""A mistake in the content, as a value: where it is, what was found, what was expected.

Problems are never raised. Stages return them beside their result, so that one run
reports everything that is wrong. An exception in this program means a bug in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Position:
    """A place in a file. Line and column count from 1, as editors do."""

    line: int
    column: int


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of a file, from `start` up to but not including `end`."""

    start: Position
    end: Position


START_OF_FILE = Span(Position(1, 1), Position(1, 1))


@dataclass(frozen=True)
class Problem:
    path: str
    """The file, relative to the project's folder, with forward slashes."""
    span: Span
    """The value at fault, or its key where the key is at fault."""
    code: str
    """A permanent short name for this kind of mistake, such as `unknown-reference`."""
    message: str
    """What is wrong, in one plain sentence without a full stop."""
    found: str = ""
    expected: str = ""
    nearest: str = ""
    """The known name most like the one found, where a guess can't mislead."""
    severity: str = "error"
    """`error` stops the build; `warning` does not."""
    line: str = field(default="", compare=False)
    """The line of the file that `span` begins on, to be shown; empty where it is not known."""

    @property
    def sort_key(self) -> tuple[str, Span, str, str]:
        return self.path, self.span, self.code, self.message
