"""The one catalogue of messages: what this program says of a mistake, by code.

Nobody writes a message beside the check that finds a mistake. The check names a code, and the values that
the words need:

    problem("headcount-below-wte", document.path, span, found=headcount, wte=wte)

    files           files and their YAML
    content         what they say: values, texts, references, overlays, translations
    publishing      personal data, and what a case study still lacks to be published
    word_form       a completed Word form

To change what an editor reads, find the words here. A code is permanent: people look it up, and programs
read it. Where it has several wordings, each has a name behind a stroke, `wrong-type/list`, which nobody sees.
"""

from __future__ import annotations

from typing import Any

from generator.basics.messages.content import CONTENT
from generator.basics.messages.files import FILES
from generator.basics.messages.publishing import DRAFTS, PERSONAL
from generator.basics.messages.word_form import WORD_FORM
from generator.basics.problem import Problem, Span

__all__ = ["MESSAGES", "code_of", "expected_here", "form_messages", "problem", "say"]

MESSAGES = {**FILES, **CONTENT, **PERSONAL, **DRAFTS, **WORD_FORM}


def code_of(key: str) -> str:
    """The code that an editor sees: `wrong-type` for `wrong-type/list`."""
    return key.partition("/")[0]


def problem(key: str, path: str, span: Span, *, nearest: str = "", **values: Any) -> Problem:
    """A mistake in words. `values`: what its words name, and `found` where they don't say it themselves."""
    message = MESSAGES[key]
    values.setdefault("found", "")
    return Problem(
        path,
        span,
        code_of(key),
        message.text.format(**values),
        message.found.format(**values),
        message.expected.format(**values),
        nearest,
        message.severity,
    )


def say(key: str, **values: Any) -> str:
    """A sentence about something that is no problem of a file: a note, or why a form is refused."""
    return MESSAGES[key].text.format(**values)


def expected_here(key: str, **values: Any) -> str:
    """What a JSON Schema says where a value doesn't fit, for editors' programs that show it."""
    return f"Expected here: {MESSAGES[key].expected.format(**values)}."


def form_messages() -> dict[str, str]:
    """What the form for case studies says beside a field, with the names of values still in it."""
    return {key: message.form for key, message in MESSAGES.items() if message.form}
