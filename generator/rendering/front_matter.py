"""What a page tells the theme, and any other program that reads the Markdown: its front matter."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from generator.basics.addresses import as_published, published, relative_to
from generator.basics.labels import ENGLISH_VOICE, Voice
from generator.pages.page import Page
from generator.rendering.share_cards import CARDS, card_of


def front_matter_of(
    page: Page,
    plain: Callable[[str], str],
    site: str,
    scripts: Iterable[str] = (),
    voice: Voice = ENGLISH_VOICE,
) -> dict[str, Any]:
    """`site`: the web address of the whole site; empty when not known. `scripts`: what the text needs."""
    extra: dict[str, Any] = {"section": page.tab} if page.tab else {}
    if page.location:
        extra = {
            "template": "redirect.html",
            "location": as_published(relative_to(page.location[1:], page.uri)),
        }
    if page.feed:
        extra["feed"] = page.feed
    if site and not page.location:
        extra["address"] = published(f"/{page.uri}", page.uri, site)
        extra["card"] = f"{site}{CARDS}{card_of(page.facets.kind)}.png"
    if assets := [*scripts, *page.assets]:
        extra["assets"] = assets
    if page.is_local:
        extra["local"] = True
    if not page.is_searched:
        extra["search"] = {"exclude": True}
    return extra | {
        "title": voice.say(page.title),
        "description": plain(page.summary),
        "hide": ["navigation"] if page.has_contents else ["navigation", "toc"],
        "guidance": {
            "kind": page.facets.kind,
            "made_from": page.made_from,
            "reviewed": page.reviewed.isoformat(),
        },
    }
