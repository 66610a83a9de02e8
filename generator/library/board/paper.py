"""The statements of a paper for the board, chosen for what is asked for and the type of organisation.

Each statement is a text of the content as it stands, or what a case study reports in a field, and names its
sources. What only the reader's organisation can know is left blank (`asks.BLANKS`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import islice
from typing import TypeVar

from generator.basics.formatting import as_number
from generator.basics.labels import label
from generator.content.model.case_account import Challenge
from generator.content.model.case_study import Practice, TeamMember
from generator.content.model.reference import Finding
from generator.library.board.asks import Ask
from generator.library.entries import RecommendationEntry
from generator.library.evidence import Case, members_of
from generator.library.library import Library
from generator.library.team_facts import size_words

MOST_FINDINGS, MOST_CASES, MOST_POSTS, MOST_PRACTICES, MOST_CHALLENGES = 4, 3, 3, 3, 3
MOST_VIEWS, MOST_NOTES = 1, 2
"""How much of each there is room for on two pages."""
MOST_ADVICE = 2
"""Recommendations that a paper names as the answer to one challenge."""
SAMPLE = "not-representative"
"""The finding that says how far the survey goes."""

T = TypeVar("T")


@dataclass(frozen=True)
class Statement:
    id: str
    """Where the text stands in the content, such as `finding:few-on-the-board`."""
    lead: str
    """Its title, or the case study it is of; may be empty."""
    text: str
    """Prose of the content; a `Label` where it is worked out."""
    sources: tuple[str, ...] = ()
    """None for what is known from counting the case studies here."""
    case: Case | None = None
    href: str = ""
    """Where the site says it."""
    advice: tuple[RecommendationEntry, ...] = ()
    """For a challenge: what the guidance says to do about it."""
    helped: str = ""
    """For a challenge: prose on what helped there."""


@dataclass(frozen=True)
class Paper:
    """The statements of a paper, by section."""

    is_alike: bool
    """Whether there is a case study of the type of organisation; else all case studies stand in."""
    sections: Mapping[str, tuple[Statement, ...]]


@dataclass(frozen=True)
class _Group:
    """Case studies that papers draw on. What papers ask of all of them is worked out once."""

    cases: tuple[Case, ...]

    @cached_property
    def practices(self) -> Mapping[str, list[tuple[Case, Practice]]]:
        """By recommendation."""
        found: defaultdict[str, list[tuple[Case, Practice]]] = defaultdict(list)
        for case in self.cases:
            for practice in case.record.practices:
                found[practice.recommendation].append((case, practice))
        return found

    @cached_property
    def answered(self) -> list[tuple[Case, Challenge]]:
        """Challenges that a recommendation answers."""
        return [(case, item) for case in self.cases for item in case.record.challenges if item.answers]

    @cached_property
    def having(self) -> Counter[str]:
        """How many have a post of each role."""
        roles = ({post.role for post in members_of(case) if post.role} for case in self.cases)
        return Counter(role for found in roles for role in found)

    @cached_property
    def sized(self) -> int:
        """How many report the WTE of their team."""
        return sum(bool(case.record.team and case.record.team.wte is not None) for case in self.cases)

    @cached_property
    def measured(self) -> int:
        """How many report a measurement."""
        return sum(bool(case.record.measures) for case in self.cases)


@dataclass(frozen=True)
class Papers:
    """Every paper that a library has statements for."""

    library: Library
    _groups: dict[str, tuple[_Group, _Group]] = field(default_factory=dict)

    def _groups_for(self, organisation_type: str) -> tuple[_Group, _Group]:
        """The case studies of a type of organisation, all of them where it has none; and the others."""
        if organisation_type not in self._groups:
            cases = self.library.evidence.cases_by_type.get(organisation_type) or self.library.cases
            ids = {case.id for case in cases}
            others = tuple(case for case in self.library.cases if case.id not in ids)
            self._groups[organisation_type] = _Group(tuple(cases)), _Group(others)
        return self._groups[organisation_type]

    @cached_property
    def _findings(self) -> Mapping[str, Finding]:
        groups = self.library.findings.groups
        return {finding.id: finding for group in groups for finding in group.findings}

    def paper(self, ask: Ask, organisation_type: str = "") -> Paper:
        """`organisation_type`: empty for a paper that doesn't say what kind of organisation it is for."""
        cases, others = self._groups_for(organisation_type)
        findings = [self._findings[name] for name in ask.findings if name in self._findings]
        reported = self._reported(ask, cases)
        found = {
            "advice": (*self._of_role(ask), *self._iter_named(ask.recommendations[: 1 if ask.role else 2])),
            "reasons": tuple(self._iter_named(ask.reasons)),
            "brings": tuple(self._iter_benefits()),
            "alike": (*reported, *_practices(ask, cases)),
            "elsewhere": () if reported else self._reported(ask, others),
            "survey": tuple(self._of_finding(finding) for finding in findings[:MOST_FINDINGS]),
            "obstacles": tuple(self._iter_obstacles(ask, cases, others)),
            "unknown": (_uncounted(ask, cases), *self._iter_notes(findings[:MOST_FINDINGS])),
        }
        has_own = bool(self.library.evidence.cases_by_type.get(organisation_type))
        return Paper(has_own or not organisation_type, found)

    def _of_role(self, ask: Ask) -> Iterator[Statement]:
        if ask.role is not None:
            record, href = ask.role.record, ask.role.href
            yield Statement(f"role:{ask.id}", "", record.purpose, record.sources, href=href)
            for fact in record.reports_to[:1]:
                yield Statement(f"role:{ask.id}/reports-to", "", fact.text, fact.sources, href=href)

    def _iter_named(self, names: Iterable[str]) -> Iterator[Statement]:
        """Those findings and recommendations that there are: an overlay may hide some."""
        for name in names:
            if name in self._findings:
                yield self._of_finding(self._findings[name])
            elif name in self.library.recommendations:
                known = self.library.recommendations[name]
                text, title = known.record.text, known.record.title
                yield Statement(f"recommendation:{name}", title, text, known.record.sources, href=known.href)

    def _of_finding(self, finding: Finding) -> Statement:
        name, href = f"finding:{finding.id}", self.library.identities["finding", finding.id].href
        return Statement(name, finding.title, finding.text, finding.sources, href=href)

    def _iter_benefits(self) -> Iterator[Statement]:
        views = 0
        for benefit in self.library.benefits.benefits:
            name, href = f"benefit:{benefit.id}", self.library.identities["benefit", benefit.id].href
            yield Statement(name, benefit.title, benefit.summary, benefit.sources, href=href)
            for view in benefit.reported_views[: MOST_VIEWS - views]:
                views += 1
                yield Statement(f"{name}/view", "", view, benefit.sources, href=href)

    def _reported(self, ask: Ask, group: _Group) -> tuple[Statement, ...]:
        """What case studies report on just this: size of the team, terms of posts, ways to the board."""
        readers: dict[str, Callable[[Case], Statement | None]] = {
            "team": self._size,
            "time": self._times,
            "board": _route,
        }
        read = readers.get(ask.id, partial(self._posts, role=ask.id))
        return tuple(islice((found for case in group.cases if (found := read(case))), MOST_CASES))

    def _size(self, case: Case) -> Statement | None:
        headcount = case.record.team.headcount if case.record.team else None
        people = label("{number} people", number=headcount) if headcount is not None else ""
        words = list(filter(None, (size_words(case, "wte", self.library), people)))
        return _of_case(case, "team", _listed(words)) if words else None

    def _times(self, case: Case) -> Statement | None:
        return self._terms(case, "time", [post for post in members_of(case) if post.time or post.contract])

    def _posts(self, case: Case, role: str) -> Statement | None:
        return self._terms(case, f"post-{role}", [post for post in members_of(case) if post.role == role])

    def _terms(self, case: Case, name: str, posts: Iterable[TeamMember]) -> Statement | None:
        words = dict.fromkeys(map(self._post_words, posts))
        return _of_case(case, name, _in_parts(list(words)[:MOST_POSTS])) if words else None

    def _post_words(self, post: TeamMember) -> str:
        """A post as reported, such as "CNIO: full time, Band 8c, permanent"."""
        title = post.title or self.library.identities["role", post.name].title
        number = label("{number} posts", number=post.count) if (post.count or 0) > 1 else ""
        wte = label("{number} WTE", number=as_number(post.wte)) if post.wte is not None else ""
        boss = label("reports to {whom}", whom=post.reports_to) if post.reports_to else ""
        said = list(filter(None, (number, wte, post.time, post.grade, post.contract, boss)))
        if not said:
            return label("{title}: nothing more is reported of the post", title=title)
        return label("{title}: {terms}", title=title, terms=_listed(said))

    def _iter_obstacles(self, ask: Ask, cases: _Group, others: _Group) -> Iterator[Statement]:
        """Challenges that a recommendation answers: first those of organisations alike."""
        wanted, known = set(ask.recommendations), self.library.recommendations
        first, then = (
            sorted(group.answered, key=lambda pair: wanted.isdisjoint(pair[1].answers))
            for group in (cases, others)
        )
        for case, challenge in [*_varied(first), *_varied(then)][:MOST_CHALLENGES]:
            number = case.record.challenges.index(challenge)
            met = _of_case(case, f"challenge-{number}", challenge.text, challenge.title)
            advice = tuple(known[name] for name in challenge.answers if name in known)
            yield replace(met, advice=advice[:MOST_ADVICE], helped=challenge.response or "")

    def _iter_notes(self, findings: Iterable[Finding]) -> Iterator[Statement]:
        if SAMPLE in self._findings:
            yield self._of_finding(self._findings[SAMPLE])
        for finding in [finding for finding in findings if finding.notes][:MOST_NOTES]:
            shown = self._of_finding(finding)
            yield replace(shown, id=f"{shown.id}/note", text=finding.notes[0])


def _of_case(case: Case, name: str, text: str, lead: str = "") -> Statement:
    sources = case.record.sources
    return Statement(f"case:{case.id}/{name}", lead or case.link.title, text, sources, case, case.href)


def _route(case: Case) -> Statement | None:
    line = case.record.team.reporting_line if case.record.team else None
    text = case.record.board_representation or line
    return _of_case(case, "board", text) if text else None


def _practices(ask: Ask, group: _Group) -> Iterator[Statement]:
    """How case studies do what matters for this."""
    found = (pair for name in ask.recommendations for pair in group.practices.get(name, ()))
    for case, practice in _varied(found)[:MOST_PRACTICES]:
        shown = _of_case(case, f"practice-{practice.recommendation}", practice.how)
        yield replace(shown, sources=practice.sources or shown.sources)


def _varied(pairs: Iterable[tuple[Case, T]]) -> list[tuple[Case, T]]:
    """The first of each case study before any second one."""
    firsts: dict[str, tuple[Case, T]] = {}
    rest = [pair for pair in pairs if firsts.setdefault(pair[0].id, pair) is not pair]
    return [*firsts.values(), *rest]


def _uncounted(ask: Ask, group: _Group) -> Statement:
    """How many of the case studies report what a board will ask for."""
    values = {"whole": len(group.cases), "sized": group.sized, "measured": group.measured}
    if ask.role is None:
        text = label(
            "Case studies used here: {whole}. With the team's WTE: {sized}. With a measurement from before "
            "or after a change: {measured}.",
            **values,
        )
    else:
        text = label(
            "Case studies used here: {whole}. With this post: {having}. With the team's WTE: {sized}. With a "
            "measurement from before or after a change: {measured}.",
            having=group.having[ask.id],
            **values,
        )
    return Statement("count", "", text)


def _listed(texts: list[str]) -> str:
    """Labels and texts of the content as one label, with commas."""
    whole = texts[0]
    for text in texts[1:]:
        whole = label("{one}, {other}", one=whole, other=text)
    return whole


def _in_parts(texts: list[str]) -> str:
    """The same of texts that have commas themselves."""
    whole = texts[0]
    for text in texts[1:]:
        whole = label("{one}; {other}", one=whole, other=text)
    return whole
