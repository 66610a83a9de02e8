"""One spelling for each thing: what the table says is found at its place, and names are left alone."""

from __future__ import annotations

import pytest
import yaml
from babel.messages.pofile import read_po

from generator.checks.ready import TABLE, read_spelling
from generator.outputs.project import check_project
from tests.conftest import ROOT, MakeProject

WORDS = """\
words:
  - write: trust
    not: [Trust]
  - write: e-health
    not: [eHealth, e-Health]
  - write: front-line
    not: [frontline]
"""
ROLE = """\
title: Chief nursing information officer
also_called: [eHealth nurse]
group: leads
order: 2
purpose: |
  {}
sources: [report]
reviewed: 2026-01-02
"""


def found(project: MakeProject, text: str, table: str = WORDS) -> list[tuple[int, int, str, str, str]]:
    root = project({TABLE: table, "content/roles/cnio.yml": ROLE.format(text)})
    return [
        (each.span.start.line, each.span.start.column, each.found, each.expected, each.severity)
        for each in check_project(root).problems
    ]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("A nurse of the Trust.", "Trust", "trust"),
        ("The Trust has one.", "Trust", "trust"),
        ("It helps all Trusts.", "Trust", "trust"),
        ("Leads on eHealth.", "eHealth", "e-health"),
        ("EHealth, or e-Health, is one.", "e-Health", "e-health"),
        ("Helps frontline staff.", "frontline", "front-line"),
    ],
)
def test_another_spelling_is_a_warning_at_its_place(
    project: MakeProject, text: str, wrong: str, right: str
) -> None:
    assert found(project, text) == [(6, 3 + text.index(wrong), wrong, right, "warning")]


@pytest.mark.parametrize(
    "text",
    [
        "Trusts need one.",
        "A post at Hill NHS Foundation Trust. Trust them.",
        "Entrust it to the front-line staff of a trust.",
        "Works at the frontliners' desk.",
    ],
)
def test_names_and_beginnings_of_sentences_are_left_alone(project: MakeProject, text: str) -> None:
    assert found(project, text) == []


def test_each_of_several_has_its_own_place(project: MakeProject) -> None:
    places = [(line, column) for line, column, *_ in found(project, "The trust, the Trust\n  and the Trust.")]
    assert places == [(6, 18), (7, 11)]


def test_a_project_without_a_table_has_no_rules(project: MakeProject) -> None:
    root = project({"content/roles/cnio.yml": ROLE.format("The Trust.")})
    assert check_project(root).problems == ()


def test_labels_are_spelt_as_the_content_is() -> None:
    spelling = read_spelling(yaml.safe_load((ROOT / TABLE).read_text("utf-8")))
    with (ROOT / "translations/labels.pot").open("rb") as file:
        labels = [text for message in read_po(file) for text in _forms(message.id)]
    assert len(labels) > 1_000
    wrong = {text: [match[0] for match in spelling.iter_wrong(text)] for text in labels}
    assert {text: found for text, found in wrong.items() if found} == {}


def _forms(label: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (label,) if isinstance(label, str) else tuple(label)
