"""All tables of the open data."""

from __future__ import annotations

from typing import Any

from generator.library.tables.case_tables import CASE_STUDIES, PRACTICES, TEAM_MEMBERS
from generator.library.tables.columns import Table
from generator.library.tables.figure_tables import CASE_FIGURES, TEAM_SIZES
from generator.library.tables.guidance_tables import (
    FINDINGS,
    GLOSSARY,
    RECOMMENDATIONS,
    ROLES,
    SOURCES,
    THEMES,
)

TABLES: tuple[Table[Any], ...] = (
    CASE_STUDIES, TEAM_MEMBERS, PRACTICES, RECOMMENDATIONS, THEMES, ROLES, FINDINGS, GLOSSARY, SOURCES,
    CASE_FIGURES, TEAM_SIZES,
)  # fmt: skip
