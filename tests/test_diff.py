"""What changes for readers between two versions: folders and revisions, even with mistakes or hostile."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from generator.review.changes import excerpts
from tests.conftest import Guidance, MakeProject
from tests.repository import commit, git

Changes = dict[str, tuple[str, str]]
THEME, COAST = "content/themes/team-working.yml", "case_studies/coast.yml"


def change(root: Path, changes: Changes) -> None:
    for name, (old, new) in changes.items():
        text = (root / name).read_text("utf-8")
        assert old in text
        (root / name).write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def versions(project: MakeProject, tmp_path: Path) -> tuple[Path, Path]:
    """Two copies of the base. The test changes the second."""
    old = project({})
    return old, copytree(old, tmp_path / "new")


def json_of(guidance: Guidance, old: Path, new: Path | str, status: int = 0) -> dict[str, Any]:
    outcome = guidance(old, "diff", str(old), str(new), "--format", "json")
    assert outcome.exit_code == status, outcome.output
    found: dict[str, Any] = json.loads(outcome.stdout)["difference"]
    return found


def text_of(guidance: Guidance, old: Path, new: Path) -> str:
    outcome = guidance(old, "diff", str(old), str(new))
    assert outcome.exit_code == 0, outcome.output
    return outcome.stdout


def test_two_that_are_the_same(versions: tuple[Path, Path], guidance: Guidance) -> None:
    assert text_of(guidance, *versions) == "Nothing changes for readers.\n"
    page = guidance(versions[0], "diff", *map(str, versions), "--format", "html").stdout
    assert "<p>Nothing changes for readers.</p>" in page


def test_a_changed_text_shows_the_words_around_the_change(
    versions: tuple[Path, Path], guidance: Guidance
) -> None:
    change(versions[1], {THEME: ("Meet every week.", "Meet every fortnight.")})
    report = text_of(guidance, *versions)
    assert "recommendation: Hold regular meetings (content/themes/team-working.yml)" in report
    assert "Meet every week. → Meet every fortnight." in report
    assert "theme: " not in report


def test_an_entry_put_in_front_changes_no_other(versions: tuple[Path, Path], guidance: Guidance) -> None:
    entry = "practices:\n  - recommendation: shared-notes\n    how: They share notes.\n"
    change(versions[1], {COAST: ("practices:\n", entry)})
    [thing] = json_of(guidance, *versions)["things"]
    assert {field["label"].rpartition(", ")[0] for field in thing["fields"]} == {
        "Recommendations in practice: shared-notes"
    }


def test_evidence_and_coverage_move(versions: tuple[Path, Path], guidance: Guidance) -> None:
    change(versions[1], {COAST: ("recommendation: regular-meetings", "recommendation: shared-notes")})
    evidence = json_of(guidance, *versions)["evidence"]
    moved = {each["title"]: (each["before"], each["after"]) for each in evidence["recommendations"]}
    assert moved == {
        "Hold regular meetings": ({"cases": 1, "of": 2}, {"cases": 0, "of": 2}),
        "Share notes": ({"cases": 1, "of": 2}, {"cases": 2, "of": 2}),
    }
    assert evidence["coverage"] == []
    (versions[1] / COAST).unlink()
    evidence = json_of(guidance, *versions)["evidence"]
    assert [evidence["cases_before"], evidence["cases_after"]] == [2, 1]
    [cell] = evidence["coverage"]
    assert (cell["before"], cell["after"]) == ({"cases": 1, "of": 1}, {"cases": 0, "of": 0})


def test_an_address_that_would_break_is_told(versions: tuple[Path, Path], guidance: Guidance) -> None:
    old, new = versions
    (new / COAST).rename(new / "case_studies" / "shore.yml")
    change(new, {"content/pages/contribute.md": ("\n---\n\n", "\n---\n\n## A heading\n\n")})
    change(old, {"content/pages/contribute.md": ("\n---\n\n", "\n---\n\n## Another heading\n\n")})
    addresses = json_of(guidance, old, new)["addresses"]
    assert addresses["added"] == ["case-studies/shore.html"]
    assert addresses["removed"] == ["about/contribute.html#another-heading", "case-studies/coast.html"]
    assert "Addresses that would break" in text_of(guidance, old, new)


def test_an_address_that_leads_on_does_not_break(versions: tuple[Path, Path], guidance: Guidance) -> None:
    old, new = versions
    (new / "case_studies" / "coast.yml").rename(new / "case_studies" / "shore.yml")
    moved = "moved:\n  - old: case-studies/coast.html\n    to: case:shore\n"
    (new / "content" / "moved.yml").write_text(moved, "utf-8")
    assert json_of(guidance, old, new)["addresses"]["removed"] == []
    (new / "content" / "moved.yml").rename(old / "content" / "moved.yml")
    change(
        old,
        {
            "content/moved.yml": (
                "case-studies/coast.html\n    to: case:shore",
                "old.html\n    to: case:coast",
            )
        },
    )
    assert "old.html" in json_of(guidance, old, new)["addresses"]["removed"]


HIDDEN = "Zanzibar"
WITHHELD = {
    "no consent": ("consent: true", "consent: false"),
    "internal": ("visibility: public", "visibility: internal"),
}


@pytest.mark.parametrize("reason", WITHHELD.values(), ids=WITHHELD)
@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_what_is_withheld_in_both_is_in_no_report(
    versions: tuple[Path, Path], guidance: Guidance, reason: tuple[str, str], form: str
) -> None:
    for number, root in enumerate(versions):
        change(root, {COAST: reason})
        change(root, {COAST: ("A small team in a small hospital.", f"{HIDDEN} {number}")})
    (versions[1] / COAST).rename(versions[1] / "case_studies" / f"{HIDDEN.lower()}.yml")
    output = guidance(versions[0], "diff", *map(str, versions), "--format", form).output
    assert HIDDEN.lower() not in output.lower()
    assert "coast" not in output.lower()


@pytest.mark.parametrize("reason", WITHHELD.values(), ids=WITHHELD)
def test_what_is_published_from_now_on_is_new_and_the_reverse_is_removed(
    versions: tuple[Path, Path], guidance: Guidance, reason: tuple[str, str]
) -> None:
    old, new = versions
    change(old, {COAST: reason})
    change(old, {COAST: ("A small team", f"{HIDDEN}")})
    things = json_of(guidance, old, new)["things"]
    assert [(each["kind"], each["id"], each["state"]) for each in things] == [("case study", "coast", "new")]
    assert json_of(guidance, new, old)["things"][0]["state"] == "removed"
    for pair in ((old, new), (new, old)):
        assert HIDDEN not in text_of(guidance, *pair)


def test_mistakes_in_the_newer_one_are_listed_and_the_rest_is_compared(
    versions: tuple[Path, Path], guidance: Guidance
) -> None:
    change(
        versions[1],
        {COAST: ("wte: 2.5", "wte: many"), "content/roles/cnio.yml": ("Speaks for nurses", "Helps nurses")},
    )
    outcome = guidance(versions[0], "diff", *map(str, versions))
    assert outcome.exit_code == 1
    assert "case_studies/coast.yml:7:8: error: a number is expected here" in outcome.stdout
    assert "Speaks for nurses. → Helps nurses." in outcome.stdout
    assert "Left out until its mistakes are gone: case_studies/coast.yml" in outcome.stdout
    assert "Removed" not in outcome.stdout
    outcome = guidance(versions[0], "diff", *map(str, reversed(versions)))
    assert outcome.exit_code == 1
    assert "until the mistakes in the older one are gone" in outcome.stderr


def test_revisions_are_read_as_they_were(project: MakeProject, guidance: Guidance) -> None:
    root = project({})
    first = commit(root, "First")
    git(root, "tag", "v1")
    change(root, {THEME: ("Meet every week.", "Meet every day.")})
    (root / "case_studies" / "coast.yml").unlink()
    # Attributes that would hide a file from an archive, or change it, must have no effect.
    (root / ".gitattributes").write_text("* export-ignore export-subst text eol=crlf\n", "utf-8")
    commit(root, "Second")
    for old in ("v1", first[:10], "main^"):
        outcome = guidance(root, "diff", old, "main")
        assert outcome.exit_code == 0, outcome.output
        assert "Meet every week. → Meet every day." in outcome.stdout
        assert "case study: A hospital on the coast" in outcome.stdout


def test_links_and_odd_names_in_a_revision_do_no_harm(
    project: MakeProject, guidance: Guidance, tmp_path: Path
) -> None:
    root = project({})
    commit(root, "Start")
    (tmp_path / "private.yml").write_text("title: Zanzibar\n", "utf-8")
    (root / "case_studies" / "link.yml").symlink_to(tmp_path / "private.yml")
    (root / "content" / "folder").symlink_to(tmp_path)
    (root / "case_studies" / "-n\n\x1b[2J'\"$(x).yml").write_text("title: x\n", "utf-8")
    commit(root, "Odd")
    outcome = guidance(root, "diff", "HEAD~1", "HEAD")
    assert outcome.exit_code == 1
    assert "case_studies/link.yml:1:1: error: a symbolic link can't be content" in outcome.stdout
    assert "Zanzibar" not in outcome.output
    assert {path.name for path in tmp_path.iterdir()} == {"private.yml", "project"}


@pytest.mark.parametrize("name", ["nowhere", "--output=x", "", "main:content", "HEAD..main", "\n"])
def test_what_is_no_version_is_wrong_use(project: MakeProject, guidance: Guidance, name: str) -> None:
    root = project({})
    commit(root, "Start")
    before = sorted(root.rglob("*"))
    assert guidance(root, "diff", "--", "HEAD", name).exit_code == 2
    assert sorted(root.rglob("*")) == before


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;{{ 7*7 }} </section></style>"


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.tags.append(tag)


def test_the_page_stands_alone_and_hostile_text_prints_as_typed(
    versions: tuple[Path, Path], guidance: Guidance
) -> None:
    title = json.dumps(HOSTILE)
    change(versions[1], {COAST: ("title: A hospital on the coast", f"title: {title}")})
    page = guidance(versions[0], "diff", *map(str, versions), "--format", "html").stdout
    assert set(Tags(page).tags) <= {
        *("html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "ul", "li"),
    }
    assert Tags(page).tags.count("style") == 1
    assert not re.search(r"(?:src|href)=", page.replace(HOSTILE, "").replace("src=x onerror", ""))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "default-src 'none'" in page


def test_a_report_is_the_same_every_time(versions: tuple[Path, Path], guidance: Guidance) -> None:
    change(versions[1], {THEME: ("Meet every week.", "Meet."), COAST: ("wte: 2.5", "wte: 3")})
    for form in ("json", "html"):
        command = ["diff", *map(str, versions), "--format", form]
        assert guidance(versions[0], *command).stdout == guidance(versions[0], *command).stdout


EXCERPTS = {
    "a word": ("a b c d e f g", "a b c x e f g", "a b c d e f g", "a b c x e f g"),
    "in a long text": (
        "1 2 3 4 5 6 x 1 2 3 4 5 6",
        "1 2 3 4 5 6 y 1 2 3 4 5 6",
        "… 3 4 5 6 x 1 2 3 4 …",
        "… 3 4 5 6 y 1 2 3 4 …",
    ),
    "new": ("", "a b", "", "a b"),
    "at the end": ("a", "a b", "a", "a b"),
    "repeated": ("a a", "a a a", "a a", "a a a"),
}


@pytest.mark.parametrize("row", EXCERPTS.values(), ids=EXCERPTS)
def test_excerpts(row: tuple[str, str, str, str]) -> None:
    assert excerpts(row[0], row[1]) == row[2:]
