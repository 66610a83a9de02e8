"""Lighthouse's four scores of a page on a phone. It is a program for Node, and no part of the project.

mkdir FOLDER && cd FOLDER && npm install lighthouse
"""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from tests.browser.chromium import find_chromium

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"
LONGEST = 180
"""Seconds for one page."""


@dataclass(frozen=True)
class Scores:
    values: tuple[int, int, int, int]
    """Of 100, in the order of CATEGORIES: medians of all runs."""
    failed: tuple[str, ...]
    """What was found wrong outside performance, by Lighthouse's names."""
    paint: float
    """Milliseconds until the largest text or picture is there, as Lighthouse reckons."""
    blocked: float
    """Milliseconds of blocking, as Lighthouse reckons."""
    speed: float
    """Lighthouse's own measure of the computer: below 1,000, its performance score says little."""


def find_lighthouse(folder: Path) -> Path | None:
    program = folder / "node_modules" / ".bin" / "lighthouse"
    return program if program.exists() else None


def judge(program: Path, address: str, runs: int) -> Scores:
    reports = [_report(program, address) for _ in range(runs)]
    return Scores(
        values=_medians(reports),
        failed=tuple(sorted({name for report in reports for name in _failed(report)})),
        paint=median(_number(report, "largest-contentful-paint") for report in reports),
        blocked=median(_number(report, "total-blocking-time") for report in reports),
        speed=median(report["environment"]["benchmarkIndex"] for report in reports),
    )


def _report(program: Path, address: str) -> dict[str, Any]:
    arguments = [address, "--quiet", "--output=json", f"--chrome-flags={FLAGS}"]
    environment = os.environ | {"CHROME_PATH": find_chromium() or ""}
    done = subprocess.run(
        [program, *arguments], env=environment, capture_output=True, timeout=LONGEST, check=True
    )
    report: dict[str, Any] = json.loads(done.stdout)
    if "runtimeError" in report:
        raise RuntimeError(f"{address}: {report['runtimeError']['message']}")
    return report


def _medians(reports: list[dict[str, Any]]) -> tuple[int, int, int, int]:
    scores = [[report["categories"][name]["score"] for report in reports] for name in CATEGORIES]
    performance, accessibility, practices, seo = (round(100 * median(values)) for values in scores)
    return performance, accessibility, practices, seo


def _failed(report: dict[str, Any]) -> list[str]:
    """Audits that cost points, but for those of performance."""
    counted = [
        audit["id"]
        for name in CATEGORIES[1:]
        for audit in report["categories"][name]["auditRefs"]
        if audit["weight"] > 0
    ]
    scores = {name: report["audits"][name]["score"] for name in counted}
    return [name for name, score in scores.items() if score is not None and score < 1]


def _number(report: dict[str, Any], audit: str) -> float:
    value: float = report["audits"][audit]["numericValue"]
    return value
