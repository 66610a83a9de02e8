"""Which pages come and go, and which addresses that people may have kept would lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from generator.rendering.render import RenderedFile

_ANCHOR = re.compile(r"^#{1,6} .*\{ #(?P<heading>[^\s{}]+) \}$|\bid=\"(?P<element>[^\"]+)\"", re.MULTILINE)
_PASSING = re.compile(r"term-")
"""Anchors within a page that come and go with its wording, and that no link from elsewhere uses."""


Anchors = dict[str, set[str]]
"""For each page's address its permanent anchors."""


@dataclass(frozen=True)
class AddressChanges:
    added: tuple[str, ...]
    """Addresses of pages, as published: `roles/cnio.html`."""
    removed: tuple[str, ...]
    """Pages and anchors that were there, and that neither exist nor lead on now."""

    @property
    def has_any(self) -> bool:
        return bool(self.added or self.removed)


def anchors_of(pages: Iterable[RenderedFile]) -> Anchors:
    """For each page's address its permanent anchors: those that a template or an editor has set.

    Anchors that the site makes of other headings change with their words, and nobody promised them.
    """
    return {_published(page.uri): set(_anchors_in(page.text)) for page in pages if page.uri.endswith(".md")}


def _anchors_in(markdown: str) -> Iterable[str]:
    found = (match["heading"] or match["element"] for match in _ANCHOR.finditer(markdown))
    return (anchor for anchor in found if not _PASSING.match(anchor))


def _published(uri: str) -> str:
    return uri.removesuffix(".md") + ".html"


def compare_addresses(old: Anchors, new: Anchors, redirects: Collection[str]) -> AddressChanges:
    """`redirects`: old addresses that lead on now. Their anchors lead on with them."""
    removed = [address for address in old if address not in new]
    for address, anchors in old.items():
        if address in new and address not in redirects:
            removed += [f"{address}#{anchor}" for anchor in anchors - new[address]]
    return AddressChanges(tuple(sorted(new.keys() - old.keys())), tuple(sorted(removed)))
