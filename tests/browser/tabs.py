"""Tabs of the browser, used by one test after another: a new one costs more than most pages shown in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from playwright.sync_api import Browser, Error, Page

from tests.browser.watch import Watch

LASTING = ("add_init_script", "expose_binding", "expose_function", "on", "once", "route")
"""What a test may do to a tab, or to what is around it, that nobody can undo: such a tab is closed."""
EMPTY = "about:blank"


class Tabs:
    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._idle: list[Page] = []
        self._watches: dict[Page, Watch] = {}
        self._spoilt: set[Page] = set()

    def take(self, own_addresses: Iterable[str], *, javascript: bool) -> tuple[Page, Watch]:
        """An empty tab in which nothing is stored, and its watch, which has noted nothing."""
        page = self._idle.pop() if self._idle and javascript else self._open(javascript)
        self._watches[page].begin(own_addresses)
        return page, self._watches[page]

    def _open(self, javascript: bool) -> Page:
        context = self._browser.new_context(java_script_enabled=javascript, reduced_motion="reduce")
        page = context.new_page()
        self._watches[page] = Watch(context)
        if not javascript:
            self._spoilt.add(page)
        for owner in (page, context):
            for name in LASTING:
                if lasting := getattr(owner, name, None):
                    setattr(owner, name, self._spoils(page, lasting))
        return page

    def _spoils(self, page: Page, lasting: Callable[..., Any]) -> Callable[..., Any]:
        def act(*args: Any, **kwargs: Any) -> Any:
            self._spoilt.add(page)
            return lasting(*args, **kwargs)

        return act

    def give_back(self, page: Page) -> None:
        if page in self._spoilt or page.is_closed() or not self._is_emptied(page):
            del self._watches[page]
            page.context.close()
        else:
            self._idle.append(page)

    def _is_emptied(self, page: Page) -> bool:
        """Whether it is as good as new. A page may refuse to be left, and a test may open further tabs."""
        if page.context.pages != [page]:
            return False
        try:
            page.goto(EMPTY, timeout=1000)
        except Error:
            return False
        if self._watches[page].pending:
            return False
        session = page.context.new_cdp_session(page)
        for origin in self._watches[page].origins:
            session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        session.send("Network.clearBrowserCache")
        session.detach()
        page.emulate_media(media="null", forced_colors="null", reduced_motion="reduce")
        page.mouse.move(-1, -1)
        return True
