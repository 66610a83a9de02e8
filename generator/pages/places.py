"""Pages that every site has, as links, and what all pages with the same template have in common."""

from __future__ import annotations

from dataclasses import dataclass

from generator.basics.addresses import NEWS_PAGE, PDF_ADDRESS
from generator.basics.labels import label
from generator.checks import identities
from generator.library.entries import Link

HOME = Link(label("Home"), "/index.md")
ABOUT = Link(label("About"), "/about/index.md")
ACCREDITATION = Link(label("Accreditation and further learning"), "/careers/accreditation.md")
BOARD_PAPER = Link(identities.BOARD_PAPER.title, identities.BOARD_PAPER.href)
BUSINESS_CASE = Link(label("The case for a team"), "/why.md")
CAREERS = Link(label("Careers"), "/careers/index.md")
CASES = Link(label("Case studies"), "/case-studies/index.md")
CASE_FIELDS = Link(identities.CASE_FIELDS.title, identities.CASE_FIELDS.href)
CASE_FIGURES = Link(label("Findings from the case studies"), "/case-study-figures.md")
CASE_FORM = Link(identities.CASE_FORM.title, identities.CASE_FORM.href)
COMPARE = Link(label("Compare case studies"), "/compare.md")
CONTRIBUTE = Link(label("Contribute"), "/about/contribute.md")
COVERAGE = Link(label("Coverage of themes by organisation type"), "/case-study-figures.md#coverage")
DATA = Link(label("Data to download"), "/about/data.md")
EDITORS = Link(label("For editors and hosts"), "/about/editors.md")
FINDINGS = Link(label("Findings"), "/findings.md")
FRESHNESS = Link(identities.FRESHNESS.title, identities.FRESHNESS.href)
GLOSSARY = Link(label("Glossary"), "/glossary.md")
GUIDES = Link(label("Guides"), "/guides/index.md")
NEWS = Link(label("What’s new"), NEWS_PAGE)
PATHWAYS = Link(label("Get started"), "/pathways/index.md")
PDF = Link(label("The whole guidance as a PDF"), PDF_ADDRESS)
RECOMMENDATIONS = Link(label("All recommendations"), "/recommendations/index.md")
ROLES = Link(label("Roles"), "/roles/index.md")
SELF_ASSESSMENT = Link(identities.SELF_ASSESSMENT.title, identities.SELF_ASSESSMENT.href)
SOURCES = Link(label("Sources"), "/sources.md")
TEAMS = Link(label("Teams like yours"), "/teams-like-yours.md")
THEMES = Link(label("Themes"), "/themes/index.md")
TYPES = Link(label("Organisation types"), "/organisation-types/index.md")
YOUR_ORGANISATION = Link(label("Your organisation"), "/your-organisation.md")

PAGES_OF_FILES = {
    "content/site.yml": HOME,
    "content/benefits.yml": BUSINESS_CASE,
    "content/careers.yml": CAREERS,
    "content/findings.yml": FINDINGS,
    "content/glossary.yml": GLOSSARY,
    "content/sources.yml": SOURCES,
    "content/vocabulary.yml": TYPES,
}
"""The page on which each of these files is shown."""


@dataclass(frozen=True)
class PageKind:
    """What pages with the same template have in common."""

    title: str
    """What the search calls them."""
    above: tuple[Link, ...] = (HOME,)
    """The pages above them, from home downwards."""
    see_also: tuple[Link, ...] = ()
    """Where their readers may want to go next."""
    assets: tuple[str, ...] = ()
    """Style sheets and scripts that only they need, in their order, by their place in `assets/`."""
    has_contents: bool = True
    """Whether a table of contents helps: a page of cards is one already."""
    is_searched: bool = True
    """Whether the search knows them. Pages that only list others would bury what they list."""
    tab: str = ""
    """The folder whose tab is marked in the navigation, where that is not their own."""


MOVED = "Moved"
"""The kind of pages that lead on. They are no pages to count, list or search."""
_GUIDANCE, _CASE, _ROLE, _TYPE = (
    label("Guidance"),
    label("Case study"),
    label("Role"),
    label("Organisation type"),
)
_ABOUT, _CAREERS, _FINDING, _GUIDE = label("About"), label("Careers"), label("Finding"), label("Guide")
_THEME, _RECOMMENDATION = label("Theme"), label("Recommendation")
_OF_PATHWAYS = ("stylesheets/pathways.css", "javascripts/pathways.js")
_OF_FORM = ("stylesheets/case-form.css", "data/case-form.js", "javascripts/form.js")
_OF_PAPER = ("stylesheets/board.css", "data/board-paper.js", "javascripts/board.js")
_OF_ASSESSMENT = (
    *("stylesheets/assess.css", "data/assessment.js"),
    *("javascripts/documents.js", "javascripts/assess.js"),
)

KINDS = {
    "home": PageKind(_GUIDANCE, (), has_contents=False),
    "themes": PageKind(_THEME, see_also=(RECOMMENDATIONS, COVERAGE), has_contents=False),
    "theme": PageKind(_THEME, (HOME, THEMES), (RECOMMENDATIONS, COVERAGE)),
    "recommendations": PageKind(_RECOMMENDATION, (HOME, THEMES), (COVERAGE, SELF_ASSESSMENT)),
    "recommendation": PageKind(_RECOMMENDATION, (HOME, THEMES), tab="themes/"),
    "framework": PageKind(_GUIDANCE, (HOME, RECOMMENDATIONS), (SELF_ASSESSMENT,), tab="themes/"),
    "cases": PageKind(_CASE, see_also=(TYPES, CASE_FIGURES), has_contents=False),
    "case": PageKind(_CASE, (HOME, CASES)),
    "case_list_part": PageKind("", (), has_contents=False),
    "compare": PageKind(
        _CASE,
        (HOME, CASES),
        (COVERAGE,),
        ("stylesheets/compare-page.css", "javascripts/finder.js"),
        has_contents=False,
    ),
    "pathways": PageKind(
        _GUIDANCE,
        see_also=(SELF_ASSESSMENT, RECOMMENDATIONS),
        assets=_OF_PATHWAYS,
        has_contents=False,
    ),
    "pathway": PageKind(_GUIDANCE, (HOME, PATHWAYS), assets=_OF_PATHWAYS, has_contents=False),
    "organisation_types": PageKind(_TYPE, see_also=(TEAMS, COVERAGE, CASES), has_contents=False),
    "organisation_type": PageKind(_TYPE, (HOME, TYPES), (COVERAGE,)),
    "teams_like_yours": PageKind(
        _TYPE,
        (HOME, TYPES),
        (CASES, CASE_FIGURES),
        ("stylesheets/yours.css", "javascripts/teams.js"),
        has_contents=False,
        is_searched=False,  # the page of each type says the same
        tab="organisation-types/",
    ),
    "roles": PageKind(_ROLE, see_also=(CAREERS, CASES)),
    "role": PageKind(_ROLE, (HOME, ROLES), (CAREERS,)),
    "role_part": PageKind(_ROLE, (HOME, ROLES), has_contents=False),
    "careers": PageKind(_CAREERS, see_also=(ROLES, ACCREDITATION), assets=("stylesheets/career-map.css",)),
    "accreditation": PageKind(_CAREERS, (HOME, CAREERS), (ROLES,)),
    "findings": PageKind(_FINDING, see_also=(CASE_FIGURES, BUSINESS_CASE, CASES, SOURCES)),
    "case_figures": PageKind(_FINDING, (HOME, FINDINGS), (CASES,), ("stylesheets/case-figures.css",)),
    "why": PageKind(_GUIDANCE, see_also=(THEMES, FINDINGS, CASE_FIGURES)),
    "guides": PageKind(_GUIDE, has_contents=False),
    "guide": PageKind(_GUIDE),
    "glossary": PageKind(label("Glossary"), see_also=(SOURCES,)),
    "sources": PageKind(label("Source"), see_also=(GLOSSARY, FINDINGS)),
    "your_organisation": PageKind(
        _ABOUT, see_also=(THEMES, CASES), assets=("stylesheets/yours.css",), has_contents=False
    ),
    "self_assessment": PageKind(
        _GUIDANCE, (HOME, THEMES), (RECOMMENDATIONS, CASES), _OF_ASSESSMENT, has_contents=False
    ),
    "board_paper": PageKind(
        _GUIDANCE, see_also=(BUSINESS_CASE, FINDINGS, CASES), assets=_OF_PAPER, has_contents=False
    ),
    "data": PageKind(_ABOUT, (HOME, ABOUT)),
    "editors": PageKind(_ABOUT, (HOME, ABOUT), has_contents=False),
    "freshness": PageKind(_ABOUT, (HOME, ABOUT), (CONTRIBUTE,), is_searched=False),
    "news": PageKind(_ABOUT, see_also=(THEMES, CASES), is_searched=False),
    "case_fields": PageKind(_ABOUT, (HOME, ABOUT), (CONTRIBUTE,)),
    "case_form": PageKind(_ABOUT, (HOME, ABOUT), (CONTRIBUTE, CASE_FIELDS), _OF_FORM, has_contents=False),
    "moved": PageKind(MOVED, ()),
}
"""By template."""
