"""The table of decisions in `content/pages/evidence.md` and the practices of the case studies agree."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
ROW = re.compile(
    r"\| \[\]\(recommendation:(?P<recommendation>[a-z0-9-]+)\) \| \[[^]]+\]\(source:(?P<source>[^)]+)\) "
    r"\| “(?P<found_by>[^|]+)” \| (?P<counts>Yes|No) \| (?P<why>[^|]+) \|"
)
SENT_IN = "case-study-form"
"""The source of a case study in which the organisation itself says what it puts into practice."""


class Row(NamedTuple):
    recommendation: str
    source: str
    found_by: str
    counts: bool
    why: str


@cache
def tables() -> dict[str, list[Row]]:
    """The rows of each case study, by its identifier."""
    text = (ROOT / "content" / "pages" / "evidence.md").read_text("utf-8")
    found = {}
    for section in text.split("\n## ")[1:]:
        rows = [line for line in section.splitlines() if line.startswith("| [")]
        if case := re.search(r"\[case study\]\(case:([a-z0-9-]+)\)", section):
            found[case[1]] = [row_of(line) for line in rows]
    return found


def row_of(line: str) -> Row:
    cells = ROW.fullmatch(line)
    assert cells is not None, line
    return Row(
        cells["recommendation"], cells["source"], cells["found_by"], cells["counts"] == "Yes", cells["why"]
    )


@cache
def case_studies() -> dict[str, Any]:
    """Those that an editor wrote from a published account."""
    every = {
        path.stem: yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506 (makes text only)
        for path in sorted((ROOT / "case_studies").glob("*.yml"))
    }
    return {name: case for name, case in every.items() if SENT_IN not in case["sources"]}


def test_every_case_study_has_a_table() -> None:
    assert set(tables()) == set(case_studies())


@pytest.mark.parametrize("name", sorted(case_studies()))
def test_what_counts_is_a_practice_and_every_practice_counts(name: str) -> None:
    practices = [practice["recommendation"] for practice in case_studies()[name]["practices"]]
    assert sorted(row.recommendation for row in tables()[name] if row.counts) == sorted(practices)


@pytest.mark.parametrize("name", sorted(case_studies()))
def test_each_recommendation_is_decided_once_and_with_few_words_of_the_source(name: str) -> None:
    rows = tables()[name]
    assert len({row.recommendation for row in rows}) == len(rows)
    assert [row.found_by for row in rows if len(row.found_by.split()) > 7] == []


@pytest.mark.parametrize("name", sorted(case_studies()))
def test_a_practice_names_the_section_that_its_row_names(name: str) -> None:
    sections = {row.recommendation: row.source for row in tables()[name]}
    for practice in case_studies()[name]["practices"]:
        assert sections[practice["recommendation"]] in practice.get("sources", [])
