"""Processes that a build starts to work beside it, whatever becomes of them."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

from generator import workers

WHATEVER_BECOMES_OF_THEM = pytest.mark.parametrize(
    "program",
    [
        None,
        "import sys; sys.stdin.readline(); sys.stdin.readline()",
        "import sys\nfor line in sys.stdin: print('{', flush=True)",
    ],
    ids=["that work", "that die at their first job", "that talk nonsense"],
)


def use_processes(of: ModuleType, program: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a module find its work worth two processes. `program`: what they run in place of their own."""
    monkeypatch.setattr(of, "WORTH_IT", 1)
    monkeypatch.setattr(workers, "_processors", lambda: 2)
    if program:
        monkeypatch.setattr(workers, "_PYTHON", (sys.executable, "-c", program))
