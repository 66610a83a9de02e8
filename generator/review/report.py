"""Reports for the person who decides: what changes for readers, and what a pull request needs.

A report says where personal data is but never repeats it: it outlives the commit that it is about. What it
says is in `templates/reports/`, in Markdown, from which a text for terminals and a page are made. Only the
release's own templates are used: a pull request can't change the report on itself.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from hashlib import sha256
from itertools import groupby
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt

from generator.basics.labels import as_date
from generator.basics.messages import problem, say
from generator.basics.problem import START_OF_FILE, Problem
from generator.basics.report import PREFIX, details_of
from generator.checks.ready import CHECKLIST, missing_items
from generator.content.content_files import TEMPLATES
from generator.library.evidence import Case, ShownPractice
from generator.library.freshness import DueItem, Group
from generator.rendering.prose_writer import escape_line
from generator.review.changes import Comparison, Difference, ThingChange, flatten
from generator.review.upgrade import Upgrade


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
NOTHING_CHANGES = "Nothing changes for readers.\n"
_JOINER = "\u2060"
"""A character without width. After an @, it stops a forge from notifying a person of that name."""
LONGEST = 65_536
"""The most characters that a comment on a pull request may have."""
_CUT_SHORT = "\n- This is cut short here. `guidance diff` shows all of it.\n"


def review(
    comparison: Comparison, changed: tuple[str, ...], reasons: tuple[str, ...] = (), form: str = "text"
) -> str:
    """The report on a pull request, as `text` or as `markdown`, cut to the length that a comment may have.

    `changed`: the paths that it touches, from the top of the repository. `reasons`: the places of its new
    comments that say why something that looks personal may be public.
    """
    errors = [each for each in comparison.problems if each.severity == "error"]
    personal = [each for each in comparison.problems if each.code.startswith(PREFIX)]
    report = _filled(
        "review.j2",
        form,
        comparison=comparison,
        difference=comparison.difference,
        errors=len(errors),
        mistakes=[each for each in errors if each not in personal],
        personal=personal,
        drafts=list(_drafts(comparison.problems)),
        powerful=list(_powerful(changed)),
        has_content=any(path.startswith(CONTENT) for path in changed),
        reasons=reasons,
        reworded=list(_reworded(comparison)),
        new_cases=list(_new_case_studies(comparison)),
        upgrade=None,
    )
    if form == "text" or len(report) <= LONGEST:
        return report
    return report[: report.rindex("\n", 0, LONGEST - len(_CUT_SHORT))] + _CUT_SHORT


def _drafts(problems: Iterable[Problem]) -> Iterator[tuple[str, dict[str, list[int]]]]:
    """Each case study that is not ready: its path, and what it lacks of the checklist on which lines."""
    codes = {item.code for item in CHECKLIST}
    found = sorted((each for each in problems if each.code in codes), key=lambda each: each.path)
    for path, inside in groupby(found, key=lambda each: each.path):
        missing = list(inside)
        places = [(each.code, each.span.start.line) for each in missing]
        yield (
            path,
            {
                item.text: sorted({line for code, line in places if code == item.code})
                for item in missing_items(missing)
            },
        )


def _powerful(changed: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
    """Changes to more than content, easily overlooked beside it: what they are to, and the paths."""
    left = list(changed)
    for what, beginnings in POWERFUL.items():
        found = [path for path in left if path.startswith(beginnings)]
        left = [path for path in left if path not in found]
        if found:
            yield what, found


def _reworded(comparison: Comparison) -> Iterator[tuple[ThingChange, tuple[ShownPractice, ...]]]:
    """Recommendations that say something else now, with what case studies do about them."""
    for change in _things(comparison, "recommendation", "changed"):
        shown = comparison.library.evidence.by_recommendation[change.id].seen if comparison.library else ()
        if shown and any(field.label in _WORDS for field in change.fields):
            yield change, shown


def _new_case_studies(comparison: Comparison) -> Iterator[tuple[Case, list[str], list[str]]]:
    """Each with its practices, and with all facts that are neither told elsewhere nor hidden from readers."""
    new = {change.id for change in _things(comparison, "case study", "new")}
    library = comparison.library
    for case in library.cases if library else ():
        if library and case.id in new:
            named = [(library.recommendations[each.recommendation], each) for each in case.record.practices]
            facts = flatten(case.record, without=_TOLD_APART).items()
            yield (
                case,
                [f"{known.record.title}: {practice.how}" for known, practice in named],
                [f"{label}: {value}" for label, value in facts if value != "no"],
            )


def _things(comparison: Comparison, kind: str, state: str) -> Iterator[ThingChange]:
    for change in comparison.difference.things if comparison.difference else ():
        if (change.kind, change.state) == (kind, state):
            yield change


def describe(difference: Difference, upgrade: Upgrade | None = None, form: str = "text") -> str:
    """What changes for readers, after what it means for a copy, as `text` or as `markdown`."""
    return _filled("difference.j2", form, difference=difference, upgrade=upgrade) or NOTHING_CHANGES


def as_page(title: str, report: str) -> str:
    """A whole HTML page of a report in Markdown: no script, nothing from elsewhere, and a policy that refuses
    both."""
    body = MarkdownIt().render(report).replace(_JOINER, "")
    return _environment().get_template("page.html.j2").render(title=title, body=body)


def as_json(difference: Difference | None, left_out: tuple[str, ...], upgrade: Upgrade | None = None) -> str:
    """A difference as JSON: `things`, `evidence` and `addresses`, or null; and what it means for a copy."""
    data = {"difference": asdict(difference) if difference else None, "left_out": left_out}
    if upgrade is not None:
        data["overlay"] = asdict(upgrade)
    return json.dumps(data, ensure_ascii=False, indent=2)


def counted(number: int, noun: str) -> str:
    """`1 case study`, `2 case studies`."""
    plural = {"case study": "case studies", "other lists": "other lists"}.get(noun, f"{noun}s")
    return f"{number} {noun if number == 1 else plural}"


def _filled(template: str, form: str, **values: Any) -> str:
    """Empty if nothing stands in the template. Its blank lines don't count."""
    environment = _environment()
    environment.filters["text"] = _quiet if form == "markdown" else _printable
    filled = environment.get_template(template).render(values)
    lines = [line for line in filled.splitlines() if line.strip()]
    if form == "text":
        said = "\n".join(_for_terminal(line) for line in lines if not line.startswith("# "))
    else:
        spaced = (line if line.lstrip().startswith("- ") else f"\n{line}\n" for line in lines)
        said = "\n".join(spaced).replace("\n\n\n", "\n\n")
    return said.strip("\n") + "\n" if lines else ""


def _for_terminal(line: str) -> str:
    """A line of Markdown as plain text: headings at the margin, the rest by its level below them."""
    if line.startswith("**"):
        return line.strip("*")
    for mark, before in {"    - ": "      ", "- ": "  - ", "## ": "\n"}.items():
        if line.startswith(mark):
            return before + line.removeprefix(mark)
    return f"  {line}"


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES / "reports"),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 (the filter `text` escapes, for Markdown)
    )
    environment.filters |= {"counted": counted, "details": details_of, "digest": _digest}
    return environment


def _digest(text: str) -> str:
    """As a policy names a style sheet that it allows."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _printable(text: object) -> str:
    """One line, without characters that a terminal would act on."""
    return "".join(c if c.isprintable() else "\ufffd" for c in " ".join(str(text).split()))


def _quiet(text: object) -> str:
    """The same as Markdown: content prints as typed, without markup, links or mentions of people."""
    return escape_line(_printable(text)).replace("&#64;", f"&#64;{_JOINER}").replace("://", f":{_JOINER}//")
