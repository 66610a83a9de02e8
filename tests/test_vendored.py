"""Scripts of others in the site: unchanged copies, with their licences."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
FOLDER = TEMPLATES / "theme/assets/javascripts/vendor"
MANIFEST = json.loads((FOLDER / "manifest.json").read_text("utf-8"))


def test_each_is_as_it_was_published() -> None:
    for entry in MANIFEST:
        data = (FOLDER / entry["file"]).read_bytes()
        assert sha256(data).hexdigest() == entry["sha256"], entry["file"]
        assert f"{entry['name']} {entry['version']} ".encode() in data[:200]


def test_each_comes_with_its_licence() -> None:
    for entry in MANIFEST:
        assert "Permission is hereby granted" in (FOLDER / entry["licence_file"]).read_text("utf-8")


def test_nothing_else_lies_there() -> None:
    known = {"manifest.json", *(entry[key] for entry in MANIFEST for key in ("file", "licence_file"))}
    assert {path.name for path in FOLDER.iterdir()} == known
    loader = (TEMPLATES / "scripts/form/page.js").read_text("utf-8")
    assert all(f'"{entry["file"].removesuffix(".min.js")}"' in loader for entry in MANIFEST)


def test_none_makes_code_of_texts() -> None:
    for path in FOLDER.glob("*.js"):
        text = path.read_text("utf-8")
        assert "eval(" not in text
        assert "new Function" not in text
