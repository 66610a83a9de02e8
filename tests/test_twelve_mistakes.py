"""One run reports everything that is wrong: 12 mistakes in 5 files are 12 problems, each at its place.

In the texts below «…» marks what is wrong. The marks are removed before the files are written,
and the problems must be where they were, independently of any golden file.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.conftest import Guidance, MakeProject

FILES = {
    "case_studies/hill.yml": """\
title: A hospital on a hill
kind: team
summary: A team on a hill, led by [a CCIO](role:ccio) and [another](«role:cci»).
organisation:
  types: [acute, «comunity»]
team:
  wte: 5
  headcount: «3»
practices:
  - recommendation: «regular-meeting»
    how: As [](recommendation:regular-meetings) says.
sources: [report#4]
publication:
  consent: «yes»
  visibility: public
  anonymous: true
  reviewed: «2026-02-30»
  review_by: 2099-01-02
""",
    "case_studies/shore.yml": """\
title: One«:» two
kind: team
""",
    "content/pages/small-steps.md": """\
---
title: Small steps
summary: How to improve a little at a time.
section: guides
order: 1
reviewed: 2026-01-02
---

## First

Begin with two *small* steps, not one «<b>»big one.

Then see [a page](«javascript:alert(1)»).
""",
    "content/roles/cnio.yml": """\
title: Chief nursing information officer
group: leads
order: 2
«porpose»: Speaks for nurses.
purpose: Speaks for nurses.
related:
  - ccio
sources: [report#1, «report#9»]
reviewed: 2026-01-02
""",
    "content/themes/writing.yml": """\
title: Writing
order: 3
summary: How to write things down.
why_it_matters: Nobody remembers everything.
recommendations:
  - id: «shared-notes»
    title: Share notes again
    text: Write down what was said.
    applies_to: [board]
    sources: [report#4]
sources: [report#4]
reviewed: 2026-01-02
""",
}


@dataclass(frozen=True)
class Place:
    path: str
    line: int
    column: int
    text: str


def marked(path: str, text: str) -> list[Place]:
    """The places of the marks in a text, not counting the marks themselves."""
    return [
        Place(path, number, mark.start() + 1 - 2 * index, mark[1])
        for number, line in enumerate(text.split("\n"), 1)
        for index, mark in enumerate(re.finditer("«(.*?)»", line))
    ]


def unmarked(text: str) -> str:
    return re.sub("[«»]", "", text)


def place_of(root: Path, problem: dict[str, Any]) -> Place:
    """The place of a problem, with the text of the file at its line and columns."""
    line = (root / problem["path"]).read_text("utf-8").split("\n")[problem["line"] - 1]
    assert problem["end_line"] == problem["line"]
    text = line[problem["column"] - 1 : problem["end_column"] - 1]
    return Place(problem["path"], problem["line"], problem["column"], text)


def test_twelve_mistakes(project: MakeProject, guidance: Guidance) -> None:
    root = project({path: unmarked(text) for path, text in FILES.items()})
    result = guidance(root, "check", "--format", "json")
    found = [place_of(root, problem) for problem in json.loads(result.stdout)]
    assert found == [place for path, text in FILES.items() for place in marked(path, text)]
    assert (len(FILES), len(found), result.exit_code) == (5, 12, 1)
    printed = guidance(root, "check").output
    assert re.findall(r"(?m)^(\S+):(\d+):(\d+): error: ", printed) == [
        (place.path, str(place.line), str(place.column)) for place in found
    ]
    assert printed.endswith("12 problems in 5 files\n")
