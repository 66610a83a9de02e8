"""While somebody edits: notice an edit at once, and say on the page itself what is wrong with it."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path
from threading import Event, Thread
from typing import Any

from watchdog.events import FileModifiedEvent, FileSystemEventHandler
from watchdog.observers.api import ObservedWatch
from watchdog.observers.polling import PollingObserver

POLLING = 0.1
"""Seconds between two looks at what editors edit. Looking works on shared drives too, where no system
tells a program of a change."""

StartResponse = Callable[..., Any]
Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]
"""As WSGI has it (PEP 3333)."""

_NOTICE = (
    '<aside role="alert" data-mistakes style="position:fixed;z-index:9999;inset:auto 0 0 0;max-height:60vh;'
    'overflow:auto;padding:1rem;background:#fff;color:#000;border-top:.4rem solid #c00;font-size:16px">'
    "<strong>There are mistakes in the content. This page is as it was before them.</strong>"
    '<pre style="white-space:pre-wrap;margin:.5rem 0 0">{}</pre></aside>'
)


class Afterwards:
    """Does what was asked for last, once there was rest for a while; one at a time, in a thread."""

    def __init__(self, rest: float) -> None:
        """`rest`: seconds in which nothing else may be asked for."""
        self._rest = rest
        self._is_overtaken = Event()
        self._last: Thread | None = None

    def ask(self, act: Callable[[], None]) -> None:
        self.drop()
        self._is_overtaken = Event()
        self._last = Thread(target=self._do, args=[act, self._is_overtaken, self._last])
        self._last.start()

    def drop(self) -> None:
        """What has not begun is not done any more."""
        self._is_overtaken.set()

    def wait(self) -> None:
        """The same, and what has begun has come to its end."""
        self.drop()
        if self._last is not None:
            self._last.join()

    def _do(self, act: Callable[[], None], is_overtaken: Event, before: Thread | None) -> None:
        if before is not None:
            before.join()
        if not is_overtaken.wait(self._rest):
            act()


class Watch(PollingObserver):
    """Looks for changes, often enough that nobody waits for it."""

    def __init__(self) -> None:
        super().__init__(timeout=POLLING)
        self._handler: FileSystemEventHandler | None = None

    def schedule(
        self, event_handler: FileSystemEventHandler, path: str | Path, **options: Any
    ) -> ObservedWatch:
        self._handler = event_handler
        return super().schedule(event_handler, path, **options)

    def pretend(self) -> None:
        """Let whoever waits for a change think that there was one."""
        if self._handler is not None:
            self._handler.dispatch(FileModifiedEvent(""))


def with_mistakes(application: Application, mistakes: Callable[[], str]) -> Application:
    """The same application; while there are mistakes, every page that it serves tells them."""

    def serve(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        told = mistakes()
        if not told:
            return application(environ, start_response)
        return _with_notice(application, environ, start_response, _NOTICE.format(html.escape(told)).encode())

    return serve


def _with_notice(
    application: Application, environ: dict[str, Any], start_response: StartResponse, notice: bytes
) -> Iterable[bytes]:
    held: list[Any] = []
    answer = application(environ, lambda *parts: held.append(parts))
    status, headers = held[0][:2]
    if dict(headers).get("Content-Type") != "text/html":
        start_response(*held[0])
        return answer
    page = b"".join(chain(answer))
    before, closing, after = page.rpartition(b"</body>")
    page = before + notice + closing + after
    kept = [header for header in headers if header[0] != "Content-Length"]
    start_response(status, [*kept, ("Content-Length", str(len(page)))])
    return [page]
