"""A build with the cache of earlier builds makes the very same files as a build without one.

Random edits follow one another in a project that keeps its cache. Every few edits, the Markdown folder
and the site are compared, byte for byte, with those of a copy without a cache. GUIDANCE_EDITS sets how
many such sequences are tried.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path
from shutil import copytree, ignore_patterns, rmtree

import pytest

from generator.basics import cache as cache_module
from generator.basics.cache import CACHE_FILE, open_cache
from generator.content import load
from generator.content.content_files import TEMPLATES
from generator.outputs.project import NO_PLACES, render_project
from generator.rendering.render import Renderer
from generator.site import conversion, serving
from generator.site.build import build_pages
from generator.site.check import check_site
from generator.site.conversion import ENGINE_VARIABLE, REFERENCE, Converter
from generator.site.serving import Session
from tests.dom import page_dom
from tests.small_site import files_of, make_small_site
from tests.test_cache import swap_values

SEQUENCES = int(os.environ.get("GUIDANCE_EDITS", "3"))
LONGEST = 4
"""The most edits in a sequence."""
TODAY = date(2026, 11, 22)
WORDS = ("early", "training", "the board", "a plan", "notes", "whole-time equivalent", "clinicians", "WTE")
ADDRESSES = ("role:ccio", "theme:team-working", "recommendation:shared-notes", "term:wte", "source:report")


@dataclass
class Editor:
    """Makes random changes to a project that leave it free of mistakes."""

    root: Path
    chance: random.Random
    version: str = "1"
    """The version of an installed package."""

    def edit(self) -> str:
        """Make a change. Returns what it was."""
        changes: tuple[Callable[[], None], ...] = (
            self.prose, self.prose, self.prose, self.title, self.add, self.rename, self.delete,
            self.vocabulary, self.glossary, self.page_template, self.theme_template, self.settings,
            self.navigation, self.install, self.guide,
        )  # fmt: skip
        change = self.chance.choice(changes)
        change()
        return change.__name__

    def sentence(self) -> str:
        words = " ".join(self.chance.choices(WORDS, k=self.chance.randint(2, 6)))
        link = f" See [this]({self.chance.choice(ADDRESSES)})." if self.chance.random() < 0.3 else ""
        return f"It is about {words}.{link}"

    def prose(self) -> None:
        path = self.chance.choice([*self.cases(), self.root / "content/themes/team-working.yml"])
        self.replace_line(path, "summary:", self.sentence())

    def title(self) -> None:
        path = self.chance.choice([*self.cases(), self.root / "content/roles/cnio.yml"])
        self.replace_line(path, "title:", f"A place with {self.chance.choice(WORDS)} {self.number()}")

    def add(self) -> None:
        text = self.cases()[0].read_text("utf-8")
        name = f"added-{self.number()}"
        self.path_of(name).write_text(text, "utf-8")
        self.replace_line(self.path_of(name), "title:", f"Another hospital {name}")

    def rename(self) -> None:
        added = self.added()
        if added:
            self.chance.choice(added).rename(self.path_of(f"added-{self.number()}"))

    def delete(self) -> None:
        added = self.added()
        if added:
            self.chance.choice(added).unlink()

    def vocabulary(self) -> None:
        path = self.root / "content/vocabulary.yml"
        self.replace_line(path, "    description:", f"Hospitals, {self.number()}.")

    def glossary(self) -> None:
        path = self.root / "content/glossary.yml"
        self.replace_line(path, "    definition:", f"One person, {self.number()}.")

    def page_template(self) -> None:
        own = self.root / "templates/pages/case.md.j2"
        text = (TEMPLATES / "pages/case.md.j2").read_text("utf-8")
        if own.exists() and self.chance.random() < 0.3:
            own.unlink()
        else:
            own.parent.mkdir(exist_ok=True)
            own.write_text(f"{text}\nA line of the template, {self.number()}.\n", "utf-8")

    def theme_template(self) -> None:
        path = self.root / "templates/theme/partials/copyright.html"
        path.write_text(f"<p>Copyright {self.number()}</p>\n", "utf-8")

    def settings(self) -> None:
        path = self.root / "mkdocs.yml"
        choice = self.chance.choice(("site_name", "site_description", "copyright"))
        self.replace_line(path, f"{choice}:", f"Words {self.number()}")

    def navigation(self) -> None:
        path = self.root / "mkdocs.yml"
        text = path.read_text("utf-8")
        entry = "- Roles: roles/index.md\n"
        path.write_text(
            text.replace(entry, "") if entry in text else text.replace("nav:\n", f"nav:\n{entry}"), "utf-8"
        )

    def install(self) -> None:
        self.version = str(self.number())

    def guide(self) -> None:
        path = self.root / "content/pages/small-steps.md"
        path.write_text(f"{path.read_text('utf-8').rstrip()}\n\n{self.sentence()}\n", "utf-8")

    def cases(self) -> list[Path]:
        return sorted((self.root / "case_studies").glob("*.yml"))

    def added(self) -> list[Path]:
        return sorted((self.root / "case_studies").glob("added-*.yml"))

    def path_of(self, name: str) -> Path:
        return self.root / "case_studies" / f"{name}.yml"

    def number(self) -> int:
        return self.chance.randint(1, 40)

    def replace_line(self, path: Path, start: str, value: str) -> None:
        """Change the first line that begins with `start`."""
        lines = path.read_text("utf-8").split("\n")
        for index, line in enumerate(lines):
            if line.startswith(start):
                end = index + 1
                while lines[end].startswith("  ") and not start.startswith(" "):
                    end += 1
                lines[index:end] = [f"{start} {value}"]
                break
        path.write_text("\n".join(lines), "utf-8")


Built = tuple[dict[str, bytes], dict[str, bytes], list[str]]
"""The files of the Markdown folder, those of the site, and the faults of the site, which has no search."""


def build(root: Path) -> Built:
    """Build as `guidance build` does, without the search index, which is made from these files."""
    site = root / "site"
    rmtree(site, ignore_errors=True)
    rendered = render_project(root, root / "docs", today=TODAY)
    assert rendered.written is not None, rendered.checked.problems
    with open_cache(root / CACHE_FILE) as cache:
        build_pages(root, site, cache=cache)
    return files_of(root / "docs"), files_of(site), check_site(site)


def build_anew(root: Path, folder: Path) -> Built:
    copy = copytree(root, folder, ignore=ignore_patterns(".cache", "site", "docs"))
    (copy / "docs").mkdir()
    built = build(copy)
    rmtree(copy)
    return built


def watch_versions(editor: Editor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the cache see the editor's version as that of an installed package."""
    program = cache_module.program()
    for module in (load, conversion):
        monkeypatch.setattr(module, "program", lambda: f"{program} {editor.version}")


def edit_in_a_row(editor: Editor, act: Callable[[], object], how_often: float) -> list[str]:
    """Make some edits, with an occasional build after one. Returns what was done."""
    done: list[str] = []
    for _ in range(editor.chance.randint(1, LONGEST)):
        done.append(editor.edit())
        if editor.chance.random() < how_often:
            act()
            done.append("build")
    return done


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Built]:
    root = make_small_site(tmp_path_factory.mktemp("kept") / "project")
    return root, build(root)


@pytest.fixture
def root(built: tuple[Path, Built], tmp_path: Path) -> Path:
    """A project that was built, with its cache: most tests need one, and the first build takes longest."""
    return copytree(built[0], tmp_path / "project")


def test_whatever_was_edited_before_the_files_are_those_of_a_build_from_nothing(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = Editor(root, random.Random(7))  # noqa: S311 (not for secrets)
    watch_versions(editor, monkeypatch)
    for number in range(SEQUENCES):
        edits = edit_in_a_row(editor, partial(build, root), how_often=0.3)
        assert build(root) == build_anew(root, tmp_path / "anew"), (number, edits)


class Served:
    """A site that is built as by `guidance serve` at each change."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.said: list[str] = []
        self._session = Session(root, folder, self.said.append, NO_PLACES)
        self.shown = self._session.shown
        self._session.start()

    def edit(self) -> None:
        """What the server does at once after a change."""
        self._session.show_edit()

    def catch_up(self) -> None:
        """What the server does in the pause after a change."""
        self._session.catch_up()

    def files(self) -> dict[str, bytes]:
        return files_of(Path(self.shown.folder))


@pytest.fixture
def served(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Served:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime.combine(TODAY, time(12), UTC).timestamp())))
    monkeypatch.setattr(serving, "index_site", lambda *_: None)  # the index is made from these files
    (tmp_path / "served").mkdir()
    return Served(root, tmp_path / "served")


def test_whatever_was_edited_while_serving_what_is_shown_is_a_build_from_nothing(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, served: Served
) -> None:
    editor = Editor(root, random.Random(11))  # noqa: S311 (not for secrets)
    watch_versions(editor, monkeypatch)
    for number in range(SEQUENCES):
        edits = edit_in_a_row(editor, served.edit, how_often=1)
        served.catch_up()
        assert served.files() == build_anew(root, tmp_path / "anew")[1], (number, edits)


def test_while_serving_the_page_of_an_edited_case_study_comes_before_all_others(
    root: Path, tmp_path: Path, served: Served
) -> None:
    before = served.files()
    case = root / "case_studies/coast.yml"
    case.write_text(case.read_text("utf-8").replace("title: ", "title: Now "), "utf-8")
    served.edit()
    own = "case-studies/coast.html"
    assert differing(before, served.files()) == {own}
    anew = build_anew(root, tmp_path / "anew")[1]
    assert served.files()[own] == anew[own]
    served.catch_up()
    assert served.files() == anew
    assert len(differing(before, anew)) > 1


def differing(some: dict[str, bytes], others: dict[str, bytes]) -> set[str]:
    return {name for name in some.keys() | others.keys() if some.get(name) != others.get(name)}


def test_what_is_more_than_an_edit_of_case_studies_is_shown_at_once(
    root: Path, tmp_path: Path, served: Served
) -> None:
    """One change after another, while the same session goes on."""
    case, theme = root / "case_studies/coast.yml", root / "content/themes/team-working.yml"
    text = case.read_text("utf-8")
    changes: dict[str, Callable[[], object]] = {
        "theme": lambda: theme.write_text(
            theme.read_text("utf-8").replace("title: ", "title: Now ", 1), "utf-8"
        ),
        "withdrawn": lambda: case.write_text(text.replace("consent: true", "consent: false"), "utf-8"),
        "mistake put right": lambda: case.write_text(text, "utf-8"),
        "new": lambda: case.with_name("another.yml").write_text(text, "utf-8"),
        "gone": case.unlink,
    }
    for name, change in changes.items():
        if name == "mistake put right":
            shown = served.files()
            case.write_text(text.replace("consent: true", "konsent: true"), "utf-8")
            served.edit()
            assert served.files() == shown
            assert "konsent" in served.shown.mistakes
        change()
        served.edit()
        assert served.shown.mistakes == "", name
        assert served.files() == build_anew(root, tmp_path / "anew")[1], name


def test_what_did_not_change_is_neither_rendered_nor_converted_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copytree(TEMPLATES / "pages", root / "templates/pages", dirs_exist_ok=True)  # as a project's own
    build(root)
    asked: list[str] = []

    def note(name: str, original: Callable[..., object]) -> Callable[..., object]:
        def noted(*args: object, **kwargs: object) -> object:
            asked.append(name)
            return original(*args, **kwargs)

        return noted

    monkeypatch.setattr(Converter, "convert", note("convert", Converter.convert))
    monkeypatch.setattr(Renderer, "render", note("render", Renderer.render))
    before = build(root)
    assert asked == []
    root = root.rename(root.with_name("moved"))  # as a cache is kept between runs of CI
    assert build(root) == before
    assert asked == []
    case = root / "case_studies/coast.yml"
    case.write_text(case.read_text("utf-8").replace("on Mondays", "on Tuesdays"), "utf-8")
    assert build(root) != before
    assert 1 <= asked.count("render") <= 12
    assert 1 <= asked.count("convert") <= 12


def test_values_that_changed_places_make_no_difference(built: tuple[Path, Built], tmp_path: Path) -> None:
    root = copytree(built[0], tmp_path / "project")
    swap_values(root / CACHE_FILE)
    assert build(root) == built[1]


def test_without_the_plugin_mkdocs_makes_the_same_site(built: tuple[Path, Built], tmp_path: Path) -> None:
    root = copytree(built[0], tmp_path / "project")
    settings = (root / "mkdocs.yml").read_text("utf-8")
    assert "plugins:\n- guidance\n" in settings
    (root / "mkdocs.yml").write_text(settings.replace("plugins:\n- guidance\n", "plugins: []\n"), "utf-8")
    build_pages(root, tmp_path / "plain")
    ours = doms_of(built[0] / "site")
    assert doms_of(tmp_path / "plain", set(ours)) == ours


def test_python_markdown_makes_the_same_site_and_that_it_does_is_said(
    built: tuple[Path, Built], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ENGINE_VARIABLE, REFERENCE)
    plugin = build_pages(built[0], tmp_path / "plain")
    assert plugin
    assert plugin.reference_reason == f"{ENGINE_VARIABLE} asks for it"
    assert doms_of(tmp_path / "plain") == doms_of(built[0] / "site")


def doms_of(site: Path, assets: Collection[str] = ()) -> dict[str, object]:
    """The DOM of each page, and the other files, by name; only these assets if any are given.

    Without the plugin, all of Material's are there.
    """
    return {
        name: str(page_dom(data)) if name.endswith(".html") else data
        for name, data in files_of(site).items()
        if not assets or name in assets or not name.startswith("assets/")
    }


HOOK = """
def on_page_content(html, page, **_):
    for entry in page.toc:
        entry.title += " (changed)"
    return f"{html}<p>{page.toc.items[0].title}</p>"
"""


def test_another_program_may_change_what_pages_say(built: tuple[Path, Built], tmp_path: Path) -> None:
    root = copytree(built[0], tmp_path / "project")
    settings = (root / "mkdocs.yml").read_text("utf-8") + "\nhooks:\n- hook.py\n"
    (root / "hook.py").write_text(HOOK, "utf-8")
    (root / "mkdocs.yml").write_text(settings, "utf-8")
    plugin = build_pages(root, tmp_path / "ours")
    assert plugin
    assert plugin.reference_reason == "hook.py may change what pages say"
    plain = settings.replace("plugins:\n- guidance\n", "plugins: []\n")
    (root / "mkdocs.yml").write_text(plain, "utf-8")
    build_pages(root, tmp_path / "plain")
    assert b" (changed)</p>" in (tmp_path / "ours/index.html").read_bytes()
    ours = files_of(tmp_path / "ours")
    assert {name: data for name, data in files_of(tmp_path / "plain").items() if name in ours} == ours
