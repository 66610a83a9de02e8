"""The site opens wherever it is put: on a web server, below another site, and on a shared drive."""

from __future__ import annotations

import pytest

from tests.browser.conftest import PLACES, OpenPage

pytestmark = pytest.mark.parametrize("place", PLACES, indirect=True)


def test_the_home_page_opens(place: str, open_page: OpenPage) -> None:
    assert open_page(f"{place}index.html").locator("main h1").is_visible()


def test_the_home_page_opens_without_javascript(place: str, open_page: OpenPage) -> None:
    assert open_page(f"{place}index.html", javascript=False).locator("main h1").is_visible()
