"""What is known when the parser gives up, and what can be said of it: shared by the explanations."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from generator.basics.problem import Position
from generator.content.yaml.events import Failure
from generator.content.yaml.report import WORD, Report

SIGN = re.compile(r"\S")


@dataclass(frozen=True)
class Scene:
    """What is known when the parser gives up."""

    failure: Failure
    last: yaml.Event
    """The last thing understood."""
    report: Report

    @property
    def line(self) -> str:
        return self.line_at(self.failure.position)

    def line_at(self, position: Position) -> str:
        return self.report.lines[min(position.line, len(self.report.lines)) - 1]

    @property
    def rest(self) -> str:
        return self.line[self.failure.position.column - 1 :]

    @property
    def context(self) -> Position:
        return self.failure.context or self.failure.position


@dataclass(frozen=True)
class Finding:
    position: Position
    message: str
    expected: str
    code: str = "yaml-syntax"
    pattern: re.Pattern[str] = WORD
    """How far the mistake goes from its position."""
