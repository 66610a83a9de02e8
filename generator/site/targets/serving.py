"""What every server has to do with a site: which headers, types and lifetimes its files have."""

from __future__ import annotations

import mimetypes
import re
from dataclasses import dataclass
from pathlib import PurePosixPath

ONE_YEAR = 31_536_000
HSTS = "max-age=63072000"
"""Browsers obey it on HTTPS alone, and then for two years and for the whole host."""

_TEXTS = {
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
    ".pdf": "application/pdf",
    ".woff2": "font/woff2",
    ".zip": "application/zip",
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
    """How one site is to be served."""

    policy: str
    """Its content-security policy."""
    path: str = "/"
    """Where it is, in addresses. Begins and ends in a slash."""
    is_internal: bool = False
    whole_host: bool = False
    """Whether nothing else is at the same host name: only then may a header speak for the whole host."""

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


def is_named_by_content(name: str) -> bool:
    """Whether a file of the site has a hash of its content in its name, so that it never changes."""
    return _NAMED_BY_CONTENT.fullmatch(name) is not None


def ending_of(name: str) -> str:
    """With its dot; empty for a name without one."""
    return PurePosixPath(name).suffix.lower()


def type_of(ending: str) -> str:
    """The content type for files with an ending, with the encoding of texts."""
    if ending in _TEXTS:
        return f"{_TEXTS[ending]}; charset=utf-8"
    return _TYPES.get(ending) or _GUESS.guess_type(f"x{ending}")[0] or _UNKNOWN
