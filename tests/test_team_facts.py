"""What is said of teams like a reader's: counted by the figures, and no range over fewer than three."""

from __future__ import annotations

import pytest

from tests.conftest import BASE, Guidance, MakeProject

COAST = (BASE / "case_studies/coast.yml").read_text("utf-8")
PAGE = "docs/organisation-types/acute.md"


def acute(project: MakeProject, guidance: Guidance, sizes: list[str]) -> str:
    """The page of a type with so many case studies more, each with a team of a size."""
    assert "wte: 2.5" in COAST
    many = {
        f"case_studies/copy-{number}.yml": COAST.replace("wte: 2.5", f"wte: {size}")
        .replace("headcount: 4", "headcount: 40")
        .replace("title: A hospital on the coast", f"title: Copy {number}")
        for number, size in enumerate(sizes)
    }
    root = project(many)
    result = guidance(root, "render")
    assert result.exit_code == 0, result.output
    return (root / PAGE).read_text("utf-8")


@pytest.mark.parametrize(
    ("sizes", "said"),
    [
        pytest.param([], "one of them reports it, too few for a range.", id="one"),
        pytest.param(["3"], "two of them report it, too few for a range.", id="two"),
        pytest.param(["3", "5"], "3 of them report it. Median 3 WTE; mean 3.5; from 2.5 to 5.", id="three"),
    ],
)
def test_a_range_takes_three(sizes: list[str], said: str, project: MakeProject, guidance: Guidance) -> None:
    text = acute(project, guidance, sizes).replace("&#46;", ".")
    assert said in text
    assert ("Median" in text) == (len(sizes) >= 2)


def test_only_a_few_case_studies_are_quoted_and_the_rest_is_counted(
    project: MakeProject, guidance: Guidance
) -> None:
    text = acute(project, guidance, [str(number) for number in range(1, 10)])
    assert "; 4 more" in text


def test_the_page_of_a_type_and_teams_like_yours_say_the_same(
    project: MakeProject, guidance: Guidance
) -> None:
    root = project({})
    assert guidance(root, "render").exit_code == 0
    begin, end = '<div class="g-team-facts" markdown>', "</div>"
    own = (root / PAGE).read_text("utf-8").partition(begin)[2].partition(end)[0]
    yours = (root / "docs/teams-like-yours.md").read_text("utf-8")
    first = yours.partition('id="teams-type-acute"')[2].partition(begin)[2].partition(end)[0]
    assert first == own.replace("../", "")
    assert "What none of them shows" in own
