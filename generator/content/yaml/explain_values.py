"""Why a value can't be read: quotes, brackets, backslashes, and signs that no value begins with."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import yaml

from generator.content.yaml.characters import ESCAPE
from generator.content.yaml.events import position_of
from generator.content.yaml.explain_lines import explain_rest
from generator.content.yaml.parse_failure import SIGN, Finding, Scene


def explain_quote(scene: Scene) -> Finding:
    return Finding(scene.context, "this quote is never closed", "the same quote at the end of the value")


def explain_escape(scene: Scene) -> Finding:
    position = scene.failure.position
    back = scene.line[: position.column].rfind("\\")
    place = replace(position, column=back + 1) if back >= 0 else position
    if re.search("Unicode|unreadable", scene.failure.words):
        message, expected = "an escape that stands for no character", "the text without it"
        return Finding(place, message, expected, "control-character", ESCAPE)
    message = "a backslash inside double quotes with a meaning that YAML doesn't know"
    return Finding(place, message, "two backslashes, or single quotes", pattern=ESCAPE)


def explain_bracket(scene: Scene) -> Finding:
    start = scene.context
    line = scene.line_at(start)
    if line[start.column - 1 : start.column] not in ("[", "{"):
        start = position_of(scene.last.start_mark)
    sign = "}" if scene.line_at(start)[start.column - 1 : start.column] == "{" else "]"
    expected = f"`{sign}` at the end and commas between values, or quotes if the bracket belongs to a text"
    return Finding(start, "this bracket is never closed", expected, pattern=SIGN)


def explain_start(scene: Scene) -> Finding:
    sign, position = scene.rest[:1], scene.failure.position
    if sign == "\t":
        return explain_tab(scene)
    if sign == "%" and scene.line[: position.column - 1].endswith("{"):
        place = replace(position, column=position.column - 1)
        return Finding(place, "a value can't start with {%", "the value in quotes")
    return Finding(position, f"a value can't start with {sign}", "the value in quotes")


def explain_tab(scene: Scene) -> Finding:
    position = scene.failure.position
    return Finding(position, "a tab where spaces belong", "spaces", "tab-indentation", re.compile(r"\t*"))


def explain_item(scene: Scene) -> Finding:
    message = "a list can't start on the line of its key"
    return Finding(scene.failure.position, message, "each item on a line of its own, or the value in quotes")


def explain_content(scene: Scene) -> Finding:
    sign = scene.rest[:1]
    if "flow" in scene.failure.words and sign not in (",", "]", "}"):
        return explain_bracket(scene)
    return Finding(scene.failure.position, f"a value can't start with {sign}", "the value in quotes")


def explain_block(scene: Scene) -> Finding:
    expected = "the text below, indented; or in quotes if the sign belongs to it"
    return Finding(scene.context, "text on the line of a | or >", expected)


def explain_document(scene: Scene) -> Finding:
    if isinstance(scene.last, yaml.DocumentEndEvent) and scene.last.explicit:
        message, expected = "a second document starts here", "one document; remove the `...` line"
        return Finding(scene.failure.position, message, expected, "several-documents")
    return explain_rest(scene)


def explain_property(code: str, name: str) -> Callable[[Scene], Finding]:
    """A value that begins like an anchor, an alias or a tag, and isn't even one."""

    def explain(scene: Scene) -> Finding:
        return Finding(scene.context, f"a value can't start with {name}", "the value in quotes", code)

    return explain
