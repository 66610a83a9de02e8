"""The page that explains every field of a case study, as readers of the Markdown folder get it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.checks.schema import FieldOutline, outline_of
from generator.content.model.case_study import CaseStudy
from tests.conftest import BASE, Guidance, MakeProject


def all_fields(fields: tuple[FieldOutline, ...]) -> list[FieldOutline]:
    return [found for field in fields for found in (field, *all_fields(field.parts))]


FIELDS = {".".join(field.path): field for field in all_fields(outline_of(CaseStudy))}


@pytest.fixture
def page(project: MakeProject, guidance: Guidance) -> str:
    root: Path = project({})
    assert guidance(root, "render").exit_code == 0
    return (root / "docs" / "about" / "case-study-fields.md").read_text("utf-8").replace("&#95;", "_")


def part_of(page: str, anchor: str) -> str:
    """The text below a heading."""
    return page.partition(f"{{ #{anchor} }}")[2].partition("\n#")[0]


def test_it_explains_every_field(page: str) -> None:
    for way, field in FIELDS.items():
        assert f"# {field.title} {{ #{field.anchor} }}" in page, way
        explained = part_of(page, field.anchor)
        assert f"<code>{field.name}</code>" in explained, way
        assert "**What to write:**" in explained, way
        assert ("**Example:**" in explained) == (not field.parts), way


def test_its_fields_stand_in_the_order_of_the_file(page: str) -> None:
    anchors = re.findall(r"(?m)^#+ .* \{ #([a-z-]+) \}$", page)
    assert anchors[: len(FIELDS)] == [field.anchor for field in FIELDS.values()]
    assert len(set(anchors)) == len(anchors)


def test_every_field_that_holds_a_value_has_an_example() -> None:
    assert [way for way, field in FIELDS.items() if not field.parts and not field.example] == []


def test_it_says_what_may_be_left_out(page: str) -> None:
    assert "· Needed\n" in part_of(page, "title")
    assert "· You may leave it out\n" in part_of(page, "organisation-name")
    assert "· Needed in each entry\n" in part_of(page, "practices-recommendation")
    assert "· Needed if competency_framework is there\n" in part_of(page, "competency-framework-use")


def test_it_lists_the_words_to_choose_from(page: str) -> None:
    assert "one of the nations below" in re.sub(r"\[(.*?)\]\(#choose-nation\)", r"\1", page)
    assert "| <code>england</code> | England |" in part_of(page, "choose-nation")
    assert "| <code>ccio</code> | [" in part_of(page, "choose-role")
    assert "one of these words: <code>yes, planned, no</code>" in part_of(page, "competency-framework-use")
    assert "](../case-studies/index.md)" in part_of(page, "related")


def test_content_can_link_to_it_and_not_take_its_place(project: MakeProject, guidance: Guidance) -> None:
    about = BASE / "content" / "pages" / "about.md"
    linked = about.read_text("utf-8") + "\nSee [](guide:case-study-fields).\n"
    root = project({"content/pages/about.md": linked})
    assert guidance(root, "render").exit_code == 0
    assert "[Fields of a case study](case-study-fields.md)" in (root / "docs/about/index.md").read_text(
        "utf-8"
    )
    (root / "content" / "pages" / "case-study-fields.md").write_text(about.read_text("utf-8"), "utf-8")
    outcome = guidance(root, "check")
    assert outcome.exit_code == 1
    assert "this identifier is used twice for a guide" in outcome.output
