"""Figures from the case studies: each is worked out again here, from the files alone."""

from __future__ import annotations

import html
import re
import statistics
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.basics.labels import COUNTED, stated_number
from generator.content.content_files import VERSION
from generator.library.figures import FEWEST, FEWEST_STAFF, WACHTER, spread
from generator.library.library import Library
from generator.outputs.project import check_project, render_project
from generator.pages import case_figures
from generator.pages.case_figures import COLUMNS, MOST_POINTS, ROWS
from generator.pages.page_context import PageContext
from tests.conftest import BASE, MakeProject
from tests.real_content import rows, typed

ROOT = Path(__file__).resolve().parents[1]
PAGE = "case-study-figures.md"
Groups = dict[str, set[str]]


@pytest.fixture(scope="module")
def docs(real_docs: Path) -> Path:
    return real_docs


def section(page: str, identifier: str) -> str:
    """The part of a page under the heading with this identifier."""
    return re.split(r"(?m)^##+ ", page.partition(f"{{ #{identifier} }}")[2])[0]


def team(data: Any) -> Any:
    return data.get("team") or {}


def numbers(key: str) -> dict[str, Decimal]:
    return {name: Decimal(str(team(data)[key])) for name, data in typed().items() if key in team(data)}


def members(key: str) -> Groups:
    return {
        name: {post[key] for post in team(data).get("members", []) if key in post}
        for name, data in typed().items()
    }


def inside(values: dict[str, Decimal], *bounds: str) -> Groups:
    """The names by band: under each bound's identifier, those from the bound to below the next."""
    ends = [*map(Decimal, bounds[1:]), Decimal("Infinity")]
    return {
        f"from-{low.replace('.', '-')}": {name for name, n in values.items() if Decimal(low) <= n < high}
        for low, high in zip(bounds, ends, strict=True)
    }


def turned(by_case: Groups) -> Groups:
    """From what each case study has, which case studies have each thing."""
    return {
        value: {name for name, has in by_case.items() if value in has}
        for value in set().union(*by_case.values())
    }


def told(**parts: set[str]) -> Groups:
    return parts


@cache
def practices() -> Groups:
    """The case studies that show each recommendation, in the order of the themes."""
    themes = [
        yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
        for path in (ROOT / "content/themes").glob("*.yml")
    ]
    order = [r["id"] for theme in sorted(themes, key=lambda t: t["order"]) for r in theme["recommendations"]]
    does = {name: {p["recommendation"] for p in data["practices"]} for name, data in typed().items()}
    return {wanted: {name for name, done in does.items() if wanted in done} for wanted in order}


def expected() -> Iterator[tuple[str, Groups, int]]:
    """For each figure, the case studies in each bar, and how many case studies report it."""
    cases = typed()
    wte, headcount = numbers("wte"), numbers("headcount")
    yield "team-wte", inside(wte, "0", "1", "2.5", "5", "7.5", "10"), len(wte)
    yield "team-headcount", inside(headcount, "0", "5", "10", "20"), len(headcount)
    five = {name for name, number in wte.items() if number >= 5}
    yield "team-wachter", {"fewer": wte.keys() - five, "five-or-more": five}, len(wte)
    has = members("profession")
    yield "professions", turned(has), sum(map(bool, has.values()))
    yield "roles", turned(members("role")), sum(map(bool, members("role").values()))
    money = {name for name, data in cases.items() if "funding" in team(data)}
    held = {name for name, has in members("contract").items() if has}
    held |= {name for name, data in cases.items() if "contracts" in team(data)}
    yield "funding", told(source=money, contract=held), len(money | held)
    board = {name for name, data in cases.items() if "board_representation" in data}
    line = {name for name, data in cases.items() if "reporting_line" in team(data)}
    line |= {name for name, has in members("reports_to").items() if has}
    yield "board-routes", told(board=board, line=line), len(board | line)
    use = {name: data.get("competency_framework", {}).get("use") for name, data in cases.items()}
    words = {"yes": ("yes", True), "planned": ("planned",), "no": ("no", False)}  # YAML 1.1 reads yes as true
    framework = {key: {n for n, u in use.items() if u in meant} for key, meant in words.items()}
    yield "competency-framework", framework, sum(value is not None for value in use.values())
    cpd = {
        name: set(data["cpd"].get("methods", ["in-words"])) for name, data in cases.items() if "cpd" in data
    }
    yield "cpd-methods", turned(cpd), len(cpd)


FIGURES = tuple(expected())


@pytest.mark.parametrize(("figure", "groups", "reporting"), FIGURES, ids=[item[0] for item in FIGURES])
def test_a_figure_is_what_the_files_say(docs: Path, figure: str, groups: Groups, reporting: int) -> None:
    found = [row for row in rows(docs, "case-figures") if row["figure"] == figure]
    assert {row["bar"]: set(filter(None, row["which"].split("; "))) for row in found} == groups
    for row in found:
        assert row["case_studies"] == str(len(groups[row["bar"]]))
        assert (row["reporting"], row["case_studies_of"]) == (str(reporting), str(len(typed())))
    shown = section((docs / PAGE).read_text("utf-8"), figure)
    missing = len(typed()) - reporting
    assert re.search(rf"{reporting} of {len(typed())} case studies reports? it; {missing} do", shown)
    for name in set().union(*groups.values()):
        assert re.search(rf'case-studies/{name}\.(html"|md\))', shown)


def test_the_most_and_the_least_evidenced_recommendations(docs: Path) -> None:
    for figure, sign in (("recommendations-most", -1), ("recommendations-least", 1)):
        found = [row for row in rows(docs, "case-figures") if row["figure"] == figure]
        ranked = sorted(practices(), key=lambda name: sign * len(practices()[name]))
        assert [row["bar"] for row in found] == ranked[: len(found)]
        assert all(int(row["case_studies"]) == len(practices()[row["bar"]]) for row in found)
    unseen = sum(not cases for cases in practices().values())
    assert (
        f"No case study shows {unseen} of the {len(practices())} recommendations" in (docs / PAGE).read_text()
    )


def lists() -> dict[str, list[Any]]:
    return {name: team(data)["members"] for name, data in typed().items() if "members" in team(data)}


@pytest.mark.parametrize(("figure", "key"), [("roles", "role"), ("professions", "profession")])
def test_only_a_complete_list_shows_what_a_team_does_not_have(docs: Path, figure: str, key: str) -> None:
    whole = {
        name
        for name, posts in lists().items()
        if team(typed()[name]).get("members_are_complete") and all(key in post for post in posts)
    }
    for row in (row for row in rows(docs, "case-figures") if row["figure"] == figure):
        without = {name for name in whole if row["bar"] not in {post[key] for post in lists()[name]}}
        assert row["case_studies_without"] == str(len(without))
        assert row["case_studies"] != "0", "what nobody names is not known to be nowhere"
    shown = section((docs / PAGE).read_text("utf-8"), figure)
    said = "These case studies have one" if whole else "No case study has one"
    assert f"Only a complete list shows what a team does not have. {said}" in " ".join(shown.split())
    assert ("Complete lists without it" in shown) == bool(whole)


def test_what_fewer_than_three_report_is_said_in_words(docs: Path) -> None:
    page = (docs / PAGE).read_text("utf-8")
    few = {figure for figure, _, reporting in FIGURES if reporting < FEWEST}
    assert "team-headcount" in few
    for figure, groups, _ in FIGURES:
        shown = section(page, figure)
        assert ("Too few report this for a chart" in shown) == (figure in few)
        assert ("<figure" in shown) == (figure not in few)
        assert groups


@pytest.mark.parametrize(("key", "figure"), [("wte", "team-wte"), ("headcount", "team-headcount")])
def test_the_middle_and_the_ends(docs: Path, key: str, figure: str) -> None:
    values = sorted(numbers(key).values())
    shown = section((docs / PAGE).read_text("utf-8"), figure)
    wanted = (statistics.median(values), round(statistics.mean(values), 2), values[0], values[-1])
    found = re.search(r"Median ([\d.]+) \w+; mean ([\d.]+); from ([\d.]+) to ([\d.]+)\.", shown)
    assert (found is None) == (len(values) < 3), "a middle and ends of one or two would be their answers"
    if found is None:
        return
    assert tuple(map(Decimal, found.groups())) == wanted


def test_the_plot_has_a_point_for_each_case_study_with_both_numbers(docs: Path) -> None:
    wanted = {}
    for name, data in typed().items():
        staff, wte = data["organisation"].get("staff"), team(data).get("wte")
        if staff and wte:
            step = 500 if staff >= 10_000 else 100
            rounded = staff if not data["publication"]["anonymous"] else int(staff / step + 0.5) * step
            ratio = Decimal(str(wte)) * 1000 / rounded
            wanted[name] = (str(rounded), str(wte), str(ratio.quantize(Decimal("0.01"), ROUND_HALF_UP)))
    found = {
        r["case_study"]: (r["staff"], r["wte"], r["wte_per_1000_staff"]) for r in rows(docs, "team-sizes")
    }
    assert found == wanted
    shown = html.unescape(section((docs / PAGE).read_text("utf-8"), "team-per-1000-staff"))
    assert shown.count("<circle") == len(wanted)
    for name, (_, _, per_thousand) in wanted.items():
        assert re.search(
            rf'<a href="case-studies/{name}\.html" aria-label="[^"]* {per_thousand.rstrip("0")}', shown
        )
    assert f"{len(wanted)} of {len(typed())} case studies report it" in shown


def test_the_five_of_wachter_is_the_published_one() -> None:
    findings = yaml.load((ROOT / "content/findings.yml").read_text("utf-8"), yaml.CSafeLoader)
    every = {finding["id"]: finding for group in findings["groups"] for finding in group["findings"]}
    assert every["wachter-team-of-five"]["values"][0]["value"] == WACHTER


# What is withheld -------------------------------------------------------------------------------


def trust(staff: int, wte: str, anonymous: bool = True) -> str:
    text = (BASE / "case_studies/coast.yml").read_text("utf-8")
    text = text.replace("wte: 2.5", f"wte: {wte}").replace("headcount: 4", "headcount: 99")
    text = text.replace("types: [acute]", f"types: [acute]\n  staff: {staff}")
    return text.replace("anonymous: true", f"anonymous: {str(anonymous).lower()}")


def figures_of(project: MakeProject, files: dict[str, str]) -> tuple[str, Path]:
    root = project(files)
    docs = root / "docs"
    assert render_project(root, docs).written is not None
    return (docs / PAGE).read_text("utf-8"), docs


def test_an_anonymous_organisation_can_not_be_told_by_its_number_of_staff(project: MakeProject) -> None:
    staff = {"river": 23_487, "lake": 5_432, "moor": 612, "named": 9_876}
    files = {f"case_studies/{name}.yml": trust(n, "5", name != "named") for name, n in staff.items()}
    page, docs = figures_of(project, files)
    found = {row["case_study"]: row for row in rows(docs, "team-sizes")}
    assert {name: row["staff"] for name, row in found.items()} == {
        "river": "23500",
        "lake": "5400",
        "named": "9876",
    }
    assert found["river"]["staff_is_approximate"] == "true"
    assert found["river"]["wte_per_1000_staff"] == "0.21"
    shown = section(page, "team-per-1000-staff")
    assert "Kept back, so that nobody is recognised: 1." in shown
    assert "moor" not in shown
    for exact in ("23,487", "23487", "5,432", "5432", "612"):
        assert exact not in page
    assert "9,876" in shown


def test_two_organisations_are_too_few_for_a_mean_or_a_plot(project: MakeProject) -> None:
    page, docs = figures_of(project, {"case_studies/river.yml": trust(20_000, "7.7")})
    assert "Median" not in page
    assert "<circle" not in page
    assert "There are too few case studies with both numbers" in page
    assert rows(docs, "team-sizes") == []
    assert "1 of 3 case studies reports it; 2 don't" in section(page, "team-per-1000-staff")


@given(st.lists(st.decimals(0, 50, places=1), max_size=12))
def test_a_spread_is_between_its_ends_and_never_of_a_few(values: list[Decimal]) -> None:
    found = spread(values)
    assert (not found) == (len(values) < FEWEST)
    if found:
        assert found["lowest"] == min(values) <= found["median"] <= found["highest"] == max(values)
        assert abs(found["median"] - statistics.median(values)) <= Decimal("0.005")
        assert abs(found["mean"] - statistics.mean(values)) <= Decimal("0.005")


# A large library, and an organisation's overlay --------------------------------------------------


@pytest.mark.slow
def test_a_thousand_case_studies_make_no_large_page(project: MakeProject) -> None:
    files = {
        f"case_studies/made-{n:04}.yml": trust(FEWEST_STAFF + 37 * n, f"{n % 17 + 0.5}") for n in range(1_000)
    }
    library = check_project(project(files)).library
    assert library is not None
    page = next(iter(case_figures.iter_pages(PageContext(library, date(2026, 11, 22)))))
    assert isinstance(page.data, dict)
    scatter = page.data["scatter"]
    drawn = scatter["plot"]
    assert MOST_POINTS < 1_000
    assert len(drawn["marks"]) <= COLUMNS * ROWS
    assert scatter["rows"] == ()
    assert sum(band["count"] for band in scatter["bands"]) == 1_000
    cases = [bar["cases"] for bars in page.data["bars"].values() for bar in bars]
    assert max(map(len, cases)) <= 9
    assert any(found[-1].title == "993 more" for found in cases if len(found) == 9)


OVERLAY = f'release: "{VERSION}"\nname: Riverside\nvisibility: internal\nreviewed: 2026-11-21\n'


def copy_of(release: Path, folder: Path, files: dict[str, str]) -> Path:
    """The Markdown of an overlay of the release with these files."""
    for name, text in {"content/overlay.yml": OVERLAY, **files}.items():
        path = folder / "copy" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    assert render_project(folder / "copy", folder / "docs", release=release).written is not None
    return folder / "docs"


@pytest.mark.slow
def test_a_copy_counts_its_own_internal_case_studies(tmp_path: Path) -> None:
    own = (ROOT / "case_studies/small-specialist-provider.yml").read_text("utf-8")
    internal = own.replace("visibility: public", "visibility: internal")
    page = (copy_of(ROOT, tmp_path, {"case_studies/our-own.yml": internal}) / PAGE).read_text("utf-8")
    shown = section(page, "team-wte")
    assert f"{len(numbers('wte')) + 1} of {len(typed()) + 1} case studies report it" in shown
    assert "g-badge--local" in shown


def test_a_number_that_a_release_states_is_right_in_a_copy(project: MakeProject, tmp_path: Path) -> None:
    about = (BASE / "content/pages/about.md").read_text("utf-8")
    stated = "[Two](number:case-studies) of [](number:case-studies) and [two](number:themes)."
    release = project({"content/pages/about.md": about.replace("It is for tests.", stated)})
    own = {"case_studies/our-own.yml": (BASE / "case_studies/coast.yml").read_text("utf-8")}
    docs = copy_of(release, tmp_path, own)
    assert "3 of 3 and two." in (docs / "about/index.md").read_text("utf-8")


# Numbers in texts --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("seven", 7), ("Seven", 7), (" 7 ", 7), ("1,046", 1046), ("1046", 1046), ("nought", 0)),
        *(("1,04", None), ("seven themes", None), ("", None), ("-7", None), ("७", None), ("7.0", None)),
    ],
)
def test_a_number_is_stated_in_digits_or_in_a_word(text: str, number: int | None) -> None:
    assert stated_number(text) == number


def test_what_is_counted_is_what_there_is() -> None:
    library = check_project(ROOT).library
    assert isinstance(library, Library)
    found = {name: library.identities["number", name].title for name in COUNTED}
    folders = {"themes": "content/themes", "roles": "content/roles", "case-studies": "case_studies"}
    for name, folder in folders.items():
        assert found[name] == str(len(list((ROOT / folder).glob("*.yml"))))
    assert found["recommendations"] == str(len(practices()))
    assert Counter(found.values())["0"] == 0


def test_the_readme_states_the_numbers_of_today() -> None:
    text = " ".join((ROOT / "README.md").read_text("utf-8").split())
    themes = len(list((ROOT / "content/themes").glob("*.yml")))
    stated = re.search(r"(\w+) themes with (\d+) recommendations", text)
    assert stated is not None
    assert list(map(stated_number, stated.groups())) == [themes, len(practices())]
