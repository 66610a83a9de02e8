"""Other ways to build a site from the same Markdown folder, each as a whole program with its own settings.

Zensical and Hugo are measured only where they are installed: see `bench.speed`.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

HUGO_PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{{ .Title }} - {{ site.Title }}</title>
<meta name="description" content="{{ .Description }}"></head>
<body><header><a href="/">{{ site.Title }}</a><nav><ul>{{ range site.Menus.main }}
<li><a href="{{ .URL }}">{{ .Name }}</a></li>{{ end }}</ul></nav></header>
<main data-pagefind-body><article>{{ .Content }}</article></main>
<aside>{{ .TableOfContents }}</aside><footer>{{ site.Copyright }}</footer></body></html>
"""
HUGO_SETTINGS = {
    "baseURL": "http://localhost/",
    "title": "Building clinical informatics teams",
    "uglyURLs": True,
    "disableKinds": ["taxonomy", "term", "RSS", "sitemap"],
    "markup": {"goldmark": {"renderer": {"unsafe": True}}},
    "menus": {"main": [{"name": name, "url": f"/{name}/"} for name in ("themes", "roles", "case-studies")]},
}

PLAIN, PLAIN_AND_SEARCH = "plain MkDocs", "plain MkDocs and its search"
HUGO = "Hugo and Pagefind"
ZENSICAL, ZENSICAL_AGAIN = "Zensical", "Zensical again, one page changed"
NAMES = (PLAIN_AND_SEARCH, PLAIN, HUGO, ZENSICAL, ZENSICAL_AGAIN)


@dataclass(frozen=True)
class Command:
    """A program to be timed, from its start to its end."""

    name: str
    arguments: tuple[str, ...]
    folder: Path
    removed_first: tuple[Path, ...] = ()
    """What an earlier run left, and this one may not use."""
    environment: Mapping[str, str] = field(default_factory=dict)


def iter_rivals(programs: Path | None, project: Path, page: Path) -> Iterator[Command]:
    """`programs`: an environment with `zensical` and `hugo`, if there is one.

    `page`: in the Markdown folder, the page to change before a second build.
    """
    yield plain_mkdocs(project, with_search=True)
    yield plain_mkdocs(project, with_search=False)
    if programs is None:
        return
    yield hugo_and_pagefind(programs / "bin" / "hugo", project)
    yield zensical(programs / "bin" / "zensical", project, True)
    page.write_text(page.read_text("utf-8") + "\nOne more line.\n", "utf-8")
    yield zensical(programs / "bin" / "zensical", project, False)


def plain_mkdocs(project: Path, with_search: bool) -> Command:
    """MkDocs and Material with the project's settings, without this project's plugin."""
    settings = yaml.safe_load((project / "mkdocs.yml").read_text("utf-8"))
    settings["plugins"] = ["search"] if with_search else []
    name = PLAIN_AND_SEARCH if with_search else PLAIN
    file = project / f"plain-{with_search}.yml"
    file.write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    site = project / f"site-plain-{with_search}"
    command = (sys.executable, "-m", "mkdocs", "-q", "build", "-f", str(file), "-d", str(site))
    return Command(name, command, project)


def zensical(program: Path, project: Path, is_cold: bool) -> Command:
    cache = project / ".zensical-cache"
    name = ZENSICAL if is_cold else ZENSICAL_AGAIN
    file = project / "zensical.yml"
    settings = yaml.safe_load((project / "mkdocs.yml").read_text("utf-8"))
    settings |= {"plugins": ["search"], "site_dir": "site-zensical", "cache_dir": cache.name}
    file.write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    removed = (cache, project / ".cache" / "zensical") if is_cold else ()
    return Command(name, (str(program), "build", "-f", file.name), project, removed)


def hugo_and_pagefind(program: Path, project: Path) -> Command:
    """Hugo with one layout that holds what a page of ours holds, then Pagefind."""
    folder = project / "hugo"
    shutil.rmtree(folder, ignore_errors=True)
    for source in sorted((project / "docs").rglob("*.md")):
        name = source.relative_to(project / "docs")
        target = folder / "content" / (name.with_name("_index.md") if name.name == "index.md" else name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_for_hugo(source.read_text("utf-8")), "utf-8")
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for kind in ("single.html", "list.html"):
        (layouts / kind).write_text(HUGO_PAGE, "utf-8")
    (folder / "hugo.json").write_text(json.dumps(HUGO_SETTINGS), "utf-8")
    pagefind = f'"{sys.executable}" -m pagefind --site public --quiet'
    return Command(HUGO, ("sh", "-c", f'"{program}" --quiet && {pagefind}'), folder)


def _for_hugo(page: str) -> str:
    """Without what is written for Python-Markdown alone, and would be text elsewhere."""
    page = re.sub(r"^(hide|guidance|search|assets|local): .*\n", "", page, flags=re.MULTILINE)
    return re.sub(r" markdown(?=>)|\{ \.[a-z-]+ \}", "", page)
