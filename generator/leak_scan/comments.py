"""The comments in a YAML file. They are notes among editors, and no page may ever say them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from generator.document import Document, Mapping, Node, Scalar, Sequence
from generator.problem import Span

_SCHEMA_LINE = re.compile(r"#\s*yaml-language-server:")
"""Names the schema of the file, and is the same in each."""
_STARTS_ANEW = re.compile(r"\s*(?:#|- |[\w-]+:(?:\s|$))")
"""A comment that goes on with something else: an example of a field, with a comment of its own."""
_START = re.compile(r"(?:^|(?<=[\s,\[\]{}]))#")


def iter_comments(document: Document) -> Iterator[tuple[int, str]]:
    """Each comment, with the line it starts on. Lines of comment below each other are one."""
    lines = document.lines
    last = document.body_line - 1 if document.body_line else len(lines)
    first = 1 if _SCHEMA_LINE.match(lines[0]) else 0
    if not any(_START.search(line) for line in lines[first:last] if "#" in line):
        return
    taken = _text_on_lines(document)
    start, said = 0, list[str]()
    for number, line in enumerate(lines[:last], 1):
        comment = _comment_of(line, taken[number])
        if comment is not None and said and number == start + len(said) and line.lstrip().startswith("#"):
            said.append(f"\n{comment}" if _STARTS_ANEW.match(comment) else comment)
            continue
        if said:
            yield start, "\n".join(said)
        start, said = number, [] if comment is None else [comment]
    if said:
        yield start, "\n".join(said)


def _comment_of(line: str, taken: list[tuple[int, int]]) -> str | None:
    """What stands behind the first `#` that is in no text; None when there is none."""
    for sign in _START.finditer(line) if "#" in line else ():
        if not any(start <= sign.start() < end for start, end in taken):
            comment = line[sign.start() :]
            return None if _SCHEMA_LINE.match(comment) else comment.lstrip("#")
    return None


def _text_on_lines(document: Document) -> defaultdict[int, list[tuple[int, int]]]:
    """For each line, the stretches of it that are a text or a key: columns from 0, without the end."""
    found: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for span in _iter_spans(document.root):
        for number in range(span.start.line, span.end.line + 1):
            start = span.start.column - 1 if number == span.start.line else 0
            end = span.end.column - 1 if number == span.end.line else 1 << 30
            found[number].append((start, end))
    return found


def _iter_spans(node: Node) -> Iterator[Span]:
    match node:
        case Scalar(_, span, _):
            yield span
        case Sequence(items, _):
            for item in items:
                yield from _iter_spans(item)
        case Mapping(entries, _):
            for entry in entries.values():
                yield entry.key.span
                yield from _iter_spans(entry.value)
