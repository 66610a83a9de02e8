"""All tables of the open data."""

from __future__ import annotations

from typing import Any

from generator.open_data.case_tables import CASE_STUDIES, PRACTICES, TEAM_MEMBERS
from generator.open_data.columns import Table
from generator.open_data.figure_tables import CASE_FIGURES, TEAM_SIZES
from generator.open_data.guidance_tables import FINDINGS, GLOSSARY, RECOMMENDATIONS, ROLES, SOURCES, THEMES

TABLES: tuple[Table[Any], ...] = (
    CASE_STUDIES, TEAM_MEMBERS, PRACTICES, RECOMMENDATIONS, THEMES, ROLES, FINDINGS, GLOSSARY, SOURCES,
    CASE_FIGURES, TEAM_SIZES,
)  # fmt: skip
