"""Compiled templates, kept as long as the program runs: while serving, each edit makes new environments."""

from __future__ import annotations

from functools import cache

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class CompiledTemplates(BytecodeCache):
    """Jinja itself compares the text that was compiled with the text of today."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Jinja's own can't do with the name of a folder that is no text."""
        return f"{name}|{filename}"

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


@cache
def compiled_templates() -> CompiledTemplates:
    """The same for all environments. It is never written to disk: compiled code is not to be trusted."""
    return CompiledTemplates()
