"""Make nodes of events, and refuse what YAML allows but nobody would expect."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

import yaml

from generator.basics.problem import Position, Span
from generator.content.document import Mapping, Node, Pair, Scalar, Sequence
from generator.content.yaml.events import (
    MAX_NESTING,
    Report,
    look_at_escapes,
    look_at_folding,
    position_of,
    span_of,
)

_PROPERTY = re.compile(r"[&!][^\s,\[\]{}]*")
_TOUCHED_SIGN = re.compile(r"[|>][-+0-9]*#")
_BLANKS = re.compile(r"[ \t]*")


@dataclass
class _Frame:
    """A list or mapping that is being read. A mapping's children come as key, value, key, value."""

    start: Position
    is_mapping: bool
    is_flow: bool
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Pair] = field(default_factory=dict)
    key: Node | None = None
    end: Position | None = None


class Composer:
    """Makes nodes of events with a stack of its own: recursion would have a limit."""

    def __init__(self, report: Report, *, is_whole: bool) -> None:
        """`is_whole`: whether the parser came to the end; if not, its own failure says more of a line."""
        self._report = report
        self._is_whole = is_whole
        self._open: list[_Frame] = []
        self._root: Node | None = None
        self._complex: set[Position] = set()

    def compose(self, events: list[yaml.Event]) -> Node | None:
        """The first document's root, or None when it is not complete."""
        starts = [at for at, event in enumerate(events) if isinstance(event, yaml.DocumentStartEvent)]
        for event in events[: starts[1] if starts[1:] else None]:
            self._take(event)
        for at in starts[1:2]:
            place = position_of(events[at].start_mark)
            self._report.add("several-documents", self._report.token(place), found="---")
        return self._root

    def _take(self, event: yaml.Event) -> None:
        match event:
            case yaml.ScalarEvent():
                self._look_at_properties(event)
                self._add(self._scalar(event))
            case yaml.AliasEvent():
                self._report.add("alias", span_of(event))
                self._add(Scalar(f"*{event.anchor}", span_of(event), True))
            case yaml.CollectionStartEvent():
                self._look_at_properties(event)
                self._start(event)
            case yaml.CollectionEndEvent():
                self._finish(event)

    def _look_at_properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        """Anchors and tags stand in front of a value, in either order."""
        position = position_of(event.start_mark)
        for _ in range((event.anchor is not None) + (event.tag is not None)):
            span = self._report.token(position, _PROPERTY)
            if written := self._report.written(span):
                self._report.add("anchor" if written.startswith("&") else "tag", span)
            position = self._report.token(span.end, _BLANKS).end

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        span = span_of(event)
        self._look_at_question_mark(span.start)
        if event.style in ("'", '"'):
            self._look_at_indentation(span, is_text=True)
        if event.style in ("|", ">"):
            self._look_at_block(span)
            sign, span = span.start, self._block_span(span)
            if event.style == ">":
                look_at_folding(sign, span, self._report)
            return Scalar(event.value, span, False)
        look_at_folding(span.start, span, self._report)
        if event.style == '"':
            look_at_escapes(event.value, span, self._report)
        if not event.value:
            span = self._report.inside(span)
        return Scalar(event.value, span, event.style not in ("'", '"'))

    def _look_at_question_mark(self, start: Position) -> None:
        """In brackets, libyaml takes a `?` for the sign of a key even where no space follows it."""
        sign = Position(start.line, start.column - 1)
        if self._open and self._open[-1].is_flow and start.column > 1:
            span = self._report.token(sign)
            if self._report.written(span).startswith("?"):
                self._report.add("yaml-syntax/start", span, sign="?")

    def _look_at_indentation(self, span: Span, *, is_text: bool) -> None:
        """Lines on which a value goes on belong further in than its key, which libyaml does not mind."""
        is_outermost = self._open and not self._open[-1].is_flow
        least = self._open[-1].start.column if self._is_whole and is_outermost else 0
        for number in range(span.start.line + 1, span.end.line + 1 if least else 0):
            line = self._report.lines[number - 1]
            indent = len(line) - len(line.lstrip(" "))
            is_skipped = not line.strip() or (line.lstrip().startswith("#") and not is_text)
            if indent < least and not is_skipped:
                if line.startswith("\t", indent):
                    tab = self._report.stretch(number, indent + 1, 1)
                    self._report.add("tab-indentation/inside", tab, found="a tab")
                else:
                    place = self._report.token(Position(number, indent + 1))
                    self._report.add("yaml-syntax/further-in", place, line=span.start.line, spaces=least)
                return

    def _look_at_block(self, span: Span) -> None:
        """A `#` right behind the sign, and blank lines that are longer than the indentation of the text."""
        header = self._report.token(span.start, _TOUCHED_SIGN)
        if header.start != header.end:
            hash_sign = self._report.token(Position(header.end.line, header.end.column - 1))
            self._report.add("yaml-syntax/before-comment", hash_sign, found=self._report.written(header))
        most, outside = 0, self._open[-1].start.column - 1 if self._open else -1
        for number, line in enumerate(self._report.lines[span.start.line :], span.start.line + 1):
            indent = len(line) - len(line.lstrip(" "))
            if line.strip(" "):
                if outside < indent < most:
                    place = self._report.token(Position(number, indent + 1))
                    self._report.add("yaml-syntax/blank-line", place)
                return
            most = max(most, indent)

    def _block_span(self, span: Span) -> Span:
        last = span.end.line - (span.end.column == 1)
        numbers = range(span.start.line + 1, min(last, len(self._report.lines)) + 1)
        texts = [number for number in numbers if self._report.lines[number - 1].strip(" ")]
        if not texts:
            return self._report.token(span.start)
        first = self._report.lines[texts[0] - 1]
        start = Position(texts[0], len(first) - len(first.lstrip(" ")) + 1)
        return Span(start, Position(texts[-1], len(self._report.lines[texts[-1] - 1]) + 1))

    def _start(self, event: yaml.CollectionStartEvent) -> None:
        start = position_of(event.start_mark)
        self._open.append(_Frame(start, isinstance(event, yaml.MappingStartEvent), bool(event.flow_style)))
        if len(self._open) > MAX_NESTING:
            span = self._report.token(start)
            self._report.add("nesting-too-deep", span, level=len(self._open), most=MAX_NESTING)

    def _finish(self, event: yaml.Event) -> None:
        """The parser ends an indented list at what follows it; an editor, at its last value."""
        frame = self._open.pop()
        end = position_of(event.end_mark) if frame.is_flow or frame.end is None else frame.end
        span = Span(frame.start, end)
        if frame.is_flow:
            self._look_at_indentation(span, is_text=False)
        self._add(Mapping(frame.entries, span) if frame.is_mapping else Sequence(tuple(frame.items), span))

    def _add(self, node: Node) -> None:
        if not self._open:
            self._root = node
            return
        frame = self._open[-1]
        frame.end = node.span.end
        if not frame.is_mapping:
            frame.items.append(node)
        elif frame.key is None:
            frame.key = node
            self._look_at_key(node, frame)
        else:
            if isinstance(frame.key, Scalar):
                frame.entries.setdefault(frame.key.text, Pair(frame.key, node))
            frame.key = None

    def _look_at_key(self, key: Node, frame: _Frame) -> None:
        if not isinstance(key, Scalar) or (key.is_plain and not key.text):
            self._add_complex_key(key)
        elif key.is_plain and key.text == "<<":
            self._report.add("merge-key", key.span, found="<<")
        elif key.text in frame.entries:
            first = frame.entries[key.text].key.span.start.line
            is_entry = len(self._open) > 1 and not self._open[-2].is_mapping and not frame.is_flow
            words = "duplicate-key/entry" if is_entry else "duplicate-key"
            self._report.add(words, key.span, found=key.text, line=first)

    def _add_complex_key(self, key: Node) -> None:
        """`{{ x }}` is a mapping whose key is a mapping: one problem, at the first bracket."""
        if isinstance(key, Scalar):
            self._report.add("complex-key/empty", self._report.token(key.span.start))
            return
        span = key.span
        line = self._report.lines[span.start.line - 1]
        if span.start.column > 1 and line.startswith("{{", span.start.column - 2):
            span = replace(span, start=replace(span.start, column=span.start.column - 1))
            if line.startswith("}}", span.end.column - 2) and span.end.line == span.start.line:
                span = replace(span, end=replace(span.end, column=span.end.column + 1))
        if span.start in self._complex:
            return
        self._complex.add(span.start)
        kind = "complex-key/list" if isinstance(key, Sequence) else "complex-key/mapping"
        self._report.add(kind, span)
