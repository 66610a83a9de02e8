"""The last touches to a page of Markdown: links relative to where it stands, no blank lines too many."""

from __future__ import annotations

import re
from posixpath import dirname

from generator.basics.addresses import as_published, seen_from

_ROOTED = re.compile(r"(?P<before>\]\(|href=\")/(?P<page>[^)\"#\s]*)(?P<anchor>#[^)\"\s]*)?")


def relative_links(markdown: str, uri: str) -> str:
    """The page with its links from the top of the site made relative to where it stands.

    Links in Markdown keep `.md`, which MkDocs checks and turns into `.html`; addresses in
    HTML are left alone by MkDocs and get their `.html` here.
    """

    folder = dirname(uri)

    def replace(match: re.Match[str]) -> str:
        address = f"{match['page']}{match['anchor'] or ''}"
        if match["page"] == uri and match["anchor"]:
            address = match["anchor"]
        elif match["before"] == "](":
            address = seen_from(folder, address)
        else:
            address = as_published(seen_from(folder, address))
        return f"{match['before']}{address}"

    return _ROOTED.sub(replace, markdown)


def tidy(markdown: str) -> str:
    """At most one blank line in a row, none at the end: templates need not count newlines."""
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", markdown)).strip() + "\n"
