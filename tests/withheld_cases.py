"""Random case studies that may not be published, with a canary in every field that holds a text.

A canary is a word that is nowhere else. Numbers and dates, too, are unlike any other in the project.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from generator.content.model import fields
from generator.content.model.annotations import fields_of
from generator.content.model.case_study import CaseStudy
from generator.content.model.fields import Record, Refers
from tests.valid_data import as_yaml

CANARY = "zqxcanary"
"""The start of every canary."""

STATES: dict[str, dict[str, str]] = {
    "no consent": {"consent": "false", "visibility": "public"},
    "internal": {"consent": "true", "visibility": "internal"},
    "internal, no consent": {"consent": "'false'", "visibility": "internal"},
    "withdrawn": {"consent": "true", "visibility": "public", "withdrawn": "2026-02-03"},
    "withdrawn later": {"consent": "true", "visibility": "public", "withdrawn": "2098-02-03"},
}

TARGETS = {
    "role": ("ccio", "cnio"),
    "recommendation": ("regular-meetings", "shared-notes", "protected-time"),
    "case": ("coast", "valley"),
    "source": ("report", "report#4", "review"),
    "organisation-type": ("acute", "community"),
    "cpd-method": ("courses",),
    "profession": ("nurse", "doctor"),
    "nation": ("england",),
    "size": ("small", "large"),
}
"""What a withheld case study refers to: published things, whose pages list who refers to them."""


@dataclass
class Canaries:
    """Makes canaries, each different."""

    random: Random
    known: tuple[str, ...] = ()
    """Identifiers of other withheld case studies, which a case study may refer to."""
    full: bool = True
    """Whether every field is filled in."""
    count: int = 0

    def word(self) -> str:
        self.count += 1
        return f"{CANARY}{self.random.getrandbits(40):x}n{self.count}"

    def line(self) -> str:
        return self.random.choice(("{}", "A {} trust", "The {0} of the team and {0} others")).format(
            self.word()
        )

    def prose(self) -> str:
        kinds = (
            "role:ccio",
            "recommendation:shared-notes",
            "case:coast",
            "source:report#4",
            "theme:team-working",
        )
        link = self.random.choice((*kinds, *(f"case:{name}" for name in self.known)))
        return self.random.choice(
            (
                f"They have a {self.word()} for it. It is *very {self.word()}* now.",
                f"See [the {self.word()}]({link}) for more, says the {self.word()}.",
                f"- {self.word()}\n- a second {self.word()} of theirs",
                f"[]({link}) and {self.word()}",
            )
        )


MAKERS: dict[Any, Callable[[Canaries], str]] = {
    fields.Line: lambda made: made.line(),
    fields.ShortLine: lambda made: made.word(),
    fields.Prose: lambda made: made.prose(),
    fields.Slug: lambda made: made.word(),
    fields.Number: lambda made: f"{made.random.randint(70_000_000, 79_999_999)}.5",
    fields.Count: lambda made: str(made.random.randint(80_000_000, 89_999_999)),
    fields.Positive: lambda made: str(made.random.randint(90_000_000, 99_999_999)),
    fields.YesNo: lambda made: made.random.choice(("true", "false")),
    fields.Day: lambda _: "2071-03-04",
}


def withheld_case(made: Canaries, state: str) -> str:
    """The text of a case study's file."""
    data = _record(CaseStudy, made)
    data["publication"] = {
        **STATES[state],
        "anonymous": "false",
        "reviewed": "2071-03-04",
        "review_by": "2072-03-04",
    }
    if "team" in data:
        data["team"].pop("headcount", None)
        data["team"].pop("members_are_complete", None)  # it would need a count of every post
    comment = f"# A note of {made.word()} among editors, and {made.word()} again.\n"
    return comment + as_yaml(data) + comment


def _record(record_class: type[Record], made: Canaries) -> dict[str, Any]:
    hints = fields_of(record_class)
    return {
        name: _value(hints[name], made)
        for name, field in record_class.model_fields.items()
        if field.is_required() or name == "role" or made.full or made.random.random() < 0.5
    }


def _value(annotation: Any, made: Canaries) -> Any:
    if get_origin(annotation) in {Union, UnionType}:
        (annotation,) = (part for part in get_args(annotation) if part is not NoneType)
    if annotation in MAKERS:
        text = MAKERS[annotation](made)
        return (
            f'"{text}"'.replace("\n", "\\n")
            if not text[0].isdigit() and text not in {"true", "false"}
            else text
        )
    if get_origin(annotation) is Annotated:
        bare, *marks = get_args(annotation)
        kinds = [mark.kind for mark in marks if isinstance(mark, Refers)]
        return f"'{made.random.choice(_targets(kinds[0], made))}'" if kinds else _value(bare, made)
    if get_origin(annotation) is tuple:
        return [_value(get_args(annotation)[0], made) for _ in range(made.random.randint(1, 2))]
    if get_origin(annotation) is Literal:
        return f"'{made.random.choice(get_args(annotation))}'"
    return _record(annotation, made)


def _targets(kind: str, made: Canaries) -> tuple[str, ...]:
    return (*TARGETS[kind], *(made.known if kind == "case" else ()))
