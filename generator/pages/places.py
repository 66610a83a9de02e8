"""Pages that every site has, as links: what makers of pages lead to, and where they put their pages."""

from __future__ import annotations

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
