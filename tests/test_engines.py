"""MkDocs, ProperDocs and Zensical make the same of the Markdown folder: every `<article>` has the same DOM.

`make engines` installs each in an environment of its own and runs these tests; otherwise they are skipped.
Everything is compared except white space that no browser shows: see `tests.dom`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from shutil import copytree

import pytest
import yaml

from tests.dom import Element, page_dom
from tests.small_site import ROOT, environment, files_of, make_small_site

FOLDER = os.environ.get("GUIDANCE_ENGINES", "")
"""The folder with the environments of ProperDocs and Zensical. MkDocs is in the environment of the tests."""
PROGRAMS = Path(sys.executable).parent
CONTENT = ("case_studies", "content", "templates", "translations")

pytestmark = pytest.mark.skipif(not FOLDER, reason="`make engines` runs these")


def program(environment: str, name: str) -> Path:
    if environment == "mkdocs":
        return PROGRAMS / name
    return ROOT / FOLDER / environment / PROGRAMS.name / name


def run(root: Path, *command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=root, env=environment(), capture_output=True, encoding="utf-8", check=False
    )


def build(root: Path, *command: str | Path) -> Path:
    """Run a command that builds a project. Returns the folder of the site."""
    finished = run(root, *command)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return root / "site"


def guidance_build(root: Path, engine: str) -> Path:
    """The site that `guidance build` makes of the real content, in a folder of its own."""
    for name in CONTENT:
        copytree(ROOT / name, root / name)
    (root / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    return build(root, program(engine, "guidance"), "build")


def plain_build(root: Path, docs: Path, engine: str) -> Path:
    """The site that an engine makes of a Markdown folder and the theme alone, without the plugin."""
    copytree(docs, root / "docs")
    copytree(ROOT / "templates" / "theme", root / "templates" / "theme")
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8")) | {"plugins": []}
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    return build(root, program(engine, engine), "build", "--strict", "-f", "mkdocs.yml")


def articles(site: Path) -> Mapping[str, str]:
    """The articles of each page, by its name in the site."""
    pages = sorted(site.rglob("*.html"))
    return {
        page.relative_to(site).as_posix(): "\n".join(map(str, iter_articles(page_dom(page.read_bytes()))))
        for page in pages
    }


def iter_articles(element: Element) -> Iterator[Element]:
    if element.tag == "article":
        yield element
        return
    for child in element.children:
        if isinstance(child, Element):
            yield from iter_articles(child)


@pytest.fixture(scope="module")
def on_mkdocs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return guidance_build(tmp_path_factory.mktemp("guidance"), "mkdocs")


@pytest.fixture(scope="module")
def expected(on_mkdocs: Path) -> Mapping[str, str]:
    """What `guidance build` makes with MkDocs."""
    found = articles(on_mkdocs)
    assert len(found) > 100
    assert all(found.values())
    return found


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs", "zensical"])
def test_the_markdown_folder_alone_gives_the_same_articles(
    engine: str, on_mkdocs: Path, expected: Mapping[str, str], tmp_path: Path
) -> None:
    found = articles(plain_build(tmp_path, on_mkdocs.with_name("docs"), engine))
    assert found.keys() == expected.keys()
    for page, article in found.items():
        assert article == expected[page], page


def test_guidance_builds_the_same_site_on_properdocs_to_the_byte(on_mkdocs: Path, tmp_path: Path) -> None:
    site = guidance_build(tmp_path, "properdocs")
    assert files_of(site.with_name("docs")) == files_of(on_mkdocs.with_name("docs"))
    assert files_of(site) == files_of(on_mkdocs)


def test_on_properdocs_warnings_are_told_and_stop_a_build(tmp_path: Path) -> None:
    root = make_small_site(tmp_path / "project")
    settings = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(settings.replace("Home: index.md", "Home: absent.md"), "utf-8")
    finished = run(root, program("properdocs", "guidance"), "build")
    assert finished.returncode == 3
    assert "absent.md" in finished.stderr


def test_the_plugin_works_under_the_command_of_properdocs(tmp_path: Path) -> None:
    root = make_small_site(tmp_path / "project")
    site = build(root, program("properdocs", "properdocs"), "build", "--strict", "-f", "mkdocs.yml")
    assert (site / "search").is_dir()
