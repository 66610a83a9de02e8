"""A small web server for a built site, at the root of its address or under a sub-path."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any


@contextmanager
def serve(folder: Path, prefix: str = "/", headers: Mapping[str, str] | None = None) -> Iterator[str]:
    """Serve a folder on this computer only, at a free port. Yields its address, which ends in `/`.

    `prefix` begins and ends in `/`. Addresses outside it are not found, so that links that leave the
    sub-path are noticed. `headers` are sent with every answer, such as a security policy.
    """
    handler = partial(_Handler, directory=str(folder), prefix=prefix, headers=dict(headers or {}))
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{prefix}"
        finally:
            server.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    def handle_error(self, *args: Any) -> None:
        """Ignore errors: a browser that leaves a page drops its open requests."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(*args)


class _Handler(SimpleHTTPRequestHandler):
    extensions_map: dict[str, str] = {  # noqa: RUF012 (the base class's own, writable mapping)
        **SimpleHTTPRequestHandler.extensions_map,
        # The registry of Windows may have other types, with which browsers refuse scripts.
        ".js": "text/javascript",
    }

    def __init__(self, *args: Any, prefix: str, headers: Mapping[str, str], **kwargs: Any) -> None:
        self.prefix = prefix
        self.extra_headers = headers
        super().__init__(*args, **kwargs)

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.prefix):
            return str(Path(self.directory) / "outside-the-sub-path")
        return super().translate_path("/" + path.removeprefix(self.prefix))

    def end_headers(self) -> None:
        for name, value in self.extra_headers.items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page for unknown addresses, as GitHub Pages and the like do."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            return super().send_error(code, message, explain)
        data = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)
        return None

    def log_message(self, *args: Any) -> None:
        """Print nothing: the tests watch the browser's side."""
