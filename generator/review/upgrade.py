"""What a newer release means for an overlay: changes to the things and files that the overlay names.

An overlay annotates, hides, refers to and adds to things of a release, and replaces files of it.
It names them by identifier and file name, so an upgrade has nothing to merge. Whoever maintains
the overlay only has to look at what is listed here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path, PurePosixPath
from typing import Literal

from generator.basics.problem import Problem
from generator.checks.identities import Key
from generator.content.content_files import OVERLAY
from generator.content.model.annotations import target_of
from generator.content.model.site import Overlay
from generator.library.library import Library
from generator.outputs.project import check_project
from generator.review.changes import NOUNS, Difference, ThingChange

Relation = Literal["annotates", "hides", "refers to", "adds"]

ALIKE = 0.5
"""The share of lines from which on a new file passes for a removed one with another name."""


@dataclass(frozen=True)
class Concern:
    relation: Relation
    change: ThingChange
    files: tuple[str, ...] = ()
    """The overlay's files that refer to the thing."""


@dataclass(frozen=True)
class ReplacedFile:
    name: str
    """The path from the top of the overlay: `templates/pages/case.md.j2`."""
    state: Literal["changed", "removed"]
    renamed_to: str = ""
    """What a removed file most likely became: the new file in the same folder that is most like it."""


@dataclass(frozen=True)
class Upgrade:
    concerns: tuple[Concern, ...]
    replaced: tuple[ReplacedFile, ...]
    """Files that the overlay replaces and that the newer release changes or removes."""
    problems: tuple[Problem, ...]
    """What a check finds with the newer release."""

    @property
    def counts(self) -> list[tuple[tuple[Relation, str, str], int]]:
        """How many things of a kind and state the overlay annotates, hides, refers to or has one like."""
        kinds = Counter((each.relation, each.change.kind, each.change.state) for each in self.concerns)
        return sorted(kinds.items())


def upgrade_of(overlay_root: Path, old: Path, new: Path, difference: Difference) -> Upgrade | None:
    """What an upgrade means for an overlay; None if the overlay has mistakes with the old release.

    `old` and `new`: folders with a release each.
    """
    # An overlay has things for its own readers too, whoever the copy is for.
    library = check_project(overlay_root, old, audience="internal").library
    if library is None or library.overlay is None:
        return None
    concerns = tuple(
        concern for change in difference.things for concern in _concerns(change, library, library.overlay)
    )
    problems = check_project(overlay_root, new).problems
    return Upgrade(concerns, tuple(_iter_replaced(overlay_root, old, new)), problems)


def _concerns(change: ThingChange, library: Library, overlay: Overlay) -> Iterator[Concern]:
    kind = next((kind for kind, noun in NOUNS.items() if noun == change.kind), change.kind)
    key: Key = (kind, change.id)
    if change.state == "new":
        if key in library.local:
            yield Concern("adds", change)
        return
    if key in {target_of("any", note.on) for note in overlay.notes}:
        yield Concern("annotates", change)
    if key in library.hidden:
        yield Concern("hides", change)
    local = {library.identities[own].path for own in library.local} - {OVERLAY}
    mentioned = {path for paths in library.mentions.get(key, {}).values() for path in paths}
    if files := tuple(sorted(mentioned & local)):
        yield Concern("refers to", change, files)


def _iter_replaced(overlay: Path, old: Path, new: Path) -> Iterator[ReplacedFile]:
    for path in sorted(path for path in (overlay / "templates").rglob("*") if path.is_file()):
        name = path.relative_to(overlay).as_posix()
        before, after = _bytes(old / name), _bytes(new / name)
        if before is not None and after is None:
            yield ReplacedFile(name, "removed", _new_name(name, before, old, new))
        elif before != after and before is not None:
            yield ReplacedFile(name, "changed")


def _new_name(name: str, before: bytes, old: Path, new: Path) -> str:
    """Where the content of a removed file went; empty where nothing new is much like it."""
    folder = PurePosixPath(name).parent
    added = [path for path in sorted((new / folder).glob("*")) if path.is_file()]
    added = [path for path in added if not (old / folder / path.name).exists()]
    alike = {(folder / path.name).as_posix(): _likeness(before, path.read_bytes()) for path in added}
    best = max(alike, key=lambda each: alike[each], default="")
    return best if alike.get(best, 0) >= ALIKE else ""


def _likeness(one: bytes, other: bytes) -> float:
    """From 0 to 1, by lines: what is renamed is usually changed a little, too."""
    return SequenceMatcher(None, one.splitlines(), other.splitlines(), autojunk=False).ratio()


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
