"""Start a case study: a YAML file in which every field of the schema is explained."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from generator.model.shapes import SLUG
from generator.project import OWN_TEMPLATES

TEMPLATE = OWN_TEMPLATES / "new" / "case_study.yml"


def new_case_study(root: Path, slug: str, today: date) -> Path | str:
    """Write `case_studies/<slug>.yml` and return its path, or say why it can't be."""
    if not SLUG.fullmatch(slug) or slug == "index":
        return f"{slug} can't be an identifier. Use small letters, digits and hyphens: large-rural-trust."
    path = root / "case_studies" / f"{slug}.yml"
    text = TEMPLATE.read_text("utf-8").replace("TODAY", today.isoformat())
    text = text.replace("NEXT_YEAR", _a_year_later(today).isoformat())
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        return f"{path.relative_to(root).as_posix()} exists already. Choose another name, or edit that file."
    return path


def _a_year_later(day: date) -> date:
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
