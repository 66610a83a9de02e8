"""The scripts of pages, joined from their parts: whole, in order, and replaceable by an overlay."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.content.content_files import TEMPLATES
from generator.outputs.other_files import ORDER, global_name, iter_page_scripts, join_parts, ordered_parts
from tests.script_texts import TOKEN

FOLDERS = sorted(path for path in (TEMPLATES / "scripts").iterdir() if path.is_dir())
PARTS = sorted((TEMPLATES / "scripts").glob("*/*.js"))
IN_PAGE = sorted((TEMPLATES / "theme/assets/javascripts").glob("*.js"))


def joined(*folders: Path) -> dict[str, str]:
    return {file.uri.rpartition("/")[2]: file.text for file in iter_page_scripts([*folders, TEMPLATES])}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The templates of an overlay."""
    (tmp_path / "scripts/finder").mkdir(parents=True)
    (tmp_path / "theme/assets/javascripts").mkdir(parents=True)
    return tmp_path


def test_each_folder_is_one_script_that_says_where_it_comes_from() -> None:
    scripts = joined()
    assert set(scripts) == {f"{folder.name}.js" for folder in FOLDERS}
    for folder in FOLDERS:
        first = scripts[f"{folder.name}.js"].partition("\n")[0]
        assert first == f"/* Made from templates/scripts/{folder.name}/: change it there. */"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_order_names_every_part_once(folder: Path) -> None:
    names = (folder / ORDER).read_text("utf-8").split()
    assert sorted(names) == sorted(path.stem for path in folder.glob("*.js"))


def test_every_script_has_one_name_of_window() -> None:
    for folder in FOLDERS:
        found = re.findall(r"window\.(\w+) \??\??= ", joined()[f"{folder.name}.js"])
        assert found == [global_name(folder.name)]
    assert [global_name("shared"), global_name("form")] == ["guidance", "guidanceForm"]


@pytest.mark.parametrize("path", [*PARTS, *IN_PAGE], ids=lambda path: f"{path.parent.name}-{path.name}")
def test_comments_can_be_told_from_texts_of_several_lines(path: Path) -> None:
    """No text goes over lines, so that a line that begins with a comment is one."""
    texts = (token[0] for token in TOKEN.finditer(path.read_text("utf-8")) if token.lastgroup == "text")
    assert [text for text in texts if "\n" in text] == []


def test_whole_lines_of_comments_stay_behind() -> None:
    part = "/* What\n   it is. */\nconst a = 1; // one\n  // Why.\ncall(() => { /* no */ });\n/* x */ b();\n"
    assert join_parts("finder", {"a.js": part}) == (
        "/* Made from templates/scripts/finder/: change it there. */\n"
        '(() => {\n"use strict";\nwindow.guidanceFinder = {};\n'
        "{ // a.js\nconst a = 1; // one\ncall(() => { /* no */ });\n/* x */ b();\n}\n})();\n"
    )


def test_parts_that_the_order_does_not_name_come_last() -> None:
    texts = {"a.js": "", "b.js": "", "c.js": "", ORDER: "c\nb\nnone\n"}
    assert list(ordered_parts(texts)) == ["c.js", "b.js", "a.js"]


def test_an_overlay_replaces_and_adds_parts(own: Path) -> None:
    (own / "scripts/finder/count.js").write_text("our.count();\n", "utf-8")
    (own / "scripts/finder/extra.js").write_text("our.extra();\n", "utf-8")
    text = joined(own)["finder.js"]
    assert "{ // count.js\nour.count();\n}\n{ // parts.js\n" in text
    assert text.endswith("{ // extra.js\nour.extra();\n}\n})();\n")
    assert joined(own)["form.js"] == joined()["form.js"]


def test_a_script_of_the_theme_replaces_a_whole_one(own: Path) -> None:
    (own / "theme/assets/javascripts/finder.js").write_text("our.finder();\n", "utf-8")
    assert set(joined()) - set(joined(own)) == {"finder.js"}
