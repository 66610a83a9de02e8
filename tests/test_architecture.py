"""The rules of the design that no test of behaviour would notice being broken."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes

from generator.rendering.render import POSITION_FILTERS

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "generator"

READS_AND_WRITES = {
    *("basics.cache", "basics.disk", "basics.version"),
    *("content.content_files", "content.load", "languages.language"),
    *("outputs.label_files", "outputs.other_files", "outputs.theme_files", "outputs.write"),
    *("review.upgrade", "review.versions", "site", "cli"),
}
"""The only rooms and modules that touch the disk."""
KNOWS_JINJA = {
    *("rendering", "review.report", "site.conversion", "site.deployment", "site.pdf.book", "site.plugin"),
    "site.scaffold",
}
"""`conversion` knows the theme's templates as MkDocs has them. `scaffold` fills in files for editors, and
`deployment` those for servers."""
KNOWS_MKDOCS = {"site"}
KNOWS_YAML = {"content.yaml"}
PRINTS = {"cli"}

MOST_ROOMS, MOST_MODULES = 12, 15
LONGEST_MODULE, LONGEST_FUNCTION = 450, 40
LONGEST_PAGE, LONGEST_MACROS = 60, 150
"""Lines of a template of a page, and of one with nothing but macros."""

MODULES = sorted(PACKAGE.rglob("*.py"))
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*.md.j2"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def module_of(path: Path) -> str:
    """The name of a module within the program: `content.yaml.events`."""
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


def is_in(path: Path, places: set[str]) -> bool:
    return any(f"{module_of(path)}.".startswith(f"{place}.") for place in places)


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def imports_of(path: Path) -> tuple[str, ...]:
    found: list[str] = []
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found += (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += (f"{node.module}.{alias.name}" for alias in node.names)
    return tuple(found)


def strangers(places: set[str], package: str) -> list[str]:
    """The modules elsewhere that import a package."""
    return [
        name_of(path)
        for path in MODULES
        if not is_in(path, places) and any(f"{name}.".startswith(f"{package}.") for name in imports_of(path))
    ]


def test_rooms_import_one_way() -> None:
    """As pyproject.toml says. In a process of its own, because import-linter switches loggers off."""
    command = (Path(sys.executable).with_name("lint-imports"), "--no-cache")
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout


def test_a_newcomer_meets_few_names_at_once() -> None:
    inside = Counter(path.parent for path in MODULES if path.stem != "__init__")
    assert inside[PACKAGE] == 0
    assert len({module_of(path).partition(".")[0] for path in MODULES} - {"__init__"}) <= MOST_ROOMS
    assert {name_of(folder): count for folder, count in inside.items() if count > MOST_MODULES} == {}


DISK_METHODS = {
    *("read_text", "read_bytes", "write_text", "write_bytes", "open", "mkdir", "rmdir", "unlink", "rename"),
    *("touch", "iterdir", "glob", "rglob", "stat", "symlink_to", "is_symlink", "scandir", "listdir"),
    *("makedirs", "copytree", "copyfile", "rmtree"),
}
"""Methods and functions that touch the disk, as in `path.read_text()`, `os.walk()`, `shutil.rmtree()`."""


def disk_calls(path: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            owner, _, method = called.rpartition(".")
            if called in {"open", "os.walk"} or (owner and method in DISK_METHODS):
                yield called


def test_only_a_few_modules_touch_the_disk() -> None:
    found = {name_of(path): list(disk_calls(path)) for path in MODULES if not is_in(path, READS_AND_WRITES)}
    assert {name: calls for name, calls in found.items() if calls} == {}


def test_only_a_few_modules_know_each_library() -> None:
    assert strangers(KNOWS_JINJA, "jinja2") == []
    assert strangers(KNOWS_MKDOCS, "mkdocs") == []
    assert strangers(KNOWS_YAML, "yaml") == []
    assert strangers(PRINTS, "click") == []


def test_only_the_command_line_prints() -> None:
    for path in MODULES:
        if not is_in(path, PRINTS):
            names = {node.id for node in ast.walk(tree_of(path)) if isinstance(node, ast.Name)}
            attributes = {ast.unparse(n) for n in ast.walk(tree_of(path)) if isinstance(n, ast.Attribute)}
            assert not names & {"print", "input"}, name_of(path)
            assert not attributes & {"sys.stdout", "sys.stderr", "sys.exit"}, name_of(path)


def test_nothing_is_caught_broadly() -> None:
    for path in MODULES:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ExceptHandler):
                assert node.type is not None, name_of(path)
                assert ast.unparse(node.type) not in {"Exception", "BaseException"}, name_of(path)


def test_modules_and_functions_stay_small() -> None:
    long = [name_of(path) for path in MODULES if len(path.read_text("utf-8").splitlines()) > LONGEST_MODULE]
    for path in MODULES:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                long += [f"{name_of(path)}: {node.name}"] if length > LONGEST_FUNCTION else []
    assert long == []


def test_templates_stay_small() -> None:
    for path in TEMPLATES:
        longest = LONGEST_MACROS if is_only_macros(path) else LONGEST_PAGE
        assert len(path.read_text("utf-8").splitlines()) <= longest, name_of(path)


def is_only_macros(path: Path) -> bool:
    """Whether a template prints nothing by itself."""
    body = ENVIRONMENT.parse(path.read_text("utf-8")).body
    outputs = (node for node in body if isinstance(node, nodes.Output))
    parts = [part for output in outputs for part in output.nodes]
    return all(isinstance(part, nodes.TemplateData) and not part.data.strip() for part in parts)


ENVIRONMENT = jinja2.Environment(autoescape=False)  # noqa: S701 (parses templates and renders none)


def macros_of(template: nodes.Template) -> set[str]:
    """What a template may call: its own macros, and those that it imports."""
    return {node.name for node in template.find_all(nodes.Macro)}


def unfiltered(expression: nodes.Expr, macros: set[str], modules: set[str]) -> list[nodes.Expr]:
    """The parts of a printed expression that neither end in a filter of a position nor come from a macro."""
    match expression:
        case nodes.TemplateData() | nodes.Const(value=str()):
            is_fine = True
        case nodes.Filter(name=name):
            is_fine = name in POSITION_FILTERS
        case nodes.Call(node=nodes.Name(name=name)):
            is_fine = name in macros
        case nodes.Call(node=nodes.Getattr(node=nodes.Name(name=name))):
            is_fine = name in modules
        case nodes.CondExpr(expr1=first, expr2=nodes.Expr() as second):
            return [*unfiltered(first, macros, modules), *unfiltered(second, macros, modules)]
        case _:
            is_fine = False
    return [] if is_fine else [expression]


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_every_value_in_a_template_ends_in_its_position(path: Path) -> None:
    template = ENVIRONMENT.parse(path.read_text("utf-8"))
    macros = macros_of(template)
    modules = {node.target for node in template.find_all(nodes.Import)}
    for output in template.find_all(nodes.Output):
        for expression in output.nodes:
            assert unfiltered(expression, macros, modules) == [], f"line {expression.lineno}"


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_macros_take_all_they_need_as_arguments(path: Path) -> None:
    template = ENVIRONMENT.parse(path.read_text("utf-8"))
    known = macros_of(template) | {node.target for node in template.find_all(nodes.Import)} | {"loop"}
    for macro in template.find_all(nodes.Macro):
        own = {argument.name for argument in macro.args}
        set_inside = {name.name for name in macro.find_all(nodes.Name) if name.ctx == "store"}
        used = {name.name for name in macro.find_all(nodes.Name) if name.ctx == "load"}
        assert used <= own | set_inside | known, macro.name


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_macro_that_is_called_exists(path: Path) -> None:
    template = ENVIRONMENT.parse(path.read_text("utf-8"))
    for imported in template.find_all(nodes.Import):
        assert isinstance(imported.template, nodes.Const)
        source = (ROOT / "templates" / imported.template.value).read_text("utf-8")
        macros = macros_of(ENVIRONMENT.parse(source))
        for call in template.find_all(nodes.Getattr):
            if isinstance(call.node, nodes.Name) and call.node.name == imported.target:
                assert call.attr in macros


UNTRUSTED = {"markdown"}
"""The filter that passes text on as it is: only for what a template or the program made."""


def test_text_passes_unescaped_only_where_no_editor_wrote_it() -> None:
    found = {
        (name_of(path), ast_of(node.node))
        for path in TEMPLATES
        for node in ENVIRONMENT.parse(path.read_text("utf-8")).find_all(nodes.Filter)
        if node.name in UNTRUSTED
    }
    assert {expression for _, expression in found} <= {"body", "page.made_from", "level"}


def ast_of(expression: nodes.Node | None) -> str:
    """The source of an expression of plain names and attributes."""
    match expression:
        case nodes.Name(name=name):
            return str(name)
        case nodes.Getattr(node=node, attr=attribute):
            return f"{ast_of(node)}.{attribute}"
    return repr(expression)


def test_content_holds_no_template_syntax() -> None:
    for folder in ("content", "case_studies"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file():
                text = path.read_text("utf-8")
                assert "{%" not in text, name_of(path)
                assert "{{" not in text, name_of(path)
