"""From a project's folder to its Markdown folder: only what changed is written, and nothing private."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import BASE, Guidance, MakeProject

COAST = "case_studies/coast.yml"
HILL = "case_studies/hill.yml"
HILL_TEXT = """\
title: Zebra hospital
kind: team
summary: A quokka team with [a CCIO](role:ccio).
organisation:
  name: Xylophone Trust
  types: [acute, ambulance]
  context: A numbat context, as [others](case:coast) have it.
interviewed:
  - title: Wombat officer
    role: cnio
team:
  wte: 77.7
  headcount: 88
  members:
    - role: cnio
      title: Okapi nurse
cpd:
  methods: [courses]
  text: Narwhal courses.
practices:
  - recommendation: protected-time
    how: The axolotl way.
related: [valley]
sources: [review]
publication:
  consent: true
  visibility: public
  anonymous: false
  reviewed: 2026-01-02
  review_by: 2099-01-02
"""


def written_files(folder: Path) -> dict[str, tuple[bytes, int]]:
    """The content and modification time of each file, by path."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def texts(folder: Path) -> dict[str, bytes]:
    return {name: data for name, (data, _) in written_files(folder).items()}


def render(root: Path, guidance: Guidance) -> str:
    result = guidance(root, "render")
    assert result.exit_code == 0, result.output
    return result.stdout


def test_check_counts_the_content_and_writes_nothing(project: MakeProject, guidance: Guidance) -> None:
    root = project({})
    result = guidance(root, "check")
    counts = dict(line.rsplit(maxsplit=1) for line in result.stdout.splitlines()[1:])
    counts = {name.strip(): number for name, number in counts.items()}
    assert result.exit_code == 0
    assert (counts["themes"], counts["recommendations"], counts["case studies"]) == ("2", "3", "2")
    assert texts(root) == texts(BASE)


def test_a_second_render_writes_nothing(project: MakeProject, guidance: Guidance) -> None:
    root = project({})
    assert ", 0 unchanged, 0 removed" in render(root, guidance)
    before = written_files(root / "docs")
    assert render(root, guidance) == f"0 written, {len(before)} unchanged, 0 removed\n"
    assert written_files(root / "docs") == before


def test_a_render_touches_only_what_changed(project: MakeProject, guidance: Guidance) -> None:
    root = project({})
    render(root, guidance)
    before = written_files(root / "docs")
    theme = root / "content" / "themes" / "development.yml"
    theme.write_bytes(theme.read_bytes().replace(b"The field changes fast.", b"Fields change."))
    render(root, guidance)
    after = written_files(root / "docs")
    changed = {name for name in before | after if before.get(name) != after.get(name)}
    assert changed == {"themes/development.md", "data/themes.json"}


def test_a_page_that_disappears_is_removed(project: MakeProject, guidance: Guidance) -> None:
    root = project({HILL: HILL_TEXT})
    render(root, guidance)
    (root / HILL).unlink()
    (root / "docs" / ".gitignore").write_text("*\n")
    (root / "docs" / "old").mkdir()
    (root / "docs" / "old" / "page.md").write_text("# Old\n")
    render(root, guidance)
    after = texts(root / "docs")
    assert after.pop(".gitignore") == b"*\n"
    assert after == render_elsewhere(root, guidance)
    assert not (root / "docs" / "old").exists()


def render_elsewhere(root: Path, guidance: Guidance) -> dict[str, bytes]:
    """The files that a render into an empty folder writes."""
    out = root.parent / "elsewhere"
    result = guidance(root, "render", "--out", str(out))
    assert result.exit_code == 0, result.output
    return texts(out)


def test_a_render_with_problems_leaves_the_last_one_as_it_was(
    project: MakeProject, guidance: Guidance
) -> None:
    root = project({})
    render(root, guidance)
    before = written_files(root / "docs")
    (root / COAST).write_bytes((root / COAST).read_bytes().replace(b"[acute]", b"[acut]"))
    assert guidance(root, "render").exit_code == 1
    assert written_files(root / "docs") == before


@pytest.mark.parametrize(
    ("public", "not_public"),
    [("consent: true", "consent: false"), ("visibility: public", "visibility: internal")],
    ids=["without consent", "internal"],
)
def test_what_may_not_be_published_leaves_no_trace(
    project: MakeProject, guidance: Guidance, public: str, not_public: str
) -> None:
    root = project({HILL: HILL_TEXT.replace(public, not_public)})
    render(root, guidance)
    with_it = texts(root / "docs")
    (root / HILL).unlink()
    assert with_it == render_elsewhere(root, guidance)
    everything = b"".join(name.encode() + data for name, data in with_it.items()).lower()
    for word in (b"hill", b"zebra", b"quokka", b"xylophone", b"numbat", b"wombat", b"okapi", b"narwhal",
                 b"axolotl", b"77.7"):  # fmt: skip
        assert word not in everything


def test_what_may_be_published_is_there(project: MakeProject, guidance: Guidance) -> None:
    root = project({HILL: HILL_TEXT})
    render(root, guidance)
    page = (root / "docs" / "case-studies" / "hill.md").read_text("utf-8")
    for word in ("Zebra", "quokka", "Xylophone", "numbat", "Wombat", "Okapi", "Narwhal", "axolotl"):
        assert word in page


def test_line_ends_and_a_byte_order_mark_make_no_difference(project: MakeProject, guidance: Guidance) -> None:
    root = project({})
    expected = render_elsewhere(root, guidance)
    for name in texts(BASE):
        path = root / name
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    render(root, guidance)
    assert texts(root / "docs") == expected
