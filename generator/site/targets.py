"""How each kind of server is told to serve a site: which headers, types and lifetimes its files have.

`deploy/` holds a folder of templates for each kind, in Jinja: `@@ … @@` fills in a value, a line that begins
with `%%` is a statement. To add a server, write such a folder and name it in `Target`.

    nginx     configuration beside the site
    iis       web.config. IIS answers 404 for every ending that it does not know, and fails with status 500
              where a type or a header is added that the server has already: so each is taken out first. What
              administrators usually lock (sign-in, the list of what to compress) is left to the README.
    static    for hosts that take a folder: _headers, as Cloudflare Pages and Netlify read it, and
              staticwebapp.config.json for Azure. GitLab Pages and GitHub Pages take no notice of these.
"""

from __future__ import annotations

import json
import mimetypes
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from generator.basics.labels import read_table
from generator.content.content_files import RELEASE

Target = Literal["nginx", "iis", "static"]

ONE_YEAR = 31_536_000
_TABLE = read_table("generator.site", "targets")
TEXTS: Mapping[str, str] = _TABLE["texts"]
_UNKNOWN = "application/octet-stream"
_GUESS = mimetypes.MimeTypes()
"""Never the system's own table."""
_NAMED_BY_CONTENT = re.compile(
    r"assets/(?:javascripts|stylesheets)/(?:[^/]+/)*[^/]+\.[0-9a-f]{8}\.min\.(?:js|css)"
    r"|search/parts/[0-9a-f]{12}/[^/]+\.js"
)


@dataclass(frozen=True)
class Serving:
    """How one site is to be served: on which kind of server, at which address, and with which headers."""

    target: Target = "nginx"
    path: str = "/"
    """Where it is, in addresses. Begins and ends in a slash."""
    folder: str = "/srv/guidance"
    """Where its files are, on the server's disk."""
    whole_host: bool = False
    """Whether nothing else is at the same host name: only then may a header speak for the whole host."""
    is_internal: bool = False
    has_data_images: bool = False
    """Whether its style sheets hold pictures, which the content-security policy then allows."""

    @property
    def headers(self) -> dict[str, str]:
        """What is sent with every answer, but for how long it may be kept."""
        images = " data:" if self.has_data_images else ""
        always: Mapping[str, str] = _TABLE["headers"]
        own = {name: value.replace("{images}", images) for name, value in always.items()}
        own |= _TABLE["whole_host"] if self.whole_host else {}
        return own | (_TABLE["internal"] if self.is_internal else {})

    @property
    def who_may_keep(self) -> str:
        """Whose cache: that of the one reader's browser, or those on the way too."""
        return "private" if self.is_internal else "public"

    @property
    def fresh(self) -> str:
        """For what may change: asked for again each time, so no reader has new pages with old scripts."""
        return "private, no-cache" if self.is_internal else "no-cache"

    @property
    def forever(self) -> str:
        """For what never changes."""
        return f"{self.who_may_keep}, max-age={ONE_YEAR}, immutable"


def is_named_by_content(name: str) -> bool:
    """Whether a file of the site has a hash of its content in its name, so that it never changes."""
    return _NAMED_BY_CONTENT.fullmatch(name) is not None


def type_of(ending: str) -> str:
    """The content type for files with an ending, with the encoding of texts."""
    if ending in TEXTS:
        return f"{TEXTS[ending]}; charset=utf-8"
    return _TABLE["types"].get(ending) or _GUESS.guess_type(f"x{ending}")[0] or _UNKNOWN


def configuration(serving: Serving, names: Iterable[str]) -> dict[str, str]:
    """The files that tell a server, by their name beside the site, which is in `site/`.

    `names`: of all files of the site.
    """
    known = sorted(names)
    endings = {PurePosixPath(name).suffix.lower() for name in known} - {""}
    types = {ending: type_of(ending) for ending in sorted(endings)}
    environment = Environment(
        loader=FileSystemLoader(RELEASE / "deploy" / serving.target),
        variable_start_string="@@",
        variable_end_string="@@",
        line_statement_prefix="%%",
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        autoescape=select_autoescape(["config"]),
    )
    environment.filters["json"] = lambda value: json.dumps(value, indent=2).replace("\n", "\n  ")
    values = {
        "serving": serving,
        "pattern": re.escape(serving.path),
        "types": types,
        "lasting": list(filter(is_named_by_content, known)),
    }
    return {name: environment.get_template(name).render(values) for name in environment.list_templates()}
