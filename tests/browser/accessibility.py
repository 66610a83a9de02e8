"""Ask axe-core about a page: every rule that it runs by default, best practice too, of any impact."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

COLOUR_RULES = ("color-contrast", "link-in-text-block")
"""All that another colour scheme can break."""


ALIKE = 3
"""Elements of the same looks, of which one page can have a thousand, that are looked at in other colours."""
MARK_SOME = """most => {
    const seen = new Map();
    for (const element of document.body.querySelectorAll("*")) {
        if (!element.matches("input, select, textarea") &&
            ![...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())) {
            continue;
        }
        let looks = "";
        for (let each = element; each; each = each.parentElement) {
            looks += `${each.localName}.${each.getAttribute("class")} `;
        }
        seen.set(looks, (seen.get(looks) ?? 0) + 1);
        if (seen.get(looks) <= most) element.setAttribute("data-looked-at", "");
    }
}"""
"""Marks elements with words of their own: a few of each kind and classes, with those of all around them."""


def axe(page: Page, rules: tuple[str, ...] = (), within: str = "") -> list[str]:
    """The violations, one line for each element at fault, so that a test can say `assert axe(page) == []`.

    Of all rules, or only of those that are named; of the whole page, or of what a selector finds.
    """
    # A page opened from a folder may not read its style sheets again, which one rule would do.
    # What is in order is not written out, which takes as long as finding what is not.
    options: dict[str, Any] = {"preload": not page.url.startswith("file:"), "resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = list(rules)
    response = Axe().run(page, within or None, options).response
    return [_describe(rule, node) for rule in response["violations"] for node in rule["nodes"]]


def axe_in_both_schemes(page: Page) -> list[str]:
    """The same for a page in light colours, and for what dark ones can break in each kind of element."""
    found = axe(page)
    page.emulate_media(color_scheme="dark")
    page.evaluate(MARK_SOME, ALIKE)
    found += axe(page, COLOUR_RULES, "[data-looked-at]")
    page.emulate_media(color_scheme="light")
    return found


def _describe(rule: dict[str, Any], node: dict[str, Any]) -> str:
    target = " ".join(map(str, node["target"]))
    return f"{rule['id']} ({rule['impact']}): {rule['help']}: {target}: {node['html']}"
