"""Read a content file only if it is not the one that was read the last time.

What is kept of it is its text and its data. Places in it are read again by whoever asks for one. A file
with a mistake or a warning is not kept: it must have that to report again.
"""

from __future__ import annotations

import json

from generator.cache import Cache, digest, program
from generator.document import Document
from generator.problem import Problem
from generator.yaml_reader import document_of, parse_document, parse_markdown


def read_document(path: str, data: bytes, cache: Cache) -> tuple[Document | None, list[Problem]]:
    """What the file `path` with the content `data` says, and what is wrong in it."""
    key = digest("parsed", program(), path, data)
    if (found := cache.get(key)) is not None:
        return document_of(path, *json.loads(found)), []
    document, problems = (parse_markdown if path.endswith(".md") else parse_document)(data, path)
    if document is not None and not problems:
        kept = json.dumps([document.text, document.data, document.body_line], ensure_ascii=False)
        cache.put(key, kept.encode("utf-8", "surrogatepass"))
    return document, problems
