"""Read a content file only if it is not the one that was read the last time.

What is kept of it is its data, without comments. Places in it are read again by whoever asks for one. Not
kept are files with a mistake or a warning, which must have that to report again, and case studies without
consent: removing such a file must remove what it says.
"""

from __future__ import annotations

import json

from generator.cache import Cache, digest, program
from generator.document import Document
from generator.layout import find_file_kind
from generator.problem import Problem
from generator.yaml_reader import document_of, parse_document, parse_markdown, text_of


def read_document(path: str, data: bytes, cache: Cache) -> tuple[Document | None, list[Problem]]:
    """What the file `path` with the content `data` says, and what is wrong in it."""
    key = digest("parsed", program(), path, data)
    if (found := cache.get(key)) is not None:
        return document_of(path, text_of(data), *json.loads(found)), []
    document, problems = (parse_markdown if path.endswith(".md") else parse_document)(data, path)
    if document is not None and not problems and may_be_kept(document):
        kept = json.dumps([document.data, document.body_line], ensure_ascii=False)
        cache.put(key, kept.encode("utf-8", "surrogatepass"))
    return document, problems


def may_be_kept(document: Document) -> bool:
    """Whether anything of a document may be written to another file than its own."""
    kind = find_file_kind(document.path)
    if kind is None or kind.kind != "case":
        return True
    publication = document.data.get("publication")
    if not isinstance(publication, dict):
        return False
    return publication.get("consent") == "true" and not publication.get("withdrawn")
