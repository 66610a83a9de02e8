"""Evidence that moved: how many case studies show a recommendation, and how themes are covered."""

from __future__ import annotations

from dataclasses import dataclass

from generator.library.evidence import Evidence
from generator.library.library import Library


@dataclass(frozen=True)
class Count:
    """So many of so many case studies."""

    cases: int
    of: int

    def __str__(self) -> str:
        return f"{self.cases} of {self.of}"


@dataclass(frozen=True)
class Moved:
    title: str
    """The recommendation, or the theme and the type of organisation."""
    href: str
    before: Count
    after: Count


@dataclass(frozen=True)
class EvidenceChanges:
    cases_before: int
    cases_after: int
    """How many case studies are published: what every recommendation is counted out of."""
    recommendations: tuple[Moved, ...]
    """Those that more or fewer case studies show, in the order of the guidance."""
    coverage: tuple[Moved, ...]
    """Theme and type of organisation, where the number of case studies that show the theme changed."""

    @property
    def has_any(self) -> bool:
        return bool(self.recommendations or self.coverage or self.cases_before != self.cases_after)


def compare_evidence(old: Library, new: Library) -> EvidenceChanges:
    """What is in only one of the two libraries has no before or no after, and is no move."""
    before, after = old.evidence, new.evidence
    return EvidenceChanges(
        len(old.cases),
        len(new.cases),
        tuple(_recommendations(before, after, old, new)),
        tuple(_coverage(before, after, new)),
    )


def _recommendations(before: Evidence, after: Evidence, old: Library, new: Library) -> list[Moved]:
    found = []
    for name, entry in new.recommendations.items():
        if name in old.recommendations:
            then, now = before.by_recommendation[name], after.by_recommendation[name]
            if len(then.cases) != len(now.cases):
                counts = Count(len(then.cases), then.total), Count(len(now.cases), now.total)
                found.append(Moved(entry.record.title, entry.href, *counts))
    return found


def _coverage(before: Evidence, after: Evidence, new: Library) -> list[Moved]:
    themes = {theme.id: theme.record.title for theme in new.themes}
    types = {entry.id: entry.title for entry in new.vocabulary.organisation_types}
    found = []
    for (theme, name), now in after.coverage.items():
        then = before.coverage.get((theme, name))
        if then is not None and then.cases != now.cases:
            counts = Count(then.cases, then.of), Count(now.cases, now.of)
            found.append(Moved(f"{themes[theme]}: {types[name]}", "/coverage.md", *counts))
    return found
