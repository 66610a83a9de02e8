"""The reading age of texts and pages: the published formula, and what of a page counts as prose."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.outputs.readability import HARD, PageAge, Reading, as_list, iter_prose, read, syllables
from tests.conftest import ROOT, MakeProject


@pytest.mark.parametrize(
    ("word", "number"),
    [
        *(("cat", 1), ("team", 1), ("role", 1), ("whole", 1), ("asked", 1), ("changes", 2), ("wanted", 2)),
        *(("people", 2), ("title", 2), ("table", 2), ("safety", 2), ("framework", 2), ("patient", 2)),
        *(("language", 2), ("area", 3), ("management", 3), ("champion", 3), ("clinical", 3)),
        *(("organisation", 5), ("informatician", 5), ("information", 4), ("front-line", 2)),
    ],
)
def test_syllables_are_counted_by_spelling(word: str, number: int) -> None:
    assert syllables(word) == number


def test_the_age_is_the_published_grade_and_five() -> None:
    # 0.39 * 120 / 10 + 11.8 * 180 / 120 - 15.59 = 6.79
    assert Reading(words=120, sentences=10, syllables=180).age == pytest.approx(11.79)
    assert read([]).age == 0


def test_an_end_of_a_block_ends_its_sentence_and_a_name_is_one_word() -> None:
    assert read(["One two three. Four five!", "Six seven"]) == Reading(7, 3, 8)
    assert read(["It asked Health Education England."]).words == 3
    assert read(["We met the Faculty of Clinical Informatics twice."]).words == 5
    assert read(["About 6.9 of 10."]).sentences == 1


PAGE = """\
---
title: "A page."
---

<nav class="g-breadcrumbs" markdown>

1. [Home is here.](index.md)

</nav>

# A heading with a full stop.

Some **prose** with a [link](a.md) and the page [Hold regular meetings](b.md).

| A table. | Its words. |
| --- | --- |

- A fragment
- **Label:** An entry
  over two lines.

<div class="g-related" markdown>

- [Another page](c.md): also of this type.

</div>

<small class="g-cite">Source: a report.</small>

<footer class="g-pagefoot" markdown>

Reviewed today.

</footer>
"""


def test_only_sentences_of_the_page_itself_are_prose() -> None:
    assert list(iter_prose(PAGE)) == [
        "Some prose with a link and the page Name.",
        "An entry over two lines.",
    ]


def test_the_list_gives_the_middle_and_the_hardest_of_each_kind() -> None:
    ages = [PageAge("Role", "roles/a.html", 10), PageAge("Role", "roles/b.html", 15.25)]
    ages.append(PageAge("Theme", "themes/c.html", 12))
    shown = as_list(ages)
    assert "Role                         2 pages, median 12.6, hardest 15.2 roles/b.html" in shown
    assert shown.endswith(f"Over {HARD}:\n  15.2 roles/b.html")


def run(root: Path, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["check", "--project", str(root), "--readability", *arguments])
    return result.exit_code, result.output


def test_it_is_advice_and_a_text_for_people(project: MakeProject) -> None:
    hard = "Multidisciplinary organisational representation necessitates institutional prioritisation. " * 12
    theme = (ROOT / "tests/cases/base/content/themes/team-working.yml").read_text("utf-8")
    theme = theme.replace("Teams that talk make fewer mistakes.", hard.strip())
    root = project({"content/themes/team-working.yml": theme})
    code, shown = run(root)
    assert code == 0
    assert "themes/team-working.html" in shown.partition("Over 15:")[2]
    assert run(root, "--format", "json")[0] == 2
