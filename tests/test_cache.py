"""A cache returns what was put into it, or nothing, whatever happens to its file."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from itertools import cycle
from pathlib import Path

import pytest

from generator.basics import cache as cache_module
from generator.basics.cache import CACHE_FILE, Cache, digest, open_cache
from generator.content import load
from generator.content.load import read_document
from tests.examples import ALL
from tests.small_site import files_of, make_small_site, run

VALUES = {digest(str(number)): f"the value of {number}".encode() * 50 for number in range(40)}


def damage(path: Path) -> None:
    path.write_bytes(b"\x00" * 100 + path.read_bytes()[100:])


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def put_another_file_there(path: Path) -> None:
    path.write_text("This is no cache.", "utf-8")


def put_another_database_there(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE kept (name TEXT)")


def spoil_values(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("UPDATE kept SET value = zeroblob(20)")


def swap_values(path: Path) -> None:
    """Give each key the value and checksum of another."""
    with sqlite3.connect(path) as database:
        rows = database.execute("SELECT key, value, checksum FROM kept ORDER BY key").fetchall()
        moved = [(*rows[index - 1][1:], row[0]) for index, row in enumerate(rows)]
        database.executemany("UPDATE kept SET value = ?, checksum = ? WHERE key = ?", moved)


def put_a_folder_there(path: Path) -> None:
    path.unlink()
    path.mkdir()


def forbid_writing(path: Path) -> None:
    path.chmod(0o400)
    path.parent.chmod(0o500)


DAMAGES = (
    damage, cut_short, put_another_file_there, put_another_database_there, spoil_values, swap_values,
    put_a_folder_there, forbid_writing,
)  # fmt: skip


def filled(path: Path) -> Path:
    kept = Cache(path)
    for key, value in VALUES.items():
        kept.put(key, value)
    kept.close()
    return path


def test_what_was_put_in_comes_out_again(tmp_path: Path) -> None:
    kept = Cache(filled(tmp_path / "folder" / "cache.sqlite"))
    assert {key: kept.get(key) for key in VALUES} == VALUES
    assert kept.get("something else") is None


@pytest.mark.parametrize("spoil", DAMAGES, ids=lambda spoil: spoil.__name__)
def test_a_spoilt_cache_says_nothing_that_is_wrong(spoil: Callable[[Path], None], tmp_path: Path) -> None:
    path = filled(tmp_path / "folder" / "cache.sqlite")
    spoil(path)
    try:
        kept = Cache(path)
        assert {kept.get(key) for key in VALUES} <= {None, *VALUES.values()}
        assert all(kept.get(key) in {None, value} for key, value in VALUES.items())
        kept.put("new", b"new")
        kept.close()
    finally:
        path.parent.chmod(0o700)
    assert Cache(path).get("new") in {None, b"new"}


def test_two_builds_may_use_one_cache(tmp_path: Path) -> None:
    first, second = Cache(tmp_path / "cache.sqlite"), Cache(tmp_path / "cache.sqlite")
    first.put("a", b"1")
    second.put("b", b"2")
    first.close()
    second.close()
    kept = Cache(tmp_path / "cache.sqlite")
    assert (kept.get("a"), kept.get("b")) == (b"1", b"2")


def test_a_cache_that_grew_too_large_is_filled_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = filled(tmp_path / "cache.sqlite")
    monkeypatch.setattr(cache_module, "LARGEST", path.stat().st_size - 1)
    kept = Cache(path)
    assert {kept.get(key) for key in VALUES} == {None}
    kept.put("new", b"new")
    kept.close()
    monkeypatch.undo()
    assert Cache(path).get("new") == b"new"


def test_parts_of_a_key_are_told_apart() -> None:
    assert len({digest("ab", "c"), digest("a", "bc"), digest("abc"), digest("abc", "")}) == 4


@pytest.mark.parametrize("path", ["case_studies/coast.yml", "content/pages/about.md"])
def test_what_a_content_file_says_is_the_same_from_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    root = make_small_site(tmp_path / "project")
    data = (root / path).read_bytes()
    with open_cache(tmp_path / "kept") as cache:
        parsed, problems = read_document(path, data, cache)
    assert problems == []
    assert parsed is not None
    monkeypatch.setattr(load, "parse_document", None)
    with open_cache(tmp_path / "kept") as cache:
        kept, problems = read_document(path, data, cache)
        assert problems == []
        assert kept is not None
        assert (kept.path, kept.text, kept.data, kept.body, kept.body_line) == (
            *(path, parsed.text, parsed.data),
            *(parsed.body, parsed.body_line),
        )
        assert kept.span_of(("title",)) == parsed.span_of(("title",))


def test_a_content_file_with_a_warning_warns_again(tmp_path: Path) -> None:
    data = b"title: one\ntitle: two\n"
    for _ in range(2):
        with open_cache(tmp_path / "kept") as cache:
            document, problems = read_document("content/site.yml", data, cache)
        assert document is not None
        assert [problem.code for problem in problems] == ["duplicate-key"]


WRONG = (b"[1]", b"\xff", b"[[1], {}]", b'[{"title": 5}, 0]')


@pytest.mark.slow
def test_a_value_of_the_wrong_shape_is_worked_out_anew(tmp_path: Path) -> None:
    """Its checksum is right: somebody wrote it on purpose, or another program did."""
    root = make_small_site(tmp_path / "project")
    assert run(root, "build").returncode == 0
    site = files_of(root / "site")
    for first in range(len(WRONG) if ALL else 1):
        put_in_turn(WRONG[first:] + WRONG[:first], root / CACHE_FILE)
        finished = run(root, "build")
        assert finished.returncode == 0, finished.stderr
        assert files_of(root / "site") == site


def put_in_turn(values: tuple[bytes, ...], path: Path) -> None:
    """Give each key the next of the values. What is kept is of few kinds, each with many keys."""
    with closing(sqlite3.connect(path)) as database, database:
        keys = database.execute("SELECT key FROM kept ORDER BY key").fetchall()
        for (key,), value in zip(keys, cycle(values), strict=False):
            packed = zlib.compress(value)
            row = packed, cache_module._checksum(key, packed), key
            database.execute("UPDATE kept SET value = ?, checksum = ? WHERE key = ?", row)
