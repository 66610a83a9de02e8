"""The gettext catalogues for translators: a template with all labels, and each language's own.

Labels are collected from templates, calls of `label` and `counted`, MkDocs' configuration, scripts,
messages, and the descriptions of fields in models and tables.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from generator.basics.labels import Label, labelled
from generator.basics.version import PACKAGE
from generator.checks.schema import field_texts, outline_of
from generator.content.content_files import LABELS, TRANSLATIONS, VERSION
from generator.content.model.case_study import CaseStudy
from generator.languages.template_labels import Said, iter_messages
from generator.library.open_data import TABLES
from generator.outputs.theme_files import iter_configured

HEADER = """\
# The words of the site that are not in content/ or case_studies/, for translators.
# Keep what is in curly brackets, such as {number}, and marks such as <1>…</1> and [words](1): a value
# or a link comes in their place. You may change their order. Keep ** and other marks of Markdown too."""
_USELESS = re.compile(
    rb'^"(?:POT-Creation-Date|Generated-By): .*\n|^".*(?:EMAIL@|FULL NAME|YEAR-MO|<LL@).*\n', re.MULTILINE
)
"""Lines that would differ each time, or that nobody filled in."""
_SAID_BY_SCRIPT = re.compile(r"\bguidance\.say\(\s*\"((?:[^\"\\]|\\.)*)\"")
_COUNTED_BY_SCRIPT = re.compile(r"\bguidance\.count\([^\"]*?\"((?:[^\"\\]|\\.)*)\",\s*\"((?:[^\"\\]|\\.)*)\"")


def template_of_labels(projects: Iterable[Path], package: Path, settings: dict[str, Any]) -> Catalog:
    """All labels of the release and of an overlay. `package`: the program's folder. `settings`: MkDocs'
    configuration."""
    catalogue = Catalog(project=PACKAGE, version=VERSION, header_comment=HEADER, fuzzy=False)
    places = _iter_places(projects, package, settings)
    found = {(path, message) for path, messages in places for message in messages}
    for path, message in sorted(found, key=lambda each: (each[0], str(each[1]))):
        catalogue.add(message, locations=[(path, 0)])
    return catalogue


def _iter_places(
    projects: Iterable[Path], package: Path, settings: dict[str, Any]
) -> Iterator[tuple[str, Iterable[Said]]]:
    """The path of each file that has labels, and its labels."""
    for project in projects:
        yield from _iter_templates(project)
    for path in sorted(package.rglob("*.py")):
        yield _name(path, package.parent), _iter_said(ast.parse(path.read_text("utf-8")))
    yield "generator/content/model/case_study.py", field_texts(outline_of(CaseStudy))
    yield "generator/library/open_data.py", (column.meaning for table in TABLES for column in table.columns)
    for path in sorted(package.rglob("*.toml")):
        table = tomllib.loads(path.read_text("utf-8"))
        yield _name(path, package.parent), _iter_in_table(labelled(table, table.pop("labels", ())))
    yield "mkdocs.yml", iter_configured(settings)
    yield "mkdocs.yml", iter_messages(settings.get("copyright") or "")


def _iter_templates(project: Path) -> Iterator[tuple[str, Iterable[Said]]]:
    templates = project / "templates"
    for path in sorted([*templates.rglob("*.md.j2"), *templates.rglob("theme/**/*.html")]):
        yield _name(path, project), iter_messages(path.read_text("utf-8"))
    for path in sorted([*templates.rglob("scripts/*/*.js"), *templates.rglob("assets/javascripts/*.js")]):
        yield _name(path, project), _iter_in_script(path.read_text("utf-8"))


def _iter_in_table(data: Any) -> Iterator[str]:
    if isinstance(data, Label):
        yield data
    elif isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _iter_in_table(value)


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _iter_in_script(source: str) -> Iterator[Said]:
    yield from (ast.literal_eval(f'"{match[1]}"') for match in _SAID_BY_SCRIPT.finditer(source))
    for match in _COUNTED_BY_SCRIPT.finditer(source):
        one, many = (ast.literal_eval(f'"{text}"') for text in match.groups())
        yield (one, many) if "{number}" in one else (f"{{number}} {one}", f"{{number}} {many}")


def _iter_said(tree: ast.Module) -> Iterator[Said]:
    """The labels in a Python module. Each is a literal in a call."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            texts = [each.value for each in node.args if isinstance(each, ast.Constant)]
            words = [text for text in texts if isinstance(text, str)]
            if node.func.id == "label" and words:
                yield words[0]
            elif node.func.id == "counted" and len(words) > 1:
                yield f"{{number}} {words[0]}", f"{{number}} {words[1]}"


def label_texts(template: Catalog, project: Path, languages: Iterable[str]) -> dict[str, str]:
    """The list of labels, and each language's file with every label in it, by name in `translations/`.

    Finished translations stay. Those whose English has changed are marked as fuzzy.
    """
    texts = {f"{LABELS}.pot": _text(template)}
    for code in languages:
        name = f"{code}/{LABELS}.po"
        path = project / TRANSLATIONS / name
        locale = code.replace("-", "_")
        known = read_po(BytesIO(path.read_bytes()), locale=locale) if path.is_file() else Catalog(locale)
        known.update(template, update_header_comment=True)
        texts[name] = _text(known)
    return texts


def _text(catalogue: Catalog) -> str:
    for message in catalogue:  # Babel guesses these flags from characters that mean something else here
        message.flags -= {"python-format", "python-brace-format"}
    written = BytesIO()
    write_po(written, catalogue, width=110, include_lineno=False)
    return _USELESS.sub(b"", written.getvalue()).decode()
