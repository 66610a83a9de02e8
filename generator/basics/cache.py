"""Reuse results that are slow to work out from one build to the next.

A value is stored under a digest of everything that it was worked out from. It is never out of date: if
any of that changes, so does the key. The cache can't make a build wrong. If it is missing, damaged,
read-only, in use or somebody else's, the build is only slower.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import platform
import sqlite3
import sys
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

CACHE_FILE = ".cache/guidance.sqlite"
LARGEST = 512 * 2**20
"""Limit for the file, in bytes. A larger one is dropped, and the next build fills a new one."""

_PACKAGE = Path(__file__).resolve().parents[1]
_TABLE = "CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, value BLOB, checksum BLOB) WITHOUT ROWID"
_WAIT = 5
"""Seconds to wait for another build that writes to the same cache."""


def digest(*parts: str | bytes) -> str:
    """A digest of all parts in order. It also depends on where one part ends and the next begins."""
    whole = hashlib.blake2b(digest_size=20)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8, "big"))
        whole.update(data)
    return whole.hexdigest()


def source_files(package: Path) -> list[Path]:
    """The files that a program is written in: its Python, and its rules and messages."""
    return sorted([*package.rglob("*.py"), *package.rglob("*.toml")])


@cache
def program() -> str:
    """A digest of this program's source, of Python's version, and of all installed packages' versions."""
    own = [path.read_bytes() for path in source_files(_PACKAGE)]
    # A package's folder of metadata is named for its version. Reading all of them takes a tenth of a second.
    others = sorted(path.name for folder in sys.path for path in Path(folder).glob("*.*-info"))
    return digest(platform.python_version(), *others, *own)


class Cache:
    """Stores bytes by key. New values reach the disk when the cache is closed: all of them, or none."""

    def __init__(self, path: Path | None) -> None:
        """Open the cache file `path` if it exists. With None, nothing is stored."""
        self._path = path
        self._new: dict[str, bytes] = {}
        self._connection = _open(path) if path is not None and path.exists() else None

    def get(self, key: str) -> bytes | None:
        """The value; None if it is unknown or damaged."""
        found = self._compressed(key)
        try:
            return None if found is None else zlib.decompress(found)
        except zlib.error:
            return None

    def get_text(self, key: str) -> str | None:
        """The value as text; None also if it is none."""
        found = self.get(key)
        try:
            return None if found is None else found.decode()
        except UnicodeDecodeError:
            return None

    def get_json(self, key: str) -> Any:
        """What a value says; None also if it is no JSON. Its shape is for the caller to check."""
        try:
            return json.loads(self.get_text(key) or "null")
        except (ValueError, RecursionError):
            return None

    def _compressed(self, key: str) -> bytes | None:
        if key in self._new:
            return self._new[key]
        if self._connection is None:
            return None
        try:
            found = self._connection.execute("SELECT value, checksum FROM kept WHERE key = ?", (key,))
            row = found.fetchone()
        except sqlite3.Error:
            self._connection = None
            return None
        value, checksum = row or (None, None)
        is_sound = isinstance(value, bytes) and _checksum(key, value) == checksum
        return value if is_sound else None

    def put(self, key: str, value: bytes) -> None:
        """Store a value under a key made from everything that it was worked out from."""
        if self._path is not None:
            self._new[key] = zlib.compress(value, 1)

    def close(self) -> None:
        """Write new values. A failure to write is not an error."""
        if self._connection is None and self._path is not None:
            self._connection = _open(self._path)
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error), self._connection:
                self._connection.executemany(
                    "INSERT OR REPLACE INTO kept VALUES (?, ?, ?)",
                    ((key, value, _checksum(key, value)) for key, value in self._new.items()),
                )
        self.discard()

    def discard(self) -> None:
        """Close the file without writing to it. Nothing is stored from then on."""
        if self._connection is not None:
            self._connection.close()
        self._path, self._connection, self._new = None, None, {}


NO_CACHE = Cache(None)


def _checksum(key: str, value: bytes) -> bytes:
    return hashlib.blake2b(value, digest_size=8, key=key.encode()[:64]).digest()


def _open(path: Path) -> sqlite3.Connection | None:
    if path.exists() and not path.is_file():
        return None  # a pipe would never answer
    for _ in range(2):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.exists() and path.stat().st_size > LARGEST:
                path.unlink()
            return _connect(path)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                return None  # in use, or a folder that can't be written to
            with contextlib.suppress(OSError):
                path.unlink()  # damaged. The name says it is ours, and it holds nothing but copies
        except OSError:
            return None
    return None


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_WAIT)
    try:
        # A crash of the computer may damage the file. Each value's checksum shows that.
        connection.execute("PRAGMA synchronous = OFF")
        with connection:
            connection.execute(_TABLE)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


@contextlib.contextmanager
def open_cache(path: Path | None) -> Iterator[Cache]:
    """A cache for the length of a build. New values are written only if the build finishes."""
    kept = Cache(path)
    try:
        yield kept
        kept.close()
    finally:
        kept.discard()
