"""Serve the site on this machine while it is edited: watch, wait for a pause, build, show.

An edit of case studies is shown in two steps: first the pages of the edited case studies, then, in a pause,
everything. With a thousand of them, all lists take seconds in which an editor only waits for one page. The
search uses the last index until the next one is there.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Sequence
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition, Event, Thread
from typing import Any, NoReturn

from watchdog.events import FileSystemEventHandler
from watchdog.observers.polling import PollingObserver

from generator.basics.disk import BuildError

POLLING = 0.1
"""Seconds between two looks at the watched files. Polling also works on shared drives, where the system
doesn't notify programs of changes."""
DEBOUNCE = 0.05
"""Seconds without a change until an edit counts as complete."""
PAUSE = 2.0
"""Seconds without a change until everything is built. Until then, the browser has the computer to itself."""
LONGEST_WAIT = 30
"""Seconds after which a browser that waits for a change has to ask again."""
CHANGES = "/guidance-changes/"
"""The address at which a browser waits for a change, followed by the version of the site that it shows."""

_RELOAD = """
<script>
(function wait() {{
  fetch("{changes}{version}").then((answer) => answer.text())
    .then((version) => version === "{version}" ? wait() : location.reload(), () => setTimeout(wait, 1000));
}})();
</script>
"""
_NOTICE = (
    '<aside role="alert" data-mistakes style="position:fixed;z-index:9999;inset:auto 0 0 0;max-height:60vh;'
    'overflow:auto;padding:1rem;background:#fff;color:#000;border-top:.4rem solid #c00;font-size:16px">'
    "<strong>There are mistakes in the content. This page is as it was before them.</strong>"
    '<pre style="white-space:pre-wrap;margin:.5rem 0 0">{}</pre></aside>'
)


class ServedSite:
    """The site that is served. The server's threads read it; the thread that builds changes it."""

    def __init__(self) -> None:
        self._changed = Condition()
        self.version = 0
        self.folder = ""
        self.mistakes = ""
        """What is wrong with the content now. The site is then the last good one."""

    def show(self, folder: Path | None = None, mistakes: str = "") -> None:
        """Make every browser load its page again. `folder`: None if only files in it have changed."""
        with self._changed:
            self.folder = str(folder) if folder else self.folder
            self.mistakes = mistakes
            self.version += 1
            self._changed.notify_all()

    def wait_for_change(self, version: str) -> int:
        """The version, as soon as it differs from `version`, or after `LONGEST_WAIT` seconds."""
        with self._changed:
            self._changed.wait_for(lambda: str(self.version) != version, LONGEST_WAIT)
            return self.version


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    shown: ServedSite

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, directory=self.shown.folder, **kwargs)

    def do_GET(self) -> None:
        self.directory = self.shown.folder
        if self.path.startswith(CHANGES):
            version = self.shown.wait_for_change(self.path.removeprefix(CHANGES))
            self._answer(200, str(version).encode(), "text/plain")
            return
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix == ".html" and path.is_file():
            self._answer(200, self._page(path), "text/html; charset=utf-8")
        elif path.is_file():
            super().do_GET()
        else:
            missing = Path(self.directory, "404.html")
            self._answer(404, self._page(missing) if missing.is_file() else b"", "text/html; charset=utf-8")

    def _page(self, path: Path) -> bytes:
        """A page with a script that reloads it after a change, and with any mistakes in the content."""
        notice = _NOTICE.format(html.escape(self.shown.mistakes)) if self.shown.mistakes else ""
        extra = notice + _RELOAD.format(changes=CHANGES, version=self.shown.version)
        before, closing, after = path.read_bytes().rpartition(b"</body>")
        return before + extra.encode() + closing + after

    def _answer(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Do not print a line for each request."""


class _Notice(FileSystemEventHandler):
    def __init__(self, changed: Event) -> None:
        self._changed = changed

    def on_any_event(self, event: Any) -> None:
        if event.event_type in {"created", "modified", "moved", "deleted"}:
            self._changed.set()


def start_server(address: str, shown: ServedSite) -> None:
    """Serve in threads of their own. Raises `BuildError` if the address is not available."""
    host, _, port = address.rpartition(":")
    handler = type("Handler", (_Handler,), {"shown": shown})
    try:
        server = ThreadingHTTPServer((host or "127.0.0.1", int(port)), handler)
    except (OSError, ValueError) as error:
        raise BuildError(
            f"{address} can't be served at: {getattr(error, 'strerror', None) or error}."
        ) from None
    Thread(target=server.serve_forever, daemon=True).start()


def watch(paths: Iterable[Path]) -> Event:
    """An event that is set whenever one of these files, or anything in these folders, changes."""
    changed, observer = Event(), PollingObserver(timeout=POLLING)
    for path in paths:
        observer.schedule(_Notice(changed), str(path), recursive=path.is_dir())
    observer.start()
    return changed


Stage = Callable[[], bool]
"""A part of the work after a change. Returns whether to go on to the next."""


def follow(changed: Event, stages: Sequence[Stage]) -> NoReturn:
    """Run the stages after each change, until interrupted.

    There is a pause after each stage. A change during a pause starts again with the first stage.
    """
    while True:
        changed.wait()
        changed.clear()
        if changed.wait(DEBOUNCE):
            continue
        for stage in stages:
            if not stage() or changed.wait(PAUSE):
                break
