"""Reuse from the last build the data of content files, and the Markdown of pages, that have not changed.

Everything has a key that holds all that it was made from, so nothing here can be out of date. A page is
made from its data, the templates, and what all pages share: the glossary, the sources, and the names of what
prose and templates link to.
"""

from __future__ import annotations

import io
import json
import pickle
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from generator.basics.cache import Cache, digest, program
from generator.basics.problem import Problem
from generator.content.content_files import FILES, FOLDERS, is_case_study
from generator.content.document import Document, is_plain, text_at, value_at
from generator.content.model.fields import Record
from generator.content.yaml import document_of, parse_document, text_of

Failure = TypeVar("Failure")


def read_document(path: str, data: bytes, cache: Cache) -> tuple[Document | None, list[Problem]]:
    """The document of the file `path` with the bytes `data`, and the problems in it. A file with a mistake or
    a warning is parsed each time, which reports it again. So is a case study without consent, because
    removing such a file must remove everything that it says."""
    key = digest("parsed", program(), path, data)
    match cache.get_json(key):
        case [dict() as said, int() as line] if is_plain(said) and 0 <= line <= data.count(b"\n") + 2:
            return document_of(path, text_of(data), said, line), []
    document, problems = parse_document(data, path)
    if document is not None and not problems and _may_be_cached(document):
        written = json.dumps([document.data, document.body_line], ensure_ascii=False)
        cache.put(key, written.encode("utf-8", "surrogatepass"))
    return document, problems


def _may_be_cached(document: Document) -> bool:
    """Whether a document's data may be written to any other file than its own."""
    if not is_case_study(document.path):
        return True
    publication = value_at(document.data, "publication")
    return text_at(publication, "consent") == "true" and not value_at(publication, "withdrawn")


class Fingerprints:
    """Identifies values of any kind by their content: records, entries of the library, texts. The records of
    whole files, which many values share, are processed once."""

    def __init__(self) -> None:
        self._digests: dict[int, tuple[object, str]] = {}
        """By `id` of the object, which no other can have as long as the object is held here."""
        whole = {kind.record_class for kind in (*FILES, *FOLDERS)}
        self._reducers: dict[type, Callable[[Any], tuple[Any, ...]]] = dict.fromkeys(
            _iter_classes(Record), _as_fields
        ) | dict.fromkeys(whole, self._as_digest)

    def of(self, value: object) -> bytes:
        """Bytes that are the same for equal values only; empty for a value that can't be pickled."""
        written = io.BytesIO()
        pickler = pickle.Pickler(written, protocol=5)
        pickler.dispatch_table = self._reducers
        try:
            pickler.dump(value)
        except (pickle.PicklingError, TypeError, AttributeError):
            return b""
        return written.getvalue()

    def _as_digest(self, whole: object) -> tuple[Any, ...]:
        if id(whole) not in self._digests:
            data = self.of(whole.__dict__)
            if not data:
                raise pickle.PicklingError
            self._digests[id(whole)] = whole, digest(type(whole).__name__, data)
        return str, (self._digests[id(whole)][1],)


class ContentCache:
    def __init__(self, cache: Cache) -> None:
        self._cache, self._fingerprints = cache, Fingerprints()

    def recall(
        self, name: str, inputs: object, make: Callable[[], bytes | Failure], fits: Callable[[bytes], bool]
    ) -> bytes | Failure:
        """The result of `make`, or of an earlier build's for equal inputs. `name`: what kind of result.
        `fits`: whether a value from the cache can be one."""
        data = self._fingerprints.of(inputs)
        key = digest(name, program(), data)
        found = self._cache.get(key) if data else None
        if found is not None and fits(found):
            return found
        made = make()
        if data and isinstance(made, bytes):
            self._cache.put(key, made)
        return made


def _as_fields(record: Record) -> tuple[Any, ...]:
    """For pickle: the record without its set of given fields, whose order changes from run to run."""
    return getattr, (type(record), "__name__"), record.__dict__


def _iter_classes(above: type[Record]) -> Iterator[type[Record]]:
    yield above
    for below in above.__subclasses__():
        yield from _iter_classes(below)
