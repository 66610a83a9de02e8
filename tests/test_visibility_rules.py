"""Checks and scan each work out what is withheld: on overlays made at random, both find the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from generator.checks.fields import check_document
from generator.checks.identities import Key, gather_identities
from generator.checks.publication import NOTE, decide
from generator.content.content_files import VERSION, file_kind_of, identifier_of
from generator.content.document import Document, Location
from generator.content.load import load_sources
from generator.site.scan.withheld import _left_out, kind_of, scope_of
from tests.examples import examples

EACH = 6
"""How many things of each kind an overlay has."""
KINDS = ("organisation-type", "recommendation", "term", "source", "role")
PUBLICATION = "  anonymous: true\n  reviewed: 2026-11-21\n  review_by: 2027-11-21\n"
REVIEWED = "reviewed: 2026-11-21\n"


class Writer:
    """Writes the files of an overlay whose things refer to each other at random."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311

    def one(self, kind: str) -> str:
        return f"{kind}-{self.random.randrange(EACH)}"

    def list_of(self, name: str, kind: str) -> str:
        return f"{name}: [{self.one(kind)}]\n" if self.random.random() < 0.4 else ""

    def prose(self) -> str:
        links = (f"[]({kind}:{self.one(kind)})" for kind in self.random.sample(KINDS, 2))
        return " ".join(["Words", *(link for link in links if self.random.random() < 0.4)])

    def visibility(self) -> str:
        return "visibility: internal\n" if self.random.random() < 0.2 else ""

    def entry(self, kind: str, *lines: str) -> str:
        text = "".join([f"id: {kind}\n" if kind else "", *lines, self.visibility()])
        return "  - " + text.rstrip("\n").replace("\n", "\n    ") + "\n"

    def note(self) -> str:
        on = self.random.choice(("theme:team-working", f"recommendation:{self.one('recommendation')}"))
        return self.entry("", f"on: {on}\ntext: {self.prose()}\n")

    def recommendation(self, name: str, theme: str = "") -> str:
        lines = (f"{theme}title: T\ntext: {self.prose()}\napplies_to: [employers]\nsources: ",
                 f"[{self.random.choice(('fci-2022#4', self.one('source')))}]\n",
                 self.list_of("related", "recommendation"))  # fmt: skip
        return self.entry(name, *lines)

    def overlay(self) -> Iterator[str]:
        yield f'release: "{VERSION}"\nname: R\nvisibility: public\n{REVIEWED}'
        yield from ("notes:\n", *(self.note() for _ in range(4)))
        yield "organisation_types:\n"
        for number in range(EACH):
            yield self.entry(f"organisation-type-{number}", f"title: T\ndescription: {self.prose()}\n")
        yield "recommendations:\n"
        for number in range(EACH):
            theme = self.random.choice(("team-working", "own"))
            yield self.recommendation(f"recommendation-{number}", f"theme: {theme}\n")
        yield "terms:\n"
        for number in range(EACH):
            told = f"term: T{number}\ndefinition: {self.prose()}\n"
            yield self.entry(f"term-{number}", told, self.list_of("see_also", "term"))
        yield "sources:\n"
        for number in range(EACH):
            told = f"title: T\ncited_as: T\nrole: read\nform: P\ntext: {self.prose()}\n"
            yield self.entry(f"source-{number}", told, self.list_of("cited_in", "source"))

    def role(self) -> str:
        told = (
            f"title: R\ngroup: leads\norder: 90\npurpose: {self.prose()}\nsources: [{self.one('source')}]\n"
        )
        return told + self.list_of("related", "role") + REVIEWED + self.visibility()

    def theme(self) -> str:
        told = f"title: T\norder: 90\nsummary: {self.prose()}\nwhy_it_matters: {self.prose()}\n"
        inside = f"recommendations:\n{self.recommendation('recommendation-own')}"
        return told + inside + f"sources: [{self.one('source')}]\n" + REVIEWED + self.visibility()

    def case(self) -> str:
        consent, seen = self.random.choice(("true", "false")), self.random.choice(("public", "internal"))
        used = self.random.choice((self.one("recommendation"), "recommendation-own"))
        return (
            f"title: C\nkind: team\nsummary: {self.prose()}\n"
            f"organisation:\n  types: [{self.one('organisation-type')}]\n"
            f"team:\n  members:\n    - role: {self.one('role')}\n"
            f"practices:\n  - recommendation: {used}\n    how: {self.prose()}\n"
            f"sources: [{self.one('source')}]\n"
            f"publication:\n  consent: {consent}\n  visibility: {seen}\n{PUBLICATION}"
        )

    def write(self, root: Path) -> None:
        files = {"content/overlay.yml": "".join(self.overlay()), "content/themes/own.yml": self.theme()}
        files |= {f"content/roles/role-{number}.yml": self.role() for number in range(EACH)}
        files |= {f"case_studies/case-{number}.yml": self.case() for number in range(2)}
        for name, text in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, "utf-8")


@pytest.mark.parametrize("seed", range(examples(25)))
def test_both_rules_withhold_the_same(tmp_path: Path, seed: int) -> None:
    Writer(seed).write(tmp_path)
    sources, _ = load_sources(tmp_path)
    checked = {document.path: check_document(document) for document in sources.documents}
    records = {path: record for path, (record, _, _) in checked.items() if record is not None}
    assert records.keys() == checked.keys()
    referrals = {path: referred for path, (_, referred, _) in checked.items()}
    identities, problems = gather_identities(sources.documents)
    assert problems == []
    withheld = decide(records, referrals, identities, sources.local).withheld
    left_out = _left_out(sources.documents, scope_of(sources.documents))
    assert withheld == {
        key_of(document, place) for document in sources.documents for place in left_out[document.path]
    }
    assert withheld


def key_of(document: Document, place: Location) -> Key:
    if not place:
        return kind_of(document.path), identifier_of(document.path)
    name, number = place
    assert isinstance(name, str)
    entries = document.data[name]
    assert isinstance(entries, list)
    assert isinstance(number, int)
    entry = entries[number]
    assert isinstance(entry, dict)
    return (
        (NOTE, str(number))
        if name == "notes"
        else (file_kind_of(document.path).lists[name], str(entry["id"]))
    )
