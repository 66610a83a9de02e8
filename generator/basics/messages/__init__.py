"""The one catalogue of messages: what this program says of a mistake, by code, in TOML.

Nobody writes a message beside the check that finds a mistake. The check names a code, and the values that
the words need:

    problem("headcount-below-wte", document.path, span, found=headcount, wte=wte)

    files.toml        files and their YAML
    content.toml      what they say: values, texts, references, overlays, translations
    publishing.toml   personal data, and what a case study still lacks to be published
    word_form.toml    a completed Word form

To change what an editor reads, find the words there. A code is permanent: people look it up, and programs
read it. Where it has several wordings, each has a name behind a stroke, `wrong-type/list`, which nobody sees.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generator.basics.labels import read_table
from generator.basics.problem import Problem, Span


@dataclass(frozen=True)
class Message:
    """The words for one kind of mistake. Names in curly brackets are values, as `str.format` has them."""

    text: str = ""
    """What is wrong, in one plain sentence without a full stop; empty where only the form says it."""
    expected: str = ""
    found: str = "{found}"
    """What the editor wrote: most often the value itself."""
    form: str = ""
    """What the form for case studies says of it beside the field: a label, its values not yet in it."""
    severity: str = "error"


BY_FILE = {
    name: {key: Message(**words) for key, words in read_table(__name__, name).items()}
    for name in ("files", "content", "publishing", "word_form")
}
MESSAGES = {key: message for messages in BY_FILE.values() for key, message in messages.items()}


def code_of(key: str) -> str:
    """The code that an editor sees: `wrong-type` for `wrong-type/list`."""
    return key.partition("/")[0]


def problem(key: str, path: str, span: Span, *, nearest: str = "", **values: Any) -> Problem:
    """A mistake in words. `values`: what its words name, and `found` where they don't say it themselves."""
    message = MESSAGES[key]
    values.setdefault("found", "")
    text, found, expected = (
        words.format(**values) for words in (message.text, message.found, message.expected)
    )
    return Problem(path, span, code_of(key), text, found, expected, nearest, message.severity)


def say(key: str, **values: Any) -> str:
    """A sentence about something that is no problem of a file: a note, or why a form is refused."""
    return MESSAGES[key].text.format(**values)


def expected_here(key: str, **values: Any) -> str:
    """What a JSON Schema says where a value doesn't fit, for editors' programs that show it."""
    return f"Expected here: {MESSAGES[key].expected.format(**values)}."


def form_messages() -> dict[str, str]:
    """What the form for case studies says beside a field, with the names of values still in it."""
    return {key: message.form for key, message in MESSAGES.items() if message.form}
