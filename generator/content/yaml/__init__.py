"""Read YAML strictly: text and places, or problems that an editor can act on.

YAML has features that surprise people who are not programmers: `no` is false, an alias repeats a bomb, a `#`
ends a value. Only the parser's *events* are used, so that no constructor guesses a type, and whatever could
surprise is refused with its own message. Four steps:

1. decode the bytes (`events`);
2. look for characters and directives that an editor can't see or doesn't know, and blank
   them out, so that the parser can go on and one run reports as much as possible;
3. parse into `events`, `compose` them into data and places, look for comments in the gaps;
4. put a `syntax` error into plain words, unless step 2 or 3 has named its cause.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from generator.basics.problem import START_OF_FILE, Position, Problem, Span
from generator.basics.report import without_floods
from generator.content.document import Document, Places, PlainData
from generator.content.yaml import events
from generator.content.yaml.compose import Composer
from generator.content.yaml.events import BIDI, CONTROL, MAX_BYTES, Report, parse_events, text_of
from generator.content.yaml.syntax import report_failure

__all__ = ["BIDI", "CONTROL", "MAX_BYTES", "document_of", "parse_document", "text_of"]

_AT_HAND = 32
"""Files whose values' places stay known: whoever asks for one often asks for the next."""


def parse_document(data: bytes, path: str) -> tuple[Document | None, list[Problem]]:
    """What a file says, and what is wrong in it; None when its values aren't certain. A Markdown file has its
    YAML between `---` lines, and text below it."""
    report = Report(path)
    text = events.decode(data, report)
    if text is None:
        return None, report.problems
    events.look_for_invisible(text, report)
    readable = CONTROL.sub(lambda run: "\ufffd" * len(run[0]), text)
    body_line = _find_body(readable, report) if path.endswith(".md") else 0
    said = None if body_line is None else _read(_yaml_of(readable, body_line), report)[0]
    problems = without_floods(report.problems)
    if body_line is None or said is None or not report.codes <= events.HARMLESS:
        return None, problems
    return document_of(path, text, said, body_line), problems


def document_of(path: str, text: str, data: Any, body_line: int) -> Document:
    """The document of a file that has no mistakes, without reading its YAML. `text`: the file, decoded;
    `data`: what it says; `body_line`: the line on which its body starts, or 0."""
    body = "\n".join(text.split("\n")[body_line - 1 :]) if body_line else ""
    return Document(path, text, data, _places_in, body, body_line)


@lru_cache(_AT_HAND)
def _places_in(document: Document) -> Places:
    report = Report(document.path, tuple(document.text.split("\n")))
    return _read(_yaml_of(document.text, document.body_line), report)[1]


def _yaml_of(text: str, body_line: int) -> str:
    """What is YAML of a file. A blank line stands for the first one, so that line numbers stay true."""
    return "\n".join(["", *text.split("\n")[1 : body_line - 2], ""]) if body_line else text


def _find_body(text: str, report: Report) -> int | None:
    """The line on which a page's body starts; None where its front matter has no beginning or no end."""
    lines = text.split("\n")
    fences = [number for number, line in enumerate(lines) if line.rstrip() == "---"][:2]
    if fences[:1] != [0]:
        report.add("missing-front-matter", report.token(Position(1, 1)), found=lines[0][:80])
        return None
    if len(fences) == 1:
        report.add("unclosed-front-matter", report.stretch(1, 1, 3))
        return None
    return fences[1] + 2


def _read(text: str, report: Report) -> tuple[dict[str, PlainData] | None, Places]:
    """What a file says, None if that isn't certain or no mapping, and the place of everything in it."""
    text = events.without_directives(text, report)
    text += "" if text.rpartition("\n")[2].strip(" ") else "\n"  # or the last line would lose its end
    blanks = events.find_blanks(text)
    parsed = parse_events(events.without_blanks(blanks, text))
    if blanks and (quoted := events.quoted_lines(parsed.events)):
        blanks = [blank for blank in blanks if blank.start.line not in quoted]
        parsed = parse_events(events.without_blanks(blanks, text))
    events.add_blanks(blanks, report)
    composer = Composer(report, is_whole=not parsed.failure)
    data = composer.compose(parsed.events)
    events.look_for_cut_values(parsed, events.without_blanks(blanks, text), report)
    if parsed.failure:
        report_failure(parsed.failure, report)
    elif isinstance(data, dict):
        return data, composer.places
    elif data is not None:
        _refuse(isinstance(data, list), composer.places[()][0], report)
    elif not report.problems:
        report.add("empty-file/comments", START_OF_FILE)
    return None, composer.places


def _refuse(is_list: bool, span: Span, report: Report) -> None:
    """Say that a file is a list or a text, unless something else has made it one."""
    if is_list or report.codes <= events.NOT_STRUCTURAL:
        span = Span(span.start, min(span.end, Position(span.start.line + 1, 1)))
        report.add("not-a-mapping/list" if is_list else "not-a-mapping/text", span)
