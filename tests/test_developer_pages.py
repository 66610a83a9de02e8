"""The pages for developers list every module there is, and name only modules that exist."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from tomllib import loads

import pytest

from generator.rendering.render import POSITION_FILTERS
from tests.conftest import BASE, Guidance, MakeProject

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "generator"
PAGE = PACKAGE / "README.md"
TEMPLATES = ROOT / "templates" / "README.md"
PAGES = [PAGE, TEMPLATES, ROOT / "tests" / "README.md", ROOT / "DECISIONS.md"]
MADE = re.compile(r"(<!-- (Rooms|Modules), written by make golden -->\n).*?(<!-- End -->)", re.DOTALL)
"""The parts of the page that this test writes."""
NAMED = re.compile(r"`([a-z_]+(?:\.[a-z_]+)+)`")
"""A module, such as `content.load`."""
COLUMN = 27


def first_line(path: Path) -> str:
    """The first line of a module's docstring, or of the docstring of a package's `__init__`."""
    module = path / "__init__.py" if path.is_dir() else path
    text = ast.get_docstring(ast.parse(module.read_text("utf-8")))
    assert text, f"{module.relative_to(ROOT)} has no docstring"
    return text.splitlines()[0]


def rooms() -> list[Path]:
    """The packages at the top, in the order in which each may import from those before it."""
    contract = loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"][0]
    return [PACKAGE / name.strip() for layer in reversed(contract["layers"]) for name in layer.split("|")]


def children(folder: Path) -> list[Path]:
    """Modules and packages, without `__init__` and files of other kinds."""
    packages = [path.parent for path in folder.glob("*/__init__.py")]
    return sorted([*packages, *(path for path in folder.glob("*.py") if path.stem != "__init__")])


def tree(folder: Path, depth: int = 0) -> Iterator[str]:
    """A line for each module and package below a folder."""
    for path in children(folder):
        name = f"{'  ' * depth}{path.stem}{'/' if path.is_dir() else ''}"
        yield f"{name:<{COLUMN}} {first_line(path)}"
        if path.is_dir():
            yield from tree(path, depth + 1)


def modules_in(folder: Path) -> int:
    return sum(path.stem != "__init__" for path in folder.rglob("*.py"))


def table() -> Iterator[str]:
    yield from ("| Room | Modules | What it is for |", "| --- | --- | --- |")
    for room in rooms():
        yield f"| `{room.name}` | {modules_in(room)} | {first_line(room)} |"


def trees() -> Iterator[str]:
    for number, room in enumerate(rooms()):
        yield from ([""] if number else [])
        yield from (f"### `{room.name}`", "", "```text", *tree(room), "```")


def with_parts(page: str) -> str:
    """The page, with its generated parts brought up to date."""
    parts = {"Rooms": table, "Modules": trees}
    return MADE.sub(lambda match: "\n".join([match[1], *parts[match[2]](), "", match[3]]), page)


def test_the_tree_of_modules_is_up_to_date(update_golden: bool) -> None:
    page = PAGE.read_text("utf-8")
    wanted = with_parts(page)
    assert len(MADE.findall(page)) == 2
    if update_golden:
        PAGE.write_text(wanted, "utf-8")
    else:
        assert page == wanted, "run `make golden`"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_module_that_is_named_exists(path: Path) -> None:
    names = {room.name for room in rooms()}
    for name in NAMED.findall(path.read_text("utf-8")):
        if name.partition(".")[0] in names:
            place = PACKAGE.joinpath(*name.split("."))
            assert place.is_dir() or place.with_suffix(".py").is_file(), name


def section_of(page: str, title: str) -> str:
    """What is below a heading of templates/README.md."""
    return page.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def test_every_filter_for_a_position_is_explained() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", section_of(TEMPLATES.read_text("utf-8"), "Values"), re.MULTILINE)
    assert sorted(rows) == sorted(POSITION_FILTERS)


def test_the_example_of_a_template_works(project: MakeProject, guidance: Guidance) -> None:
    lines = section_of(TEMPLATES.read_text("utf-8"), "Macros").splitlines()
    example = "\n".join(line[4:] for line in lines if line.startswith("    ") or not line)
    coast = (BASE / "case_studies" / "coast.yml").read_text("utf-8")
    told = f"{coast}success_factors:\n  - title: Time\n    text: They had some.\n"
    root = project({"templates/pages/case.md.j2": example, "case_studies/coast.yml": told})
    assert guidance(root, "render").exit_code == 0
    case = (root / "docs" / "case-studies" / "coast.md").read_text("utf-8")
    assert "## What helped\n\n1 thing made the difference:\n\n- **Time**: They had some.\n" in case
