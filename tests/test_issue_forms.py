"""The form that offers a case study has the same organisation types as the site."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]


def load(uri: str) -> Any:
    return yaml.safe_load((ROOT / uri).read_text(encoding="utf-8"))


def test_the_case_study_form_offers_every_organisation_type() -> None:
    form = load(".github/ISSUE_TEMPLATE/1-case-study.yml")
    [offered] = [part["attributes"]["options"] for part in form["body"] if part.get("id") == "organisation"]
    titles = [kind["title"] for kind in load("content/vocabulary.yml")["organisation_types"]]
    assert offered == [*titles, "Another type"]
