"""What the check says that an editor may have meant."""

from __future__ import annotations

import pytest

from tests.conftest import BASE, Guidance, MakeProject

WITH = """\
title: A team that shares its notes
kind: team
summary: They share notes.
organisation:
  types: [acute]
team:
  members:
    - role: ccio
      wte: 0.5
practices:
  - recommendation: shared-notes
    how: Notes are on a shared page.
sources: [report]
publication:
  consent: true
  visibility: public
  anonymous: true
  reviewed: 2026-01-02
  review_by: 2099-01-02
"""
VOCABULARY = "content/vocabulary.yml"
WITH_OTHER_WORDS = (
    (BASE / VOCABULARY).read_text("utf-8").replace("title: Acute", "also: [hospital]\n    title: Acute", 1)
)


@pytest.mark.parametrize(
    ("right", "written", "said"),
    [
        ("role: ccio", "role: CCIO", "nearest:  ccio ("),
        ("role: ccio", "role: Chief clinical information officer", "nearest:  ccio, “Chief"),
        ("role: ccio", "role: Cheif Clinical Information Oficer", "nearest:  ccio, “Chief"),
        (
            "role: ccio",
            "role: chief nurse of information",
            "expected: one of those in content/roles/: ccio, cnio",
        ),
        (
            "recommendation: shared-notes",
            "recommendation: Share notes",
            "nearest:  shared-notes, “Share notes”",
        ),
        ("[report]", "[The Testshire report]", "nearest:  report, “The Testshire report”"),
        ("[acute]", "acute", "nearest:  [acute]"),
        ("[acute]", "acute, community", "nearest:  [acute, community]"),
        ("[acute]", "acute hospital", "in content/vocabulary.yml: acute, community, ambulance"),
        ("wte: 0.5", "wte: 0,5", "nearest:  0.5"),
        ("wte: 0.5", "wte: 50%", "nearest:  0.5"),
        ("wte: 0.5", "wte: half", "nearest:  0.5"),
        ("wte: 0.5", "wte: 4,200.5", "nearest:  4200.5"),
        ("[acute]", "[acute]\n  staff: about 4,200", "nearest:  4200, and a line staff_is_approximate: true"),
        (
            "[acute]",
            "[acute]\n  staff: ~4 200 people",
            "nearest:  4200, and a line staff_is_approximate: true",
        ),
        ("consent: true", "consent: Yes", "nearest:  true"),
        ("reviewed: 2026-01-02", "reviewed: 2/1/2026", "nearest:  2026-01-02"),
        ("reviewed: 2026-01-02", "reviewed: 2nd January 2026", "nearest:  2026-01-02"),
        ("reviewed: 2026-01-02", "reviewed: 2026/1/2", "nearest:  2026-01-02"),
        ("title: A", "title: “A team: it”", "expected: straight quotes around the value"),
        ("title: A", "- title: A", "expected: the key alone: title: A team that"),
        ("title: A", "-title: A", "nearest:  title"),
        ("  - recommendation", "  • recommendation", "a bullet where a hyphen belongs"),
        ("    - role", "    – role", "a bullet where a hyphen belongs"),
        ("    - role", "    -role", "a space is missing after the hyphen"),
        (
            "    - role: ccio\n",
            "    - role: ccio\n      role: cnio\n",
            "or a hyphen and a space where a new entry",
        ),
        (
            "  - recommendation: shared-notes\n    how",
            "  recommendation: shared-notes\n  how",
            "- recommendation: …",
        ),
        ("summary: They share", "summary:\n  • They meet\n  • They share", "so its list would be lost"),
        ("summary: They share", "summary:\n•\tThey share", "a bullet where a hyphen belongs"),
        ("  - recommendation", "  * recommendation", "a bullet where a hyphen belongs"),
        ("  - recommendation", "  1. recommendation", "a number where a hyphen belongs"),
        ("kind: team\nsummary", "kind: team summary", "expected: summary: on a line of its own"),
        ("title: A", "```yaml\ntitle: A", "expected: the lines with ``` taken out"),
        ("  - recommendation", "  -\n  - recommendation", "nearest:  no hyphen, where there is no entry"),
        ("summary: They", "description: They", "nearest:  summary"),
        ("wte: 0.5", "fte: 0.5", "nearest:  wte"),
        ("  members:", "  posts:", "nearest:  members"),
        ("practices:", "Recommendations:", "nearest:  practices"),
        ("[acute]", "acute and community", "nearest:  [acute, community]"),
        ("[acute]", "[hospital]", "nearest:  acute, “Acute hospital care”"),
        ("wte: 0.5", "wte: 50 %", "nearest:  0.5"),
        ("wte: 0.5", "wte: ½", "nearest:  0.5"),
        ("wte: 0.5", "wte: 3/4", "nearest:  0.75"),
        ("wte: 0.5", "wte: n/a", "nearest:  no line at all"),
        ("wte: 0.5", "wte: TBC", "nearest:  no line at all"),
        ("[acute]", "[acute]\n  staff: 4000+", "nearest:  4000, and a line staff_is_approximate: true"),
        ("[acute]", "[acute]\n  staff: over 4,000", "nearest:  4000, and a line staff_is_approximate: true"),
        ("reviewed: 2026-01-02", "reviewed: Friday 2 January 2026", "nearest:  2026-01-02"),
        ("reviewed: 2026-01-02", "reviewed: January 2, 2026", "nearest:  2026-01-02"),
    ],
)
def test_a_natural_mistake_is_understood(
    right: str, written: str, said: str, project: MakeProject, guidance: Guidance
) -> None:
    assert right in WITH
    root = project(
        {"case_studies/new-one.yml": WITH.replace(right, written, 1), VOCABULARY: WITH_OTHER_WORDS}
    )
    result = guidance(root, "check")
    assert result.exit_code == 1
    assert "case_studies/new-one.yml:" in result.output
    assert said in result.output


@pytest.mark.parametrize(
    ("right", "written"),
    [
        ("wte: 0.5", "wte: 3-4"),
        ("wte: 0.5", "wte: 3 days"),
        ("wte: 0.5", "wte: 1,2,3"),
        ("wte: 0.5", "wte: 2/3"),
        ("[acute]", "[acute]\n  staff: under 4000"),
        ("reviewed: 2026-01-02", "reviewed: 2/1/26"),
        ("consent: true", "consent: Yes, subject to seeing it"),
        ("reviewed: 2026-01-02", "reviewed: 31 February 2026"),
        ("reviewed: 2026-01-02", "reviewed: January 2026"),
        ("role: ccio", "role: officer"),
    ],
)
def test_nothing_is_guessed_where_it_could_mislead(
    right: str, written: str, project: MakeProject, guidance: Guidance
) -> None:
    root = project({"case_studies/new-one.yml": WITH.replace(right, written, 1)})
    result = guidance(root, "check")
    assert (result.exit_code, "nearest" in result.output) == (1, False)
