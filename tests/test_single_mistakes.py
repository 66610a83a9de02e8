"""Two hundred files with one mistake each: the first problem points at the very word.

Each entry replaces a piece of a file of the small project; «…» marks what is wrong, and is removed
before the file is read. The marks are where a person would point, whatever the check says.
"""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copytree

import pytest

from tests.conftest import BASE, Guidance

RIGHT = 0.95
"""The share of mistakes whose first problem must begin at the first letter of the marked word."""

COAST, VALLEY = "case_studies/coast.yml", "case_studies/valley.yml"
CCIO, CNIO, STEPS = "content/roles/ccio.yml", "content/roles/cnio.yml", "content/pages/small-steps.md"
TEAM, GROWTH = "content/themes/team-working.yml", "content/themes/development.yml"
SITE, WORDS, TERMS = "content/site.yml", "content/vocabulary.yml", "content/glossary.yml"
BOOKS, FIGURES = "content/sources.yml", "content/findings.yml"
BENEFITS, CAREERS = "content/benefits.yml", "content/careers.yml"

Mistake = tuple[str, str, str]


def misspelt_keys() -> list[Mistake]:
    keys = [
        *(
            (COAST, key)
            for key in ("title", "kind", "summary", "organisation", "types", "team", "wte", "headcount")
        ),
        *(
            (COAST, key)
            for key in ("members", "practices", "recommendation", "how", "sources", "consent", "reviewed")
        ),
        *((CCIO, key) for key in ("abbreviation", "group", "order", "purpose")),
        *((TEAM, key) for key in ("why_it_matters", "recommendations", "applies_to")),
        *((SITE, key) for key in ("tagline", "introductions", "coverage", "about")),
        *((TERMS, key) for key in ("definition", "see_also", "role")),
        *((BOOKS, key) for key in ("authors", "cited_as", "sections", "cited_in")),
        *((FIGURES, key) for key in ("unit", "values", "label")),
        *((CAREERS, key) for key in ("framework", "who_may_apply", "single_route", "arguments")),
        *((BENEFITS, key) for key in ("success_marks", "introduction")),
        *((STEPS, key) for key in ("section", "themes")),
    ]
    return [(path, f"{key}:", f"«{key[:-1]}x»:") for path, key in keys]


WRONG_VALUES: list[Mistake] = [
    (COAST, "kind: team", "kind: «teem»"),
    (COAST, "kind: team", "kind: «Team»"),
    (COAST, "visibility: public", "visibility: «pubic»"),
    (COAST, "visibility: public", "visibility: «[public]»"),
    (COAST, "consent: true", "consent: «yes»"),
    (COAST, "consent: true", "consent: «True»"),
    (COAST, "anonymous: true", "anonymous: «1»"),
    (COAST, "anonymous: true", "anonymous: «on»"),
    (COAST, "wte: 2.5", "wte: «2,5»"),
    (COAST, "wte: 2.5", "wte: «about 2»"),
    (COAST, "wte: 2.5", "wte: «-2»"),
    (COAST, "wte: 2.5", "wte: «2.5 WTE»"),
    (COAST, "wte: 2.5", "wte: «1e3»"),
    (COAST, "headcount: 4", "headcount: «4.5»"),
    (COAST, "headcount: 4", "headcount: «2»"),
    (COAST, "headcount: 4", "headcount: «four»"),
    (COAST, "headcount: 4", "headcount: «[4]»"),
    (COAST, "reviewed: 2026-01-02", "reviewed: «2026-13-02»"),
    (COAST, "reviewed: 2026-01-02", "reviewed: «2026-02-30»"),
    (COAST, "reviewed: 2026-01-02", "reviewed: «02/01/2026»"),
    (COAST, "reviewed: 2026-01-02", "reviewed: «2026-1-2»"),
    (COAST, "review_by: 2099-01-02", "review_by: «2019-01-02»"),
    (COAST, "review_by: 2099-01-02", "review_by: «next year»"),
    (COAST, "types: [acute]", "types: «acute»"),
    (COAST, "types: [acute]", "types: [«{a: b}»]"),
    (COAST, "title: A hospital on the coast", "title: «[A hospital]»"),
    (COAST, "title: A hospital on the coast", f"title: «{'long ' * 70}»"),
    (COAST, "summary: A small team in a small hospital.", "summary:\n  - «A small team.»"),
    (COAST, "practices:\n  - recommendation", "practices:\n  «recommendation»"),
    (COAST, "members:\n    - role: ccio", "members: «ccio»"),
    (COAST, "organisation:\n  types: [acute]", "organisation: «acute»"),
    (CCIO, "order: 1", "order: «first»"),
    (CCIO, "order: 1", "order: «1.5»"),
    (CCIO, "reviewed: 2026-01-02", "reviewed: «2026»"),
    (CNIO, "reviewed: 2026-01-02", "reviewed: «yesterday»"),
    (TEAM, "order: 1", "order: «one»"),
    (TEAM, "applies_to: [team]", "applies_to: «team»"),
    (TEAM, "id: regular-meetings", "id: «Regular meetings»"),
    (TEAM, "id: regular-meetings", "id: «regular--meetings»"),
    (GROWTH, "id: protected-time", "id: «protected_time»"),
    (TEAM, "id: shared-notes", "id: «regular-meetings»"),
    (WORDS, "id: acute", "id: «Acute»"),
    (WORDS, "id: nurse", "id: «doctor»"),
    (TERMS, "id: wte", "id: «w t e»"),
    (TERMS, "id: ccio", "id: «wte»"),
    (BOOKS, "role: read", "role: «reading»"),
    (BOOKS, "address: https://www.example.org/report", "address: «www.example.org/report»"),
    (BOOKS, "address: https://www.example.org/report", "address: «https://example.org/a b»"),
    (BOOKS, "address: https://www.example.org/report", "address: «javascript:alert(1)»"),
    (BOOKS, "id: review", "id: «report»"),
    (FIGURES, "value: 2", "value: «two»"),
    (FIGURES, "value: 1", "value: «1 WTE»"),
    (FIGURES, "id: mean-size", "id: «Mean size»"),
    (CAREERS, "id: register", "id: «the register»"),
    (BENEFITS, "id: safety", "id: «safety!»"),
    (STEPS, "order: 1", "order: «i»"),
    (STEPS, "section: guides", "section: «guide»"),
]

UNKNOWN_TARGETS: list[Mistake] = [
    (COAST, "types: [acute]", "types: [«acutes»]"),
    (COAST, "types: [acute]", "types: [acute, «comunity»]"),
    (COAST, "role: ccio", "role: «ccoi»"),
    (COAST, "recommendation: regular-meetings", "recommendation: «regular-meeting»"),
    (COAST, "sources: [report#5.1-a]", "sources: [«report#5.1-b»]"),
    (COAST, "sources: [report#5.1-a]", "sources: [«raport#1»]"),
    (COAST, "sources: [report#5.1-a]", "sources: [report#1, «review#1»]"),
    (VALLEY, "types: [community]", "types: [«communities»]"),
    (VALLEY, "recommendation: shared-notes", "recommendation: «share-notes»"),
    (VALLEY, "sources: [report]", "sources: [«reports»]"),
    (CCIO, "group: leads", "group: «lead»"),
    (CCIO, "sources: [report#1]", "sources: [«report#9»]"),
    (CNIO, "group: leads", "group: «nurses»"),
    (CNIO, "sources: [report#1]", "sources: [«»]"),
    (TEAM, "applies_to: [team]", "applies_to: [«teams»]"),
    (TEAM, "applies_to: [team, board]", "applies_to: [team, «bored»]"),
    (GROWTH, "applies_to: [board]", "applies_to: [«the-board»]"),
    (TERMS, "see_also: [wte]", "see_also: [«fte»]"),
    (TERMS, "role: ccio", "role: «cci»"),
    (TERMS, "sources: [report#1]", "sources: [«report#I»]"),
    (BOOKS, "cited_in: [report#1]", "cited_in: [«report#11»]"),
    (FIGURES, "sources: [report#4]", "sources: [«report#44»]"),
    (BENEFITS, "recommendations: [regular-meetings]", "recommendations: [«regular»]"),
    (BENEFITS, "themes: [team-working]", "themes: [«teamworking»]"),
    (CAREERS, "roles: [ccio]", "roles: [«cio»]"),
    (CAREERS, "disciplines: [clinical-informatics]", "disciplines: [«informatics»]"),
    (CAREERS, "recommendations: [protected-time]", "recommendations: [«protect-time»]"),
    (STEPS, "themes: [team-working]", "themes: [«team»]"),
    (STEPS, "(recommendation:regular-meetings)", "(«recommendation:meetings»)"),
    (SITE, "(source:report)", "(«source:book»)"),
    (SITE, "sources: [report]", "sources: [«rapport»]"),
]


def in_prose() -> list[Mistake]:
    fields = [
        (COAST, "small hospital."),
        (COAST, "on Mondays."),
        (CCIO, "Leads the team."),
        (TEAM, "Meet every week."),
        (TERMS, "leads on informatics."),
        (STEPS, "Begin with "),
    ]
    endings = (
        "a «<b>»word",
        "[x](«javascript:x»)",
        "[x](«role:nobody»)",
        "[x](«people:ccio»)",
        "«![x]»(y.png)",
    )
    return [(path, text, f"{text} {ending}") for path, text in fields for ending in endings]


def in_the_syntax() -> list[Mistake]:
    found: list[Mistake] = []
    for path, before in (
        (COAST, "title: "),
        (VALLEY, "  - recommendation: "),
        (CNIO, "purpose: "),
        (SITE, "  roles: "),
        (FIGURES, "        title: "),
    ):
        found += [
            (path, before, f"{before}«&x» "),
            (path, before, f"{before}«!x» "),
            (path, before, f"{before}«@»"),
            (path, before, f"{before}«`»"),
            (path, before, f"{before}«%»"),
            (path, before, f"{before}one«:» "),
            (path, before, f"{before}one «#» "),
            (path, before, f"{before}one«\u202e» "),
            (path, before, f"{before}one«\x07» "),
            (path, before, f"{before}«[»one, "),
        ]
    return found


LAYOUT: list[Mistake] = [
    (COAST, "  wte: 2.5", "«\t»wte: 2.5"),
    (CCIO, "group: leads", "«title»: Another\ngroup: leads"),
    (TEAM, "    text: Meet every week.", "    «title»: Again\n    text: Meet every week."),
    (SITE, "  roles: All roles.", "  «themes»: All roles."),
    (CNIO, "group: leads", "«---»\ngroup: leads"),
    (CNIO, "group: leads", " «group»: leads"),
    (COAST, "  headcount: 4", "   «headcount»: 4"),
    (COAST, "  headcount: 4", "  «headcount» 4"),
    (CCIO, "abbreviation: CCIO", "«abbreviation» CCIO"),
    (CCIO, "abbreviation: CCIO", "abbreviation«:»CCIO"),
    (CNIO, "group: leads", "«<<»: leads"),
    (CNIO, "title: Chief", "«%YAML 1.1»\n---\ntitle: Chief"),
    (COAST, "    how: The team meets on Mondays.", '    how: «"»The team meets on Mondays.'),
    (TERMS, "    term: Whole-time equivalent", "    term: 'It'«s» time'"),
    (CNIO, "purpose: Speaks for nurses.", "purpose:«\u00a0»Speaks for nurses."),
]

MISTAKES = [*misspelt_keys(), *WRONG_VALUES, *UNKNOWN_TARGETS, *in_prose(), *in_the_syntax(), *LAYOUT]


def first_problem(root: Path, guidance: Guidance, mistake: Mistake) -> tuple[str, str]:
    """The places of the first problem in the file, and of the mark, each as `line:column`."""
    path, old, new = mistake
    text = (BASE / path).read_text("utf-8")
    assert old in text, mistake
    marked = text.replace(old, new, 1)
    before = marked.partition("«")[0]
    wanted = f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
    (root / path).write_text(marked.replace("«", "").replace("»", ""), "utf-8")
    result = guidance(root, "check", "--format", "json")
    (root / path).write_text(text, "utf-8")
    places = [
        f"{found['line']}:{found['column']}" for found in json.loads(result.output) if found["path"] == path
    ]
    return next(iter(places), "nowhere"), wanted


def test_the_first_problem_is_at_the_very_word(
    tmp_path: Path, guidance: Guidance, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copytree(BASE, tmp_path / "project")
    outcomes = {mistake: first_problem(root, guidance, mistake) for mistake in MISTAKES}
    wrong = [
        f"{mistake}: {found}, not {wanted}"
        for mistake, (found, wanted) in outcomes.items()
        if found != wanted
    ]
    right = len(outcomes) - len(wrong)
    with capsys.disabled():
        print(f"\n{right} of {len(outcomes)} single mistakes at the very word", *wrong, sep="\n  ")  # noqa: T201
    assert len(outcomes) >= 200
    assert right >= RIGHT * len(outcomes)
