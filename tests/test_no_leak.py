"""Nothing that is withheld reaches the site, and if it did, nothing would be published."""

from __future__ import annotations

import base64
import gzip
import html
import io
import json
import re
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote

import pytest

from generator.basics.cache import CACHE_FILE, NO_CACHE
from generator.basics.problem import Problem
from generator.checks.identities import gather_identities
from generator.checks.schema import schema_texts
from generator.content.content_files import TEMPLATES, VERSION
from generator.content.load import load_sources
from generator.content.model.case_study import CaseStudy
from generator.library.freshness import newest_review
from generator.library.library import Library, build_library
from generator.outputs import project as stages
from generator.outputs.other_files import iter_open_data
from generator.outputs.project import render_project
from generator.outputs.script_data import iter_scripts
from generator.outputs.script_data.search_terms import NO_TERMS
from generator.outputs.write import write_files
from generator.pages import MAKERS
from generator.pages.page_context import PageContext
from generator.rendering.render import RenderedFile, Renderer
from generator.site.scan import Scan, Scope, SiteScan
from generator.site.site_reading import SiteReader
from tests.conftest import BASE, Guidance
from tests.examples import examples
from tests.scanning import scan_site
from tests.small_site import ROOT, files_of, make_small_site, run
from tests.test_scaffold import FILLED_IN
from tests.withheld_cases import CANARY, STATES, Canaries, withheld_case

PROJECTS, IN_EACH = examples(12), 50
"""Each week 600 combinations of a state, fields, references from the case study and references to it."""
PUBLISHED_TEXTS = {
    "content/benefits.yml": ("text: ", "text: As [they](case:NAME) say. "),
    "case_studies/coast.yml": ("sources: ", "related: [NAME]\nsources: "),
    "content/themes/development.yml": ("summary: ", "summary: Like [](case:NAME). "),
}
"""Places in published content that could refer to a case study."""


@contextmanager
def files(root: Path, texts: Mapping[str, str]) -> Iterator[None]:
    """Add files to the project, and restore it afterwards."""
    before = {name: path.read_bytes() for name in texts if (path := root / name).exists()}
    try:
        for name, text in texts.items():
            (root / name).write_text(text, "utf-8")
        yield
    finally:
        for name in texts:
            (root / name).write_bytes(before[name]) if name in before else (root / name).unlink()


def withheld_files(random: Random, number: int) -> tuple[dict[str, str], Canaries]:
    """Some withheld case studies that refer to each other, and comments in published files."""
    names = tuple(f"{CANARY}-place-{random.getrandbits(24):x}" for _ in range(number))
    made = Canaries(random, names)
    texts = {}
    for name in names:
        made.full = random.random() < 0.5
        texts[f"case_studies/{name}.yml"] = withheld_case(made, random.choice(list(STATES)))
    return texts, made


@pytest.mark.parametrize("state", ["no consent", "internal, no consent", "withdrawn"])
def test_what_has_no_consent_is_not_in_the_cache_either(state: str, tmp_path: Path) -> None:
    """Nor are comments: an editor who deletes them expects them to be gone."""
    root = shutil.copytree(BASE, tmp_path / "project")
    made = Canaries(Random(3))  # noqa: S311
    texts = {f"case_studies/{CANARY}.yml": withheld_case(made, state), **with_comments(made)}
    with files(root, texts):
        assert render_project(root, tmp_path / "docs").written is not None
    with sqlite3.connect(root / CACHE_FILE) as database:
        values = [zlib.decompress(value) for (value,) in database.execute("SELECT value FROM kept")]
    assert any(b"regular-meetings" in value for value in values)
    assert [value for value in values if CANARY.encode() in value] == []


def with_comments(made: Canaries) -> dict[str, str]:
    """Published files with comments of editors."""
    return {
        path.relative_to(
            BASE
        ).as_posix(): f"# {made.word()} said so\n{path.read_text('utf-8')}# {made.word()}\n"
        for path in BASE.rglob("*.yml")
        if made.random.random() < 0.3
    }


def test_a_site_is_the_same_byte_for_byte_as_without_what_is_withheld(tmp_path: Path) -> None:
    """Stronger than the absence of canaries: no count, order or link may give a case study away."""
    root, docs = shutil.copytree(BASE, tmp_path / "project"), tmp_path / "docs"
    assert render_project(root, docs).written is not None
    clean = files_of(docs)
    states = leaks = 0
    for seed in range(PROJECTS):
        texts, made = withheld_files(Random(seed), IN_EACH)  # noqa: S311
        with files(root, texts | with_comments(made)):
            outcome = render_project(root, docs)
            assert outcome.written is not None, outcome.checked.problems[:2]
            assert outcome.checked.library is not None
            states += outcome.checked.library.withheld
            found = files_of(docs)
            leaks += sum(CANARY.encode() in data or CANARY in name for name, data in found.items())
            assert found == clean
    assert (states, leaks) == (PROJECTS * IN_EACH, 0)


@pytest.mark.parametrize("path", PUBLISHED_TEXTS)
@pytest.mark.parametrize("state", STATES)
def test_published_content_may_not_refer_to_what_is_withheld(state: str, path: str, tmp_path: Path) -> None:
    root, docs = shutil.copytree(BASE, tmp_path / "project"), tmp_path / "docs"
    old, new = PUBLISHED_TEXTS[path]
    text = (root / path).read_text("utf-8").replace(old, new.replace("NAME", "zqxcanary-place"), 1)
    case = withheld_case(Canaries(Random(1)), state)  # noqa: S311
    with files(root, {"case_studies/zqxcanary-place.yml": case, path: text}):
        outcome = render_project(root, docs)
    assert outcome.written is None
    assert {problem.code for problem in outcome.checked.problems} == {"not-published"}
    assert not docs.exists()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with withheld case studies, from which the other fixtures are made."""
    root = make_small_site(tmp_path_factory.mktemp("small") / "project")
    texts, made = withheld_files(Random(7), 4)  # noqa: S311
    for name, text in (texts | with_comments(made)).items():
        (root / name).write_text(text, "utf-8")
    return root


Removal = Callable[[pytest.MonkeyPatch, Library], None]
"""Removes one filter, by giving one part of the program what it must not get."""


def everything(root: Path) -> Library:
    """The library as it would be if nothing were withheld."""
    with pytest.MonkeyPatch.context() as patch:
        publish_everything(patch)
        library, problems = build_library(load_sources(root)[0])
    assert library is not None, problems
    return library


def parts_given(library: Library) -> dict[str, dict[str, bytes]]:
    """The files that each part of the program makes from a library; of pages, by their template."""
    renderer = Renderer(library, [TEMPLATES], "")
    context = PageContext(library, newest_review(library))
    parts: dict[str, list[Any]] = {}
    for page in (page for maker in MAKERS for page in maker(context)):
        parts.setdefault(page.template, []).append(renderer.render(page))
    parts |= {"open data": list(iter_open_data(library, schema_texts(library.identities), renderer.plain))}
    found = {
        name: {file.uri: file.data for file in files if not isinstance(file, Problem)}
        for name, files in parts.items()
    }
    for file in iter_scripts(library, renderer.plain):
        found.setdefault("/".join(file.uri.split("/")[:3]), {})[file.uri] = file.data
    return found


SAY_NOTHING_OF_CASES = {"case_fields", "data", "your_organisation", "case_form", "editors", "moved"}
"""Templates of pages that don't depend on the case studies."""


def test_the_scan_finds_what_any_part_would_say_if_it_were_not_filtered(small: Path, tmp_path: Path) -> None:
    talkative, held = set(), set()
    for number, (name, made) in enumerate(parts_given(everything(small)).items()):
        for uri, data in made.items():
            path = tmp_path / str(number) / uri
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            if CANARY.encode() in data or CANARY in uri:
                talkative.add(name)
                held.add(f"{number}/{uri}")
    found = {
        leak.partition(": holds something of case_studies/zqxcanary-place-")[0]
        for leak in scan_site(tmp_path, load_sources(small)[0].documents).leaks
    }
    assert held <= found
    assert {"theme", "recommendation", "case", "cases", "compare", "organisation_type", "role"} <= talkative
    assert {"open data", "assets/data/cases.js", "assets/data/summaries", "assets/data/cases"} <= talkative
    assert "assets/data/case-form.js" in talkative
    assert not talkative & SAY_NOTHING_OF_CASES


def publish_everything(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(CaseStudy, "is_published", lambda _, __: True)


def keep_identities(patch: pytest.MonkeyPatch, unfiltered: Library) -> None:
    """Leave case studies out of the library, but not their titles and the references to them."""

    def build(*arguments: Any) -> Any:
        library, problems = build_library(*arguments)
        assert library is not None
        # Which roles have pages follows from the case studies of the library.
        identities = {**unfiltered.identities, **library.identities}
        return replace(library, identities=identities, mentions=unfiltered.mentions), problems

    patch.setattr(stages, "build_library", build)


def add_to_docs(name: str, text: str) -> Removal:
    """Add a file with a withheld text to the Markdown folder."""

    def remove(patch: pytest.MonkeyPatch, unfiltered: Library) -> None:
        case = next(case for case in unfiltered.cases if CANARY in case.id)
        written = text.format(id=case.id)

        def write(files: Any, folder: Path) -> Any:
            return write_files([*files, RenderedFile(name.format(id=case.id), written)], folder)

        patch.setattr(stages, "write_files", write)

    return remove


REMOVALS: dict[str, Removal] = {
    "what is published": lambda patch, _: publish_everything(patch),
    "identifiers and mentions": keep_identities,
    "the name of a file": add_to_docs("assets/{id}.txt", "x"),
}


@pytest.mark.parametrize("removal", REMOVALS)
def test_without_a_filter_nothing_is_published_and_the_last_site_stays(
    removal: str, built: Path, guidance: Guidance, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, before = built.parent, files_of(built)
    REMOVALS[removal](monkeypatch, everything(root))
    result = guidance(root, "build")
    assert result.exit_code == 3
    assert "The build failed; the last site is as it was." in result.output
    assert "holds something of case_studies/zqxcanary-place-" in result.output
    told = re.sub(rf"{CANARY}-place-[0-9a-f]+", "", result.output)
    assert CANARY not in told, "only names of files may be told"
    assert files_of(built) == before


@pytest.fixture(scope="module")
def built(small: Path) -> Path:
    """The site of the small project."""
    outcome = run(small, "build", "--zip")
    assert (outcome.returncode, outcome.stderr) == (0, "")
    site = small / "site"
    assert [name for name, data in files_of(site).items() if CANARY in name or CANARY.encode() in data] == []
    return site


SAID = "The heron counts each quiet ledger beside this old canal & “sings”"
HERON = """\
# The otter told us so in the margin of a letter
title: Herons of the lower Grootkanaal
kind: team
summary: |
  SAID. And the
  [second](role:ccio) sentence goes over several lines of the file.
organisation:
  types: [acute]
  setting: Gloucestershire
practices:
  - recommendation: shared-notes
    how: Notes are on a shared page.
sources: [report]
publication:
  consent: false
  visibility: public
  anonymous: true
  reviewed: 2026-01-02
  review_by: 2099-01-02
""".replace("SAID", SAID)


def zipped(name: str, text: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text)
    return file.getvalue()


def png(kind: bytes, note: bytes) -> bytes:
    """A picture of one dot with a note of that kind in it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)

    size = bytes.fromhex("00000001 00000001 08 00 00 00 00")
    dot = zlib.compress(b"\0\0")
    parts = chunk(b"IHDR", size), chunk(kind, note), chunk(b"IDAT", dot), chunk(b"IEND", b"")
    return b"".join([b"\x89PNG\r\n\x1a\n", *parts])


def in_runs(text: str) -> str:
    """The text as Word keeps it after corrections: a word may be in two runs."""
    run = '<w:r w:rsidR="00A1"><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
    return "<w:p>" + "".join(run.format(html.escape(part)) for part in re.findall(".{1,7}", text)) + "</w:p>"


def packed(text: str) -> str:
    """The text packed like the archive for a search without a server."""
    return base64.b64encode(gzip.compress(b"x" * 200 + text.encode())).decode()


ENCODED: dict[str, str | bytes] = {
    "plain.txt": SAID,
    "part.txt": "he says that each quiet ledger beside this old canal is",
    "capitals.txt": SAID.upper(),
    "lines.txt": SAID.replace(" ", "\n   "),
    "entities.html": "".join(f"&#{ord(sign)};" for sign in SAID),
    "entities-twice.html": html.escape(html.escape(SAID)),
    "markup.html": "<p>" + " ".join(f"<em>{word[0]}</em>{word[1:]}" for word in SAID.split()) + "</p>",
    "lines.html": SAID.replace(" ", "<br>\n"),
    "hyphens.html": SAID.replace("er", "&shy;er").replace("co", "<wbr>co"),
    "attribute.html": f'<img alt="{html.escape(SAID)}">',
    "comment.html": f"<!-- {SAID} -->",
    "script.html": f"<script>x = {json.dumps(SAID)}</script>",
    "json.json": json.dumps({"x": SAID}).replace("e", "\\u0065"),
    "address.xml": f"<loc>https://example.org/?q={quote(SAID)}</loc>",
    "address-plus.xml": f"<loc>https://example.org/?q={SAID.replace(' ', '+')}</loc>",
    "wide.txt": SAID.encode("utf-16"),
    "full-width.txt": "".join(chr(ord(sign) + 0xFEE0) if sign.isalpha() else sign for sign in SAID),
    "packed.gz": gzip.compress(SAID.encode()),
    "twice.gz": gzip.compress(gzip.compress(SAID.encode())),
    "fragment.pf_fragment": gzip.compress(b'pagefind_dcd{"content":"' + SAID.encode() + b'"}'),
    "filter.pf_filter": gzip.compress(b"pagefind_dcd\x81\x78" + bytes([len(SAID.encode())]) + SAID.encode()),
    "member.zip": zipped("a.txt", SAID),
    "member-name.docx": zipped("case_studies/heron.yml", "x"),
    "archive.js": f'window.x = {{"archive": "{packed(SAID)}"}};',
    "data.css": f"a {{ background: url(data:text/plain;base64,{base64.b64encode(SAID.encode()).decode()}) }}",
    "image.png": b"\x89PNG\r\n\x1a\n\x00\xfftEXtComment\x00" + SAID.encode() + b"\xff\xfe",
    "packed-note.png": png(b"zTXt", b"Comment\0\0" + zlib.compress(SAID.encode())),
    "packed-note-in-unicode.png": png(b"iTXt", b"Comment\0\1\0en\0Note\0" + zlib.compress(SAID.encode())),
    "note-of-windows.jpg": b"\xff\xd8\xff\xe1\x00\xffExif\0\0" + SAID.encode("utf-16-le") + b"\xff\xd9",
    "wide-without-a-mark.txt": SAID.encode("utf-16-be"),
    "wider.txt": SAID.encode("utf-32"),
    "font.woff": b"wOFF\0" + zlib.compress(SAID.encode()),
    "runs.docx": zipped("word/document.xml", in_runs(SAID)),
    "spans.odt": zipped("content.xml", SAID.replace("er", "<text:span>er</text:span>").replace("&", "&amp;")),
    "spans.svg": "<svg><text>"
    + SAID.replace("er", "<tspan>er</tspan>").replace("&", "&amp;")
    + "</text></svg>",
    "folder.tar": b"a.txt".ljust(512, b"\0") + SAID.encode().ljust(512, b"\0"),
    "keys.json": json.dumps({SAID: 1}),
    "words.json": json.dumps(SAID.split()),
    "words-joined.js": 'x = "' + ' " + "'.join(SAID.split()) + '"',
    "section.xml": f"<x><![CDATA[{SAID}]]></x>",
    "instruction.xml": f"<?x {SAID}?>",
    "picture.svg": f'<image href="data:image/svg+xml,{quote(f"<svg>{SAID}</svg>")}"/>',
    "source.js.map": json.dumps({"sourcesContent": [SAID]}),
    "between.txt": "\u200b".join(SAID),
    "mail.html": '<a href="mailto:a@b.test?subject=Lower%20Grootkanaal">x</a>',
    "identifier.html": '<p id="herons-of-the-lower-grootkanaal">x</p>',
    "Herons-of-the-lower-Grootkanaal.txt": "x",
    "second.txt": "And the second sentence goes over several lines of the file.",
    "title.txt": "Lower Grootkanaal",
    "place.txt": "In Gloucestershire, as it is.",
    "feed.xml": "<rss><channel><item><title>Herons of the lower Grootkanaal</title></item></channel></rss>",
    "redirect.html": '<meta http-equiv="refresh" content="0; url=../case-studies/heron.html">',
    "note.txt": "if otter told us so in the margin of",
    "heron.txt": "x",
    "address.txt": "See heron.html",
}


def scan_with(built: Path, files: Mapping[str, str | bytes]) -> Scan:
    """Scan the finished site with these files added to it, for a project that withholds herons."""
    try:
        return scan_of(built, built, files)
    finally:
        for name in files:
            (built / name).unlink(missing_ok=True)


def scan_of(built: Path, folder: Path, files: Mapping[str, str | bytes], scope: Scope | None = None) -> Scan:
    """Scan a folder with these files: a site without a page is enough to find what they hold."""
    heron = built.parent / "case_studies" / "heron.yml"
    heron.write_text(HERON, "utf-8")
    try:
        for name, data in files.items():
            (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
        return scan_site(folder, load_sources(built.parent)[0].documents, scope)
    finally:
        heron.unlink()


def test_it_finds_a_text_however_it_is_written_down(built: Path) -> None:
    scan = scan_with(built, ENCODED)
    found = {leak.partition(":")[0] for leak in scan.leaks if "case_studies/heron.yml:" in leak}
    assert found == set(ENCODED)
    assert scan.failures == ()
    assert all(word not in " ".join(scan.leaks) for word in ("ledger", "otter", "Gloucester"))


def test_what_published_content_says_too_is_no_alarm(built: Path) -> None:
    said = "Notes are on a shared page. Community services in a valley. Small. 2026-01-02. team"
    assert scan_with(built, {"harmless.txt": said}).faults == ()


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("x.gz", b"\x1f\x8b\x08nonsense", "x.gz: can't be searched for withheld texts"),
        ("x.docx", b"PK\x03\x04nonsense", "zip file that can't be unpacked"),
        ("x.js", f'a = "{"H4sI" + "AAAA" * 40}"', "x.js: can't be searched"),
        ("x.html.br", b"anything", "packed in a way"),
        ("x.7z", b"7z\xbc\xaf\x27\x1c", "packed in a way"),
    ],
)
def test_what_it_cannot_look_into_stops_it(
    name: str, data: str | bytes, reason: str, built: Path, tmp_path: Path
) -> None:
    assert any(reason in failure for failure in scan_of(built, tmp_path, {name: data}).failures)


def test_a_file_that_cannot_be_read_stops_it(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = Path.read_bytes

    def refuse(self: Path) -> bytes:
        if self.name == "all.json":
            raise PermissionError(13, "Permission denied", str(self))
        return original(self)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    reader = SiteReader(SiteScan(load_sources(built.parent)[0].documents), NO_CACHE)
    reader.expect(built, NO_TERMS, "en")
    with pytest.raises(PermissionError):
        reader.finish("")


def test_what_is_no_plain_file_stops_it(built: Path, tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(built / "index.html")
    (tmp_path / "folder").symlink_to(built)
    reader = SiteReader(SiteScan(load_sources(built.parent)[0].documents), NO_CACHE)
    reader.expect(tmp_path, NO_TERMS, "en")
    failures = reader.finish("").scan.failures
    for name in ("link.txt", "folder"):
        assert f"{name}: the scan for withheld texts looks into plain files only" in failures


def test_an_empty_folder_stops_it(small: Path, tmp_path: Path) -> None:
    failures = scan_site(tmp_path, load_sources(small)[0].documents).failures
    assert any("found no file" in failure for failure in failures)


def test_having_nothing_to_look_for_stops_it(built: Path) -> None:
    assert scan_site(built, ()).failures == (
        "The scan for withheld texts had nothing published to try itself on.",
    )


@pytest.mark.parametrize(
    ("damaged", "missing"),
    [
        ("case-studies/coast.html", "case-studies/coast.html"),
        ("data/*.*", "the data to download"),
    ],
)
def test_it_says_so_when_it_cannot_find_what_is_published(damaged: str, missing: str, built: Path) -> None:
    before = {path: path.read_bytes() for path in built.glob(damaged)}
    assert before
    try:
        for path in before:
            path.write_bytes(b"")
        failures = scan_with(built, {}).failures
    finally:
        for path, data in before.items():
            path.write_bytes(data)
    assert any(
        "did not find case_studies/coast.yml:" in failure and missing in failure for failure in failures
    )


def test_inside_an_organisation_consent_is_still_needed(built: Path, tmp_path: Path) -> None:
    case = (
        (built.parent / "case_studies" / "coast.yml").read_text("utf-8").replace("A small team", "Penguins")
    )
    internal = case.replace("visibility: public", "visibility: internal")
    texts = {
        "case_studies/a.yml": internal,
        "case_studies/b.yml": internal.replace("consent: true", "consent: false").replace(
            "Penguins", "Walruses"
        ),
    }
    plants = {"a.txt": "Penguins in a small hospital", "b.txt": "Walruses in a small hospital"}
    with files(built.parent, texts):
        for_all = {leak.partition(":")[0] for leak in scan_of(built, tmp_path, plants).leaks}
        inside_scan = scan_of(built, tmp_path, plants, Scope("internal"))
    inside = {leak.partition(":")[0] for leak in inside_scan.leaks}
    assert (for_all, inside) == ({"a.txt", "b.txt"}, {"b.txt"})


HIDDEN = {
    "recommendation:protected-time": "Keep half a day each month free.",
    "guide:small-steps": "guides/small-steps.html",
    "role:cnio": "Speaks for nurses",
    "theme:development": "The field changes fast.",
    "case:coast": "A small team in a small hospital.",
}


def test_what_a_host_hides_is_withheld(built: Path, tmp_path: Path) -> None:
    plants = {f"x{number}.txt": text for number, text in enumerate(HIDDEN.values())}
    assert scan_with(built, plants).faults == ()
    for name, key in zip(plants, HIDDEN, strict=True):
        leaks = scan_of(built, tmp_path, plants, Scope("public", frozenset({key}))).leaks
        assert name in [leak.partition(":")[0] for leak in leaks]


def test_a_case_study_just_started_is_no_false_alarm(guidance: Guidance, tmp_path: Path) -> None:
    """Its comments explain the fields in words that are also on the site."""
    root = shutil.copytree(BASE, tmp_path / "project")
    assert guidance(root, "new", "case-study", "hill-trust").exit_code == 0
    text = (root / "case_studies" / "hill-trust.yml").read_text("utf-8")
    for empty, filled in FILLED_IN.items():
        text = text.replace(empty, filled)
    (root / "case_studies" / "hill-trust.yml").write_text(text, "utf-8")
    rendered = render_project(root, tmp_path / "docs")
    assert rendered.written is not None, rendered.checked.problems
    assert scan_site(tmp_path / "docs", rendered.checked.documents).leaks == ()


OVERLAY_TEXT = """\
release: "{version}"
name: A trust of ours
visibility: internal
reviewed: 2026-01-02
hide: [case:local-authority, guide:small-improvements, role:digital-nurse, recommendation:{recommendation}]
"""


def test_what_an_overlay_hides_is_nowhere_in_its_copy(tmp_path: Path) -> None:
    root, docs = tmp_path / "overlay", tmp_path / "docs"
    (root / "content").mkdir(parents=True)
    (root / "case_studies").mkdir()
    theme = load_sources(ROOT)[0]
    recommendation = next(
        identifier for kind, identifier in gather_identities(theme.documents)[0] if kind == "recommendation"
    )
    text = OVERLAY_TEXT.format(version=VERSION, recommendation=recommendation)
    (root / "content" / "overlay.yml").write_text(text, "utf-8")
    case = HERON.replace("recommendation: shared-notes", "recommendation: regular-meetings")
    case = case.replace("sources: [report]", "sources: [fci-2022]")
    agreed = case.replace("consent: false", "consent: true").replace(
        "visibility: public", "visibility: internal"
    )
    (root / "case_studies" / "heron.yml").write_text(case, "utf-8")
    own = agreed.replace("Herons of the lower Grootkanaal", "Gannets at sea").replace(SAID, "Gannets dive.")
    own = own.replace("sentence goes over several lines of the file", "one").replace("The otter told", "Told")
    own = own.replace("Notes are on a shared page.", "Once a month.")
    (root / "case_studies" / "gannet.yml").write_text(own, "utf-8")
    rendered = render_project(root, docs)
    assert rendered.written is not None, rendered.checked.problems
    assert (docs / "case-studies" / "gannet.md").is_file()
    for path in docs.rglob("*.md"):  # in a page, the address of a link is markup
        path.write_text(path.read_text("utf-8").replace("](", "]<br>("), "utf-8")
    assert scan_site(docs, rendered.checked.documents).leaks == ()
    (docs / "x.txt").write_text("heron.html", "utf-8")
    (docs / "y.txt").write_text("case-studies/local-authority.html", "utf-8")
    leaks = scan_site(docs, rendered.checked.documents).leaks
    assert {leak.partition(":")[0] for leak in leaks} == {"x.txt", "y.txt"}
