"""A made-up site that passes for one that `guidance build` made, for tests of what is made of sites."""

from __future__ import annotations

import hashlib
from pathlib import Path

from generator.basics.disk import iter_files
from generator.content.model.fields import Visibility
from generator.site.stamp import STAMP, source_digest, stamp_site


def as_built(site: Path, audience: Visibility = "public") -> Path:
    """Put a stamp into `site`, of a project in the folder that it is in."""
    (site.parent / "mkdocs.yml").touch()
    (site / STAMP).unlink(missing_ok=True)
    checksums = {name: hashlib.sha256((site / name).read_bytes()).hexdigest() for name in iter_files(site)}
    stamp_site(site, audience, source_digest(site.parent), checksums)
    return site
