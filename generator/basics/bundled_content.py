"""The published guidance that comes with this program: what an overlay is laid over.

In a checkout it is the checkout itself; installed from a wheel, a folder inside the package.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

PACKAGE = "clinical-informatics-guidance"
VERSION = version(PACKAGE)

_PACKED = Path(__file__).resolve().parents[1] / "release"
RELEASE = _PACKED if _PACKED.is_dir() else Path(__file__).resolve().parents[2]
"""A folder with `content/`, `case_studies/`, `templates/`, `deploy/` and `mkdocs.yml`."""
TEMPLATES = RELEASE / "templates"
