"""Make data of events, and refuse what YAML allows but nobody would expect."""

from __future__ import annotations

import re
from dataclasses import replace

import yaml

from generator.basics.problem import Position, Span
from generator.content.document import Location, PlainData
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


class Composer:
    """Makes plain data of events, and notes the place of everything in them."""

    def __init__(self, report: Report, *, is_whole: bool) -> None:
        """`is_whole`: whether the parser came to the end; if not, its own failure says more of a line."""
        self.places: dict[Location, tuple[Span, Span]] = {}
        """As in a document. Of two things with one key, the first counts."""
        self._report = report
        self._is_whole = is_whole
        self._open: list[yaml.CollectionStartEvent] = []
        """The lists and mappings that are being read, outermost first."""
        self._complex: set[Position] = set()

    def compose(self, events: list[yaml.Event]) -> PlainData:
        """What the first document says; None where that is nothing, or not complete."""
        starts = [at for at, event in enumerate(events) if isinstance(event, yaml.DocumentStartEvent)]
        first = events[: starts[1] if starts[1:] else None]
        self._events = (each for each in first if isinstance(each, yaml.NodeEvent | yaml.CollectionEndEvent))
        root = next(self._events, None)
        data = self._value(root, ())[0] if root else None
        for at in starts[1:2]:
            place = position_of(events[at].start_mark)
            self._report.add("several-documents", self._report.token(place), found="---")
        return None if self._open else data

    def _value(self, event: yaml.Event, at: Location, key: Span | None = None) -> tuple[PlainData, Position]:
        """What a value says, and where it ends. `key`: where its key is."""
        data, span = self._read(event, at)
        self.places.setdefault(at, (span, key or span))
        return data, span.end

    def _read(self, event: yaml.Event, at: Location) -> tuple[PlainData, Span]:
        match event:
            case yaml.ScalarEvent():
                self._look_at_properties(event)
                return self._scalar(event)
            case yaml.CollectionStartEvent():
                self._look_at_properties(event)
                return self._collection(event, at)
            case _:
                self._report.add("alias", span_of(event))
                return f"*{getattr(event, 'anchor', '')}", span_of(event)

    def _collection(self, start: yaml.CollectionStartEvent, at: Location) -> tuple[PlainData, Span]:
        """The parser ends an indented list or mapping at what follows it; an editor, at its last value."""
        self._open.append(start)
        first, end = position_of(start.start_mark), None
        if len(self._open) > MAX_NESTING:
            span = self._report.token(first)
            self._report.add("nesting-too-deep", span, level=len(self._open), most=MAX_NESTING)
        items: list[PlainData] = []
        entries: dict[str, PlainData] = {}
        is_mapping = isinstance(start, yaml.MappingStartEvent)
        for event in self._events:
            if isinstance(event, yaml.CollectionEndEvent):
                self._open.pop()
                if start.flow_style or end is None:
                    end = position_of(event.end_mark)
                if start.flow_style:
                    self._look_at_indentation(Span(first, end), is_text=False)
                break
            if is_mapping:
                end = self._entry(event, entries, at)
            else:
                item, end = self._value(event, (*at, len(items)))
                items.append(item)
        return entries if is_mapping else items, Span(first, end or first)

    def _entry(self, event: yaml.Event, entries: dict[str, PlainData], at: Location) -> Position:
        """Read a key and its value. Returns where that ends."""
        depth = len(self._open)
        key, span = self._read(event, at)
        if len(self._open) > depth:  # the parser gave up within the key
            return span.end
        name = key if isinstance(key, str) else ""
        self._look_at_key(event, key, span, (*at, name))
        following = next(self._events, None)
        if following is None:
            return span.end
        value, end = self._value(following, (*at, name), span)
        entries.setdefault(name, value)
        return end

    def _look_at_properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        """Anchors and tags stand in front of a value, in either order."""
        position = position_of(event.start_mark)
        for _ in range((event.anchor is not None) + (event.tag is not None)):
            span = self._report.token(position, _PROPERTY)
            if written := self._report.written(span):
                self._report.add("anchor" if written.startswith("&") else "tag", span)
            position = self._report.token(span.end, _BLANKS).end

    def _scalar(self, event: yaml.ScalarEvent) -> tuple[str | None, Span]:
        span = span_of(event)
        self._look_at_question_mark(span.start)
        if event.style in ("'", '"'):
            self._look_at_indentation(span, is_text=True)
        if event.style in ("|", ">"):
            self._look_at_block(span)
            sign, span = span.start, self._block_span(span)
            if event.style == ">":
                look_at_folding(sign, span, self._report)
            return event.value, span
        look_at_folding(span.start, span, self._report)
        if event.style == '"':
            look_at_escapes(event.value, span, self._report)
        if not event.value:
            span = self._report.inside(span)
        return event.value if event.value or event.style else None, span

    def _look_at_question_mark(self, start: Position) -> None:
        """In brackets, libyaml takes a `?` for the sign of a key even where no space follows it."""
        sign = Position(start.line, start.column - 1)
        if self._open and self._open[-1].flow_style and start.column > 1:
            span = self._report.token(sign)
            if self._report.written(span).startswith("?"):
                self._report.add("yaml-syntax/start", span, sign="?")

    def _look_at_indentation(self, span: Span, *, is_text: bool) -> None:
        """Lines on which a value goes on belong further in than its key, which libyaml does not mind."""
        is_outermost = self._open and not self._open[-1].flow_style
        least = position_of(self._open[-1].start_mark).column if self._is_whole and is_outermost else 0
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
        most, outside = 0, position_of(self._open[-1].start_mark).column - 1 if self._open else -1
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

    def _look_at_key(self, event: yaml.Event, key: PlainData, span: Span, at: Location) -> None:
        if not isinstance(key, str):
            self._add_complex_key(key, span)
        elif key == "<<" and not getattr(event, "style", None):
            self._report.add("merge-key", span, found="<<")
        elif at in self.places:
            first = self.places[at][1].start.line
            *_, around, own = (None, *self._open)
            is_entry = isinstance(around, yaml.SequenceStartEvent) and not own.flow_style
            words = "duplicate-key/entry" if is_entry else "duplicate-key"
            self._report.add(words, span, found=key, line=first)

    def _add_complex_key(self, key: PlainData, span: Span) -> None:
        """`{{ x }}` is a mapping whose key is a mapping: one problem, at the first bracket."""
        if key is None:
            self._report.add("complex-key/empty", self._report.token(span.start))
            return
        line = self._report.lines[span.start.line - 1]
        if span.start.column > 1 and line.startswith("{{", span.start.column - 2):
            span = replace(span, start=replace(span.start, column=span.start.column - 1))
            if line.startswith("}}", span.end.column - 2) and span.end.line == span.start.line:
                span = replace(span, end=replace(span.end, column=span.end.column + 1))
        if span.start in self._complex:
            return
        self._complex.add(span.start)
        kind = "complex-key/list" if isinstance(key, list) else "complex-key/mapping"
        self._report.add(kind, span)
