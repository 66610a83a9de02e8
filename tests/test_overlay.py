"""An overlay: what it adds, notes, replaces and hides, and its mistakes."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from shutil import copytree
from typing import Protocol

import pytest
from click.testing import CliRunner

from generator.basics.version import release_name
from generator.cli import main
from generator.content.content_files import RELEASE, VERSION
from generator.content.model.site import Overlay
from generator.library.overlay import HIDEABLE
from generator.outputs.project import check_project, render_project
from tests.conftest import BASE, Guidance, MakeProject

OVERLAY = f"""\
release: "{VERSION}"
name: Riverside
visibility: internal
reviewed: 2026-11-21
"""
CASE = (RELEASE / "case_studies" / "small-specialist-provider.yml").read_text("utf-8")
INTERNAL = "visibility: internal"


class MakeOverlay(Protocol):
    def __call__(self, own: str = "", files: Mapping[str, str] | None = None) -> Path: ...


@pytest.fixture
def overlay(tmp_path: Path) -> MakeOverlay:
    """Makes an overlay's folder from {name: text}. `own`: the rest of overlay.yml, after its first lines."""

    def make(own: str = "", files: Mapping[str, str] | None = None) -> Path:
        root = tmp_path / "copy"
        for name, text in {"content/overlay.yml": OVERLAY + own, **(files or {})}.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return root

    return make


def rendered(root: Path, release: Path = RELEASE) -> dict[str, str]:
    """Every page of the overlay, by its name in the Markdown folder."""
    outcome = render_project(root, root / "docs", release=release)
    assert outcome.written is not None, outcome.checked.problems
    docs = root / "docs"
    return {p.relative_to(docs).as_posix(): p.read_text("utf-8") for p in docs.rglob("*.md")}


def errors(root: Path) -> list[tuple[str, int, int, str]]:
    return [
        (problem.path, problem.span.start.line, problem.span.start.column, problem.code)
        for problem in check_project(root).problems
    ]


def test_a_new_overlay_is_right_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "our copy"
    made = CliRunner().invoke(main, ["new", "overlay", str(folder), "--name", 'The "Riverside": #1'])
    assert made.exit_code == 0, made.output
    checked = check_project(folder)
    assert checked.problems == ()
    assert checked.library is not None
    assert checked.library.overlay is not None
    assert checked.library.overlay.name == 'The "Riverside": #1'
    again = CliRunner().invoke(main, ["new", "overlay", str(folder), "--name", "Riverside"])
    assert again.exit_code == 2
    assert "not empty" in again.output


def test_the_start_of_an_overlay_names_every_field(tmp_path: Path) -> None:
    text = (RELEASE / "templates/new/overlay/content/overlay.yml").read_text("utf-8")
    keys = [line.partition(":")[0] for line in text.splitlines() if line[:1].isalpha()]
    assert keys == list(Overlay.model_fields)
    commented = "\n".join(
        line.removeprefix("# ") if line.startswith(("# -", "#  ")) else line for line in text.splitlines()
    )
    for name in ("notes", "may_say", "organisation_types", "recommendations", "terms", "sources"):
        commented = commented.replace(f"{name}: []", f"{name}:")
    path = tmp_path / "content" / "overlay.yml"
    path.parent.mkdir()
    for name, value in {"release": VERSION, "quoted_name": "R", "today": "2026-11-21"}.items():
        commented = commented.replace(f"@@ {name} @@", value)
    path.write_text(commented, "utf-8")
    assert errors(tmp_path) == []


def test_what_it_adds_stands_beside_the_release_with_a_badge(overlay: MakeOverlay) -> None:
    root = overlay(
        """\
welcome: Ask [our team](guide:our-team).
organisation_types:
- id: shared-service
  title: Shared service
terms:
- id: blue-button
  term: Blue button
  definition: It calls for help.
recommendations:
- id: open-hour
  theme: team-working
  title: Hold an open hour
  text: Anybody may come.
  applies_to: [employers]
  sources: [our-strategy#3]
sources:
- id: our-strategy
  title: Our strategy
  cited_as: Strategy
  role: read
  form: Paper
  text: What we want to do.
  sections: [{id: "3", title: People}]
""",
        {
            "case_studies/our-own.yml": CASE.replace("visibility: public", INTERNAL).replace(
                "practices:", "practices:\n  - recommendation: open-hour\n    how: On Mondays."
            ),
            "content/pages/our-team.md": "---\ntitle: Our team\nsummary: Who we are.\nsection: guides\n"
            "order: 1\nreviewed: 2026-11-21\n---\nPress the blue button.\n",
        },
    )
    pages = rendered(root)
    badge = '<span class="g-badge g-badge--local">local</span>'
    for name in ("case-studies/our-own.md", "recommendations/open-hour.md", "guides/our-team.md"):
        assert "Added by Riverside" in pages[name]
    assert f"(../recommendations/open-hour.md) {badge}" in pages["themes/team-working.md"]
    assert f"Blue button {badge}" in pages["glossary.md"]
    assert f"(shared-service.md) {badge}" in pages["organisation-types/index.md"]
    assert "Note by Riverside" in pages["index.md"]
    assert "content/overlay.yml" in pages["recommendations/open-hour.md"]
    assert "On Mondays" in pages["recommendations/open-hour.md"]
    assert "(../glossary.md#blue-button){ .g-term }" in pages["guides/our-team.md"]
    assert "Added by Riverside" not in pages["themes/team-working.md"]


def test_a_public_copy_has_no_internal_case_study(overlay: MakeOverlay) -> None:
    root = overlay(files={"case_studies/our-own.yml": CASE.replace("visibility: public", INTERNAL)})
    path = root / "content/overlay.yml"
    path.write_text(path.read_text("utf-8").replace(INTERNAL, "visibility: public"), "utf-8")
    checked = check_project(root)
    assert checked.library is not None
    assert checked.library.withheld == 1
    assert "case-studies/our-own.md" not in rendered(root)


def test_notes_stand_on_the_pages_that_they_are_on(overlay: MakeOverlay) -> None:
    targets = {
        "theme:team-working": "themes/team-working.md",
        "recommendation:regular-meetings": "recommendations/regular-meetings.md",
        "role:ccio": "roles/ccio.md",
        "role:super-user": "roles/index.md",
        "case:local-authority": "case-studies/local-authority.md",
        "guide:small-improvements": "guides/small-improvements.md",
    }
    notes = "".join(f"- on: {target}\n  text: Ours, on {target}.\n" for target in targets)
    pages = rendered(overlay("notes:\n" + notes))
    for target, name in targets.items():
        kind, _, identifier = target.partition(":")
        assert "Note by Riverside" in pages[name]
        assert f"Ours, on {kind}:{identifier}." in pages[name].replace("&#58;", ":")
    assert {name for name, text in pages.items() if "Note by Riverside" in text} == set(targets.values())


def test_what_is_hidden_leaves_no_trace_and_no_broken_link(overlay: MakeOverlay) -> None:
    hidden = {
        "case:mental-health-and-community-provider": "case-studies/mental-health-and-community-provider",
        "guide:small-improvements": "guides/small-improvements",
        "role:occupational-therapist": "roles/occupational-therapist",
        "recommendation:team-gap-analysis": "recommendations/team-gap-analysis",
        "theme:board-representation": "themes/board-representation",
    }
    root = overlay(f"hide: [{', '.join(hidden)}, term:ccio]\n")
    pages = rendered(root)
    data = "".join(p.read_text("utf-8") for p in (root / "docs").rglob("*.js*"))
    for address in hidden.values():
        assert f"{address}.md" not in pages
        name = address.rpartition("/")[2]
        assert f'"{name}"' not in data
        assert not any(re.search(rf"[(/]{name}\.md", text) for text in pages.values())
    assert not any("glossary.md#ccio)" in text for text in pages.values())
    assert "Do a gap analysis across the team" not in "".join(pages.values())


def with_ways(release: Path) -> Path:
    """The small release, with a pathway and a framework."""
    copytree(BASE, release)
    files = {
        "pathways/first-week.yml": "title: A first week\nsummary: What to do.\norder: 1\nsteps:\n"
        "- go_to: role:ccio\n  why: It helps.\n- go_to: case:coast\n  why: It helps too.\n",
        "frameworks/good.yml": "title: Good\nsummary: A framework.\norder: 1\nsources: [report]\nmeasures:\n"
        "- id: led\n  title: Led\n  reading: We count one.\n  recommendations: [regular-meetings]\n",
    }
    for name, text in files.items():
        (release / "content" / name).parent.mkdir()
        (release / "content" / name).write_text(f"{text}reviewed: 2026-01-02\n", "utf-8")
    return release


def test_a_copy_adds_and_hides_pathways_and_a_step_goes_with_what_it_leads_to(
    overlay: MakeOverlay, tmp_path: Path
) -> None:
    own = (
        "title: Our first week\nsummary: Ours.\norder: 2\nsteps:\n- go_to: guide:compare\n  why: It helps.\n"
    )
    root = overlay(
        "hide: [role:ccio]\n", {"content/pathways/ours.yml": f"{own}reviewed: 2026-01-02\n{INTERNAL}\n"}
    )
    pages = rendered(root, with_ways(tmp_path / "release"))
    assert "Added by Riverside" in pages["pathways/ours.md"]
    assert [name in pages["pathways/index.md"] for name in ("first-week.md", "ours.md")] == [True, True]
    assert "case:coast" in pages["pathways/first-week.md"]
    assert "role:ccio" not in pages["pathways/first-week.md"]
    (root / "content/overlay.yml").write_text(OVERLAY + "hide: [pathway:first-week]\n", "utf-8")
    pages = rendered(root, tmp_path / "release")
    assert "pathways/first-week.md" not in pages
    assert "first-week" not in pages["pathways/index.md"]


def test_everything_can_be_hidden_alone(overlay: MakeOverlay, tmp_path: Path) -> None:
    """Hide one thing after the other of a small release: all pages are rendered, or a problem is reported."""
    release = with_ways(tmp_path / "release")
    library = check_project(overlay(), release).library
    assert library is not None
    outcomes: list[tuple[str, ...]] = []
    for kind, identifier in (key for key in library.identities if key[0] in HIDEABLE):
        root = overlay(f"hide: ['{kind}:{identifier}']\n")
        checked = check_project(root, release)
        if checked.library is not None and kind not in {kind for kind, *_ in outcomes}:
            assert rendered(root, release)
        outcomes.append((kind, *[problem.code for problem in checked.problems]))
    assert {kind for kind, *codes in outcomes if not codes} >= set(HIDEABLE) - {"recommendation"}
    assert {code for _, *codes in outcomes for code in codes} <= {"unfit-for-overlay", "hidden-but-needed"}


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ("hide: [case:nowhere]\n", (5, 8, "unknown-reference")),
        ("hide: [source:fci-2022]\n", (5, 8, "unfit-for-overlay")),
        ("hide: [guide:methods]\n", (5, 8, "unfit-for-overlay")),
        ("notes:\n- on: term:ccio\n  text: Ours.\n", (6, 7, "unfit-for-overlay")),
        ("notes:\n- on: role:cnio\n  text: Ours.\nhide: [role:cnio]\n", (6, 7, "hidden-thing")),
        ("terms:\n- id: ccio\n  term: CCIO\n  definition: Ours.\n", (6, 7, "duplicate-identifier")),
        ("hides: []\n", (5, 1, "unknown-key")),
    ],
)
def test_mistakes_are_shown_in_the_overlay(
    overlay: MakeOverlay, own: str, expected: tuple[int, int, str]
) -> None:
    assert errors(overlay(own)) == [("content/overlay.yml", *expected)]


def test_a_file_of_the_release_cannot_be_replaced(overlay: MakeOverlay) -> None:
    root = overlay(
        files={
            "case_studies/local-authority.yml": CASE,
            "content/glossary.yml": "terms: []\n",
        }
    )
    assert [(path, code) for path, _, _, code in errors(root)] == [
        ("case_studies/local-authority.yml", "in-the-release"),
        ("content/glossary.yml", "in-the-release"),
    ]


def test_a_local_thing_must_not_refer_to_what_is_hidden(overlay: MakeOverlay) -> None:
    root = overlay("hide: [recommendation:regular-meetings]\n", {"case_studies/our-own.yml": CASE})
    found = {(path, code) for path, _, _, code in errors(root)}
    assert found <= {("case_studies/our-own.yml", "hidden-thing")}


def test_another_release_stops_the_build_until_somebody_has_looked(overlay: MakeOverlay) -> None:
    root = overlay()
    path = root / "content/overlay.yml"
    path.write_text(path.read_text("utf-8").replace(VERSION, "0.0.9"), "utf-8")
    assert errors(root) == [("content/overlay.yml", 1, 10, "other-release")]


def test_a_release_of_the_same_number_and_another_digest_is_another_release(overlay: MakeOverlay) -> None:
    root = overlay()
    path = root / "content/overlay.yml"
    path.write_text(path.read_text("utf-8").replace(VERSION, release_name()), "utf-8")
    assert errors(root) == []
    path.write_text(path.read_text("utf-8").replace(release_name(), f"{VERSION}+000000000000"), "utf-8")
    assert errors(root) == [("content/overlay.yml", 1, 10, "other-release")]


def test_an_overlay_file_in_the_guidance_itself_is_refused(project: MakeProject) -> None:
    root = project({"content/overlay.yml": OVERLAY})
    assert ("content/overlay.yml", 1, 1, "unexpected-file") in errors(root)


def test_a_template_and_an_asset_can_be_replaced(overlay: MakeOverlay) -> None:
    root = overlay(
        files={
            "templates/pages/role.md.j2": "# Our own words on {{ page.title | text }}\n",
            "templates/theme/assets/stylesheets/own.css": "html:root:root { --g-brand: #123456; }\n",
            "templates/theme/assets/images/logo.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>\n",
        }
    )
    assert "# Our own words on" in rendered(root)["roles/ccio.md"]
    made = root / ".guidance"
    settings = json.loads((made / "mkdocs.yml").read_text("utf-8"))
    assert settings["extra"]["own_style"] == "assets/stylesheets/own.css"
    assert settings["extra"]["keeper"] == {"name": "Riverside", "visibility": "internal"}
    assert "<svg xmlns=" in (made / "theme/assets/images/logo.svg").read_text("utf-8")
    assert (made / "theme/main.html").read_bytes() == (RELEASE / "templates/theme/main.html").read_bytes()
    (root / "templates/theme/assets/images/logo.svg").unlink()
    rendered(root)
    logo = RELEASE / "templates/theme/assets/images/logo.svg"
    assert (made / "theme/assets/images/logo.svg").read_bytes() == logo.read_bytes()


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("pages/rolle.md.j2", "pages/role.md.j2"),
        ("role.md.j2", "pages/role.md.j2"),
        ("pages/nothing-like-it.md.j2", ""),
        ("pages/role.md", "pages/role.md.j2"),
        ("theme/partials/heeder.html", "theme/partials/header.html"),
        ("theme/header.html", "theme/partials/header.html"),
        ("theme/assets/stylesheets/owm.css", "theme/assets/stylesheets/own.css"),
        ("scripts/finder/part.js", "scripts/finder/parts.js"),
    ],
)
def test_a_template_that_replaces_nothing_is_a_mistake(overlay: MakeOverlay, name: str, meant: str) -> None:
    found = check_project(overlay(files={f"templates/{name}": "Ours.\n"})).problems
    near = f"templates/{meant}" if meant else ""
    assert [(each.path, each.code, each.nearest) for each in found] == [
        (f"templates/{name}", "unused-override", near)
    ]


def test_an_overlay_may_add_templates_and_assets_of_its_own(overlay: MakeOverlay) -> None:
    root = overlay(
        files={
            "templates/pages/role.md.j2": '{% include "own/footing.md.j2" %}\n',
            "templates/own/footing.md.j2": "Ours.\n",
            "templates/theme/partials/toc.html": "<!-- Material has one, the release none. -->\n",
            "templates/theme/partials/header.html": '{% include "partials/own.html" %}\n',
            "templates/theme/partials/own.html": "<p>Ours.</p>\n",
            "templates/theme/assets/stylesheets/own.css": "@import 'finders.css';\n",
            "templates/theme/assets/stylesheets/finders.css": "p { color: red; }\n",
            "templates/theme/assets/javascripts/counter.js": "count();\n",
            "templates/theme/assets/images/logos.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>\n",
            "templates/new/anything.md.j2": "Ours.\n",
            "templates/README.md": "Ours.\n",
            "mkdocs.yml": "INHERIT: .guidance/mkdocs.yml\n"
            "extra_javascript: [assets/javascripts/counter.js]\n",
        }
    )
    assert errors(root) == []


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """A copy of the small release in which some things have changed."""
    root = tmp_path / "newer"
    copytree(BASE, root)
    theme = root / "content/themes/team-working.yml"
    text = theme.read_text("utf-8").replace("title: Hold regular meetings", "title: Meet every week")
    theme.write_text(text, "utf-8")
    (root / "templates/pages").mkdir(parents=True)
    (root / "templates/pages/role.md.j2").write_text("# {{ page.title | text }}\n", "utf-8")
    return root


@pytest.fixture
def older(tmp_path: Path) -> Path:
    root = tmp_path / "older"
    copytree(BASE, root)
    (root / "templates/pages").mkdir(parents=True)
    (root / "templates/pages/role.md.j2").write_text("# A role: {{ page.title | text }}\n", "utf-8")
    return root


def test_an_upgrade_says_first_what_it_means_for_the_copy(
    overlay: MakeOverlay, older: Path, newer: Path, guidance: Guidance
) -> None:
    root = overlay(
        "notes:\n- on: recommendation:regular-meetings\n  text: On Mondays.\nhide: [role:cnio]\n",
        {
            "templates/pages/role.md.j2": "# Ours: {{ page.title | text }}\n",
            "content/pages/our-team.md": "---\ntitle: Our team\nsummary: Who we are.\nsection: guides\n"
            "order: 1\nreviewed: 2026-11-21\n---\nSee [](recommendation:regular-meetings).\n",
        },
    )
    compared = ("diff", str(older), str(newer), "--overlay", str(root))
    outcome = guidance(root, *compared)
    assert outcome.exit_code == 0
    first = outcome.output.partition("Changes to what your notes")[0]
    assert "1 recommendation that you annotate: changed" in first
    assert "1 recommendation that you refer to: changed" in first
    assert "1 file that you replace: changed" in first
    assert "templates/pages/role.md.j2: changed" in outcome.output
    assert "referred to in content/pages/our-team.md" in outcome.output
    data = json.loads(guidance(root, *compared, "--format", "json").output)
    assert [concern["relation"] for concern in data["overlay"]["concerns"]] == ["annotates", "refers to"]
    overlay_file = root / "content/overlay.yml"
    for_all = overlay_file.read_text("utf-8").replace(INTERNAL, "visibility: public")
    overlay_file.write_text(for_all.replace("On Mondays.", f"On Mondays.\n  {INTERNAL}"), "utf-8")
    assert "1 recommendation that you annotate: changed" in guidance(root, *compared).output
    page = guidance(root, *compared, "--format", "html").output
    assert "<h2>What this means for your copy</h2>" in page


def test_an_upgrade_tells_what_would_be_a_mistake(
    overlay: MakeOverlay, older: Path, newer: Path, guidance: Guidance
) -> None:
    (newer / "content/pages/our-team.md").write_bytes((newer / "content/pages/small-steps.md").read_bytes())
    root = overlay(
        "", {"content/pages/our-team.md": (BASE / "content/pages/small-steps.md").read_text("utf-8")}
    )
    outcome = guidance(root, "diff", str(older), str(newer), "--overlay", str(root))
    assert "Mistakes with the newer release" in outcome.output
    assert "content/pages/our-team.md:1: the release has a file of this name" in outcome.output
    assert "1 guide that you have one like: new" in outcome.output


def test_an_upgrade_without_concerns_says_so(overlay: MakeOverlay, older: Path, guidance: Guidance) -> None:
    root = overlay()
    outcome = guidance(root, "diff", str(older), str(older), "--overlay", str(root))
    assert outcome.exit_code == 0
    assert "Nothing changes that your copy has a say in." in outcome.output


def test_a_wheel_is_a_release(tmp_path: Path, older: Path, newer: Path, guidance: Guidance) -> None:
    wheel = tmp_path / "newer.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path in sorted(path for path in newer.rglob("*") if path.is_file()):
            archive.write(path, f"generator/release/{path.relative_to(newer).as_posix()}")
        archive.writestr("generator/release/content/../../../outside.txt", "no")
    outcome = guidance(older, "diff", str(older), str(wheel))
    assert "title: Hold regular meetings → Meet every week" in outcome.output
    assert not (tmp_path.parent / "outside.txt").exists()
    bad = tmp_path / "bad.whl"
    bad.write_bytes(b"no zip")
    refused = guidance(older, "diff", str(older), str(bad))
    assert refused.exit_code == 2
    assert "can't be read as a wheel" in refused.output
