"""What is due for review, on the pages, on the page for editors, and on the command line."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.basics.clock import MOMENT_VARIABLE, build_day, given_day
from generator.content.content_files import FILES, FOLDERS
from generator.content.model.fields import Record
from generator.library.freshness import LISTS_ONLY, due_days, find_groups, months_later
from generator.library.library import Library
from generator.outputs.project import Rendered, WebAddresses, check_project, render_project
from generator.pages import iter_pages
from tests.conftest import Guidance, MakeProject
from tests.examples import examples
from tests.real_content import library

ROOT = Path(__file__).resolve().parents[1]
BANNER = "**This page is overdue for review.**"
CASE = "case-studies/coast.md"


def library_of(root: Path) -> Library:
    library = check_project(root).library
    assert library is not None
    return library


def render(root: Path, day: date, repository: str = "") -> Rendered:
    return render_project(root, root / "docs", places=WebAddresses(repository), today=day)


def text_of(root: Path, uri: str) -> str:
    return (root / "docs" / uri).read_text("utf-8")


DAYS = st.dates(date(1900, 1, 1), date(9999, 12, 31))


@given(day=DAYS, months=st.integers(0, 200_000))
def test_some_months_later_is_the_same_day_or_the_end_of_a_shorter_month(day: date, months: int) -> None:
    later = months_later(day, months)
    assert later >= day
    if later != date.max:
        assert (later.year - day.year) * 12 + later.month - day.month == months
        assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 21), 12, date(2027, 11, 21)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(9999, 12, 1), 1, date.max),
    ],
)
def test_months_are_counted_in_the_calendar(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


@settings(max_examples=examples(20))
@given(today=DAYS | st.dates(date(2026, 6, 1), date(2028, 3, 1)))
def test_a_file_is_overdue_or_due_or_neither(today: date) -> None:
    groups = {group.code: group.items for group in find_groups(library(), today)}
    overdue, due = ({item.path for item in groups[code]} for code in ("review-overdue", "review-due"))
    days = due_days(library())
    assert overdue == {path for path, day in days.items() if day < today}
    assert due == {path for path, day in days.items() if today <= day <= months_later(today, 3)}
    pages = list(iter_pages(library(), today))
    marked = {page.made_from for page in pages if page.overdue}
    (listed,) = (page.data for page in pages if page.template == "roles")
    assert isinstance(listed, dict)
    marked |= {library().identities["role", name].path for name in listed["overdue"]}
    assert marked == overdue - LISTS_ONLY


def test_every_file_with_a_day_of_review_falls_due() -> None:
    dated = (kind for kind in FILES if "reviewed" in kind.record_class.model_fields)
    single = {kind.path for kind in dated if not kind.is_optional}
    several = [kind.path for kind in FOLDERS]
    listed = set(due_days(library()))
    assert single <= listed
    assert all(any(path.startswith(f"{folder}/") for path in listed) for folder in several)


@pytest.mark.slow
def test_every_page_that_may_be_overdue_can_say_so(tmp_path: Path) -> None:
    """Whatever template a page is made with."""
    rendered = render_project(ROOT, tmp_path, today=date.max)
    library = rendered.checked.library
    assert library is not None
    pages = list(iter_pages(library, date.max))
    silent = [
        page.uri for page in pages if page.overdue and BANNER not in (tmp_path / page.uri).read_text("utf-8")
    ]
    assert silent == []
    needless = [
        page.uri for page in pages if not page.overdue and BANNER in (tmp_path / page.uri).read_text("utf-8")
    ]
    assert needless == []
    assert {"case", "theme", "recommendation", "role", "guide"} <= {
        page.template for page in pages if page.overdue
    }


def test_a_page_warns_from_the_day_after_its_date(project: MakeProject) -> None:
    root = project({})
    render(root, date(2099, 1, 2))
    assert BANNER not in text_of(root, CASE)
    render(root, date(2099, 1, 3), "https://example.org/x")
    text = text_of(root, CASE)
    assert f"{BANNER} It should have been checked again by 2 January 2099" in text
    assert "was last checked on 2 January 2026" in text
    assert "[Suggest a change](https://example.org/x/edit/main/case_studies/coast.yml)" in text
    assert text.index("\n# ") < text.index(BANNER) < text.index('class="g-lead"')


def test_the_same_day_gives_the_same_pages(project: MakeProject) -> None:
    root = project({})
    render(root, date(2027, 1, 3))
    outcome = render(root, date(2027, 1, 3))
    assert outcome.written is not None
    assert outcome.written.written == 0


def test_how_often_is_said_once_for_all(project: MakeProject) -> None:
    root = project({})
    site = root / "content" / "site.yml"
    site.write_text(f"{site.read_text('utf-8')}review_every: 24\n", "utf-8")
    days = due_days(library_of(root))
    assert days["content/roles/ccio.yml"] == date(2028, 1, 2)
    assert days["case_studies/coast.yml"] == date(2099, 1, 2)


@pytest.mark.parametrize("wrong", ["0", "-1", "1.5", "often"])
def test_how_often_is_a_whole_number_of_months(project: MakeProject, guidance: Guidance, wrong: str) -> None:
    root = project({})
    site = root / "content" / "site.yml"
    site.write_text(f"{site.read_text('utf-8')}review_every: {wrong}\n", "utf-8")
    line = len(site.read_text("utf-8").splitlines())
    assert f"content/site.yml:{line}:15: error:" in guidance(root, "check").stdout


def test_the_list_says_the_same_to_people_programs_and_pull_requests(
    project: MakeProject, guidance: Guidance
) -> None:
    root = project({})
    path = root / "case_studies" / "coast.yml"
    path.write_text(path.read_text("utf-8").replace("2099-01-02", "2026-01-03"), "utf-8")
    said = guidance(root, "check", "--stale").stdout
    listed: list[dict[str, Any]] = json.loads(guidance(root, "check", "--stale", "--format", "json").stdout)
    annotations = guidance(root, "check", "--stale", "--format", "github").stdout.splitlines()
    assert len(listed) == len(annotations) == said.count("\n- ")
    assert {each["severity"] for each in listed} == {"warning"}
    assert all(line.startswith("::warning file=") for line in annotations)
    overdue = next(each for each in listed if each["code"] == "review-overdue")
    assert (overdue["path"], overdue["found"]) == ("case_studies/coast.yml", "review by 2026-01-03")
    assert json.loads(guidance(root, "check", "--format", "json").stdout) == []


def test_what_may_not_be_published_is_not_listed(project: MakeProject, guidance: Guidance) -> None:
    root = project({})
    path = root / "case_studies" / "coast.yml"
    text = path.read_text("utf-8").replace("2099-01-02", "2026-01-03")
    path.write_text(text.replace("consent: true", "consent: false"), "utf-8")
    assert "coast" not in guidance(root, "check", "--stale").stdout
    render(root, date(2030, 1, 1))
    assert "coast" not in text_of(root, "about/freshness.md")


def test_whatever_may_lack_a_source_is_looked_at() -> None:
    """Except practices, which have those of their case study, and overlays, which only list sources."""

    def records(record: type[Record]) -> set[type[Record]]:
        return {record}.union(*map(records, record.__subclasses__()))

    optional = {
        record.__name__
        for record in records(Record)
        if record.__module__.startswith("generator.")
        and "sources" in record.model_fields
        and not record.model_fields["sources"].is_required()
    }
    assert optional == {"Guide", "LocalTerm", "Term", "Practice", "Overlay"}


@given(moment=st.integers(0, 253402300799))
def test_the_day_of_a_build_is_the_one_that_is_given(moment: int) -> None:
    day = datetime.fromtimestamp(moment, UTC).date()
    assert build_day({MOMENT_VARIABLE: str(moment)}) == given_day({MOMENT_VARIABLE: str(moment)}) == day


@given(text=st.text().filter(lambda text: not text.isdecimal()) | st.integers(253402300800).map(str))
def test_what_is_no_moment_gives_no_day(text: str) -> None:
    assert given_day({MOMENT_VARIABLE: text}) is None


def test_a_moment_that_is_none_is_refused(
    project: MakeProject, guidance: Guidance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.conftest.MOMENT", {MOMENT_VARIABLE: "yesterday"})
    outcome = guidance(project({}), "render")
    assert outcome.exit_code == 2
    assert "SOURCE_DATE_EPOCH has to be a whole number of seconds since 1970" in outcome.stderr
