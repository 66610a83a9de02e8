"""What MkDocs needs in an overlay's folder: a configuration to inherit, and the theme with what it replaces.

Both are made again at each build, in `.guidance/`, so that an overlay holds nothing of the release
and an upgrade has nothing to merge.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from generator.basics.bundled_content import RELEASE
from generator.content.content_files import SCHEMAS
from generator.content.model.overlay import Overlay
from generator.outputs.write import mirror_folder

FOLDER = ".guidance"
OWN_STYLE = "assets/stylesheets/own.css"
"""A style sheet that only an overlay has. It comes after all others."""
THEME = "templates/theme"


def prepare_overlay(root: Path, overlay: Overlay) -> None:
    """Bring `.guidance/` up to date. The overlay's `mkdocs.yml` inherits `.guidance/mkdocs.yml`."""
    theme = {**dict(_iter_files(RELEASE / THEME)), **dict(_iter_files(root / THEME))}
    wanted = {f"theme/{name}": data for name, data in theme.items()}
    wanted["release.yml"] = (RELEASE / "mkdocs.yml").read_bytes()
    wanted["mkdocs.yml"] = _configuration(overlay, OWN_STYLE in theme)
    wanted[".gitignore"] = b"*\n"
    mirror_folder(wanted, root / FOLDER)
    if not (root / SCHEMAS).exists():
        mirror_folder(dict(_iter_files(RELEASE / SCHEMAS)), root / SCHEMAS)


def _configuration(overlay: Overlay, has_own_style: bool) -> bytes:
    """JSON, which is YAML too: nothing that an editor wrote can break out of it."""
    settings: dict[str, object] = {
        "INHERIT": "release.yml",
        "theme": {"custom_dir": f"{FOLDER}/theme"},
        "extra": {
            "keeper": {"name": overlay.name, "visibility": overlay.visibility},
            "own_style": OWN_STYLE if has_own_style else "",
        },
    }
    if overlay.title:
        settings["site_name"] = overlay.title
    return (json.dumps(settings, ensure_ascii=False, indent=2) + "\n").encode()


def _iter_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Names from the folder downwards, with forward slashes, and what is in the files."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(folder).as_posix(), path.read_bytes()
