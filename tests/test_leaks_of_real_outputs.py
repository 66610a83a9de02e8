"""Nothing withheld is in the files that the scan does not unpack, since they are made from scanned files.

Each of them is unpacked here as programs do: the index of the search, the zip file and
the PDF.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import sqlite3
import zipfile
import zlib
from pathlib import Path
from random import Random

import pytest

from generator.basics.cache import CACHE_FILE
from generator.site.search import FOLDER, index_site
from tests.small_site import Finished, files_of, make_small_site, run
from tests.withheld_cases import CANARY, STATES, Canaries, withheld_case

PUBLISHED = "regular meetings"
"""Words of a recommendation, which all of these files contain."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with withheld case studies in every state, built with its zip file."""
    root = make_small_site(tmp_path_factory.mktemp("outputs") / "project")
    for number, state in enumerate(STATES):
        text = withheld_case(Canaries(Random(number)), state)  # noqa: S311
        (root / "case_studies" / f"{CANARY}-{number}.yml").write_text(text, "utf-8")
    theme = root / "content" / "themes" / "team-working.yml"
    theme.write_text(f"{theme.read_text('utf-8')}# {CANARY}comment of an editor\n", "utf-8")
    finished = run(root, "build", "--zip")
    assert (finished.returncode, finished.stderr) == (0, "")
    return root


def texts_of_search(folder: Path) -> str:
    """All texts in the files of an index."""
    files = files_of(folder)
    assert {"index.js", "words-0.js", "texts-0.js"} <= {Path(name).name for name in files}
    return "\n".join(f"{name} {data.decode()}" for name, data in files.items())


def test_the_search_index_says_nothing_withheld(built: Path) -> None:
    said = texts_of_search(built / "site" / FOLDER)
    assert PUBLISHED in said
    assert CANARY not in said


def test_what_is_on_a_page_is_seen_in_the_index(tmp_path: Path) -> None:
    """So the test above, which finds nothing, would find something."""
    meta = '<meta name="guidance:title" content="A">'
    body = f"<main data-searched><p>The {CANARY}word.</p></main>"
    page = f"<!doctype html><html><head>{meta}</head><body>{body}</body></html>"
    (tmp_path / "index.html").write_text(page, "utf-8")
    index_site(tmp_path)
    for file in (f"{FOLDER}/parts/*/words-0.js", f"{FOLDER}/parts/*/texts-0.js"):
        [path] = tmp_path.glob(file)
        assert CANARY in path.read_text("utf-8")


def test_the_zip_file_is_the_site_that_was_scanned(built: Path) -> None:
    [bundle] = built.glob("*.zip")
    with zipfile.ZipFile(io.BytesIO(bundle.read_bytes())) as archive:
        held = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    site = files_of(built / "site")
    assert held.keys() - site.keys() == {"ABOUT-THIS-COPY.txt", "SHA256SUMS"}
    assert {name: held[name] for name in site} == site
    assert [name for name, data in held.items() if CANARY in name or CANARY.encode() in data] == []
    assert any(PUBLISHED.encode() in data for data in held.values())


def test_what_has_no_consent_is_not_kept_for_the_next_build(built: Path) -> None:
    texts = [path.read_text("utf-8") for path in (built / "case_studies").glob(f"{CANARY}-*.yml")]
    withheld = [text for text in texts if "consent: true" not in text]
    words = {word.encode() for text in withheld for word in re.findall(rf"{CANARY}\w+n\d+", text)}
    assert words
    with sqlite3.connect(built / CACHE_FILE) as database:
        values = [zlib.decompress(value) for (value,) in database.execute("SELECT value FROM kept")]
    assert any(PUBLISHED.encode() in value for value in values)
    assert [value for value in values if any(word in value for word in words)] == []


def with_file(root: Path, place: str, text: str) -> Finished:
    """Build with one more file in the theme."""
    path = root / "templates" / "theme" / place
    path.parent.mkdir(parents=True)
    path.write_bytes(gzip.compress(json.dumps({"content": text}).encode()))
    try:
        return run(root, "build", "--zip")
    finally:
        path.unlink()


def secret_words(root: Path) -> str:
    secret = next(path for path in sorted((root / "case_studies").iterdir()) if CANARY in path.name)
    return str(re.findall(rf"{CANARY}\w+n\d+", secret.read_text("utf-8"))[2])


def test_a_file_that_only_looks_like_a_part_of_the_index_is_scanned(built: Path) -> None:
    """The scan leaves out only files that this very build made."""
    place = "search.new-notes/texts-1.js"
    finished = with_file(built, place, secret_words(built))
    assert finished.returncode == 3
    assert f"{place}: holds something of" in finished.stderr


def test_what_stands_in_the_place_of_the_index_goes(built: Path) -> None:
    finished = with_file(built, "search/parts/1/texts-1.js", secret_words(built))
    assert (finished.returncode, finished.stderr) == (0, "")
    assert not (built / "site" / "search" / "parts" / "1").exists()
