"""Everything that is derived from the case studies, worked out again from the real YAML by simple code."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.library.evidence import MOST_RELATED, Evidence
from generator.outputs.project import check_project
from tests.conftest import MakeProject
from tests.real_content import library

ROOT = Path(__file__).resolve().parents[1]


def load(uri: str) -> Any:
    return yaml.load((ROOT / uri).read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506 (makes text only)


@cache
def case_studies() -> dict[str, Any]:
    """The case studies that may be published, by identifier."""
    every = {
        path.stem: load(f"case_studies/{path.name}") for path in sorted((ROOT / "case_studies").iterdir())
    }
    return {
        name: case
        for name, case in every.items()
        if case["publication"]["consent"] == "true" and case["publication"]["visibility"] == "public"
    }


@cache
def themes() -> dict[str, list[str]]:
    """The recommendations of each theme, in the order of the site."""
    found = {path.stem: load(f"content/themes/{path.name}") for path in (ROOT / "content/themes").iterdir()}
    in_order = sorted(found, key=lambda name: (int(found[name]["order"]), name))
    return {name: [entry["id"] for entry in found[name]["recommendations"]] for name in in_order}


@cache
def organisation_types() -> list[str]:
    return [entry["id"] for entry in load("content/vocabulary.yml")["organisation_types"]]


@cache
def evidence() -> Evidence:
    return library().evidence


def shown(name: str) -> list[str]:
    return [practice["recommendation"] for practice in case_studies()[name]["practices"]]


def types_of(name: str) -> list[str]:
    return case_studies()[name]["organisation"].get("types") or []


def test_the_library_holds_what_may_be_published() -> None:
    assert [case.id for case in library().cases] == sorted(case_studies())
    assert [theme.id for theme in library().themes] == list(themes())
    assert list(library().recommendations) == [name for names in themes().values() for name in names]


def test_the_evidence_for_each_recommendation() -> None:
    for recommendation in (name for names in themes().values() for name in names):
        found = evidence().by_recommendation[recommendation]
        cases = [name for name in sorted(case_studies()) if recommendation in shown(name)]
        types = {kind for name in cases for kind in types_of(name)}
        assert [case.id for case in found.cases] == cases
        assert found.total == len(case_studies())
        assert list(found.types) == [kind for kind in organisation_types() if kind in types]
        assert list(found.types_without) == [kind for kind in organisation_types() if kind not in types]
        assert Counter(seen.case.id for seen in found.seen) == {
            name: shown(name).count(recommendation) for name in cases
        }


def test_when_the_case_studies_of_a_recommendation_were_told_and_what_they_measured() -> None:
    for recommendation in (name for names in themes().values() for name in names):
        found = evidence().by_recommendation[recommendation]
        cases = [case_studies()[name] for name in sorted(case_studies()) if recommendation in shown(name)]
        assert dict(found.told) == Counter(case["told"]["when"] for case in cases if "told" in case)
        with_numbers = {name for name in case_studies() if case_studies()[name].get("measures")}
        assert {case.id for case in (*found.measured, *found.measured_once)} == with_numbers & {
            case.id for case in found.cases
        }


@pytest.mark.parametrize(("when", "measured"), [("Before the changes", False), ("After the changes", True)])
def test_a_change_is_measured_by_the_same_number_at_two_times(
    project: MakeProject, when: str, measured: bool
) -> None:
    coast = (ROOT / "tests/cases/base/case_studies/coast.yml").read_text("utf-8")
    number = "  - {label: Calls, value: 5, unit: calls, when: %s}\n"
    numbers = "measures:\n" + number % "Before the changes" + number % when
    found = check_project(project({"case_studies/coast.yml": numbers + coast})).library
    assert found is not None
    meetings = found.evidence.by_recommendation["regular-meetings"]
    assert (len(meetings.measured), len(meetings.measured_once)) == (measured, not measured)


def test_every_recommendation_says_more_than_its_own_text() -> None:
    for name, entry in library().recommendations.items():
        assert entry.record.sources_say, name


def test_the_coverage_of_each_theme_by_each_type() -> None:
    assert set(evidence().coverage) == {(theme, kind) for theme in themes() for kind in organisation_types()}
    for (theme, kind), cell in evidence().coverage.items():
        of_type = [set(shown(name)) for name in case_studies() if kind in types_of(name)]
        of_theme = set(themes()[theme])
        assert cell.of == len(of_type)
        assert cell.cases == len([names for names in of_type if names & of_theme])


def test_the_themes_and_practices_of_each_case_study() -> None:
    for case in library().cases:
        named = [theme for theme, names in themes().items() if set(names) & set(shown(case.id))]
        assert [theme.id for theme in evidence().themes_of(case)] == named
        listed = [
            practice.recommendation
            for theme in evidence().themes_of(case)
            for practice in evidence().practices_of(case, theme)
        ]
        assert sorted(listed) == sorted(shown(case.id))


def test_the_case_studies_of_each_type() -> None:
    for kind, cases in evidence().cases_by_type.items():
        assert [case.id for case in cases] == [n for n in sorted(case_studies()) if kind in types_of(n)]
    without = [name for name in sorted(case_studies()) if not types_of(name)]
    assert [case.id for case in evidence().cases_of_no_type] == without


def test_the_case_studies_of_each_role() -> None:
    for role, cases in evidence().cases_by_role.items():
        having = []
        for name, case in sorted(case_studies().items()):
            posts = case.get("team", {}).get("members", []) + case.get("interviewed", [])
            if any(post.get("role") == role for post in posts):
                having.append(name)
        assert [case.id for case in cases] == having


def test_the_case_studies_of_each_way_to_learn() -> None:
    for method, cases in evidence().cases_by_cpd_method.items():
        using = [
            n
            for n, case in sorted(case_studies().items())
            if method in case.get("cpd", {}).get("methods", [])
        ]
        assert [case.id for case in cases] == using


def closest(name: str) -> list[str]:
    """Related case studies: those that an editor linked first, then by how much they have in common."""
    ours = case_studies()[name]
    ranked = []
    for other, theirs in case_studies().items():
        linked = other in ours.get("related", []) or name in theirs.get("related", [])
        shared = len(set(shown(name)) & set(shown(other)))
        if other != name and (linked or shared):
            ranked.append((not linked, -shared, -len(set(types_of(name)) & set(types_of(other))), other))
    return [other for *_, other in sorted(ranked)][:MOST_RELATED]


def test_the_case_studies_related_to_each() -> None:
    for case in library().cases:
        related = evidence().related(case)
        assert [relation.case.id for relation in related] == closest(case.id)
        for relation in related:
            other = relation.case.id
            assert set(relation.recommendations) == set(shown(case.id)) & set(shown(other))
            assert set(relation.types) == set(types_of(case.id)) & set(types_of(other))


WITHHELD = {"consent: false": "consent: true", "visibility: internal": "visibility: public"}


@pytest.mark.parametrize("withheld", WITHHELD)
def test_a_case_study_that_may_not_be_published_is_no_evidence(project: MakeProject, withheld: str) -> None:
    coast = (ROOT / "tests/cases/base/case_studies/coast.yml").read_text("utf-8")
    root = project({"case_studies/coast.yml": coast.replace(WITHHELD[withheld], withheld)})
    found = check_project(root).library
    assert found is not None
    meetings = found.evidence.by_recommendation["regular-meetings"]
    assert (found.withheld, len(meetings.cases), meetings.total) == (1, 0, 1)
    assert found.evidence.coverage["team-working", "acute"].of == 0
    assert found.evidence.cases_by_role["ccio"] == ()
