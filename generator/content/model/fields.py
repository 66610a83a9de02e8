"""The kinds of value that a field may hold, each read from the text that the editor typed.

Each type says which texts it accepts and, for all others, gives the message that an editor can act on. Its
JSON Schema accepts the same. An editor's YAML language server reads `13` as a number and `true` as a truth
value, where `guidance check` sees text in both. So a number may also stand in quotes, and a number is fine
where one line of text is wanted. Of several types, the one that is meant comes first. `errorMessage` is what
such a server shows instead of its own words.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_before_validator_function

from generator.basics.messages import code_of, expected_here

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
RESERVED = "aux|con|nul|prn|(?:com|lpt)[0-9]"
"""Names that Windows keeps for its devices, in any spelling and with any ending."""
NUMBER = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,6})?")
WEB_ADDRESS = re.compile(r"https?://[^\s<>\"'()\[\]{}\\^`|]+")
EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}")
LANGUAGE = re.compile("[a-z]{2,3}(?:-[A-Z]{2})?")
DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
OLD_ADDRESS = re.compile(r"(?:[a-z0-9-]+/)*[a-z0-9-]+\.html")
LONGEST_SLUG = 80
LONGEST_ADDRESS = 200
LONGEST_LINE = 300
LONGEST_SHORT_LINE = 40

Shape = dict[str, Any]
TEXT = ("string", "number")


@cache
def _texts_below_fields(module: str) -> Mapping[str, Mapping[str, str]]:
    """By class and field: the text that stands below a field in the module's source."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    whole = ast.parse(inspect.getsource(sys.modules[module]))
    for record in (part for part in whole.body if isinstance(part, ast.ClassDef)):
        for pair in pairwise(record.body):
            match pair:
                case ast.AnnAssign(target=ast.Name(name)), ast.Expr(ast.Constant(str(text))):
                    found[record.name][name] = inspect.cleandoc(text)
    return found


class Record(BaseModel):
    """The base of every model: no unknown keys, and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """Describe each field by the text below it. Pydantic would read the file again for each class."""
        for name, text in _texts_below_fields(cls.__module__).get(cls.__name__, {}).items():
            field = cls.__pydantic_fields__[name]
            field.description = field.description or text

    @property
    def is_whole(self) -> bool:
        """Whether it still says something when a reference in it is left out."""
        return True


@dataclass(frozen=True)
class Refers:
    """Marks a field that holds the identifier of another thing of this kind."""

    kind: str

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(core_schema), "x-refers": self.kind}


@dataclass(frozen=True)
class IsProse:
    """Marks a field that holds prose: the Markdown subset of `generator.content.prose`."""

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(core_schema), "x-prose": True}


@dataclass(frozen=True)
class Shown:
    """Where a field of a case study is shown, besides its schema, the page of fields and the forms. Annotates
    the field. Pages, comparison and open data follow from it."""

    name: str = ""
    """What readers see beside the value: a label, short enough for a panel."""
    amount: str = "{number}"
    """A number with its unit: a label with the place `number`."""
    panel: Literal["", "if reported", "always"] = ""
    """In the panel of facts on its page; `always` says "not reported" where it is not."""
    compared: bool = False
    column: str = ""


def optional(title: str, example: Any = None, *, default: Any = None) -> Any:
    """A field that may be left out, with its title and an example for forms and templates.

    Write `example=` where the two would read like the address of a page: the scan for what is withheld
    excuses what the program says itself, and takes signs between words for blanks.
    """
    return Field(default=default, title=title, examples=None if example is None else [example])


def required(title: str, example: Any = None) -> Any:
    return optional(title, example, default=...)


def _fail(key: str, **values: Any) -> PydanticCustomError:
    """`key`, `values`: as in the catalogue of messages, for whoever knows where in a file this is."""
    return PydanticCustomError(code_of(key), "{key}", {"key": key, "values": values})


def fault_of_identifier(text: str) -> str:
    """The key of what is wrong with an identifier: `bad-identifier/long`; empty if nothing is."""
    if not SLUG.fullmatch(text):
        return "bad-identifier"
    if len(text) > LONGEST_SLUG:
        return "bad-identifier/long"
    return "bad-identifier/windows" if re.fullmatch(RESERVED, text) else ""


@dataclass(frozen=True, eq=False)  # annotations are hashed
class _Read:
    """How a value is read from the text that an editor typed, and what the JSON Schema says of it."""

    read: Callable[[str], Any]
    key: str
    """Of the message that says what is expected."""
    pattern: str
    types: tuple[str, ...] = ("string",)
    """Of JSON. The first is the one that is meant."""
    more: Shape = field(default_factory=dict)
    most: int = 0
    """Characters that the message names."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def read(value: Any) -> Any:
            return self.read(value) if isinstance(value, str) else value

        return no_info_before_validator_function(read, handler(source))

    def __get_pydantic_json_schema__(self, core_schema: CoreSchema, _: Any) -> JsonSchemaValue:
        message = expected_here(self.key, most=self.most)
        kind = list(self.types) if self.types[1:] else self.types[0]
        return {"type": kind, "pattern": self.pattern, "errorMessage": message, **self.more}


def _matching(pattern: re.Pattern[str], key: str) -> _Read:
    def read(text: str) -> str:
        if not pattern.fullmatch(text):
            raise _fail(key)
        return text

    return _Read(read, key, f"^{pattern.pattern}$")


def _slug(text: str) -> str:
    fault = fault_of_identifier(text)
    if fault:
        raise _fail(fault, most=LONGEST_SLUG, length=len(text))
    return text


def _line(most: int) -> _Read:
    def read(text: str) -> str:
        text = text.strip()
        if not text or "\n" in text:
            raise _fail("bad-line", most=most)
        if len(text) > most:
            raise _fail("bad-line/long", most=most, length=len(text))
        return text

    return _Read(read, "bad-line", rf"^\s*\S(?:[^\n]{{0,{most - 2}}}\S)?\s*$", TEXT, most=most)


def _old_address(text: str) -> str:
    if not OLD_ADDRESS.fullmatch(text):
        raise _fail("bad-address/page")
    if len(text) > LONGEST_ADDRESS:
        raise _fail("bad-address/long", most=LONGEST_ADDRESS, length=len(text))
    if any(re.fullmatch(RESERVED, part) for part in text.removesuffix(".html").split("/")):
        raise _fail("bad-address/windows")
    return text


def _prose(text: str) -> str:
    if not text.strip():
        raise _fail("empty-text")
    return text.strip()


def _number(types: tuple[str, ...], pattern: str, lowest: int) -> _Read:
    is_whole = "integer" in types
    key = "not-a-number/whole" if is_whole else "not-a-number"

    def read(text: str) -> Decimal | int:
        if not NUMBER.fullmatch(text.strip()) or (is_whole and "." in text):
            raise _fail(key)
        number = Decimal(text.strip())
        if number < lowest:
            raise _fail("number-too-small/whole" if is_whole else "number-too-small", lowest=lowest)
        return int(number) if is_whole else number

    # The lowest number that has more digits than a number may have is the first that is too large.
    limits = {"minimum": lowest, "exclusiveMaximum": 10**12}
    return _Read(read, key, rf"^\s*{pattern}\s*$", types, limits)


def _yes_no(text: str) -> bool:
    if text not in {"true", "false"}:
        raise _fail("not-true-or-false")
    return text == "true"


def _date(text: str) -> date:
    if not DATE.fullmatch(text):
        raise _fail("not-a-date")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _fail("impossible-date") from None


_IDENTIFIER_LIMITS = {"maxLength": LONGEST_SLUG, "minimum": 0}
_IDENTIFIER = f"^(?!(?:{RESERVED})$){SLUG.pattern}$"
Slug = Annotated[str, _Read(_slug, "bad-identifier", _IDENTIFIER, ("string", "integer"), _IDENTIFIER_LIMITS)]
"""A permanent identifier: never changed once published, never used again for something else."""

_OLD_ADDRESS = rf"^(?!(?:.*/)?(?:{RESERVED})[/.]){OLD_ADDRESS.pattern}$"
OldAddress = Annotated[
    str, _Read(_old_address, "bad-address/page", _OLD_ADDRESS, more={"maxLength": LONGEST_ADDRESS})
]
"""The address of a page from the top of the site, as published: `guides/old-name.html`."""

LanguageCode = Annotated[str, _matching(LANGUAGE, "bad-language")]
"""The code of a language, as in `<html lang>`."""
WebAddress = Annotated[str, _matching(WEB_ADDRESS, "bad-address")]
EmailAddress = Annotated[str, _matching(EMAIL, "bad-email")]

Line = Annotated[str, _line(LONGEST_LINE)]
"""One line of plain text. Markdown in it prints as typed."""
ShortLine = Annotated[str, _line(LONGEST_SHORT_LINE)]
Prose = Annotated[str, _Read(_prose, "empty-text", r"\S", TEXT), IsProse()]
"""Paragraphs, emphasis, lists and links: the Markdown subset of `generator.content.prose`."""

Number = Annotated[Decimal, _number(("number", "string"), r"[0-9]{1,12}(?:\.[0-9]{1,6})?", 0)]
"""A number of nought or more. Kept as a decimal so that 6.90 stays as reported."""
Count = Annotated[int, _number(("integer", "string"), "[0-9]{1,12}", 0)]
Positive = Annotated[int, _number(("integer", "string"), r"(?=[0-9]{1,12}\s*$)0*[1-9][0-9]*", 1)]
YesNo = Annotated[bool, _Read(_yes_no, "not-true-or-false", "^(?:true|false)$", ("boolean", "string"))]
Day = Annotated[date, _Read(_date, "not-a-date", f"^{DATE.pattern}$", more={"format": "date"})]

RecommendationRef = Annotated[str, Refers("recommendation")]
ThemeRef = Annotated[str, Refers("theme")]
RoleRef = Annotated[str, Refers("role")]
CaseRef = Annotated[str, Refers("case")]
TermRef = Annotated[str, Refers("term")]
RouteRef = Annotated[str, Refers("route")]
WayInRef = Annotated[str, Refers("way-in")]
OrganisationTypeRef = Annotated[str, Refers("organisation-type")]
NationRef = Annotated[str, Refers("nation")]
SizeRef = Annotated[str, Refers("size")]
ProfessionRef = Annotated[str, Refers("profession")]
CpdMethodRef = Annotated[str, Refers("cpd-method")]
AudienceRef = Annotated[str, Refers("audience")]
SourceRef = Annotated[str, Refers("source")]
"""A source, and after `#` the section that has the fact: `fci-2022#5.1`."""

AnyRef = Annotated[str, Refers("any")]
"""Anything, named as in a link: `guide:small-improvements`."""

Visibility = Literal["public", "internal"]

T = TypeVar("T")
Many = Annotated[tuple[T, ...], Field(strict=False)]
"""A list, which may be empty. It is a tuple, so that nothing changes it."""
Some = Annotated[tuple[T, ...], Field(min_length=1, strict=False)]
Sources = Some[SourceRef]

# Fields that many classes have, each with what editors read about it.
_PERMANENT = (
    "Its permanent identifier: small letters, digits and hyphens. It never changes, nor is it used again."
)
Id = Annotated[Slug, Field(description=_PERMANENT)]
Introduction = Annotated[
    Prose, Field(description="The opening of the page: what it holds, and who it is for.")
]
Cited = Annotated[Sources, Field(description="Where this stands: sources and, after #, their sections.")]
Reviewed = Annotated[
    Day,
    Field(
        examples=["2026-11-21"],
        description="The day on which somebody last checked that all of it is right: year-month-day.",
    ),
]
_LEFT_OUT = "A public site leaves out what is internal, and what only that refers to."
MaybeInternal = Annotated[
    Visibility, Field(examples=["internal"], description=f"Who may read it. {_LEFT_OUT}")
]
