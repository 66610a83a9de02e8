"""Five thousand damaged copies of the real files, and two hundred single mistakes.

Whatever an editor's mistake is, the result is a list of problems at places that exist, without delay and
never a traceback. If there is one mistake, the first problem points at the very word.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator.basics.problem import Problem
from generator.basics.report import as_github, as_json
from generator.checks.fields import validate, without_empty
from generator.checks.identities import gather_identities, gather_referrals, iter_dangling
from generator.checks.personal_data import find_personal_data
from generator.checks.rules import iter_broken_rules
from generator.content.content_files import file_kind_of
from generator.content.document import Document
from generator.content.load import load_sources
from generator.content.prose import Reader
from generator.content.yaml import parse_document
from tests.small_site import ROOT

FILES = int(os.environ.get("GUIDANCE_BAD_YAML", "400"))
"""How many damaged files to read. More of them find more."""
LONGEST = 5.0
"""Seconds of processor time that one file may take; most take a hundredth of a second."""
RIGHT = 0.95
"""The share of single mistakes whose first problem must point at the very word."""

SNIPPETS = (
    *(
        ":",
        ": ",
        "- ",
        "-",
        "#",
        " #",
        "'",
        '"',
        "[",
        "]",
        "{",
        "}",
        ",",
        "|",
        ">",
        "|\n",
        ">-\n",
        "&x ",
        "*x",
        "!t ",
    ),
    *(
        "<<: *x\n",
        "---\n",
        "...\n",
        "%YAML 1.2\n",
        "? ",
        "@",
        "`",
        "\\",
        "\t",
        "  ",
        "    ",
        "\n",
        "\n\n",
        "\n  ",
    ),
    *(
        "\r\n",
        "\r",
        "\0",
        "\x07",
        "\u00a0",
        "\u2028",
        "\u202e",
        "\u200b",
        "\ufeff",
        "é",
        "😀",
        "e\u0301",
        "\ud7ff",
    ),
    *(
        "yes",
        "no",
        "null",
        "~",
        "0",
        "-1",
        "1e999",
        "007",
        "0x1F",
        "12:30:45",
        "2026-02-30",
        "9" * 5000,
        "true",
    ),
    *(
        "<b>",
        "[x](role:nobody)",
        "[x](javascript:x)",
        "[](",
        "![x](y)",
        "{{ x }}",
        "{% x %}",
        "## x\n",
        "```\n",
        "> ",
    ),
    *(
        "title: x\n",
        "  id: x\n",
        "\nunknown: y\n",
        "a: &a [*a]\n",
        "- " * 60,
        "[" * 60,
        "{a: " * 60,
        "x" * 3000,
    ),
    *(
        "source:",
        "role:ccio",
        "report#1",
        "fci-2022#",
        "case_studies/x",
        "nobody@example.org",
        "0300 123 4567",
    ),
    *(
        "\n" * 50,
        " " * 200,
        "x: |2\n   y\n",
        "x: >9\n",
        '"\\U0011ffff"',
        '"\\x0"',
        "=",
        "!!binary x",
        "!!set {x}",
    ),
)


@dataclass(frozen=True)
class Damage:
    kind: str
    at: int
    """The place of the damage: any number, reduced to the length of the file."""
    length: int
    snippet: str


def _insert(text: str, at: int, damage: Damage) -> str:
    return text[:at] + damage.snippet + text[at:]


def _delete(text: str, at: int, damage: Damage) -> str:
    return text[:at] + text[at + damage.length :]


def _replace(text: str, at: int, damage: Damage) -> str:
    return text[:at] + damage.snippet + text[at + damage.length :]


def _double(text: str, at: int, damage: Damage) -> str:
    return text[: at + damage.length] + text[at:]


def _cut(text: str, at: int, damage: Damage) -> str:
    return text[:at] + damage.snippet


def _by_lines(change: Callable[[list[str], int, Damage], None]) -> Callable[[str, int, Damage], str]:
    def changed(text: str, at: int, damage: Damage) -> str:
        lines = text.split("\n")
        change(lines, at % len(lines), damage)
        return "\n".join(lines)

    return changed


def _indent(lines: list[str], at: int, damage: Damage) -> None:
    lines[at] = " " * (1 + damage.length % 7) + lines[at]


def _dedent(lines: list[str], at: int, damage: Damage) -> None:
    lines[at] = lines[at][1 + damage.length % 4 :]


def _drop(lines: list[str], at: int, damage: Damage) -> None:
    del lines[at : at + 1 + damage.length % 5]


def _repeat(lines: list[str], at: int, damage: Damage) -> None:
    lines[at:at] = lines[at : at + 1 + damage.length % 9]


def _swap(lines: list[str], at: int, damage: Damage) -> None:
    other = (at + 1 + damage.length) % len(lines)
    lines[at], lines[other] = lines[other], lines[at]


def _new_value(lines: list[str], at: int, damage: Damage) -> None:
    key, colon, _ = lines[at].partition(":")
    lines[at] = f"{key}{colon or ':'} {damage.snippet}"


def _new_key(lines: list[str], at: int, damage: Damage) -> None:
    key, colon, value = lines[at].partition(":")
    indent = key[: len(key) - len(key.lstrip(" -"))]
    lines[at] = f"{indent}{damage.snippet.strip() or 'x'}{colon}{value}"


def _nest(lines: list[str], at: int, damage: Damage) -> None:
    lines[at:at] = [f"{'  ' * depth}a:" for depth in range(damage.length * 3)]


def _tabs(lines: list[str], at: int, damage: Damage) -> None:
    for number in range(at, min(at + damage.length, len(lines))):
        lines[number] = lines[number].replace("  ", "\t", 1)


def _no_case(lines: list[str], at: int, damage: Damage) -> None:  # noqa: ARG001
    lines[at] = lines[at].swapcase()


DAMAGES: dict[str, Callable[[str, int, Damage], str]] = {
    **{change.__name__: change for change in (_insert, _delete, _replace, _double, _cut)},
    **{
        change.__name__: _by_lines(change)
        for change in (_indent, _dedent, _drop, _repeat, _swap, _new_value, _new_key, _nest, _tabs, _no_case)
    },
}

damages = st.lists(
    st.builds(
        Damage,
        st.sampled_from(sorted(DAMAGES)),
        st.integers(0, 20_000),
        st.integers(0, 40),
        st.sampled_from(SNIPPETS),
    ),
    min_size=1,
    max_size=3,
)
raw_bytes = st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 255)), max_size=2)


class Real:
    """The real content, and the check of one of its files."""

    def __init__(self) -> None:
        sources, _ = load_sources(ROOT)
        self.identities, _ = gather_identities(sources.documents)
        self.reader = Reader(frozenset(kind for kind, _ in self.identities) - {"role-group"})
        self.texts = {
            document.path: (ROOT / document.path).read_text("utf-8") for document in sources.documents
        }

    def problems(self, path: str, data: bytes) -> list[Problem]:
        """The problems that `guidance check` finds in a file with these bytes."""
        document, problems = parse_document(data, path)
        if document is None:
            lines = tuple(data.decode("utf-8", "replace").splitlines())
            return [*problems, *find_personal_data((), {path: lines})]
        return [*problems, *self._judged(document), *find_personal_data((document,), {})]

    def _judged(self, document: Document) -> Iterator[Problem]:
        record_class = file_kind_of(document.path).record_class
        filled, _ = without_empty(document.data)
        yield from validate(document, record_class)[1]
        referrals = gather_referrals(document, filled, record_class, self.reader)
        yield from referrals.faults
        yield from iter_broken_rules(document, filled, record_class)
        yield from iter_dangling(referrals, self.identities, frozenset())


@cache
def real() -> Real:
    return Real()


def lines_of(data: bytes) -> list[str]:
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def assert_in_file(problem: Problem, lines: list[str]) -> None:
    for place in (problem.span.start, problem.span.end):
        assert 1 <= place.line <= len(lines), problem
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1, problem


def damaged(text: str, changes: list[Damage]) -> str:
    for change in changes:
        text = DAMAGES[change.kind](text, change.at % (len(text) + 1), change)
    return text


counted = {"read": 0, "refused": 0, "problems": 0, "slowest": 0.0}


@settings(
    max_examples=FILES,
    deadline=None,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
    database=None,
)
@given(st.integers(0, 10_000), damages, raw_bytes)
def test_a_damaged_real_file_gives_problems_at_places_that_exist(
    which: int, changes: list[Damage], wrong: list[tuple[int, int]]
) -> None:
    path = sorted(real().texts)[which % len(real().texts)]
    data = bytearray(damaged(real().texts[path], changes).encode("utf-8", "replace"))
    for at, byte in wrong if data else ():
        data[at % len(data)] = byte
    start = time.process_time()
    problems = real().problems(path, bytes(data))
    taken = time.process_time() - start
    lines = lines_of(bytes(data))
    for problem in problems:
        assert_in_file(problem, lines)
        assert problem.message
        assert problem.code
    as_json(tuple(problems))
    as_github(tuple(problems))
    assert taken < LONGEST
    counted["read"] += 1
    counted["refused"] += bool(problems)
    counted["problems"] += len(problems)
    counted["slowest"] = max(counted["slowest"], taken)


def test_that_was_enough(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\ndamaged real files: {counted}")  # noqa: T201
    assert counted["read"] >= FILES or counted["read"] == 0  # alone, this test counts nothing
