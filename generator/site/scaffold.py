"""Start a case study, a guide or an overlay: files in which everything is explained."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path

from generator.basics.disk import iter_files
from generator.basics.version import release_name
from generator.checks.schema import FieldOutline, outline_of
from generator.content.content_files import TEMPLATES, home_of, schema_line
from generator.content.model.case_study import CaseStudy
from generator.content.model.fields import LONGEST_SLUG, fault_of_identifier
from generator.library.freshness import months_later

STARTS = TEMPLATES / "new"
WIDTH = 100
STEP = "  "


def new_case_study(root: Path, slug: str, today: date) -> Path | str:
    """Write `case_studies/<slug>.yml` and return its path, or say why it can't be."""
    name, start = f"case_studies/{slug}.yml", (STARTS / "case_study.yml").read_text("utf-8")
    text = f"{schema_line('case_studies/x.yml')}\n{start}{case_study_template(today)}"
    return _write_new(root, slug, name, text)


def new_guide(root: Path, slug: str, today: date) -> Path | str:
    """Write `content/pages/<slug>.md` and return its path, or say why it can't be."""
    text = (STARTS / "guide.md").read_text("utf-8").replace("{today}", today.isoformat())
    text = text.replace("{title}", slug.replace("-", " ").capitalize())
    return _write_new(root, slug, f"content/pages/{slug}.md", text)


def _write_new(root: Path, slug: str, name: str, text: str) -> Path | str:
    fault = fault_of_identifier(slug)
    if fault == "bad-identifier/long":
        return f"{slug[:20]}… is too long for an identifier: it has {len(slug)} characters of {LONGEST_SLUG}."
    if fault == "bad-identifier/windows":
        return (
            f"{slug} can't be an identifier, because Windows can't have a file of this name. Choose another."
        )
    if fault or slug == "index":
        return f"{slug} can't be an identifier. Use small letters, digits and hyphens: large-rural-trust."
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        return f"{name} exists already. Choose another name, or edit that file."
    return path


def new_overlay(folder: Path, name: str, today: date) -> Path | str:
    """Fill an empty folder with an overlay that builds as it is; or say why it can't be.

    `name`: whose copy it is.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        return f"{folder} is there and not empty. Choose another folder."
    words = {
        "{release}": release_name(),
        "{today}": today.isoformat(),
        "{quoted_name}": json.dumps(name, ensure_ascii=False),
    }
    for uri in sorted(iter_files(STARTS / "overlay")):
        text = (STARTS / "overlay" / uri).read_text("utf-8")
        for word, value in words.items():
            text = text.replace(word, value)
        # Git would act on the dot in the template.
        target = folder / (".gitignore" if uri == "gitignore" else uri)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    return folder


def case_study_template(today: date) -> str:
    """Every field, explained and empty but for where a new case study starts from."""
    start = {
        "kind": "team",
        "consent": "false",
        "visibility": "public",
        "anonymous": "true",
        "reviewed": today.isoformat(),
        "review_by": months_later(today, 12).isoformat(),
    }
    lines: list[str] = []
    for field in outline_of(CaseStudy):
        lines += ["", *_lines_of(field, "", start)]
    return "\n".join(lines) + "\n"


def _lines_of(field: FieldOutline, indent: str, start: dict[str, str]) -> Iterator[str]:
    yield from _explanation(field, indent)
    if not field.parts:
        if field.form not in {"choice", "true or false", "date"}:
            yield from _notes(f"Such as: {field.example}", indent)
        yield f"{indent}{field.name}: {start.get(field.name, _empty(field))}".rstrip()
        return
    yield f"{indent}{field.name}:"
    if not field.is_required and (field.is_list or any(part.is_required for part in field.parts)):
        yield from _example(field, indent)
    else:
        yield from _inside(field, [list(_lines_of(part, indent + STEP, start)) for part in field.parts])


def _empty(field: FieldOutline) -> str:
    if field.is_list:
        return "" if field.least and not field.is_required else "[]"
    return "false" if field.form == "true or false" else ""


def _example(field: FieldOutline, indent: str) -> Iterator[str]:
    """The parts of a field as a note: they can't stand there empty."""
    inner = [
        [*_explanation(part, indent + STEP), f"{indent}{STEP}{part.name}: {part.example}"]
        for part in field.parts
    ]
    yield from (f"#{line}" for line in _inside(field, inner))


def _inside(field: FieldOutline, inner: list[list[str]]) -> Iterator[str]:
    """The lines of a field's parts. In the entry of a list, a hyphen comes before the first."""
    if not field.is_list:
        yield from chain.from_iterable(inner)
        return
    for number, lines in enumerate(inner):
        for line in lines:
            body = line.lstrip()
            before = line[: len(line) - len(body)]
            starts = number == 0 and not body.startswith("#")
            yield f"{before}{'- ' if starts else STEP if number else ''}{body}"


def _explanation(field: FieldOutline, indent: str) -> Iterator[str]:
    """What to write, as notes."""
    text = field.description
    if field.words:
        text += f" One of: {', '.join(field.words)}."
    if field.refers:
        text += f" They are listed in {home_of(field.refers)}."
    yield from _notes(text, indent)


def _notes(text: str, indent: str) -> list[str]:
    start = f"{indent}# "
    return textwrap.wrap(text, WIDTH, initial_indent=start, subsequent_indent=start, break_on_hyphens=False)
