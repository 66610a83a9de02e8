"""What to do if a program that tests need is missing.

On a person's computer, the tests that need it are skipped, with a sentence that says how
to get it. In CI they fail: a green run there must mean that everything was tested.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import pytest


def report_missing(advice: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(advice, pytrace=False)
    pytest.skip(advice)


def runs(command: Sequence[str | Path]) -> bool:
    """Whether a program runs without error: macOS has a `java` that only says where to get one."""
    try:
        finished = subprocess.run(command, capture_output=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return finished.returncode == 0
