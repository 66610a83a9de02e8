"""The data of the self-assessment: which changes its versions notice, and how many practices it has."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from generator.outputs.script_data.tools import MOST_PRACTICES
from tests.conftest import BASE, Guidance, MakeProject

THEME = "content/themes/team-working.yml"
COAST = (BASE / "case_studies/coast.yml").read_text("utf-8")


def data_of(root: Path, name: str) -> dict[str, Any]:
    return data_in(root / "docs", name)


def data_in(docs: Path, name: str) -> dict[str, Any]:
    text = (docs / "assets/data" / name).read_text("utf-8")
    found: dict[str, Any] = json.loads(text.partition(" = ")[2].rstrip().rstrip(";"))
    return found


def digests(root: Path) -> dict[str, str]:
    themes = data_of(root, "assessment.js")["themes"]
    return {identifier: digest for _, _, items in themes for identifier, _, digest in items}


@pytest.mark.parametrize(
    ("old", "new", "is_another"),
    [
        pytest.param("title: Hold regular meetings", "title: Meet each week", True, id="another title"),
        pytest.param("text: Meet every week.", "text: Meet each day.", True, id="another text"),
        pytest.param(
            "text: Meet every week.", "text: |-\n      Meet\n      every week.", False, id="other line breaks"
        ),
        pytest.param("sources: [report#4]", "sources: [report]", False, id="another section of its source"),
    ],
)
def test_a_digest_differs_where_the_words_do(
    old: str, new: str, is_another: bool, project: MakeProject, guidance: Guidance
) -> None:
    root = project({})
    assert guidance(root, "render").exit_code == 0
    before = digests(root)
    text = (root / THEME).read_text("utf-8")
    assert old in text
    (root / THEME).write_text(text.replace(old, new, 1), "utf-8")
    result = guidance(root, "render")
    assert result.exit_code == 0, result.output
    after = digests(root)
    assert (after["regular-meetings"] != before["regular-meetings"]) == is_another
    assert {k: v for k, v in after.items() if k != "regular-meetings"} == {
        k: v for k, v in before.items() if k != "regular-meetings"
    }


def test_of_many_practices_the_newest_few_are_there_and_all_are_counted(
    project: MakeProject, guidance: Guidance
) -> None:
    many = {
        f"case_studies/copy-{number}.yml": COAST.replace("2026-01-02", f"2026-01-{number + 3:02}")
        for number in range(8)
    }
    root = project(dict(many))
    result = guidance(root, "render")
    assert result.exit_code == 0, result.output
    found = data_of(root, "practices/type-acute.js")
    count, practices = found["shown"]["regular-meetings"]
    assert count == found["cases"] == 9
    assert [case for case, _ in practices] == [f"copy-{number}" for number in range(7, 2, -1)]
    assert len(practices) == MOST_PRACTICES
    assert set(found["titles"]) == {case for case, _ in practices}


def test_every_type_size_and_nation_has_its_file(project: MakeProject, guidance: Guidance) -> None:
    root = project({})
    assert guidance(root, "render").exit_code == 0
    files = {path.stem for path in (root / "docs/assets/data/practices").iterdir()}
    assert {"all", "type-acute", "type-ambulance"} <= files
    assert any(name.startswith("size-") for name in files)
    assert any(name.startswith("nation-") for name in files)
    assert data_of(root, "practices/type-ambulance.js") == {"cases": 0, "titles": {}, "shown": {}}


def test_the_quick_check_asks_about_what_most_show_of_each_theme_and_then_of_the_others(
    real_docs: Path,
) -> None:
    page = (real_docs / "self-assessment.md").read_text("utf-8")
    quick = set(re.findall(r'g-assess__item--quick" id="assess-([a-z0-9-]+)"', page))
    shown = data_in(real_docs, "practices/all.js")["shown"]
    themes = [[item[0] for item in theme[2]] for theme in data_in(real_docs, "assessment.js")["themes"]]

    def count(name: str) -> int:
        return int(shown.get(name, [0])[0])

    first = {max(names, key=count) for names in themes}  # of equals, the first in the guidance
    others = [name for names in themes for name in names if name not in first]
    assert quick == first | set(sorted(others, key=count, reverse=True)[: 10 - len(first)])


def test_there_is_no_quick_check_that_would_ask_about_everything(
    project: MakeProject, guidance: Guidance
) -> None:
    root = project({})
    assert guidance(root, "render").exit_code == 0
    assert len(digests(root)) <= 10
    assert "quick-check" not in (root / "docs/self-assessment.md").read_text("utf-8")
