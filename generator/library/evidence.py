"""What follows from the practices of the case studies: evidence, coverage, related case studies.

All of it is derived from the content. Every figure keeps its denominator, and what
is not known counts as missing. The published survey of 2022 is not used here.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from heapq import nsmallest
from itertools import chain
from typing import TypeVar

from generator.content.model.case_study import CaseStudy, Challenge, Practice, TeamMember
from generator.content.model.guidance import Theme
from generator.content.model.people import Role
from generator.content.model.site import Vocabulary, VocabularyEntry
from generator.library.entries import Entry, RecommendationEntry, values_at

Case = Entry[CaseStudy]
T = TypeVar("T")

MOST_RELATED = 3
MOST_CANDIDATES = 100
"""The most case studies that each is compared with, so that the time stays linear in a large library."""


def members_of(case: Case) -> tuple[TeamMember, ...]:
    return case.record.team.members if case.record.team else ()


def wte_of(case: Case) -> Decimal | None:
    return case.record.team.wte if case.record.team else None


def headcount_of(case: Case) -> int | None:
    return case.record.team.headcount if case.record.team else None


def roles_of(case: Case) -> Iterator[str]:
    """The roles that a case study lists in its team, or that told it."""
    return chain(values_at(case.record, "team.members.role"), values_at(case.record, "interviewed.role"))


@dataclass(frozen=True)
class ShownPractice:
    case: Case
    practice: Practice


def one_of_each(seen: Iterable[ShownPractice]) -> tuple[ShownPractice, ...]:
    """The first practice of each case study."""
    found: dict[str, ShownPractice] = {}
    for each in seen:
        found.setdefault(each.case.id, each)
    return tuple(found.values())


@dataclass(frozen=True)
class MetChallenge:
    case: Case
    challenge: Challenge


@dataclass(frozen=True)
class RecommendationEvidence:
    seen: tuple[ShownPractice, ...]
    """Practices of this recommendation, by case study."""
    cases: tuple[Case, ...]
    total: int
    types: tuple[str, ...]
    """Organisation types of those case studies, in the vocabulary's order."""
    types_without: tuple[str, ...]
    """Organisation types without a case study that shows the recommendation."""

    @property
    def told(self) -> Mapping[str, int]:
        """How many of the case studies were told when, where they say; in the order of the case studies."""
        return Counter(case.record.told.when for case in self.cases if case.record.told)

    @property
    def measured(self) -> tuple[Case, ...]:
        return tuple(case for case in self.cases if measures_change(case))

    @property
    def measured_once(self) -> tuple[Case, ...]:
        """Those with numbers that show no change, because each was taken at one time only."""
        return tuple(case for case in self.cases if case.record.measures and not measures_change(case))


def measures_change(case: Case) -> bool:
    """Whether a case study gives the same number for two times, such as before and after."""
    times: dict[str, set[str]] = {}
    for measure in case.record.measures:
        times.setdefault(measure.label, set()).add(measure.when)
    return any(len(found) > 1 for found in times.values())


@dataclass(frozen=True)
class Relation:
    """A related case study, and what it has in common with the first."""

    case: Case
    recommendations: tuple[str, ...]
    """Recommendations that both put into practice."""
    types: tuple[str, ...]
    """Organisation types that they share."""


@dataclass(frozen=True)
class Cell:
    """Coverage of one theme by one organisation type."""

    cases: int
    """Case studies of this type with a practice of this theme."""
    of: int
    """Case studies of this type."""


def _grouped(names: Iterable[str], pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    """All that each name stands with, in order; nothing for one that stands with nothing."""
    found: dict[str, list[T]] = {name: [] for name in names}
    for name, item in pairs:
        found[name].append(item)
    return {name: tuple(items) for name, items in found.items()}


@dataclass(frozen=True, eq=False)
class Evidence:
    """Everything derived from a library's case studies. Each part is worked out on first use."""

    vocabulary: Vocabulary
    themes: tuple[Entry[Theme], ...]
    recommendations: Mapping[str, RecommendationEntry]
    roles: tuple[Entry[Role], ...]
    cases: tuple[Case, ...]

    @cached_property
    def by_recommendation(self) -> Mapping[str, RecommendationEvidence]:
        """The evidence for every recommendation, by identifier, in the order of the themes."""
        practices = ((case, practice) for case in self.cases for practice in case.record.practices)
        shown = ((practice.recommendation, ShownPractice(case, practice)) for case, practice in practices)
        return {name: self._evidence(found) for name, found in _grouped(self.recommendations, shown).items()}

    @cached_property
    def challenges_by_recommendation(self) -> Mapping[str, tuple[MetChallenge, ...]]:
        """For every recommendation: the challenges that it answers, by case study."""
        met = (MetChallenge(case, challenge) for case in self.cases for challenge in case.record.challenges)
        answers = ((name, each) for each in met for name in dict.fromkeys(each.challenge.answers))
        return _grouped(self.recommendations, answers)

    def _evidence(self, seen: tuple[ShownPractice, ...]) -> RecommendationEvidence:
        cases = tuple(each.case for each in one_of_each(seen))
        types = {name for case in cases for name in case.record.organisation.types}
        return RecommendationEvidence(
            seen=seen,
            cases=cases,
            total=len(self.cases),
            types=tuple(name for name in self.organisation_types if name in types),
            types_without=tuple(name for name in self.organisation_types if name not in types),
        )

    @cached_property
    def organisation_types(self) -> tuple[str, ...]:
        return tuple(entry.id for entry in self.vocabulary.organisation_types)

    @cached_property
    def cases_by_type(self) -> Mapping[str, tuple[Case, ...]]:
        """Case studies by organisation type. One of two types is listed under both."""
        return self._cases_by(self.organisation_types, "organisation.types")

    def _cases_by(self, names: Iterable[str], *paths: str) -> Mapping[str, tuple[Case, ...]]:
        """The case studies that report each name at one of the paths."""
        reported = (
            (case, dict.fromkeys(value for path in paths for value in values_at(case.record, path)))
            for case in self.cases
        )
        return _grouped(names, ((name, case) for case, found in reported for name in found))

    @cached_property
    def groups(self) -> tuple[tuple[str, VocabularyEntry, tuple[Case, ...]], ...]:
        """The case studies of each type, size and nation of organisation: `type`, an entry, case studies."""
        vocabulary = self.vocabulary
        sides = (
            ("type", vocabulary.organisation_types, "organisation.types"),
            ("size", vocabulary.sizes, "organisation.size"),
            ("nation", vocabulary.nations, "organisation.nation"),
        )
        found: list[tuple[str, VocabularyEntry, tuple[Case, ...]]] = []
        for side, entries, path in sides:
            cases = self._cases_by((each.id for each in entries), path)
            found += [(side, each, cases[each.id]) for each in entries]
        return tuple(found)

    @cached_property
    def cases_of_no_type(self) -> tuple[Case, ...]:
        """Case studies whose source doesn't say what kind of organisation it is."""
        return tuple(case for case in self.cases if not case.record.organisation.types)

    @cached_property
    def cases_by_theme(self) -> Mapping[str, tuple[Case, ...]]:
        """For every theme, the case studies with at least one practice of it."""
        themes = ((theme.id, case) for case in self.cases for theme in self.themes_of(case))
        return _grouped((theme.id for theme in self.themes), themes)

    @cached_property
    def cases_by_role(self) -> Mapping[str, tuple[Case, ...]]:
        """For every role, the case studies that list it in their team or interviewed somebody in it."""
        return self._cases_by((role.id for role in self.roles), "team.members.role", "interviewed.role")

    @cached_property
    def practices_by_role(self) -> Mapping[str, tuple[ShownPractice, ...]]:
        """For every role, the practices whose sentence names it: by a link, its title or its abbreviation. A
        longer title counts alone: "associate CCIOs" are no CCIOs."""
        names = {
            name.lower(): role.id
            for role in self.roles
            for name in (role.record.title, role.record.abbreviation)
            if name
        }
        links = {f"](role:{role.id})": role.id for role in self.roles}
        by_length = sorted(names, key=lambda name: (-len(name), name))
        any_name = "|".join(map(re.escape, by_length)) or "(?!)"
        pattern = re.compile(rf"(?<![\w:-])(?:{any_name})(?=s?(?![\w-]))", re.IGNORECASE)

        def named(practice: Practice) -> Iterable[str]:
            linked = [role for link, role in links.items() if link in practice.how]
            called = [names[match[0].lower()] for match in pattern.finditer(practice.how)]
            return dict.fromkeys([*linked, *called])

        practices = ((case, practice) for case in self.cases for practice in case.record.practices)
        shown = ((role, ShownPractice(*pair)) for pair in practices for role in named(pair[1]))
        return _grouped((role.id for role in self.roles), shown)

    @cached_property
    def cases_by_cpd_method(self) -> Mapping[str, tuple[Case, ...]]:
        return self._cases_by((method.id for method in self.vocabulary.cpd_methods), "cpd.methods")

    def themes_of(self, case: Case) -> tuple[Entry[Theme], ...]:
        return self._themes_by_case[case.id]

    @cached_property
    def _themes_by_case(self) -> Mapping[str, tuple[Entry[Theme], ...]]:
        theme_of = {name: entry.theme.id for name, entry in self.recommendations.items()}
        found = {}
        for case in self.cases:
            named = {theme_of[practice.recommendation] for practice in case.record.practices}
            found[case.id] = tuple(theme for theme in self.themes if theme.id in named)
        return found

    def practices_of(self, case: Case, theme: Entry[Theme]) -> tuple[Practice, ...]:
        """A case study's practices of one theme, in the order of its recommendations."""
        order = [recommendation.id for recommendation in theme.record.recommendations]
        practices = [practice for practice in case.record.practices if practice.recommendation in order]
        return tuple(sorted(practices, key=lambda practice: order.index(practice.recommendation)))

    @cached_property
    def coverage(self) -> Mapping[tuple[str, str], Cell]:
        return {
            (theme.id, name): Cell(sum(theme in self.themes_of(case) for case in cases), len(cases))
            for theme in self.themes
            for name, cases in self.cases_by_type.items()
        }

    def related(self, case: Case) -> tuple[Relation, ...]:
        """The case studies that have most in common with one, best first: those that an editor linked, then
        by the recommendations and the organisation types that they share."""
        linked, shown, types = self._linked[case.id], self._shown[case.id], case.record.organisation.types

        def relation(other: str) -> Relation:
            both, theirs = shown & self._shown[other], self.cases_by_id[other].record.organisation.types
            return Relation(
                self.cases_by_id[other],
                tuple(name for name in self.recommendations if name in both),
                tuple(name for name in types if name in theirs),
            )

        def distance(other: str) -> tuple[bool, int, int, str]:
            alike = sum(name in types for name in self.cases_by_id[other].record.organisation.types)
            return other not in linked, -len(shown & self._shown[other]), -alike, other

        return tuple(map(relation, nsmallest(MOST_RELATED, self._candidates(case), key=distance)))

    def _candidates(self, case: Case) -> set[str]:
        """Case studies that an editor linked, then those with a practice in common, the rarest first."""
        evidence, found = self.by_recommendation, set(self._linked[case.id])
        for name in sorted(self._shown[case.id], key=lambda name: (len(evidence[name].cases), name)):
            for other in evidence[name].cases:
                if len(found) >= MOST_CANDIDATES:
                    break
                found.add(other.id)
        return found - {case.id}

    @cached_property
    def cases_by_id(self) -> Mapping[str, Case]:
        return {case.id: case for case in self.cases}

    @cached_property
    def _shown(self) -> Mapping[str, frozenset[str]]:
        return {
            case.id: frozenset(practice.recommendation for practice in case.record.practices)
            for case in self.cases
        }

    @cached_property
    def _linked(self) -> Mapping[str, set[str]]:
        """For each case study, those that an editor linked with it, from either side."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for case in self.cases:
            for other in case.record.related:
                found[case.id].add(other)
                found[other].add(case.id)
        return found
