"""Judge the data of a case study as `guidance check` does, and make data that is wrong in many ways.

`test_form_rules.py` compares the form's rules with this. A finding is a code and a place: the path to the
value, without the position that a missing field would have had.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from generator.basics.problem import Position, Span
from generator.checks.fields import validate, without_empty
from generator.checks.identities import gather_identities, gather_referrals, iter_dangling
from generator.checks.rules import iter_broken_rules
from generator.content.document import Document, Location
from generator.content.load import load_sources
from generator.content.model.case_study import CaseStudy
from generator.content.prose import Reader

Finding = tuple[str, Location]

HOSTILE: list[Any] = [
    *("", " ", "no", "1:30", "~", "null", "true", "yes", "- a"),
    *("# x", "a: b", "a #b", '"quoted"', "'s", "\\", "[a"),
    *("tab\tin it", "two\nlines", "two\r\nlines", " led", "é ü ß"),
    *("😀 👩‍⚕️", "a\u00a0b", "x" * 301, "{{ x }}", "{: .a}"),
    *("<b>", "a < b", "<!-- c -->", "# Heading", "Heading\n---"),
    *("***", "> quoted", "```\ncode\n```", "`code`"),
    *("[a <https://a.org>](role:ccio)", "[a <https://a.org>](role:ccio) [b](role:ccio)"),
    *("![](x.png)", "[a](role:ccio)", "[](role:ccio)", "[a](role:nobody)", "[a](xx:y)", "[](https://a.org)"),
    *("[a](https://a.org)", "[a](https://a b)", '[a](role:ccio "t")'),
    *("[a](<https://a.org/?x=\">)", "<https://a.org>"),
    *("[a](source:fci-2022#4)", "[a](source:fci-2022#zz)"),
    *("[a](finder)", "[a]()", "[a]: https://a.org", "&amp;"),
    *("- a\n  - b\n    - c\n      - d\n        - e", "-\n- a"),
    *("2022. A year", "2022) A year", "- - a", "- \u00a0\n- a"),
    *("*a " * 12 + "b*" * 12, "*a " * 22 + "b*" * 22),
    *("1. one\n2. two", "*a **b** c*", "a\\\nb", "    code"),
    *("| a | b |\n|---|---|\n| c | d |", "[![a](b)](role:ccio)"),
    *("[*a*](term:x)", "HTTPS://a.org", "[a](HTTPS://a.org)"),
    *("-1", "0", "1", "1.5", "007", "1e3", "+5", " 7 "),
    *("1234567890123", "123456789012.123456", "0.1234567", "½", "٣"),
    *("2026-02-29", "2024-02-29", "2026-13-01", "0000-01-01"),
    *("26-1-1", "2026-11-21", "20261121", "1999-01-01"),
    *("fci-2022", "fci-2022#", "fci-2022#5.1", "fci-2022#99"),
    *("ccio", "acute", "regular-meetings", "public", "planned"),
    *(None, [], {}, ["a"], [None], [""], [[]], [{}], {"a": "b"}),
    *({"title": "x"}, ["acute", "acute"], ["fci-2022#4"]),
]  # fmt: skip


class Judge:
    """The rules of `guidance check` for one case study in the project at `root`."""

    def __init__(self, root: Path) -> None:
        sources, _ = load_sources(root)
        self._identities, _ = gather_identities(sources.documents)
        self._reader = Reader(frozenset(kind for kind, _ in self._identities) - {"role-group"})
        self._documents = [one for one in sources.documents if one.path.startswith("case_studies/")]

    @property
    def cases(self) -> dict[str, Any]:
        return {document.path: document.data for document in self._documents}

    def findings(self, data: Any) -> set[Finding]:
        places = list(_iter_places(data, ()))
        lines = [Span(Position(line, 1), Position(line, 1)) for line in range(1, len(places) + 1)]
        spans = {place: (line, line) for place, line in zip(places, lines, strict=True)}
        document = Document("case_studies/new.yml", "\n" * (len(places) + 2), dict(data), lambda _: spans)
        filled, _ = without_empty(data)
        problems = validate(document, CaseStudy)[1]
        referrals = gather_referrals(document, filled, CaseStudy, self._reader)
        problems += [*referrals.faults, *iter_broken_rules(document, filled, CaseStudy)]
        problems += iter_dangling(referrals, self._identities, frozenset())
        return {(problem.code, places[problem.span.start.line - 1]) for problem in problems}


def _iter_places(data: Any, at: Location) -> Iterator[Location]:
    """The way to every value. Each is taken to stand on a line of its own."""
    yield at
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, part in parts:
        yield from _iter_places(part, (*at, step))


def mutated(data: Any, chance: Random) -> Any:
    """The data with one to three things changed at random."""
    changed = copy.deepcopy(data)
    for _ in range(chance.choice((1, 1, 2, 3))):
        _change(changed, chance)
    return changed


def _change(data: Any, chance: Random) -> None:
    ways = list(_iter_ways(data, ()))
    *outer, last = chance.choice(ways)
    owner = data
    for step in outer:
        owner = owner[step]
    kind = chance.random()
    if kind < 0.12:
        del owner[last]
    elif kind < 0.2 and isinstance(owner, dict):
        owner[chance.choice(("titel", "name", "text", "note", "wte", "__proto__", "toString"))] = "x"
    else:
        owner[last] = copy.deepcopy(chance.choice(HOSTILE))


def _iter_ways(data: Any, at: Location) -> Any:
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield (*at, key)
        yield from _iter_ways(value, (*at, key))
