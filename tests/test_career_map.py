"""The role and career map: drawing, words and content agree. Its figures are worked out again here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.content.content_files import VERSION
from generator.library.entries import Link
from generator.library.figures import FEWEST
from generator.outputs.project import check_project, render_project
from generator.pages.careers import (
    NARROW,
    TOP,
    WIDE,
    narrow_drawings,
    wide_drawing,
)
from tests.conftest import MakeProject

ROOT = Path(__file__).resolve().parents[1]
PAGE = "careers/index.md"
NOT_REPORTED = "<i>Not reported</i>"
LABELS = {
    "reports_to": "Whom it reports to",
    "time": "Time",
    "grade": "Grade",
    "contract": "How the post is held",
}
Pair = tuple[str, str]


@pytest.fixture(scope="module")
def docs(real_docs: Path) -> Path:
    return real_docs


@cache
def typed(folder: str) -> dict[str, Any]:
    """The data of a folder's files, as typed."""
    files = (ROOT / folder).glob("*.yml")
    return {path.stem: yaml.load(path.read_text("utf-8"), yaml.CBaseLoader) for path in files}  # noqa: S506


def careers() -> Any:
    return typed("content")["careers"]


def expected_ties() -> set[Pair]:
    """The pairs that belong together, worked out from the files alone."""
    roles = typed("content/roles")
    found = {
        (f"way-in:{each['way']}", f"role-group:{role['group']}")
        for role in roles.values()
        for each in role.get("ways_in", [])
    }
    for discipline in careers()["disciplines"]:
        for name in discipline.get("roles", []):
            found.add((f"role-group:{roles[name]['group']}", f"discipline:{discipline['id']}"))
    return found


def drawn(svg: str) -> set[Pair]:
    return set(re.findall(r'data-from="([^"]+)" data-to="([^"]+)"', svg))


def group_of(href: str) -> str:
    """The group of roles that an address on the map leads to, named as in the drawing."""
    return f"role-group:{href.removeprefix('#roles-')}"


def told(page: str) -> Iterator[Pair]:
    """The pairs in the words of the page: its lists of ways in and of disciplines."""
    ways, _, rest = page.partition("\n## Ways in\n")[2].partition("\n## Roles\n")
    for section in re.split(r"(?m)^### ", ways)[1:]:
        (name,) = re.findall(r"\{ #([a-z-]+) \}", section)
        for group in re.findall(r"(?m)^- \[[^]]*\]\((#roles-[a-z-]+)\):", section):
            yield f"way-in:{name}", group_of(group)
    for section in re.split(r"(?m)^### ", rest.partition("\n## Disciplines ")[2])[1:]:
        (name,) = re.findall(r"\{ #([a-z-]+) \}", section.partition("\n")[0]) or [""]
        for group in re.findall(r"\((#roles-[a-z-]+)\)", section):
            yield group_of(group), f"discipline:{name}"


def test_drawing_words_and_content_say_the_same(docs: Path) -> None:
    page = (docs / PAGE).read_text("utf-8")
    wide, _, rest = page.partition('<div class="g-map__narrow">')
    narrow, _, words = rest.partition("</figure>")
    assert drawn(wide) == drawn(narrow) == set(told(words)) == expected_ties()
    assert len(expected_ties()) > 15


def test_every_role_has_a_row_with_what_its_file_says(docs: Path) -> None:
    rows = re.findall(
        r"(?m)^\| \[[^]]+\]\(\.\./roles/(?:index\.md#)?([a-z-]+)(?:\.md)?\) \| (.*) \| (.*) \| ([0-9]+) \|$",
        (docs / PAGE).read_text("utf-8"),
    )
    roles = typed("content/roles")
    assert len(rows) == len(roles)
    for name, ways, disciplines, _ in rows:
        belongs = {each["id"] for each in careers()["disciplines"] if name in each.get("roles", [])}
        assert set(re.findall(r"#([a-z-]+)\)", ways)) == {
            each["way"] for each in roles[name].get("ways_in", [])
        }
        assert set(re.findall(r"#([a-z-]+)\)", disciplines)) == belongs
        assert (disciplines == NOT_REPORTED) == (not belongs)


def posts_of(role: str) -> list[list[dict[str, str]]]:
    """The posts of a role in each case study that has it, from the files alone."""
    teams = [case.get("team", {}).get("members", []) for case in typed("case_studies").values()]
    return [posts for team in teams if (posts := [post for post in team if post["role"] == role])]


def test_what_posts_report_is_counted_out_of_those_that_have_the_role(docs: Path) -> None:
    for role in typed("content/roles"):
        page = (docs / f"roles/{role}.md").read_text("utf-8")
        found = posts_of(role)
        if not found:
            assert "in the team | Reported by" not in page
            continue
        for field, label in LABELS.items():
            (row,) = re.findall(rf"(?m)^\| {label} \| ([0-9]+) of ([0-9]+) \| (.*) \|$", page)
            said = [{post[field] for post in posts if field in post} for posts in found]
            assert (int(row[0]), int(row[1])) == (sum(map(bool, said)), len(found))
            words = {re.sub(r" \([0-9]+ case studies\)$", "", text) for text in row[2].split("; ")}
            unescaped = {text.replace("&#39;", "'") for text in words}
            assert unescaped == set().union(*said) or (row[0] == "0" and row[2] == NOT_REPORTED)


def test_each_page_of_a_role_says_what_is_not_known(docs: Path) -> None:
    for role, typed_role in typed("content/roles").items():
        page = (docs / f"roles/{role}.md").read_text("utf-8")
        if "location: " in page.partition("\n---\n")[0]:
            continue  # an entry on the page of all roles
        sections = dict(re.findall(r"(?ms)^## ([^\n]+)\n(.*?)(?=^## |\Z)", page))
        assert (NOT_REPORTED in sections["Whom it reports to"]) == ("reports_to" not in typed_role)
        assert (NOT_REPORTED in sections["Ways in"]) == ("ways_in" not in typed_role)


CASE = """\
title: A hospital by the {name}
kind: team
summary: A team.
organisation:
  types: [acute]
team:
  members:
    - role: cnio
      wte: {wte}
practices:
  - recommendation: regular-meetings
    how: It meets.
sources: [report#5.1-a]
publication:
  consent: {consent}
  visibility: {visibility}
  anonymous: true
  reviewed: 2026-01-02
  review_by: 2099-01-02
"""


@pytest.mark.parametrize("count", [FEWEST - 1, FEWEST])
def test_a_range_needs_several_organisations(count: int, project: MakeProject) -> None:
    cases = {
        f"case_studies/{name}.yml": CASE.format(name=name, wte=wte, consent="true", visibility="public")
        for name, wte in list({"river": "0.31", "lake": "0.62", "sea": "0.93"}.items())[:count]
    }
    withheld = {
        "case_studies/inside.yml": CASE.format(name="pond", wte="7", consent="true", visibility="internal")
    }
    root = project({**cases, **withheld})
    assert render_project(root, root / "docs").written is not None
    page = (root / "docs/roles/cnio.md").read_text("utf-8")
    shown = "Median 0.62 WTE; mean 0.62; from 0.31 to 0.93." if count >= FEWEST else "Too few to say"
    assert f"| WTE of these posts together | {count} of {count} | {shown} |" in page
    assert "pond" not in page


@pytest.mark.slow
def test_a_copy_that_hides_roles_has_a_map_without_them(tmp_path: Path) -> None:
    network = [name for name, role in typed("content/roles").items() if role["group"] == "network"]
    text = f'release: "{VERSION}"\nname: Riverside\nvisibility: internal\nreviewed: 2026-11-21\nhide:\n'
    (tmp_path / "content").mkdir()
    (tmp_path / "content/overlay.yml").write_text(text + "".join(f"- role:{name}\n" for name in network))
    assert render_project(tmp_path, tmp_path / "docs").written is not None
    page = (tmp_path / "docs" / PAGE).read_text("utf-8")
    assert "role-group:network" not in page
    assert not [name for name in network if f"roles/{name}.md" in page]
    wide, _, rest = page.partition('<div class="g-map__narrow">')
    assert drawn(wide) == set(told(rest.partition("</figure>")[2]))


@pytest.mark.slow
def test_the_drawing_does_not_grow_with_the_roles(project: MakeProject) -> None:
    careers_file = (
        ROOT / "tests/cases/pages/how-roles-are-reached-is-drawn-and-told/input/content/careers.yml"
    )
    role = (
        "title: Lead {0}\ngroup: leads\norder: {0}\npurpose: Leads.\nways_in:\n- way: lent\n  text: Lent.\n"
    )
    end = "  sources: [report]\nsources: [report]\nreviewed: 2026-01-02\n"
    files = {f"content/roles/lead-{number}.yml": role.format(number) + end for number in range(300)}
    root = project({"content/careers.yml": careers_file.read_text("utf-8"), **files})
    assert render_project(root, root / "docs").written is not None
    page = (root / "docs" / PAGE).read_text("utf-8")
    assert len(page.partition("</figure>")[0]) < 12_000
    assert "300 roles" in page
    assert "200 more" in page  # in the list of a way in


def test_a_way_in_that_nobody_knows_names_the_nearest(project: MakeProject) -> None:
    ways = "ways_in:\n- way: secondmnt\n  text: Lent.\n  sources: [report]\n"
    role = "title: CNIO\ngroup: leads\norder: 2\npurpose: Leads.\nsources: [report]\nreviewed: 2026-01-02\n"
    known = "ways_in:\n- id: secondment\n  title: Secondment\n  text: Lent.\n  sources: [report]\n"
    careers_text = (ROOT / "tests/cases/base/content/careers.yml").read_text("utf-8")
    root = project({"content/roles/cnio.yml": role + ways, "content/careers.yml": known + careers_text})
    (problem,) = check_project(root).problems
    assert (problem.path, problem.span.start.line, problem.code) == (
        "content/roles/cnio.yml",
        8,
        "unknown-reference",
    )
    assert "secondment" in problem.nearest


titles = st.text("abc W-", min_size=1, max_size=60).filter(str.strip)
columns_of_names = st.lists(st.lists(titles, min_size=1, max_size=9), min_size=2, max_size=4)


@given(columns_of_names, st.data())
def test_boxes_never_overlap_and_hold_their_words(names: list[list[str]], data: st.DataObject) -> None:
    columns = [
        (
            f"Column {number}",
            {f"{number}-{index}": Link(title, "#x") for index, title in enumerate(titles_of)},
        )
        for number, titles_of in enumerate(names)
    ]
    pairs = [
        (first, second) for (_, left), (_, right) in pairwise(columns) for first in left for second in right
    ]
    chosen = data.draw(st.lists(st.sampled_from(pairs), unique=True))
    lines = [(start, end, "", 1) for start, end in chosen]
    wide, narrow = wide_drawing(columns, lines), narrow_drawings(columns, lines)
    strokes = [stroke["line"] for each in narrow for stroke in each["strokes"]]
    assert {line[:2] for line in strokes} == set(chosen)
    for drawing, (width, _) in [(wide, WIDE), *((each, NARROW) for each in narrow)]:
        for x in {box["x"] for box in drawing["boxes"]}:
            column = sorted((box for box in drawing["boxes"] if box["x"] == x), key=lambda box: box["y"])
            edges = [edge for box in column for edge in (box["y"], box["y"] + box["height"])]
            assert edges == sorted(edges)
            assert edges[0] >= TOP
            assert edges[-1] <= drawing["height"]
        for box in drawing["boxes"]:
            assert box["x"] + width <= drawing["width"]
            assert all(box["y"] < words["y"] < box["y"] + box["height"] for words in box["lines"])
