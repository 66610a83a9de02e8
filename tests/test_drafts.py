"""Drafts: what a case study lacks to be published, who is told, and that a public site leaves it out."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.checks.ready import CHECKLIST, find_drafts
from generator.content.document import Document
from generator.content.yaml import parse_document
from generator.site.scan.withheld import Scope, iter_said
from tests.conftest import Guidance, MakeProject
from tests.examples import examples
from tests.test_personal_data import CASE

HILL = "case_studies/hill.yml"
TEXTS = {
    "They ask (email address left out) every week.": "draft-left-out",
    "How the organisation does it, in one sentence.": "draft-form-words",
    "We meet every week.": "draft-first-person",
    "The team meets; our CCIO leads it.": "draft-first-person",
    "I lead the team.": "draft-first-person",
    "“We meet every week.”": "draft-first-person",
    "They say “all is well” but we doubt it.": "draft-first-person",
    "Nobody asked us.": "draft-first-person",
    "See [our plan](https://example.org/plan).": "draft-first-person",
    "Not yet": "draft-plan",
    "No, but planned for 2027": "draft-plan",
    "We would like to": "draft-plan",
    "It is planned that they meet every month.": "draft-plan",
    "Due to start in January.": "draft-plan",
    "Once funding is agreed, they will meet every month.": "draft-plan",
    "Still to be recruited.": "draft-plan",
    "It is TODO.": "draft-todo",
}
FINE = [
    "They meet every week.",
    "No project goes live without a clinician.",
    "The US and type I diabetes are no first person, nor is même or https://example.org/our/us.",
    "The hospital is in the US, and nurses, i.e. users, like MY CARE and ME at Part I.",
    "Phase I was short, and type I will be treated at level I can be.",
    "Patients use the My Care app and Our Future Health.",
    "Nurses ask: “What is in it for us?” Then they try it.",
    "“We like it,” said a nurse.",
    'The motto "we care" hangs on the wall.',
    "Read our-trust.example.org, us.example.org and <https://example.org/us>, or [the site](/we/us).",
    "Planned time for learning stands in each job plan.",
    "The team aims high and will not rest until the ward is happy.",
    "Notes are taken. Not yet all of them are read.",
    "Once a month, they will meet where the others work.",
    "Due to the size of the county, they meet online.",
    "It is scheduled for Mondays, and they are expected to come.",
]


def case(how: str) -> dict[str, str]:
    text = CASE.replace("SUMMARY", "A hospital that meets.").replace("They meet.", json.dumps(how))
    return {HILL: text}


def codes(how: str) -> set[str]:
    return {each.code for missing in find_drafts([document(how)]).values() for each in missing}


@pytest.mark.parametrize(("how", "code"), TEXTS.items(), ids=TEXTS)
def test_a_draft_lacks_something(how: str, code: str) -> None:
    assert code in codes(how)


@pytest.mark.parametrize("how", FINE)
def test_what_is_ready_is_no_draft(how: str) -> None:
    assert codes(how) == set()


def test_a_todo_in_a_comment_makes_a_draft(project: MakeProject, guidance: Guidance) -> None:
    root = project({HILL: f"# TODO: read it again\n{case('They meet.')[HILL]}"})
    assert "case_studies/hill.yml:1:3: warning: this case study is a draft" in guidance(root, "check").stdout


def test_a_public_site_leaves_a_draft_out(project: MakeProject, guidance: Guidance) -> None:
    root = project(case("Not yet"))
    assert guidance(root, "render").exit_code == 0
    names = {path.name for path in (root / "docs").rglob("*")}
    assert "coast.md" in names
    assert not {name for name in names if name.startswith("hill")}


def test_an_internal_copy_shows_drafts() -> None:
    found = document("Not yet")
    said = {scope.audience: list(iter_said([found], scope)) for scope in (Scope(), Scope("internal"))}
    assert all(each.is_withheld for each in said["public"])
    assert not any(each.is_withheld for each in said["internal"] if each.field != "comment")


PARTS = """
we We our us I i am TODO not yet No, but planned for 2027 (name left out) they meet We’d like to Hope to me
https://x.org/we [the team](guide:us) “we “ ” us” "our our" Phase I was The My
How the organisation does it, in one sentence.
"""
WORDS = st.sampled_from(PARTS.split())


def document(how: str) -> Document:
    found, problems = parse_document(case(how)[HILL].encode(), HILL)
    assert found is not None, problems
    return found


@settings(max_examples=examples(300))
@given(st.lists(WORDS, min_size=1, max_size=9).map(" ".join))
def test_the_scan_withholds_all_of_a_draft(how: str) -> None:
    found = document(how)
    is_draft = bool(find_drafts([found]))
    said = [each for each in iter_said([found], Scope()) if each.field.endswith("how")]
    assert [each.is_withheld for each in said] == [is_draft] * len(said)


def test_there_is_one_checklist(project: MakeProject, guidance: Guidance) -> None:
    root = project({})
    assert guidance(root, "render").exit_code == 0
    data = (root / "docs" / "assets" / "data" / "case-form.js").read_text("utf-8")
    for item in CHECKLIST:
        assert item.code in data
        assert json.dumps(str(item.text), ensure_ascii=False).strip('"') in data.replace(
            "\\u201c", "“"
        ).replace("\\u201d", "”")
