"""Ask axe-core about a page: every rule that it runs by default, best practice too, of any impact."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def axe(page: Page) -> list[str]:
    """The violations, one line for each element at fault, so that a test can say `assert axe(page) == []`."""
    # A page opened from a folder may not read its style sheets again, which one rule would do.
    options = {"preload": not page.url.startswith("file:")}
    response = Axe().run(page, options=options).response
    return [_describe(rule, node) for rule in response["violations"] for node in rule["nodes"]]


def _describe(rule: dict[str, Any], node: dict[str, Any]) -> str:
    target = " ".join(map(str, node["target"]))
    return f"{rule['id']} ({rule['impact']}): {rule['help']}: {target}: {node['html']}"
