"""The paper for a board: what it can ask for, and the statements of the content that belong to it.

`board_paper.toml` names what can be asked for, with the recommendations and findings that belong to it, and
what is left blank. Each statement is a text of the content as it stands, or what a case study reports in a
field, and names its sources.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial, reduce
from itertools import chain, islice
from typing import TypeVar

from generator.basics.labels import as_number, label, read_table
from generator.content.model.case_study import TeamMember
from generator.content.model.guidance import Finding
from generator.content.model.people import Role
from generator.library.entries import Entry, RecommendationEntry
from generator.library.evidence import Case, MetChallenge, ShownPractice, headcount_of, members_of, wte_of
from generator.library.figures import size_words
from generator.library.library import Library

PARTNERS = "partners"
"""The group of roles that are no posts in clinical informatics."""


@dataclass(frozen=True)
class Ask:
    """What a paper can ask for, as in `board_paper.toml`."""

    id: str
    """Stands in addresses: `team`, `time`, `board`, or the identifier of a role."""
    title: str
    sentence: str
    recommendations: Sequence[str]
    findings: Sequence[str]
    reasons: Sequence[str]
    group: str = ""
    """The title of the group of roles; empty for what is no post."""
    role: Entry[Role] | None = None


_TABLE = read_table("generator.library", "board_paper")
BLANKS: list[dict[str, str]] = _TABLE["blanks"]
SECTIONS: dict[str, str] = _TABLE["titles"]
OTHERS: str = _TABLE["others"]
_ASKS = tuple(Ask(**ask) for ask in _TABLE["asks"])


def asks(library: Library) -> tuple[Ask, ...]:
    """What papers can ask for: what is no post, then posts in clinical informatics, by group."""
    taken = {ask.id for ask in _ASKS}
    posts = (
        _post(library, role, group.title)
        for group in library.vocabulary.role_groups
        if group.id != PARTNERS
        for role in library.roles
        if role.record.group == group.id and role.id not in taken
    )
    return (*_ASKS, *posts)


def _post(library: Library, role: Entry[Role], group: str) -> Ask:
    own = [finding.id for finding in library.findings_by_id.values() if role.id in finding.roles]
    short, post = role.record.abbreviation, _TABLE["post"]
    title = label("{title} ({short})", title=role.title, short=short) if short else role.title
    sentence = label("We ask the board to agree to a post in clinical informatics: {title}.", title=title)
    findings = list(dict.fromkeys([*own, *post["findings"]]))
    return Ask(role.id, title, sentence, post["recommendations"], findings, post["reasons"], group, role)


MOST_FINDINGS, MOST_CASES, MOST_POSTS, MOST_PRACTICES, MOST_CHALLENGES = 4, 3, 3, 3, 3
MOST_VIEWS, MOST_NOTES = 1, 2
"""How much of each there is room for on two pages."""
MOST_ADVICE = 2
"""Recommendations that a paper names as the answer to one challenge."""
SAMPLE = "not-representative"
"""The finding that says how far the survey goes."""

T = TypeVar("T", bound=ShownPractice | MetChallenge)


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
    advice: tuple[RecommendationEntry, ...] = ()
    """For a challenge: what the guidance says to do about it."""
    helped: str = ""
    """For a challenge: prose on what helped there."""


@dataclass(frozen=True)
class Paper:
    is_alike: bool
    """Whether there is a case study of the type of organisation; else all case studies stand in."""
    sections: Mapping[str, tuple[Statement, ...]]


@dataclass(frozen=True)
class _Group:
    """Case studies that papers draw on. What papers ask of all of them is worked out once."""

    library: Library
    """With these case studies alone."""

    @property
    def cases(self) -> tuple[Case, ...]:
        return self.library.cases

    @cached_property
    def answered(self) -> list[MetChallenge]:
        """Challenges that a recommendation answers."""
        met = (MetChallenge(case, item) for case in self.cases for item in case.record.challenges)
        return [each for each in met if each.challenge.answers]

    @cached_property
    def counts(self) -> Counter[str]:
        """How many have a post of each role, report the WTE of their team, report a measurement."""
        found: Counter[str] = Counter()
        for case in self.cases:
            found.update({f"role {post.role}" for post in members_of(case)})
            found["sized"] += wte_of(case) is not None
            found["measured"] += bool(case.record.measures)
        return found


@dataclass(frozen=True)
class Papers:
    library: Library
    _groups: dict[str, tuple[_Group, _Group]] = field(default_factory=dict)

    def _groups_for(self, organisation_type: str) -> tuple[_Group, _Group]:
        """The case studies of a type of organisation, all of them where it has none; and the others."""
        if organisation_type not in self._groups:
            cases = self.library.evidence.cases_by_type.get(organisation_type) or self.library.cases
            ids = {case.id for case in cases}
            others = tuple(case for case in self.library.cases if case.id not in ids)
            first, then = (_Group(replace(self.library, cases=each)) for each in (cases, others))
            self._groups[organisation_type] = first, then
        return self._groups[organisation_type]

    def paper(self, ask: Ask, organisation_type: str = "") -> Paper:
        """`organisation_type`: empty for a paper that doesn't say what kind of organisation it is for."""
        cases, others = self._groups_for(organisation_type)
        findings = [each for name in ask.findings if (each := self.library.findings_by_id.get(name))]
        findings = findings[:MOST_FINDINGS]
        reported = self._reported(ask, cases)
        found = {
            "advice": (*self._of_role(ask), *self._iter_named(ask.recommendations[: 1 if ask.role else 2])),
            "reasons": tuple(self._iter_named(ask.reasons)),
            "brings": tuple(self._iter_benefits()),
            "alike": (*reported, *_practices(ask, cases)),
            "elsewhere": () if reported else self._reported(ask, others),
            "survey": tuple(map(self._of_finding, findings)),
            "obstacles": tuple(self._iter_obstacles(ask, cases, others)),
            "unknown": (_uncounted(ask, cases), *self._iter_notes(findings)),
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
            if finding := self.library.findings_by_id.get(name):
                yield self._of_finding(finding)
            elif known := self.library.recommendations.get(name):
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
            "time": lambda case: self._terms(case, "time", lambda post: bool(post.time or post.contract)),
            "board": _route,
        }
        of_role = partial(self._terms, name=f"post-{ask.id}", fits=lambda post: post.role == ask.id)
        read = readers.get(ask.id, of_role)
        return tuple(islice(filter(None, map(read, group.cases)), MOST_CASES))

    def _size(self, case: Case) -> Statement | None:
        headcount = headcount_of(case)
        people = label("{number} people", number=headcount) if headcount is not None else ""
        words = list(filter(None, (size_words(case, "wte", self.library), people)))
        return _of_case(case, "team", listed(words)) if words else None

    def _terms(self, case: Case, name: str, fits: Callable[[TeamMember], bool]) -> Statement | None:
        words = dict.fromkeys(map(self._post_words, filter(fits, members_of(case))))
        return _of_case(case, name, listed(list(words)[:MOST_POSTS], SEMICOLON)) if words else None

    def _post_words(self, post: TeamMember) -> str:
        """A post as reported, such as "CNIO: full time, Band 8c, permanent"."""
        title = post.title or self.library.identities["role", post.name].title
        number = label("{number} posts", number=post.count) if (post.count or 0) > 1 else ""
        wte = label("{number} WTE", number=as_number(post.wte)) if post.wte is not None else ""
        boss = label("reports to {whom}", whom=post.reports_to) if post.reports_to else ""
        said = list(filter(None, (number, wte, post.time, post.grade, post.contract, boss)))
        if not said:
            return label("{title}: nothing more is reported of the post", title=title)
        return label("{title}: {terms}", title=title, terms=listed(said))

    def _iter_obstacles(self, ask: Ask, cases: _Group, others: _Group) -> Iterator[Statement]:
        """Challenges that a recommendation answers: first those of organisations alike."""
        wanted, known = set(ask.recommendations), self.library.recommendations
        first, then = (
            sorted(group.answered, key=lambda met: wanted.isdisjoint(met.challenge.answers))
            for group in (cases, others)
        )
        for met in [*_varied(first), *_varied(then)][:MOST_CHALLENGES]:
            challenge, number = met.challenge, met.case.record.challenges.index(met.challenge)
            shown = _of_case(met.case, f"challenge-{number}", challenge.text, challenge.title)
            advice = tuple(known[name] for name in challenge.answers if name in known)
            yield replace(shown, advice=advice[:MOST_ADVICE], helped=challenge.response or "")

    def _iter_notes(self, findings: Iterable[Finding]) -> Iterator[Statement]:
        if sample := self.library.findings_by_id.get(SAMPLE):
            yield self._of_finding(sample)
        for finding in [finding for finding in findings if finding.notes][:MOST_NOTES]:
            shown = self._of_finding(finding)
            yield replace(shown, id=f"{shown.id}/note", text=finding.notes[0])


def _of_case(case: Case, name: str, text: str, lead: str = "") -> Statement:
    sources = case.record.sources
    return Statement(f"case:{case.id}/{name}", lead or case.link.title, text, sources, case, case.href)


def _route(case: Case) -> Statement | None:
    text = case.record.board_representation or (case.record.team and case.record.team.reporting_line)
    return _of_case(case, "board", text) if text else None


def _practices(ask: Ask, group: _Group) -> Iterator[Statement]:
    evidence = group.library.evidence.by_recommendation
    known = (evidence[name].seen for name in ask.recommendations if name in evidence)
    for seen in _varied(chain.from_iterable(known))[:MOST_PRACTICES]:
        shown = _of_case(seen.case, f"practice-{seen.practice.recommendation}", seen.practice.how)
        yield replace(shown, sources=seen.practice.sources or shown.sources)


def _varied(items: Iterable[T]) -> list[T]:
    """The first of each case study before any second one."""
    firsts: dict[str, T] = {}
    rest = [item for item in items if firsts.setdefault(item.case.id, item) is not item]
    return [*firsts.values(), *rest]


def _uncounted(ask: Ask, group: _Group) -> Statement:
    """How many of the case studies report what a board will ask for."""
    counts, said = group.counts, _TABLE["counts"]["post" if ask.role else "other"]
    having, sized, measured = counts[f"role {ask.id}"], counts["sized"], counts["measured"]
    text = label(said, whole=len(group.cases), having=having, sized=sized, measured=measured)
    return Statement("count", "", text)


COMMA, SEMICOLON = label("{one}, {other}"), label("{one}; {other}")
"""What stands between the texts of a list; a semicolon, if they may have commas themselves."""


def listed(texts: Iterable[str], between: str = COMMA) -> str:
    """Labels and texts of the content as one label. There must be at least one."""
    return reduce(lambda one, other: label(between, one=one, other=other), texts)
