"""Entries of an overlay that are for its own readers only, and what only those use, are in no public site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.checks.publication import decide
from generator.content.content_files import FILES as LISTS
from generator.content.content_files import FOLDERS, VERSION
from generator.content.model.annotations import fields_of, item_of, mark_of
from generator.content.model.fields import Record, Refers
from generator.outputs.project import check_project, render_project
from generator.site.scan.withheld import _FIELDS, _FOLLOW
from tests.conftest import Guidance
from tests.scanning import scan_site
from tests.small_site import files_of, run

OVERLAY = f"""\
release: "{VERSION}"
name: Riverside
visibility: internal
reviewed: 2026-11-21
notes:
  - on: theme:team-working
    text: A quillnote that everybody may read.
  - on: theme:team-working
    text: The zqxnote is about [](term:zqxusedterm).
    visibility: internal
organisation_types:
  - id: zqxtype
    title: A zqxtypetitle
    visibility: internal
  - id: zqxusedtype
    title: A zqxusedtypetitle
recommendations:
  - id: zqxadvice
    theme: team-working
    title: Hold a zqxadvicetitle
    text: Anybody may come to the zqxadvicetext.
    applies_to: [employers]
    sources: [zqxsource]
    visibility: internal
  - id: zqxusedadvice
    theme: team-working
    title: Hold a zqxusedadvicetitle
    text: Anybody may come to the zqxusedadvicetext.
    applies_to: [employers]
    sources: [zqxchained#3]
terms:
  - id: zqxterm
    term: Zqxtermword
    definition: It stands for a zqxtermmeaning.
    visibility: internal
  - id: zqxusedterm
    term: Zqxusedtermword
    definition: It stands for a zqxusedtermmeaning, like [](term:zqxloop).
  - id: zqxloop
    term: Zqxloopword
    definition: It is like [](term:zqxusedterm).
  - id: quillterm
    term: Quilltermword
    definition: It calls for help.
sources:
  - id: zqxsource
    title: The zqxsourcetitle
    cited_as: The zqxsourceshort
    role: read
    form: Paper
    text: It says zqxsourcetext.
    visibility: internal
  - id: zqxchained
    title: The zqxchainedtitle
    cited_as: The zqxchainedshort
    role: read
    form: Paper
    text: It says zqxchainedtext.
    sections: [{{id: "3", title: A zqxchainedsection}}]
  - id: zqxofguide
    title: The zqxofguidetitle
    cited_as: The zqxofguideshort
    role: read
    form: Paper
    text: It says zqxofguidetext.
  - id: quillsource
    title: The quillsourcetitle
    cited_as: The quillsourceshort
    role: read
    form: Paper
    text: It says quillsourcetext.
"""
_PAGE = """\
---
title: {title}
summary: {summary}
section: guides
order: 1
sources: [{sources}]
reviewed: 2026-11-21
visibility: {visibility}
---
{body}
"""
_ROLE = """\
title: {title}
group: leads
order: 90
purpose: They look after a {title}.
sources: [fci-2022#5.1]
reviewed: 2026-11-21
visibility: {visibility}
"""
_THEME = """\
title: A zqxthemetitle
order: 90
summary: About zqxthemesummary.
why_it_matters: It is a zqxthemereason.
recommendations:
  - id: zqxinside
    title: Hold a zqxinsidetitle
    text: Anybody may come to the zqxinsidetext.
    applies_to: [employers]
    sources: [fci-2022#5.1]
sources: [fci-2022#5.1]
reviewed: 2026-11-21
visibility: internal
"""
_PATHWAY = """\
title: A zqxpathtitle
summary: A zqxpathsummary.
order: 90
steps:
  - go_to: recommendation:zqxadvice
    why: It is a zqxpathreason.
reviewed: 2026-11-21
visibility: internal
"""
_FRAMEWORK = """\
title: A zqxframetitle
summary: A zqxframesummary.
order: 90
measures:
  - id: zqxmeasure
    title: A zqxmeasuretitle
    reading: We count zqxmeasurereading.
    recommendations: [zqxadvice, regular-meetings]
sources: [zqxsource]
reviewed: 2026-11-21
visibility: internal
"""
CASE = """\
title: A zqxcasetitle
kind: team
summary: The zqxcasesummary.
organisation:
  types: [zqxusedtype]
team:
  members:
    - role: zqxusedrole
practices:
  - recommendation: zqxusedadvice
    how: The zqxcasehow.
sources: [fci-2022#5.1]
publication:
  consent: true
  visibility: internal
  anonymous: true
  reviewed: 2026-11-21
  review_by: 2027-11-21
"""
FILES = {
    "content/overlay.yml": OVERLAY,
    "content/pages/zqxguide.md": _PAGE.format(
        title="A zqxguidetitle",
        summary="A zqxguidesummary.",
        sources="zqxofguide",
        visibility="internal",
        body="The zqxguidebody says [](role:zqxrole) and [](theme:zqxtheme).",
    ),
    "content/pages/quillguide.md": _PAGE.format(
        title="A quillguidetitle",
        summary="Who we are.",
        sources="quillsource",
        visibility="public",
        body="Everybody may read this.",
    ),
    "content/roles/zqxrole.yml": _ROLE.format(title="A zqxroletitle", visibility="internal"),
    "content/roles/zqxusedrole.yml": _ROLE.format(title="A zqxusedroletitle", visibility="public"),
    "content/roles/quillrole.yml": _ROLE.format(title="A quillroletitle", visibility="public"),
    "content/themes/zqxtheme.yml": _THEME,
    "content/pathways/zqxpath.yml": _PATHWAY,
    "content/frameworks/zqxframe.yml": _FRAMEWORK,
    "case_studies/zqxcase.yml": CASE,
    "mkdocs.yml": "INHERIT: .guidance/mkdocs.yml\n",
}
PUBLIC = {"quillnote", "quilltermword", "quillsource", "quillguidetitle", "quillroletitle"}


def make(root: Path, files: Mapping[str, str] = FILES) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def canaries() -> set[str]:
    """Every word that begins with `zqx`, in small letters."""
    text = " ".join([*FILES, *FILES.values()])
    return set(re.findall(r"zqx[a-z]+", text.lower()))


def words_in(files: Mapping[str, bytes]) -> set[str]:
    found = b" ".join([*files.values(), *(name.encode() for name in files)]).lower()
    return {word.decode() for word in re.findall(rb"(?:zqx|quill)[a-z]+", found)}


def rendered(root: Path, audience: Any) -> dict[str, bytes]:
    outcome = render_project(root, root / f"docs-{audience}", audience=audience)
    assert outcome.written is not None, outcome.checked.problems
    return files_of(root / f"docs-{audience}")


def test_a_public_copy_has_nothing_of_them_and_an_internal_one_all(tmp_path: Path) -> None:
    root = make(tmp_path)
    public, internal = words_in(rendered(root, "public")), words_in(rendered(root, "internal"))
    assert public & canaries() == set()
    assert public >= PUBLIC
    assert canaries() - internal == set()
    assert internal >= PUBLIC


def test_a_theme_goes_with_the_last_of_its_recommendations(tmp_path: Path) -> None:
    """By the rule of the library and by that of the scan."""
    theme = _THEME.replace("visibility: internal\n", "")
    case = CASE.replace("recommendation: zqxusedadvice", "recommendation: zqxinside")
    files = {**FILES, "content/themes/zqxtheme.yml": theme, "case_studies/zqxcase.yml": case}
    root = make(tmp_path, files)
    found = rendered(root, "public")
    assert not {word for word in words_in(found) if re.match("zqx(theme|inside)", word)}
    documents = check_project(root, audience="public").documents
    make(
        root / "site", {"a.txt": "It is a zqxthemereason.", "b.txt": "Anybody may come to the zqxinsidetext."}
    )
    leaks = scan_site(root / "site", documents).leaks
    assert [leak.partition(":")[0] for leak in leaks] == ["a.txt", "b.txt"]


def test_a_check_for_each_audience(tmp_path: Path, guidance: Guidance) -> None:
    """A public guide may not lead to what a public copy leaves out; inside the organisation it may."""
    guide = FILES["content/pages/quillguide.md"].replace("Everybody", "With a [](role:zqxrole), everybody")
    root = make(tmp_path, {**FILES, "content/pages/quillguide.md": guide})
    public = guidance(root, "check", "--audience", "public")
    assert (public.exit_code, "content/pages/quillguide.md" in public.output) == (1, True)
    assert guidance(root, "check", "--audience", "internal").exit_code == 0
    (root / "content/overlay.yml").unlink()
    refused = guidance(root, "check", "--audience", "public")
    assert (refused.exit_code, "is for a copy with a file content/overlay.yml" in refused.output) == (2, True)


@pytest.mark.slow
def test_the_scan_agrees_that_nothing_of_them_is_there(tmp_path: Path) -> None:
    root = make(tmp_path)
    done = run(root, "build", "--audience", "public")
    assert done.returncode == 0, done.stdout + done.stderr
    public = words_in(files_of(root / "site"))
    assert public & canaries() == set()
    assert public >= PUBLIC


def test_the_scan_finds_each_when_the_filter_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, docs = make(tmp_path), tmp_path / "docs"
    blind = lambda *known: replace(decide(*known), withheld=frozenset())  # noqa: E731
    monkeypatch.setattr("generator.library.library.decide", blind)
    outcome = render_project(root, docs, audience="public")
    assert outcome.written is not None, outcome.checked.problems
    shown = {name for name, data in files_of(docs).items() if b"zqx" in data.lower() or "zqx" in name}
    assert words_in(files_of(docs)) >= canaries()
    plants = {f"plant-{number}.txt": text for number, text in enumerate(withheld_texts())}
    make(docs, plants)
    found = {leak.partition(":")[0] for leak in scan_site(docs, outcome.checked.documents).leaks}
    assert {name: plants.get(name) for name in (shown | plants.keys()) - found} == {}


def withheld_texts() -> Iterator[str]:
    """The value on each line with something withheld, and each identifier as an address has it."""
    for name, text in FILES.items():
        for line in text.splitlines():
            if "zqx" in line.lower():
                yield line.partition(": ")[2] or line
        if "zqx" in name:
            yield f"roles/{Path(name).stem}.html"


def test_the_scan_knows_all_fields_that_refer_to_what_is_withheld_with_its_users() -> None:
    found = set(_iter_references([kind.record_class for kind in (*LISTS, *FOLDERS)]))
    followers = {(field, kind) for field, kind in found if kind in _FOLLOW}
    assert followers - _FIELDS.items() == {("related", "role"), ("related", "recommendation")}
    assert _FIELDS.items() - found == set()


def _iter_references(classes: list[type[Record]]) -> Iterator[tuple[str, str]]:
    for record_class in classes:
        for name, annotation in fields_of(record_class).items():
            for each in filter(None, (annotation, item_of(annotation))):
                if isinstance(mark := mark_of(each), Refers):
                    yield name, mark.kind
                elif isinstance(each, type) and issubclass(each, Record):
                    yield from _iter_references([each])


USED_ADVICE = "theme: team-working\n    title: Hold a zqxused"
REFERRING = {
    "welcome": ("content/overlay.yml", "welcome: Ask about [](term:zqxterm).\nnotes:", "notes:", 5),
    "a note": ("content/overlay.yml", "recommendation:zqxadvice", "theme:team-working", 6),
    "a recommendation": (
        "content/overlay.yml",
        USED_ADVICE.replace("team-working", "zqxtheme"),
        USED_ADVICE,
        26,
    ),
    "a field of a guide": ("content/pages/quillguide.md", "[zqxsource]", "[quillsource]", 6),
    "a link in a guide": ("content/pages/quillguide.md", "See [](role:zqxrole).", "Everybody may read", 10),
    "a role": ("content/roles/quillrole.yml", "related: [zqxrole]\nsources", "sources", 5),
    "a case study": ("case_studies/quillcase.yml", "types: [zqxtype]", "types: [zqxusedtype]", 5),
}


@pytest.mark.parametrize("case", REFERRING)
def test_what_is_published_must_not_refer_to_them(tmp_path: Path, case: str) -> None:
    path, new, old, line = REFERRING[case]
    quillcase = CASE.replace("visibility: internal", "visibility: public")
    files = {**FILES, "case_studies/quillcase.yml": quillcase}
    root = make(tmp_path, {**files, path: files[path].replace(old, new, 1)})
    found = check_project(root, audience="public").problems
    errors = [(each.path, each.span.start.line, each.code) for each in found if each.severity == "error"]
    assert errors == [(path, line, "not-published")]
    assert not any(each.severity == "error" for each in check_project(root, audience="internal").problems)


def test_what_something_published_uses_too_is_published(tmp_path: Path) -> None:
    quillcase = CASE.replace("visibility: internal", "visibility: public").replace("zqxcase", "quillcase")
    public = words_in(rendered(make(tmp_path, {**FILES, "case_studies/quillcase.yml": quillcase}), "public"))
    assert public >= {"zqxusedtypetitle", "zqxusedroletitle", "zqxusedadvicetitle", "zqxchainedtitle"}
    assert not [word for word in public & canaries() if re.search("loop|ofguide|term|note|case", word)]
