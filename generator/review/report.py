"""A pull request as one report: what has to be corrected, what changes for readers, what to look at.

It is written for the person who decides. It says where personal data is but never repeats it: a report
outlives the commit that it is about. Reports are headings and entries, which are written as text, Markdown,
JSON, or a page of its own.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from html import escape as escape_html
from itertools import groupby
from typing import Any

from markdown_it import MarkdownIt

from generator.basics.labels import as_date
from generator.basics.messages import problem, say
from generator.basics.problem import START_OF_FILE, Problem
from generator.basics.report import PREFIX, details_of
from generator.checks.ready import CHECKLIST, missing_items
from generator.library.evidence import Case
from generator.library.freshness import DueItem, Group
from generator.library.library import Library
from generator.rendering.prose_writer import escape_line
from generator.review.changes import (
    Comparison,
    CountChange,
    Difference,
    EvidenceChanges,
    FieldChange,
    ThingChange,
    flatten,
)


def as_list(groups: Iterable[Group]) -> str:
    """A heading and a list for each group. It reads as plain text and as Markdown."""
    return "\n\n".join(
        "\n".join([f"{group.title}: {len(group.items) or 'none'}", *map(_line, group.items)])
        for group in groups
    )


def _line(item: DueItem) -> str:
    place = item.path if item.span == START_OF_FILE else f"{item.path}:{item.span.start.line}"
    parts = [item.title, f"review by {as_date(item.due)}" if item.due else ""]
    return f"- {place}: {', '.join(part for part in parts if part)}"


def as_warnings(groups: Iterable[Group]) -> list[Problem]:
    """A warning for each item, with the code of its group."""
    return [
        problem(
            group.code,
            item.path,
            item.span,
            found=say("review-by", day=item.due) if item.due else "",
            about=f": {item.title}" if item.title else "",
        )
        for group in groups
        for item in group.items
    ]


CONTENT = ("content/", "case_studies/")
POWERFUL = {
    "workflows, which run on the forge": (".github/", ".gitlab-ci.yml", ".ci/", ".forgejo/", ".gitea/"),
    "templates and scripts of the pages": ("templates/",),
    "configuration": ("mkdocs.yml", "pyproject.toml", "requirements/", "Makefile", "deploy/", ".git"),
    "the program and its tests": ("generator/", "tests/", "bench/"),
}
"""Files that can do more than change texts, by the start of their path. The first match counts."""
_WORDS = {"title", "text"}
"""Fields of a recommendation that say what it asks for."""
_TOLD_APART = {"title", "summary", "practices", "challenges", "publication"}
"""Fields of a case study that the report shows on their own, or that readers never see."""
MOST_PROBLEMS = 30
MOST_FILES = 20
LONGEST = 65_536
"""The most characters that a comment on a pull request may have."""


@dataclass(frozen=True)
class Review:
    verdict: str
    sections: tuple[ReportSection, ...]


def review(comparison: Comparison, changed: tuple[str, ...], reasons: tuple[str, ...] = ()) -> Review:
    """The report on a pull request.

    `changed`: the paths that it touches, from the top of the repository. `reasons`: the places of its new
    comments that say why something that looks personal may be public.
    """
    personal = [problem for problem in comparison.problems if problem.code.startswith(PREFIX)]
    errors = [problem for problem in comparison.problems if problem.severity == "error"]
    mistakes = [problem for problem in errors if problem not in personal]
    sections = (
        ReportSection("Mistakes", tuple(_problems(mistakes)), "Nothing is published until these are gone."),
        ReportSection("Possible personal data", tuple(_problems(personal)), "The report does not repeat it."),
        ReportSection(
            "Drafts",
            tuple(_drafts(comparison.problems)),
            "A public site leaves these case studies out until all of this is done.",
        ),
        ReportSection("What to look at", tuple(_to_look_at(comparison, changed, reasons))),
        *_new_case_studies(comparison, {problem.path for problem in personal}),
        *(outline(comparison.difference) if comparison.difference else ()),
    )
    return Review(_verdict(len(errors), comparison), tuple(each for each in sections if each.entries))


def _verdict(errors: int, comparison: Comparison) -> str:
    if comparison.old_problems:
        return "What this is compared with has mistakes itself, so nobody can say what changes for readers."
    if errors:
        consequence = "What changes for readers is told without those files."
        if comparison.difference is None:
            consequence = "Until then nobody can say what changes for readers."
        return f"{counted(errors, 'mistake')} to correct. {consequence}"
    if comparison.difference is not None and comparison.difference.is_empty:
        return "No mistakes. Nothing changes for readers."
    return "No mistakes. Read what changes for readers, and what to look at."


def _problems(problems: list[Problem]) -> Iterator[ReportEntry]:
    for each in problems[:MOST_PROBLEMS]:
        start = each.span.start
        details = tuple(f"{label}: {value}" for label, value in details_of(each))
        kind = "" if each.severity == "error" else f"{each.severity}: "
        yield ReportEntry(
            f"{each.path}, line {start.line}, column {start.column}: {kind}{each.message}", details
        )
    if len(problems) > MOST_PROBLEMS:
        yield ReportEntry(f"and {len(problems) - MOST_PROBLEMS} more")


def _drafts(problems: Iterable[Problem]) -> Iterator[ReportEntry]:
    """Each case study that is not ready, with what it lacks of the checklist and on which lines."""
    codes = {item.code for item in CHECKLIST}
    found = sorted((each for each in problems if each.code in codes), key=lambda each: each.path)
    for path, inside in groupby(found, key=lambda each: each.path):
        missing, left = list(inside), []
        for item in missing_items(missing):
            lines = sorted({each.span.start.line for each in missing if each.code == item.code})
            shown = ", ".join(map(str, lines[:MOST_FILES]))
            left.append(f"{item.text} (line{'' if len(lines) == 1 else 's'} {shown})")
        yield ReportEntry(path, tuple(left))


def _to_look_at(
    comparison: Comparison, changed: tuple[str, ...], reasons: tuple[str, ...]
) -> Iterator[ReportEntry]:
    yield from _powerful(changed)
    if reasons:
        yield ReportEntry("A comment says that something may be public. Is the reason good enough?", reasons)
    for path in comparison.left_out:
        yield ReportEntry(f"{path}: left out below, because of its mistakes or of what it refers to")
    yield from _reworded(comparison)
    if comparison.difference and comparison.difference.addresses.removed:
        yield ReportEntry("Addresses would break: see below.")


def _powerful(changed: tuple[str, ...]) -> Iterator[ReportEntry]:
    """Changes to more than content: easily overlooked if the pull request changes content as well."""
    has_content = any(path.startswith(CONTENT) for path in changed)
    left = list(changed)
    for what, beginnings in POWERFUL.items():
        found = [path for path in left if path.startswith(beginnings)]
        left = [path for path in left if path not in found]
        if found:
            rest = (f"and {len(found) - MOST_FILES} more",) if len(found) > MOST_FILES else ()
            text = f"This changes {what}: somebody who knows the code has to read it."
            if has_content:
                text = f"This changes content and also {what}. Ask for two pull requests, or read every line."
            yield ReportEntry(text, (*found[:MOST_FILES], *rest))


def _reworded(comparison: Comparison) -> Iterator[ReportEntry]:
    """Recommendations that say something else now, with what case studies do about them."""
    for change in _things(comparison, "recommendation", "changed"):
        shown = comparison.library.evidence.by_recommendation[change.id].seen if comparison.library else ()
        if shown and any(field.label in _WORDS for field in change.fields):
            yield ReportEntry(
                f"“{change.title}” says something else now. Do these case studies still show it?",
                tuple(f"{each.case.record.title}: {each.practice.how}" for each in shown),
            )


def _new_case_studies(comparison: Comparison, personal: set[str]) -> Iterator[ReportSection]:
    """What readers will see of each. `personal`: files of which nothing may be repeated."""
    new = {change.id for change in _things(comparison, "case study", "new")}
    if comparison.library is None:
        return
    for case in comparison.library.cases:
        if case.id in new:
            questions = ["Is the organisation's signed consent on file?"]
            if case.record.publication.anonymous:
                questions.append(
                    "It is anonymous: does any name, place or figure give the organisation away?"
                )
            shown = () if case.path in personal else _shown(case, comparison.library)
            yield ReportSection(
                f"New case study: {case.record.title}",
                (ReportEntry(f"To decide ({case.path})", tuple(questions)), *shown),
                "" if shown else "It may hold personal data, so nothing of it is shown here.",
            )


def _shown(case: Case, library: Library) -> tuple[ReportEntry, ...]:
    """Its summary, its facts and its practices, as its page has them."""
    recommendations = library.recommendations
    practices = [
        f"{recommendations[each.recommendation].record.title}: {each.how}" for each in case.record.practices
    ]
    challenges = [each.text for each in case.record.challenges]
    fields = flatten(case.record, without=_TOLD_APART)
    facts = [f"{label}: {value}" for label, value in fields.items() if value != "no"]
    parts = (
        ReportEntry(case.record.summary),
        ReportEntry("What it puts into practice", tuple(practices)),
        ReportEntry("What got in its way", tuple(challenges)),
        ReportEntry("Everything else that it says", tuple(facts)),
    )
    return tuple(part for part in parts if part.details or part is parts[0])


def _things(comparison: Comparison, kind: str, state: str) -> Iterator[ThingChange]:
    for change in comparison.difference.things if comparison.difference else ():
        if (change.kind, change.state) == (kind, state):
            yield change


def review_as_text(found: Review) -> str:
    return f"{found.verdict}\n\n{as_text(found.sections)}".rstrip("\n") + "\n"


def review_as_markdown(found: Review) -> str:
    """The report as Markdown, cut to the length that a comment may have."""
    report = f"# What this pull request changes\n\n**{found.verdict}**\n\n{as_markdown(found.sections)}"
    report = report.rstrip("\n") + "\n"
    if len(report) <= LONGEST:
        return report
    end = "\n- This is cut short here. `guidance diff` shows all of it.\n"
    return report[: report.rindex("\n", 0, LONGEST - len(end))] + end


MOST_FIELDS = 12
"""The most changed fields to show of one thing."""
MOST_ADDRESSES = 50
_BROKEN = (
    "They are there now and lead nowhere afterwards. People may have kept them: keep the identifier, "
    "or say in content/moved.yml where each one leads."
)
_COVERAGE = "Case studies of a type of organisation that show something of a theme."


@dataclass(frozen=True)
class ReportEntry:
    text: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReportSection:
    heading: str
    entries: tuple[ReportEntry, ...]
    introduction: str = ""


def counted(number: int, noun: str) -> str:
    """`1 case study`, `2 case studies`."""
    plural = {"case study": "case studies", "other lists": "other lists"}.get(noun, f"{noun}s")
    return f"{number} {noun if number == 1 else plural}"


def outline(difference: Difference) -> tuple[ReportSection, ...]:
    """The sections that have entries. What needs a decision comes first."""
    sections = (
        ReportSection("Addresses that would break", _limited(difference.addresses.removed), _BROKEN),
        *(_of_state(difference.things, state) for state in ("new", "changed", "removed")),
        _evidence(difference.evidence),
        ReportSection(
            "Coverage that moved", tuple(map(_count_entry, difference.evidence.coverage)), _COVERAGE
        ),
        ReportSection("Pages that are new", _limited(difference.addresses.added)),
    )
    return tuple(section for section in sections if section.entries)


def _limited(addresses: tuple[str, ...]) -> tuple[ReportEntry, ...]:
    shown = [ReportEntry(address) for address in addresses[:MOST_ADDRESSES]]
    rest = len(addresses) - len(shown)
    return tuple([*shown, ReportEntry(f"and {rest} more")] if rest else shown)


def _of_state(changes: Iterable[ThingChange], state: str) -> ReportSection:
    entries = tuple(
        ReportEntry(f"{change.kind}: {change.title} ({change.path})", tuple(_fields(change.fields)))
        for change in changes
        if change.state == state
    )
    return ReportSection(state.capitalize(), entries)


def _fields(changes: tuple[FieldChange, ...]) -> Iterator[str]:
    for change in changes[:MOST_FIELDS]:
        if not change.before:
            yield f"{change.label}: new: {change.after}"
        elif not change.after:
            yield f"{change.label}: gone: {change.before}"
        else:
            yield f"{change.label}: {change.before} → {change.after}"
    if len(changes) > MOST_FIELDS:
        yield f"and {len(changes) - MOST_FIELDS} more fields"


def _evidence(evidence: EvidenceChanges) -> ReportSection:
    entries = [_count_entry(change) for change in evidence.recommendations]
    if evidence.cases_before != evidence.cases_after:
        text = (
            f"Every recommendation is counted out of {evidence.cases_after} case studies "
            f"and no longer out of {evidence.cases_before}."
        )
        entries.insert(0, ReportEntry(text))
    return ReportSection("Evidence that moved", tuple(entries))


def _count_entry(change: CountChange) -> ReportEntry:
    return ReportEntry(f"{change.title}: {change.before} → {change.after} case studies")


STYLE = """
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { max-width: 48rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere }
li { margin-bottom: .4rem }
"""
_POLICY = f"default-src 'none'; style-src 'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'"
_JOINER = "\u2060"
"""A character without width. After an @, it stops a forge from notifying a person of that name."""


def as_text(sections: Iterable[ReportSection]) -> str:
    return _as_lists(sections, ("{}", "  {}", "  - {}", "      {}"), _printable)


def as_markdown(sections: Iterable[ReportSection]) -> str:
    """The report as Markdown. Content prints as typed: no markup, no links, no mentions of people."""
    return _as_lists(sections, ("## {}\n", "{}\n", "- {}", "    - {}"), _quiet)


def _as_lists(
    sections: Iterable[ReportSection], forms: tuple[str, str, str, str], say: Callable[[str], str]
) -> str:
    """`forms`: of a heading, an introduction, an entry and a detail."""
    heading, introduction, item, detail = forms
    lines = []
    for section in sections:
        lines += [heading.format(say(section.heading))]
        lines += [introduction.format(say(section.introduction))] if section.introduction else []
        for entry in section.entries:
            lines += [item.format(say(entry.text)), *(detail.format(say(each)) for each in entry.details)]
        lines.append("")
    return "\n".join(lines).rstrip("\n")


def _printable(text: str) -> str:
    """The text without characters that a terminal would act on."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def _quiet(text: str) -> str:
    return escape_line(_printable(text)).replace("&#64;", f"&#64;{_JOINER}").replace("://", f":{_JOINER}//")


def as_page(title: str, sections: Iterable[ReportSection]) -> str:
    """A whole HTML page: no script, nothing from elsewhere, and a policy that refuses both."""
    name = escape_html(title)
    body = MarkdownIt().render(as_markdown(sections) or "Nothing changes for readers.").replace(_JOINER, "")
    return (
        f'<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{name}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>{name}</h1>\n{body}</main>\n</body>\n</html>\n"
    )


def as_json(difference: Difference | None, left_out: tuple[str, ...], upgrade: Any = None) -> str:
    """A difference as JSON: `things`, `evidence` and `addresses`, or null.

    `upgrade`: what the difference means for an overlay, as a dataclass; None without an overlay.
    """
    data = {"difference": asdict(difference) if difference else None, "left_out": left_out}
    if upgrade is not None:
        data["overlay"] = asdict(upgrade)
    return json.dumps(data, ensure_ascii=False, indent=2)
