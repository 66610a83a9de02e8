"""Every untidy form: its texts are in the right field or not placed, in no wrong field, and none is lost."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.checks.personal_data import find_refused
from generator.proforma.import_form import place_form
from generator.proforma.package import Refused
from generator.proforma.placing import Placing
from generator.proforma.rules import Rules, as_json, rules_of
from tests.examples import examples
from tests.filled_forms import fill_word
from tests.real_content import library
from tests.test_proforma_untidy import DAY
from tests.untidier_forms import ALL as FORMS
from tests.untidy_forms import SAVED, blank

GOLDEN = SAVED / "expected.json"


@cache
def rules() -> Rules:
    return rules_of(library())


def placed(data: bytes) -> dict[str, Any]:
    placing = place_form(data, rules(), DAY, has_source=True)
    assert not isinstance(placing, Refused), placing.message
    return plain(placing)


def plain(placing: Placing) -> dict[str, Any]:
    """What became of a form as JSON values, as the reader in the browser gives it."""
    left = [[each.question, each.text, each.why] for each in placing.left]
    return {"fields": placing.data, "notPlaced": left}


def digest_of(notes: Iterable[tuple[str, ...]]) -> str:
    """Of all notes on answers, in any order: kind, question and text."""
    return sha256(json.dumps(sorted({*notes})).encode()).hexdigest()[:16]


@cache
def read(name: str) -> dict[str, Any]:
    """What became of an untidy form, and the digest of the notes on it."""
    placing = place_form(FORMS[name].data(), rules(), DAY, has_source=True)
    assert not isinstance(placing, Refused), placing.message
    notes = ((note.kind, note.question, note.text) for note in placing.notes if note.question)
    return {**plain(placing), "notes": digest_of(notes)}


def at(fields: Any, way: str) -> str:
    for name in way.split("."):
        fields = fields.get(name, "") if isinstance(fields, dict) else ""
    return fields if isinstance(fields, str) else json.dumps(fields, ensure_ascii=False)


@pytest.mark.parametrize("name", FORMS)
def test_each_text_is_in_the_right_field_or_not_placed(name: str) -> None:
    form, found = FORMS[name], read(name)
    for way, text in form.placed.items():
        value = at(found["fields"], way)
        assert (text in value) if text else not value, (way, value)
    for text, why in dict(form.left).items():
        reasons = {code for _, said, code in found["notPlaced"] if text in said}
        assert why in reasons, (text, found["notPlaced"])
        assert text not in json.dumps(found["fields"], ensure_ascii=False)


def test_nobody_named_in_a_form_is_in_what_is_read_of_it() -> None:
    for name in ("ours: names of people", "2022: a column of names", "2022: an added column of leads"):
        found = json.dumps(read(name))
        for word in ("Rhiannon", "Paul", "Sample", "Nobody", "Ann Else", "jane.doe"):
            assert word not in found


def test_what_is_read_of_each_form_is_as_written_down(request: pytest.FixtureRequest) -> None:
    """The reader in the browser has to give the same. Only changed by `--update-golden`."""
    found = {name: read(name) for name in FORMS}
    text = json.dumps(found, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    if request.config.getoption("--update-golden"):
        GOLDEN.write_text(text, "utf-8")
    assert json.loads(GOLDEN.read_text("utf-8")) == json.loads(text)


def test_the_rules_are_plain_data() -> None:
    text = json.dumps(as_json(rules()), ensure_ascii=False)
    assert len(text) < 60_000
    assert len(json.loads(text)["questions"]) == len(rules().questions)


boxes = st.sampled_from(
    [
        *(
            "together",
            "board",
            "structure",
            "breadth",
            "success",
            "context",
            "remit",
            "funding",
            "other",
            "wte",
        ),
        *(
            "challenges.challenge",
            "staff.title",
            "staff.note",
            "practices.regular-meetings",
            "headcount",
            "title",
        ),
    ]
)
openings = st.sampled_from(
    ["", "", "Funding: ", "Not yet, ", "Number of people: ", "2. ", "- ", "Date\n", "☒ "]
)
words = st.lists(
    st.sampled_from(["alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "7", "3.5"]),
    min_size=1,
    max_size=9,
)
answers = st.tuples(openings, words.map(" ".join)).map("".join)


@settings(max_examples=examples(40))
@given(st.dictionaries(boxes, answers, min_size=1, max_size=6), st.booleans())
def test_no_word_of_a_form_is_lost(given_answers: dict[str, str], tags: bool) -> None:
    found = placed(fill_word(blank("docx"), given_answers, keeps_tags=tags))
    there = re.findall(r"[a-z]{4,}|[0-9.]+", json.dumps(found).replace("\\n", " ").lower())
    for text in given_answers.values():
        for word in re.findall(r"alpha|bravo|charlie|delta|echo|foxtrot|golf|hotel", text):
            assert word in there
    assert find_refused(json.dumps(found), is_anonymous=True) == []
