"""A small server that knows of a site only what its web.config says, as Microsoft's IIS does.

An ending without a type is answered by 404. So are web.config itself and names with a plus sign, and a second
`add` of a type or header that is there already is an error: as on a server that has some of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from threading import Thread
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

OWN_TYPES = {".html": "text/html", ".css": "text/css", ".js": "application/javascript", ".json": "text/json"}
"""What this server knows before it reads web.config, and rather wrongly."""
OWN_HEADERS = {"X-Powered-By": "ASP.NET", "X-Frame-Options": "SAMEORIGIN"}


class Configuration:
    """What a web.config says, checked as it is read."""

    def __init__(self, text: str) -> None:
        root = ET.fromstring(text)  # noqa: S314 (written by the test's own site)
        [server] = root.findall("system.webServer")
        self.types = _collected(server, "staticContent", ("mimeMap", "fileExtension", "mimeType"), OWN_TYPES)
        self.headers = _collected(server, "httpProtocol/customHeaders", ("add", "name", "value"), OWN_HEADERS)
        self.first = [entry.attrib["value"] for entry in server.findall("defaultDocument/files/add")]
        self.errors = {
            entry.attrib["statusCode"]: entry.attrib["path"] for entry in server.findall("httpErrors/error")
        }
        self._cache = {"": _cache_of(server)}
        for location in root.findall("location"):
            [inner] = location.findall("system.webServer")
            self._cache[location.attrib["path"]] = _cache_of(inner)

    def cache_control(self, name: str) -> str:
        return self._cache.get(name, self._cache[""])


def _collected(
    server: ET.Element, place: str, names: tuple[str, str, str], own: dict[str, str]
) -> dict[str, str]:
    add, key, value = names
    found = dict(own)
    for entry in (element for parent in server.findall(place) for element in parent):
        if entry.tag == "remove":
            found.pop(entry.attrib[key], None)
        elif entry.tag == add:
            assert entry.attrib[key] not in found, f"500.19: {entry.attrib[key]} is there already"
            found[entry.attrib[key]] = entry.attrib[value]
    return found


def _cache_of(server: ET.Element) -> str:
    [cache] = server.findall("staticContent/clientCache")
    parts = [cache.get("cacheControlCustom", "")]
    if cache.get("cacheControlMode") == "DisableCache":
        parts.insert(0, "no-cache")
    elif cache.get("cacheControlMode") == "UseMaxAge":
        days, _, _ = cache.attrib["cacheControlMaxAge"].partition(".")
        parts.insert(0, f"max-age={int(days) * 86_400}")
    return ",".join(filter(None, parts))


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """A browser that leaves a page drops what it had asked for: that is no fault."""


@contextmanager
def serve_as_iis(site: Path, path: str = "/") -> Iterator[str]:
    """Serve a folder with a web.config, below a path. Yields its address, which ends in a slash."""
    configuration = Configuration((site / "web.config").read_text("utf-8"))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = unquote(urlsplit(self.path).path)
            name = address.removeprefix(path)
            if address.startswith(path) and (not name or name.endswith("/")):
                name += configuration.first[0]
            kind = configuration.types.get(PurePosixPath(name).suffix.lower())
            hidden = name.lower() == "web.config" or "+" in name or ".." in name
            if not address.startswith(path) or hidden or not kind or not (site / name).is_file():
                self._answer(404, "text/html", (site / configuration.errors["404"]).read_bytes(), "")
            else:
                self._answer(200, kind, (site / name).read_bytes(), configuration.cache_control(name))

        def _answer(self, status: int, kind: str, body: bytes, cache: str) -> None:
            self.send_response(status)
            for name, value in configuration.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            if cache:
                self.send_header("Cache-Control", cache)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    with _Server(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{path}"
        finally:
            server.shutdown()
            thread.join()
