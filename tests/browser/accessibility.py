"""Run axe-core on a page: every rule that it runs by default, including best practice, of any impact.

The two rules about colours take most of axe's time, and depend only on the style of an element. So they check
a few elements of each style in a run of the tests, and each week of each page (see `MARK_SOME`). All other
rules check every element.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.selection import ALL_PAGES

COLOUR_RULES = ("color-contrast", "link-in-text-block")
"""The rules that another colour scheme can break."""

ONLY_MARKED = """axe.configure({ rules: [
    { id: "color-contrast", selector: "[data-looked-at]" },
    { id: "link-in-text-block", selector: "a[href][data-looked-at]" },
] });"""
"""Adds the mark to the selectors of the two rules, `*` and `a[href]`."""

ALIKE = 3
"""How many elements of the same style to check. One page can have a thousand, and pages share most styles."""
_looked_at: Counter[int] = Counter()
"""How many elements of each style this process has checked."""
MARK_SOME = """([most, known]) => {
    const LOOKS = ["backgroundColor", "backgroundImage", "color", "display", "fontSize", "fontWeight",
                   "opacity", "position", "textDecorationLine", "textShadow", "visibility"];
    const hash = text => {  // cyrb53: two styles in a run have the same once in a hundred million runs
        let one = 0xdeadbeef, other = 0x41c6ce57;
        for (let at = 0; at < text.length; at++) {
            one = Math.imul(one ^ text.charCodeAt(at), 2654435761);
            other = Math.imul(other ^ text.charCodeAt(at), 1597334677);
        }
        one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(other ^ (other >>> 13), 3266489909);
        other = Math.imul(other ^ (other >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
        return 4294967296 * (2097151 & other) + (one >>> 0);
    };
    const all = [...document.body.querySelectorAll("*")];
    for (const element of all) element.removeAttribute("data-looked-at");
    // What lies under a window is not looked at, and another width has another order of things.
    const above = document.querySelector(":modal")?.className;
    const looks = new Map([[null, `${innerWidth} ${above}`]]), seen = new Map(JSON.parse(known)), marked = [];
    const looksOf = element => {
        if (!looks.has(element)) {
            const style = getComputedStyle(element), own = LOOKS.map(name => style[name]).join(" ");
            const kind = `${element.localName}.${element.getAttribute("class")}`;
            looks.set(element, hash(`${looksOf(element.parentElement)} ${kind} ${own}`));
        }
        return looks.get(element);
    };
    for (const element of all) {
        if (!element.matches("input, select, textarea") &&
            ![...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())) {
            continue;
        }
        if (!element.checkVisibility({ visibilityProperty: true })) continue;
        const look = looksOf(element), before = seen.get(look) ?? 0;
        if (before >= most) continue;
        seen.set(look, before + 1);
        marked.push(look);
        element.setAttribute("data-looked-at", "");
    }
    return JSON.stringify(marked);
}"""
"""Marks visible elements with text of their own: a few for each combination of tag, classes and computed
colours, including those of all elements around them. One that differs in any of these is always marked.
"""

RUN = "options => axe.run(options).then(results => results.violations)"


def axe(page: Page, rules: tuple[str, ...] = ()) -> list[str]:
    """The violations, one line for each element at fault, so that a test can say `assert axe(page) == []`.

    Of all rules, or only of those that are named.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT + ONLY_MARKED)
    marked = _mark_some(page)
    if rules == COLOUR_RULES and not marked:
        return []
    # A page opened from a folder may not read its style sheets again, which one rule would do.
    # Passed checks are not reported, which would take as long as the checks.
    options: dict[str, Any] = {"preload": not page.url.startswith("file:"), "resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = list(rules)
    return [_describe(rule, node) for rule in page.evaluate(RUN, options) for node in rule["nodes"]]


def _mark_some(page: Page) -> list[int]:
    """The styles of what was marked."""
    known = {} if ALL_PAGES else _looked_at
    marked: list[int] = json.loads(page.evaluate(MARK_SOME, [ALIKE, json.dumps(list(known.items()))]))
    _looked_at.update(marked)
    return marked


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
