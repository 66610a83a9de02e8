"""Findings from the case studies: figures counted when the site is built, each with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.basics.formatting import as_number
from generator.basics.labels import label
from generator.library.evidence import Case
from generator.library.figures.figure import Bar, Figure, spread_in_words
from generator.library.figures.sections import figure_sections
from generator.library.figures.team_size import Point, Scatter, headcount_of, scatter, wte_of
from generator.pages.case_plot import MOST_POINTS, Plot, plot
from generator.pages.page import Facets, Link, Page
from generator.pages.page_context import CASE_FIGURES, CASES, COVERAGE, FINDINGS, HOME, Desk
from generator.pages.paging import FEW_LINKS, shortened

SUMMARY = label(
    "These figures are counted from the case studies in this library, each time the site is built. "
    "These were not chosen to stand for any others. The survey of 2022 is kept apart, on a page of its own."
)
DATA = Link("case-figures.csv", "/data/case-figures.csv")
TEAM_SIZES = Link("team-sizes.csv", "/data/team-sizes.csv")
SCATTER = "team-per-1000-staff"
TABLE = f"#{SCATTER}-table"


@dataclass(frozen=True)
class BarItem:
    label: Link
    count: int
    length: str
    """In hundredths of the chart's full width, which stands for all case studies."""
    cases: tuple[Link, ...]


@dataclass(frozen=True)
class FigureItem:
    record: Figure
    bars: tuple[BarItem, ...]
    spread: str
    """The middle and the ends in words; empty where there are none, or too few."""


@dataclass(frozen=True)
class SectionItem:
    id: str
    title: str
    figures: tuple[FigureItem, ...]


@dataclass(frozen=True)
class PointRow:
    case: Link
    staff: str
    wte: str
    per_thousand: str


@dataclass(frozen=True)
class BandRow:
    label: str
    count: int
    spread: str
    cases: tuple[Link, ...]


@dataclass(frozen=True)
class ScatterItem:
    id: str
    record: Scatter
    plot: Plot | None
    spread: str
    rows: tuple[PointRow, ...]
    """One for each point; none when there are too many, and the bands stand for them."""
    bands: tuple[BandRow, ...]


@dataclass(frozen=True)
class CaseFiguresPage:
    total: int
    scatter: ScatterItem
    sections: tuple[SectionItem, ...]
    data: Link
    team_sizes: Link
    methods: Link | None
    """What figures keep back, where a guide says so."""


def iter_pages(desk: Desk) -> Iterator[Page]:
    sections = tuple(
        SectionItem(section.id, section.title, tuple(_figure(desk, figure) for figure in section.figures))
        for section in figure_sections(desk.library)
    )
    cases = desk.library.cases
    yield Page(
        uri=CASE_FIGURES.href[1:],
        template="case_figures",
        title=CASE_FIGURES.title,
        summary=SUMMARY,
        made_from="generator/library/figures/sections.py",
        reviewed=max(
            (case.record.publication.reviewed for case in cases), default=desk.library.site.reviewed
        ),
        data=CaseFiguresPage(
            len(cases), _scatter(scatter(cases)), sections, DATA, TEAM_SIZES, _methods(desk)
        ),
        facets=Facets(label("Finding")),
        breadcrumbs=(HOME, FINDINGS),
        see_also=(FINDINGS, COVERAGE, CASES),
        assets=("stylesheets/case-figures.css",),
    )


def _methods(desk: Desk) -> Link | None:
    known = desk.library.identities.get(("guide", "methods"))
    return Link(label("How these figures are made, and what they keep back"), known.href) if known else None


def _figure(desk: Desk, figure: Figure) -> FigureItem:
    return FigureItem(
        figure,
        tuple(_bar(desk, figure, bar) for bar in figure.bars),
        spread_in_words(figure.spread, figure.unit),
    )


def _bar(desk: Desk, figure: Figure, bar: Bar) -> BarItem:
    count = len(bar.cases)
    return BarItem(
        label=desk.link(bar.kind, bar.id) if bar.kind else Link(bar.label, ""),
        count=count,
        length=as_number((Decimal(count) * 100 / (figure.total or 1)).quantize(Decimal("0.1"))),
        cases=shortened((_case(figure, case) for case in bar.cases), FEW_LINKS, DATA.href),
    )


def _case(figure: Figure, case: Case) -> Link:
    """A case study and, under a quantity, its own number."""
    number = {"WTE": wte_of(case), "people": headcount_of(case)}.get(figure.unit)
    team = case.record.team
    is_approximate = figure.unit == "WTE" and team is not None and team.wte_is_approximate
    note = _roughly(as_number(number), is_approximate) if number is not None else ""
    return Link(case.record.title, case.href, note)


def _roughly(number: str, is_approximate: bool) -> str:
    return label("about {number}", number=number) if is_approximate else number


def _scatter(record: Scatter) -> ScatterItem:
    has_rows = len(record.points) <= MOST_POINTS
    bands = () if has_rows else record.bands
    return ScatterItem(
        id=SCATTER,
        record=record,
        plot=plot(record.points, TABLE),
        spread=spread_in_words(record.spread, "WTE"),
        rows=tuple(map(_row, record.points)) if has_rows else (),
        bands=tuple(
            BandRow(
                band.label,
                len(band.points),
                spread_in_words(band.spread, "WTE"),
                shortened(
                    (Link(point.case.record.title, point.case.href) for point in band.points),
                    FEW_LINKS,
                    TEAM_SIZES.href,
                ),
            )
            for band in bands
        ),
    )


def _row(point: Point) -> PointRow:
    team = point.case.record.team
    return PointRow(
        Link(point.case.record.title, point.case.href),
        _roughly(as_number(point.staff), point.is_approximate),
        _roughly(as_number(point.wte), team is not None and team.wte_is_approximate),
        as_number(point.per_thousand),
    )
