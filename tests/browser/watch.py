"""Listen to a page, and note what should never happen on this site.

That is: an error on the console, an uncaught exception, and a request to anywhere but the
site itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError

INSIDE_THE_BROWSER = ("about:", "blob:", "data:")


class Watch:
    """What went wrong in one browser context, in the order in which it happened."""

    problems: list[str]
    """One line each. A test that provokes a problem removes it again: `watch.problems.clear()`."""

    origins: set[str]
    """Where the pages were from: a server, or folders."""
    pending: set[Request]
    """Requests that nobody has answered yet."""

    def __init__(self, context: BrowserContext, own_addresses: Iterable[str] = ()) -> None:
        self.begin(own_addresses)
        context.on("console", self._note_console)
        context.on("weberror", self._note_exception)
        context.on("request", self._note_request)
        for end in ("requestfinished", "requestfailed"):
            context.on(end, self._note_end)

    def begin(self, own_addresses: Iterable[str]) -> None:
        """Forget what was noted. `own_addresses`: those that pages may request from now on."""
        self.problems, self.origins, self.pending = [], set(), set()
        self._own = (*own_addresses, *INSIDE_THE_BROWSER)

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.problems.append(f"console error: {message.text} ({message.location.get('url', '')})")

    def _note_exception(self, error: WebError) -> None:
        self.problems.append(f"uncaught exception: {error.error}")

    def _note_end(self, request: Request) -> None:
        self.pending.discard(request)

    def _note_request(self, request: Request) -> None:
        self.pending.add(request)
        if not request.url.startswith(INSIDE_THE_BROWSER):
            address = urlsplit(request.url)
            self.origins.add(f"{address.scheme}://{address.netloc}")
        if not request.url.startswith(self._own):
            self.problems.append(f"request outside the site: {request.url}")
