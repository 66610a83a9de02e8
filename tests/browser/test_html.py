"""Every page of the built site is correct HTML, as the Nu Html Checker sees it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.html_checker import ADVICE, check_folder, is_ready
from tests.browser.tools import report_missing


@pytest.fixture(autouse=True)
def _checker() -> None:
    if not is_ready():
        report_missing(ADVICE)


def test_the_checker_sees_an_error(tmp_path: Path) -> None:
    page = (
        '<!doctype html><html lang="en"><head><title>A page</title></head><body><p id="a" id="b"></p></body>'
    )
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    [message] = check_folder(tmp_path)
    assert (message.severity, message.page) == ("error", "page.html")


def test_every_page_is_correct(built_site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    messages = check_folder(built_site)
    errors = [str(message) for message in messages if message.severity == "error"]
    # A warning is advice that there can be a reason to decline (a role that old browsers need): shown only.
    advice = [str(message) for message in messages if message.severity == "warning"]
    with capsys.disabled():
        print(*advice, sep="\n", end="\n" if advice else "")
    assert not errors, "\n".join(errors)
