"""The catalogue of messages is whole: every code that is used is there, every one that is there is used, and
nobody writes a message anywhere else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from generator.basics.messages import MESSAGES, Message, code_of, form_messages

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "generator" / "basics" / "messages"
CLI = ROOT / "generator" / "cli"
"""It says what is wrong with a command, which is nothing that an editor wrote."""
MODULES = [
    path for path in sorted((ROOT / "generator").rglob("*.py")) if not {CATALOGUE, CLI} & {*path.parents}
]
TABLES = [path for path in sorted((ROOT / "generator").rglob("*.toml")) if path.parent != CATALOGUE]
SCRIPTS = sorted((ROOT / "templates").rglob("*.js"))

TAKES_KEY = {
    "problem": 0, "say": 0, "expected_here": 0,
    "add": 0, "Fault": 0, "_fail": 0, "_matching": 1, "_Read": 1,
    "fault": 1, "Refused": 0, "_RefusedError": 0, "Todo": 0, "note": 2, "WteShare": 1, "Rule": 2, "_rule": 2,
}  # fmt: skip
"""Functions and classes that are given the key of a message, and at which place."""
MADE_BY = {
    "Problem": {"generator/basics/messages/__init__.py"},
    "PydanticCustomError": {"generator/content/model/fields.py"},
}
"""What a message ends up in, and who makes that of the catalogue."""
_SENTENCE = re.compile(r"[A-Za-z’']{2,} [a-z’']{2,}")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def called(node: ast.Call) -> str:
    """The last part of what is called: `note` for `placing.note(…)`."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call))


def texts_in(node: ast.AST) -> Iterator[str]:
    """Every text that is written in a piece of a program."""
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def keys_given(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """The keys that are written where one is taken: `add("x" if y else "z")` gives two."""
    for call in calls(path):
        place = TAKES_KEY.get(called(call))
        if place is None or len(call.args) <= place:
            continue
        node = call.args[place]
        for choice in (node.body, node.orelse) if isinstance(node, ast.IfExp) else (node,):
            if isinstance(choice, ast.Constant) and isinstance(choice.value, str):
                yield choice.value, call


def told_by_scripts() -> set[str]:
    told = (
        re.findall(r"guidanceForm\.?[Tt]ell\(\s*\"([^\"]+)\"", path.read_text("utf-8")) for path in SCRIPTS
    )
    return {key for keys in told for key in keys}


def names_in(message: Message) -> set[str]:
    texts = (message.text, message.expected, message.found)
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}


def test_every_code_that_is_used_is_in_the_catalogue() -> None:
    not_problems = {"add"}  # sets have it too
    unknown = {
        (name_of(path), key)
        for path in MODULES
        for key, call in keys_given(path)
        if key not in MESSAGES and (called(call) not in not_problems or "report" in ast.unparse(call.func))
    }
    syntax = (ROOT / "generator" / "content" / "yaml" / "syntax.toml").read_text("utf-8")
    unknown |= {
        ("syntax.toml", key) for key in re.findall(r'\bkey = "([^"]+)"', syntax) if key not in MESSAGES
    }
    assert unknown == set()
    assert told_by_scripts() <= set(form_messages())


def test_every_message_of_the_catalogue_is_used() -> None:
    written = {text for path in MODULES for text in texts_in(tree_of(path))}
    begun = {
        node.values[0].value
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant)
    }
    beginnings = tuple(text for text in begun if isinstance(text, str) and re.fullmatch(r"[a-z-]+/", text))
    data = "".join(path.read_text("utf-8") for path in TABLES)
    written |= {key for key in MESSAGES if f'"{key}"' in data}
    said = {key for key in MESSAGES if key in written or key.startswith(beginnings)}
    silent = {key for key, message in MESSAGES.items() if not message.text}
    assert set(MESSAGES) - silent - said == set()
    assert set(form_messages()) - told_by_scripts() == set()


def test_every_value_that_a_message_names_is_given() -> None:
    for path in MODULES:
        for key, call in keys_given(path):
            given = {keyword.arg for keyword in call.keywords}
            if called(call) in {"problem", "say", "add", "_fail"} and key in MESSAGES and None not in given:
                message = MESSAGES[key]
                missing = names_in(message) - given - {"found"}  # which may be empty
                assert not missing, f"{name_of(path)}:{call.lineno}: {key} names {missing}"


def test_no_message_is_written_beside_the_code() -> None:
    for path in MODULES:
        for call in calls(path):
            name = called(call)
            assert name not in MADE_BY or name_of(path) in MADE_BY[name], f"{name_of(path)}:{call.lineno}"
            # Rules hold patterns too, and a voice says labels.
            if name in TAKES_KEY and name != "_rule" and "label(" not in ast.unparse(call):
                sentences = [text for text in texts_in(call) if _SENTENCE.search(text)]
                assert not sentences, f"{name_of(path)}:{call.lineno}: {sentences}"


@pytest.mark.parametrize("key", MESSAGES)
def test_a_message_is_one_plain_sentence(key: str) -> None:
    message = MESSAGES[key]
    assert re.fullmatch(r"[a-z][a-z0-9-]*(/[a-z][a-z0-9.-]*)?", key)
    assert message.severity in {"error", "warning"}
    assert message.text or message.form
    assert not message.expected.endswith(".") or message.expected.endswith("--overlay .")
    if message.expected:
        assert not message.text.endswith(".")
        assert not message.text[:1].isupper() or message.text.startswith("HTML")


def test_wordings_of_one_code_are_as_grave_as_each_other_or_say_that_they_are_unsure() -> None:
    graver = {
        code_of(key)
        for key, message in MESSAGES.items()
        if message.text and code_of(key) in MESSAGES and message.severity != MESSAGES[code_of(key)].severity
    }
    assert graver <= {"personal-phone", "personal-nhs-number", "personal-name"}
