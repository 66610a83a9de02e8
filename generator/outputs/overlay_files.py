"""Find files in an overlay's `templates/` that replace nothing: misspelt, or renamed in the release.

A template counts as used if the release or Material has one of its name, or if another file of the overlay
names it. Of other files, only those are reported that look like a misspelt name of the release's: an overlay
may add whatever it likes.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from generator.basics.messages import problem
from generator.basics.problem import START_OF_FILE, Problem, nearest
from generator.content.content_files import OWN_STYLE, TEMPLATES
from generator.content.load import is_overlay

FOLDER = "templates"
THEME = "theme/"
STARTING_POINTS = "new/"
"""What `guidance new` starts from: an overlay may have any files there."""
_LIKE_OURS = {".css", ".js", ".md"}
"""Endings of files that are reported only if the release has a name that is nearly the same."""
_NAMING = {".j2", ".html", ".css", ".js", ".xml"}
"""Endings of files that may name others."""


def iter_unused_overrides(root: Path, release: Path) -> Iterator[Problem]:
    """A problem for each file of an overlay that is never read. `release`: what the overlay is laid over."""
    folder = root / FOLDER
    if not is_overlay(root) or not folder.is_dir():
        return
    own = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    base = release / FOLDER if (release / FOLDER).is_dir() else TEMPLATES
    texts = {path: _read(path) for path in (*own, root / "mkdocs.yml")}
    for path in own:
        name = path.relative_to(folder).as_posix()
        if name.startswith(STARTING_POINTS) or _is_replaced(name, base) or _is_named(path, name, texts):
            continue
        near = _nearest(name, base)
        if _is_template(name) or (near and path.suffix in _LIKE_OURS):
            place, near = f"{FOLDER}/{name}", near and f"{FOLDER}/{near}"
            yield problem("unused-override", place, START_OF_FILE, nearest=near, found=place)


def _is_template(name: str) -> bool:
    return name.endswith(".j2") or (name.startswith(THEME) and name.endswith(".html"))


def _is_replaced(name: str, base: Path) -> bool:
    inside = name.removeprefix(THEME)
    others = [folder / inside for folder in _material()] if inside != name else []
    return inside == OWN_STYLE or any(path.is_file() for path in (base / name, *others))


def _material() -> Iterator[Path]:
    """The folder of Material's templates, which a theme may replace too."""
    spec = find_spec("material")
    for place in (spec and spec.submodule_search_locations) or ():
        yield Path(place) / "templates"


def _is_named(path: Path, name: str, texts: dict[Path, str]) -> bool:
    """Whether another file of the overlay includes, imports or links to it."""
    searched = name.removeprefix(THEME) if _is_template(name) else path.name
    return any(searched in text for other, text in texts.items() if other != path)


def _read(path: Path) -> str:
    if path.is_file() and path.suffix in {*_NAMING, ".yml"}:
        return path.read_text("utf-8", errors="replace")
    return ""


def _nearest(name: str, base: Path) -> str:
    """The file of the release that was meant: of the same name elsewhere, or of a similar one."""
    known = [path.relative_to(base).as_posix() for path in sorted(base.rglob("*")) if path.is_file()]
    known = [THEME + OWN_STYLE, *(each for each in known if not each.startswith(STARTING_POINTS))]
    same = [each for each in known if each.rpartition("/")[2] == name.rpartition("/")[2]]
    return same[0] if len(same) == 1 else nearest(name, known) or ""
