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
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from generator.content.content_files import RELEASE

Target = Literal["nginx", "iis", "static"]

ONE_YEAR = 31_536_000
HSTS = "max-age=63072000"
"""Browsers obey it on HTTPS alone, and then for two years and for the whole host."""

TEXTS = {
    ".css": "text/css",
    ".csv": "text/csv",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".map": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".xml": "text/xml",
}
_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".gz": "application/gzip",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
}
"""The rest is guessed: an organisation may add pictures and films. Never by the system's own table."""
_UNKNOWN = "application/octet-stream"
_GUESS = mimetypes.MimeTypes()
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
    policy: str = ""
    """The site's content-security policy."""

    @property
    def headers(self) -> dict[str, str]:
        """What is sent with every answer, but for how long it may be kept."""
        own = {
            "Content-Security-Policy": self.policy,
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Referrer-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Embedder-Policy": "require-corp",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        }
        if self.whole_host:
            own["Strict-Transport-Security"] = HSTS
        if self.is_internal:
            own["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return own

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


def policy_for(*, has_data_images: bool) -> str:
    """The content-security policy, as the value of its header: nothing but the site's own files.

    The check of a site refuses pages with code in them, so no policy has to allow any.
    """
    images = " data:" if has_data_images else ""
    return (
        f"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'{images}; "
        "font-src 'self'; connect-src 'self'; worker-src 'none'; object-src 'none'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    )


def is_named_by_content(name: str) -> bool:
    """Whether a file of the site has a hash of its content in its name, so that it never changes."""
    return _NAMED_BY_CONTENT.fullmatch(name) is not None


def type_of(ending: str) -> str:
    """The content type for files with an ending, with the encoding of texts."""
    if ending in TEXTS:
        return f"{TEXTS[ending]}; charset=utf-8"
    return _TYPES.get(ending) or _GUESS.guess_type(f"x{ending}")[0] or _UNKNOWN


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
    values = {
        "serving": serving,
        "pattern": re.escape(serving.path),
        "types": types,
        "lasting": list(filter(is_named_by_content, known)),
        "azure": _azure_config(serving, types),
    }
    return {name: environment.get_template(name).render(values) for name in environment.list_templates()}


def _azure_config(serving: Serving, types: dict[str, str]) -> str:
    """Only people who have signed in may read an internal copy."""
    routes: list[dict[str, Any]] = [
        {"route": f"{serving.path}search/parts/*", "headers": {"Cache-Control": serving.forever}},
        {"route": f"{serving.path}*", "headers": {"Cache-Control": serving.fresh}},
    ]
    responses: dict[str, Any] = {"404": {"rewrite": f"{serving.path}404.html"}}
    if serving.is_internal:
        routes = [route | {"allowedRoles": ["authenticated"]} for route in routes]
        responses = {"401": {"statusCode": 302, "redirect": "/.auth/login/aad"}} | responses
    config = {
        "routes": routes,
        "responseOverrides": responses,
        "globalHeaders": serving.headers,
        "mimeTypes": {ending: kind for ending, kind in types.items() if ending != ".html"},
        "trailingSlash": "auto",
    }
    return json.dumps(config, indent=2)
