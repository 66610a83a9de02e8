"""A build that uses what earlier builds left behind makes the very same files as one that starts anew.

Random edits follow one another in a project that keeps its cache. After each few of them the Markdown
folder and the site are compared, byte for byte, with those of a copy that has none.
GUIDANCE_EDITS says how many such sequences are tried.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path
from shutil import copytree, ignore_patterns, rmtree

import pytest
from mkdocs.commands.build import build as do_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from generator import cache as cache_module
from generator import kept_documents, kept_pages, kept_referrals, kept_values, plugin
from generator.cache import CACHE_FILE
from generator.conversion import output
from generator.conversion import pages as conversion_pages
from generator.conversion import workers as conversion_workers
from generator.conversion.converted import convert
from generator.plugin import GuidancePlugin
from generator.project import render_project
from generator.release import TEMPLATES
from generator.render import Renderer
from generator.site import Extras, _build, converting_ahead
from generator.site_check import check_site
from tests.other_processes import WHATEVER_BECOMES_OF_THEM, use_processes
from tests.small_site import files_of, make_small_site
from tests.test_cache import swap_values

SEQUENCES = int(os.environ.get("GUIDANCE_EDITS", "3"))
LONGEST = 4
"""Edits in a sequence."""
TODAY = date(2026, 11, 22)
WORDS = ("early", "training", "the board", "a plan", "notes", "whole-time equivalent", "clinicians", "WTE")
ADDRESSES = ("role:ccio", "theme:team-working", "recommendation:shared-notes", "term:wte", "source:report")


@dataclass
class Editor:
    """Makes changes to a project, by chance, that leave it free of mistakes."""

    root: Path
    chance: random.Random
    version: str = "1"
    """Of something that is installed."""

    def edit(self) -> str:
        """One change. Returns what it was."""
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
        """The first line that begins with `start` says something else."""
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
"""The files of the Markdown folder, those of the site, and what the check says of it (it has no search)."""


def build(root: Path) -> Built:
    """As `guidance build` does, but for the search index, which is made of these very files."""
    site = root / "site"
    rmtree(site, ignore_errors=True)
    with converting_ahead(root) as ahead:
        rendered = render_project(root, root / "docs", today=TODAY, ahead=ahead)
        assert rendered.written is not None, rendered.checked.problems
        _build(root, site, Extras(ahead=ahead))
    return files_of(root / "docs"), files_of(site), check_site(site)


def build_anew(root: Path, folder: Path) -> Built:
    copy = copytree(root, folder, ignore=ignore_patterns(".cache", "site", "docs"))
    (copy / "docs").mkdir()
    built = build(copy)
    rmtree(copy)
    return built


def watch_versions(editor: Editor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the cache believe that what is installed is the editor's version."""
    program = cache_module.program()
    kept = (kept_documents, kept_referrals, kept_values, kept_pages)
    for module in (*kept, conversion_pages, output):
        monkeypatch.setattr(module, "program", lambda: f"{program} {editor.version}")


def edit_in_a_row(editor: Editor, act: Callable[[], object], how_often: float) -> list[str]:
    """Some edits, after each of which there may be a build. Returns what was done."""
    done: list[str] = []
    for _ in range(editor.chance.randint(1, LONGEST)):
        done.append(editor.edit())
        if editor.chance.random() < how_often:
            act()
            done.append("build")
    return done


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_small_site(tmp_path / "project")


def test_whatever_was_edited_before_the_files_are_those_of_a_build_from_nothing(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = Editor(root, random.Random(7))  # noqa: S311 (not for secrets)
    watch_versions(editor, monkeypatch)
    for number in range(SEQUENCES):
        edits = edit_in_a_row(editor, partial(build, root), how_often=0.3)
        assert build(root) == build_anew(root, tmp_path / "anew"), (number, edits)


class Served:
    """A site that is built as `guidance serve` does at each change, with one plugin for all."""

    def __init__(self, root: Path, site: Path) -> None:
        self._root, self._site = root, site
        self._plugin = self._settings().plugins["guidance"]
        assert isinstance(self._plugin, GuidancePlugin)
        self._plugin.on_startup(command="serve", dirty=True)
        assert self._plugin._cases_first is not None
        self.cases_first = self._plugin._cases_first
        self.cases_first.build_again = self.build

    def build(self) -> None:
        do_build(self._settings(), serve_url="http://127.0.0.1:8000/", dirty=True)

    def files(self) -> dict[str, bytes]:
        return files_of(self._site)

    def stop(self) -> None:
        self._plugin.on_shutdown()

    def _settings(self) -> MkDocsConfig:
        return load_config(str(self._root / "mkdocs.yml"), site_dir=str(self._site))


@pytest.fixture
def served(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime.combine(TODAY, time(12), UTC).timestamp())))
    monkeypatch.setattr(GuidancePlugin, "_make_index", lambda *_: None)  # made of these very files
    monkeypatch.setattr(plugin, "REST", 3600.0)  # the test says when there is rest
    (tmp_path / "served").mkdir()
    site = Served(root, tmp_path / "served")
    yield site
    site.stop()


def test_whatever_was_edited_while_serving_what_is_shown_is_a_build_from_nothing(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, served: Served
) -> None:
    editor = Editor(root, random.Random(11))  # noqa: S311 (not for secrets)
    watch_versions(editor, monkeypatch)
    for number in range(SEQUENCES):
        edits = edit_in_a_row(editor, served.build, how_often=1)
        if served.cases_first.is_ahead:
            served.cases_first.finish()
        assert served.files() == build_anew(root, tmp_path / "anew")[1], (number, edits)


def test_while_serving_the_page_of_an_edited_case_study_comes_before_all_others(
    root: Path, tmp_path: Path, served: Served
) -> None:
    served.build()
    before = served.files()
    case = root / "case_studies/coast.yml"
    case.write_text(case.read_text("utf-8").replace("title: ", "title: Now "), "utf-8")
    served.build()
    own = "case-studies/coast.html"
    assert differing(before, served.files()) == {own}
    anew = build_anew(root, tmp_path / "anew")[1]
    assert served.files()[own] == anew[own]
    served.cases_first.finish()
    assert served.files() == anew
    assert len(differing(before, anew)) > 1


def differing(some: dict[str, bytes], others: dict[str, bytes]) -> set[str]:
    return {name for name in some.keys() | others.keys() if some.get(name) != others.get(name)}


@pytest.mark.parametrize("change", ["theme", "withdrawn", "new", "gone", "mistake"])
def test_what_is_more_than_an_edit_of_case_studies_is_shown_at_once(
    root: Path, tmp_path: Path, served: Served, change: str
) -> None:
    served.build()
    case, theme = root / "case_studies/coast.yml", root / "content/themes/team-working.yml"
    text = case.read_text("utf-8")
    match change:
        case "theme":
            theme.write_text(theme.read_text("utf-8").replace("title: ", "title: Now ", 1), "utf-8")
        case "withdrawn":
            case.write_text(text.replace("consent: true", "consent: false"), "utf-8")
        case "new":
            case.with_name("another.yml").write_text(text, "utf-8")
        case "gone":
            case.unlink()
        case "mistake":
            case.write_text(text.replace("consent: true", "konsent: true"), "utf-8")
    if change == "mistake":
        shown = served.files()
        served.build()
        assert served.files() == shown
        case.write_text(text, "utf-8")
    served.build()
    assert not served.cases_first.is_ahead
    assert served.files() == build_anew(root, tmp_path / "anew")[1]


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

    monkeypatch.setattr(conversion_pages, "convert", note("convert", convert))
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


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Built]:
    root = make_small_site(tmp_path_factory.mktemp("kept") / "project")
    return root, build(root)


def test_values_that_changed_places_make_no_difference(built: tuple[Path, Built], tmp_path: Path) -> None:
    root = copytree(built[0], tmp_path / "project")
    swap_values(root / CACHE_FILE)
    assert build(root) == built[1]


@WHATEVER_BECOMES_OF_THEM
def test_processes_make_no_difference(
    built: tuple[Path, Built], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str | None
) -> None:
    use_processes(conversion_workers, program, monkeypatch)
    assert build_anew(built[0], tmp_path / "together") == built[1]


def test_in_a_new_folder_pages_are_converted_as_they_are_rendered(
    built: tuple[Path, Built], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[object] = []
    use_processes(conversion_workers, None, monkeypatch)

    def note(pages: list[object], _: object) -> tuple[()]:
        left.extend(pages)
        return ()

    monkeypatch.setattr(conversion_pages, "convert_in_workers", note)
    root = copytree(built[0], tmp_path / "project")
    for made in (root / ".cache", root / "docs"):
        rmtree(made)
    assert build(root) == built[1]
    assert left == []


def test_without_the_plugin_mkdocs_makes_the_same_site(built: tuple[Path, Built], tmp_path: Path) -> None:
    root = copytree(built[0], tmp_path / "project")
    settings = (root / "mkdocs.yml").read_text("utf-8")
    assert "plugins:\n- guidance\n" in settings
    (root / "mkdocs.yml").write_text(settings.replace("plugins:\n- guidance\n", "plugins: []\n"), "utf-8")
    _build(root, tmp_path / "plain")
    assert files_of(tmp_path / "plain") == built[1][1]


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
    _build(root, tmp_path / "ours")
    plain = settings.replace("plugins:\n- guidance\n", "plugins: []\n")
    (root / "mkdocs.yml").write_text(plain, "utf-8")
    _build(root, tmp_path / "plain")
    assert b" (changed)</p>" in (tmp_path / "ours/index.html").read_bytes()
    assert files_of(tmp_path / "ours") == files_of(tmp_path / "plain")
