"""Everything that README, CONTRIBUTING and other guides name exists: files, headings, commands, options."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from generator.checks.identities import gather_identities
from generator.cli import main

ROOT = Path(__file__).resolve().parents[1]
GUIDES = [
    *sorted(path for path in ROOT.glob("*.md") if not path.name.startswith("LICENSE")),
    *sorted((ROOT / ".github").glob("*.md")),
    *(ROOT / folder / "README.md" for folder in ("bench", "deploy", "generator", "templates", "tests")),
    ROOT / "content" / "pages" / "contribute.md",
]
PICTURES = sorted((ROOT / ".github" / "images").glob("*.png"))
MADE = ("site/", "docs/", ".venv/", "report/", "content/moved.yml")
"""Paths that are generated, or written when needed, and need not exist."""
EXAMPLE = "large-rural-trust"
LARGEST = 120_000
"""The most bytes that a picture may have."""

LINK = re.compile(r"!?\[(?P<text>[^\]]*)\]\((?P<to>[^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`|^ {4,}(\S.*)$", re.MULTILINE)


def name_of(path: Path) -> str:
    return path.name


def codes(path: Path) -> Iterator[str]:
    """The code in a guide, without comments at the end of lines."""
    for match in CODE.finditer(path.read_text("utf-8")):
        yield (match[1] or match[2]).partition(" #")[0].strip()


def anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", GUIDES, ids=name_of)
def test_every_link_leads_somewhere(path: Path) -> None:
    for match in LINK.finditer(path.read_text("utf-8")):
        name, _, anchor = match["to"].partition("#")
        if "://" in name or re.match(r"[a-z-]+:", name) or path.parent.name == "pages":
            continue  # another site's, or checked with the content
        target = path.parent / name if name else path
        assert target.exists(), match[0]
        assert not anchor or anchor in anchors(target), match[0]


@pytest.mark.parametrize("path", GUIDES, ids=name_of)
def test_every_path_is_there(path: Path) -> None:
    top = {each.name for each in ROOT.iterdir()}
    for code in codes(path):
        is_path = re.fullmatch(r"[\w.-]+(?:/[\w.-]+)*/?", code) and code.partition("/")[0] in top
        if is_path and not code.startswith(MADE) and EXAMPLE not in code:
            assert (ROOT / code).exists(), code


def commands_of(path: Path) -> Iterator[list[str]]:
    for code in codes(path):
        for match in re.finditer(r"(?:^|\.venv/bin/|\$ )guidance ([a-z][^|>&]*)", code):
            yield match[1].split()


@pytest.mark.parametrize("path", GUIDES, ids=name_of)
def test_every_command_and_option_exists(path: Path) -> None:
    for words in commands_of(path):
        command: click.Command = main
        rest = list(words)
        while isinstance(command, click.Group) and rest:
            name = rest.pop(0)
            found = command.get_command(click.Context(command), name)
            assert found is not None, " ".join(words)
            command = found
        options = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in rest if word.startswith("--")} <= options, " ".join(words)


@pytest.mark.parametrize("path", GUIDES, ids=name_of)
def test_every_target_of_make_exists(path: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {match[1] for code in codes(path) if (match := re.match(r"make ([a-z]+)", code))}
    assert named <= targets


def test_the_first_way_in_names_what_the_form_shows() -> None:
    scripts = (ROOT / "templates" / "scripts" / "form").glob("*.js")
    shown = "".join(path.read_text("utf-8") for path in scripts)
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    for words in ("Check and finish", "Open a pull request", "Commit changes", "Propose changes"):
        assert words in guide
        assert words in shown
    way = re.search(r'At the foot of any page, choose "([^"]+)", then "([^"]+)"', guide)
    assert way
    assert f"- title: {way[1]}\n" in (ROOT / "mkdocs.yml").read_text("utf-8")
    made, _ = gather_identities(())
    assert way[2] == made["guide", "case-study-form"].title


@pytest.mark.parametrize("path", PICTURES, ids=name_of)
def test_a_picture_is_small_and_said_in_words(path: Path) -> None:
    data = path.read_bytes()
    assert len(data) < LARGEST
    width, _ = struct.unpack(">II", data[16:24])
    assert width <= 1200
    uses = [
        match["text"]
        for guide in GUIDES
        for match in LINK.finditer(guide.read_text("utf-8"))
        if match["to"].endswith(path.name) and match[0].startswith("!")
    ]
    assert len(uses) == 1
    assert len(uses[0]) > 30
