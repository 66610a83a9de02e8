"""Whether the site says who runs it and where to write to. If not, that is only a warning."""

from __future__ import annotations

from collections.abc import Iterator

from generator.basics.messages import problem
from generator.basics.problem import START_OF_FILE, Problem
from generator.content.content_files import OVERLAY
from generator.content.model.site import Overlay, Site

SITE = "content/site.yml"


def iter_missing_contact(site: Site, overlay: Overlay | None, repository: str) -> Iterator[Problem]:
    """`repository`: the web address that the environment gives; empty where it gives none."""
    if overlay is not None:
        if not overlay.email:
            yield problem("no-contact/copy", OVERLAY, START_OF_FILE)
        return
    if not site.owner:
        yield problem("no-owner", SITE, START_OF_FILE)
    if not (site.email or site.repository or repository):
        yield problem("no-contact", SITE, START_OF_FILE)
