"""How large an organisation and its team are, in the few words that a list has room for."""

from __future__ import annotations

from collections.abc import Iterator

from generator.figures import as_number
from generator.model.case_study import CaseStudy


def iter_sizes(record: CaseStudy) -> Iterator[str]:
    """What is reported: staff, the team's WTE, its headcount."""
    organisation, team = record.organisation, record.team
    if organisation.staff is not None:
        yield f"{about(organisation.staff_is_approximate)}{as_number(organisation.staff)} staff"
    if team is not None and team.wte is not None:
        yield f"{about(team.wte_is_approximate)}{as_number(team.wte)} WTE"
    if team is not None and team.headcount is not None:
        yield f"{as_number(team.headcount)} people"


def about(is_approximate: bool) -> str:
    return "about " if is_approximate else ""
