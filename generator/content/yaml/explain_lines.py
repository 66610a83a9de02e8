"""Why a line doesn't fit among its neighbours: colons, hyphens, indentation, text that goes on."""

from __future__ import annotations

import re
from dataclasses import replace

import yaml

from generator.basics.problem import Position
from generator.content.yaml.events import position_of
from generator.content.yaml.parse_failure import SIGN, Finding, Scene


def explain_colon(scene: Scene) -> Finding:
    start, position = position_of(scene.last.start_mark), scene.failure.position
    if isinstance(scene.last, yaml.ScalarEvent) and start.line < position.line:
        return _explain_run_on(start, scene)
    message = "a colon followed by a space inside an unquoted value"
    expected = "the value in quotes, or another sign instead of the colon"
    return Finding(position, message, expected, pattern=SIGN)


def _explain_run_on(start: Position, scene: Scene) -> Finding:
    """A text without quotes went on until a line with a key."""
    column = len(scene.line) - len(scene.line.lstrip()) + 1
    glued = _find_glued(start, scene)
    if glued or start.column == column:
        return glued or _no_key(start)
    message = f"this key is indented as if it belonged to the text of line {start.line}"
    expected = f"the key in line with the others, or the text of line {start.line} in quotes"
    return Finding(Position(scene.failure.position.line, column), message, expected)


def _no_key(position: Position) -> Finding:
    expected = "`key: value`, or more spaces in front if it belongs to the value above"
    return Finding(position, "a line without a key and a colon", expected)


def _find_glued(start: Position, scene: Scene) -> Finding | None:
    """A hyphen or a colon that lacks the space behind it."""
    text = scene.line_at(start)[start.column - 1 :]
    if re.match(r"-[^\s-]", text):
        return Finding(start, "a space is missing after the hyphen", "a hyphen, a space and the value")
    key = re.match(r"[\w-]+:(?=\S)(?!//)", text)
    if key:
        colon = replace(start, column=start.column + key.end() - 1)
        return Finding(colon, "a space is missing after the colon", "a colon, a space and the value")
    return None


def explain_no_colon(scene: Scene) -> Finding:
    return _find_glued(scene.context, scene) or _no_key(scene.context)


def explain_bad_line(scene: Scene) -> Finding:
    """A mapping or list went on with something that is neither its next part nor its end."""
    position = scene.failure.position
    if scene.line[: position.column - 1].strip():
        return explain_rest(scene)
    is_mapping = "mapping" in scene.failure.words
    if re.match(r"-(?:\s|$)", scene.rest) and is_mapping and position.column == scene.context.column:
        expected = "a key and a colon, or the list right below the key that it belongs to"
        return Finding(position, "a list item where a key belongs", expected)
    if re.match(r":(?:\s|$)", scene.rest):
        return Finding(position, "a key is missing", "a word before the colon", "complex-key")
    if position.column == scene.context.column and not is_mapping:
        expected = "a hyphen and a space in front, as in the lines above"
        return _find_glued(position, scene) or Finding(position, "a key in the middle of a list", expected)
    return _find_split(scene) or _explain_indentation(scene)


def _find_split(scene: Scene) -> Finding | None:
    """A comment on a line of its own, in the middle of a text without quotes."""
    above = scene.failure.position.line - 1
    is_plain = isinstance(scene.last, yaml.ScalarEvent) and not scene.last.style
    line = scene.line_at(Position(above, 1)) if above else ""
    if not is_plain or not line.lstrip().startswith("#") or re.match(r"- |[\w-]+:(?:\s|$)", scene.rest):
        return None
    position = Position(above, len(line) - len(line.lstrip()) + 1)
    expected = "the comment above the value's key"
    message = "a comment cuts this value short"
    return Finding(position, message, expected, "comment-cuts-value", re.compile(".*"))


def _explain_indentation(scene: Scene) -> Finding:
    spaces = scene.context.column - 1
    amount = {0: "no spaces", 1: "1 space"}.get(spaces, f"{spaces} spaces")
    message = "this line is indented differently from the lines it belongs to"
    expected = f"{amount} in front, as on line {scene.context.line}, or as for another line above"
    return Finding(scene.failure.position, message, expected)


def explain_rest(scene: Scene) -> Finding:
    """Something follows a value that was already complete."""
    last, position = scene.last, scene.failure.position
    if not isinstance(last, yaml.ScalarEvent) or last.style not in ("'", '"'):
        return Finding(position, "text after the end of a value", "the whole value in quotes")
    start = position_of(last.start_mark)
    if start.line != position_of(last.end_mark).line:
        expected = f"a closing quote on line {start.line}"
        return Finding(start, "this quote is not closed where it should be", expected)
    sign = "''" if last.style == "'" else '\\"'
    expected = f"the whole value in quotes, and a quote inside it written as {sign}"
    return Finding(position, "text after the closing quote", expected)
