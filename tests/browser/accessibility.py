"""Run axe-core on a page: every rule that it runs by default, including best practice, of any impact.

The two rules about colours take nine tenths of axe's time on a long page, and depend only on the style of an
element. So they check a few elements of each style (see `MARK_SOME`); all other rules check every element.
"""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

COLOUR_RULES = ("color-contrast", "link-in-text-block")
"""The rules that another colour scheme can break."""

ONLY_MARKED = """axe.configure({ rules: [
    { id: "color-contrast", selector: "[data-looked-at]" },
    { id: "link-in-text-block", selector: "a[href][data-looked-at]" },
] });"""
"""Adds the mark to the selectors of the two rules, `*` and `a[href]`."""

ALIKE = 3
"""How many elements of the same style to check. One page can have a thousand."""
MARK_SOME = """most => {
    const LOOKS = ["backgroundColor", "backgroundImage", "color", "display", "fontSize", "fontWeight",
                   "opacity", "position", "textDecorationLine", "textShadow", "visibility"];
    const all = [...document.body.querySelectorAll("*")];
    for (const element of all) element.removeAttribute("data-looked-at");
    const known = new Map([[null, ""]]), seen = new Map();
    const looksOf = element => {
        if (!known.has(element)) {
            const style = getComputedStyle(element), own = LOOKS.map(name => style[name]).join(" ");
            const kind = `${element.localName}.${element.getAttribute("class")}`;
            known.set(element, `${looksOf(element.parentElement)} ${kind} ${own}`);
        }
        return known.get(element);
    };
    for (const element of all) {
        if (!element.matches("input, select, textarea") &&
            ![...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())) {
            continue;
        }
        const looks = looksOf(element);
        seen.set(looks, (seen.get(looks) ?? 0) + 1);
        if (seen.get(looks) <= most) element.setAttribute("data-looked-at", "");
    }
}"""
"""Marks elements with text of their own: a few for each combination of tag, classes and computed colours,
including those of all elements around them. An element that differs in any of these is never left out."""

RUN = "options => axe.run(options).then(results => results.violations)"


def axe(page: Page, rules: tuple[str, ...] = ()) -> list[str]:
    """The violations, one line for each element at fault, so that a test can say `assert axe(page) == []`.

    Of all rules, or only of those that are named.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT + ONLY_MARKED)
    page.evaluate(MARK_SOME, ALIKE)
    # A page opened from a folder may not read its style sheets again, which one rule would do.
    # Passed checks are not reported, which would take as long as the checks.
    options: dict[str, Any] = {"preload": not page.url.startswith("file:"), "resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = list(rules)
    return [_describe(rule, node) for rule in page.evaluate(RUN, options) for node in rule["nodes"]]


def axe_in_both_schemes(page: Page) -> list[str]:
    """The violations of all rules in light colours, and of the colour rules in dark ones."""
    found = axe(page)
    page.emulate_media(color_scheme="dark")
    found += axe(page, COLOUR_RULES)
    page.emulate_media(color_scheme="light")
    return found


def _describe(rule: dict[str, Any], node: dict[str, Any]) -> str:
    target = " ".join(map(str, node["target"]))
    return f"{rule['id']} ({rule['impact']}): {rule['help']}: {target}: {node['html']}"
