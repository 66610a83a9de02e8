"""A difference as headings and entries, and these as text, Markdown, JSON, or a page of its own."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from html import escape as escape_html
from typing import Any

from generator.rendering.prose_writer import escape
from generator.review.changes import CountChange, Difference, EvidenceChanges, FieldChange, ThingChange

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
        *(_things(difference.things, state) for state in ("new", "changed", "removed")),
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


def _things(changes: Iterable[ThingChange], state: str) -> ReportSection:
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
    lines = []
    for section in sections:
        lines += [section.heading, *([f"  {section.introduction}"] if section.introduction else [])]
        for entry in section.entries:
            lines += [f"  - {_printable(entry.text)}"]
            lines += [f"      {_printable(detail)}" for detail in entry.details]
        lines.append("")
    return "\n".join(lines).rstrip("\n")


def _printable(text: str) -> str:
    """The text without characters that a terminal would act on."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def as_markdown(sections: Iterable[ReportSection]) -> str:
    """The report as Markdown. Content prints as typed: no markup, no links, no mentions of people."""
    lines = []
    for section in sections:
        lines += [f"## {_quiet(section.heading)}", ""]
        lines += [_quiet(section.introduction), ""] if section.introduction else []
        for entry in section.entries:
            lines += [f"- {_quiet(entry.text)}"]
            lines += [f"    - {_quiet(detail)}" for detail in entry.details]
        lines.append("")
    return "\n".join(lines).rstrip("\n")


def _quiet(text: str) -> str:
    return escape(_printable(text)).replace("&#64;", f"&#64;{_JOINER}").replace("://", f":{_JOINER}//")


def as_page(title: str, sections: Iterable[ReportSection]) -> str:
    """A whole HTML page: no script, nothing from elsewhere, and a policy that refuses both."""
    body = "\n".join(_html_of(section) for section in sections) or "<p>Nothing changes for readers.</p>"
    return (
        f'<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape_html(title)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>{escape_html(title)}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _html_of(section: ReportSection) -> str:
    introduction = f"<p>{escape_html(section.introduction)}</p>\n" if section.introduction else ""
    items = "\n".join(f"<li>{_shown(entry.text)}{_details(entry.details)}</li>" for entry in section.entries)
    return (
        f"<section>\n<h2>{escape_html(section.heading)}</h2>\n{introduction}<ul>\n{items}\n</ul>\n</section>"
    )


def _details(details: tuple[str, ...]) -> str:
    return f"<ul>{''.join(f'<li>{_shown(detail)}</li>' for detail in details)}</ul>" if details else ""


def _shown(text: str) -> str:
    return escape_html(_printable(text))


def as_json(difference: Difference | None, left_out: tuple[str, ...], upgrade: Any = None) -> str:
    """A difference as JSON: `things`, `evidence` and `addresses`, or null.

    `upgrade`: what the difference means for an overlay, as a dataclass; None without an overlay.
    """
    data = {"difference": asdict(difference) if difference else None, "left_out": left_out}
    if upgrade is not None:
        data["overlay"] = asdict(upgrade)
    return json.dumps(data, ensure_ascii=False, indent=2)
