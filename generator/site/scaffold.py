"""Start a case study, a guide or an overlay: files in which everything is explained.

They are made from `templates/new/`, in Jinja: `@@ … @@` fills in a value, a line that begins with `%%` is a
statement.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.basics.version import release_name
from generator.checks.schema import outline_of
from generator.content.content_files import TEMPLATES, home_of, schema_line
from generator.content.model.case_study import CaseStudy
from generator.content.model.fields import LONGEST_SLUG, fault_of_identifier
from generator.library.freshness import months_later

_TEMPLATES = Environment(
    loader=FileSystemLoader(TEMPLATES / "new"),
    variable_start_string="@@",
    variable_end_string="@@",
    line_statement_prefix="%%",
    keep_trailing_newline=True,
    undefined=StrictUndefined,
    autoescape=False,  # noqa: S701 (it writes YAML and Markdown)
)


def new_case_study(root: Path, slug: str, today: date) -> Path | str:
    """Write `case_studies/<slug>.yml` and return its path, or say why it can't be.

    It has every field, explained and empty but for where a new case study starts from.
    """
    start = {
        "kind": "team",
        "consent": "false",
        "visibility": "public",
        "anonymous": "true",
        "reviewed": today.isoformat(),
        "review_by": months_later(today, 12).isoformat(),
    }
    known = {"schema": schema_line("case_studies/x.yml"), "fields": outline_of(CaseStudy), "home_of": home_of}
    return _write_new(root, slug, f"case_studies/{slug}.yml", _filled("case_study.yml", start=start, **known))


def new_guide(root: Path, slug: str, today: date) -> Path | str:
    """Write `content/pages/<slug>.md` and return its path, or say why it can't be."""
    title = slug.replace("-", " ").capitalize()
    return _write_new(root, slug, f"content/pages/{slug}.md", _filled("guide.md", title=title, today=today))


def _filled(template: str, **values: Any) -> str:
    return _TEMPLATES.get_template(template).render(values)


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
    quoted = json.dumps(name, ensure_ascii=False)
    for template in _TEMPLATES.list_templates(filter_func=lambda template: template.startswith("overlay/")):
        text = _filled(template, release=release_name(), today=today, quoted_name=quoted)
        # Git would act on the dot in the template.
        target = folder / template.removeprefix("overlay/").replace("gitignore", ".gitignore")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    return folder
