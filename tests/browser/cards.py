"""Draw the pictures that other sites show beside a link: one for each kind of page.

    python -m tests.browser.cards

They are kept with the theme, so a build needs no browser. Draw them again after a change of
the site's title, of its logo, or of the kinds of page; a test says when one is missing.
"""

from __future__ import annotations

import html
from pathlib import Path

import yaml
from playwright.sync_api import sync_playwright

from generator.rendering.metadata import CARDS
from tests.browser.chromium import find_chromium

ROOT = Path(__file__).resolve().parents[2]
THEME = ROOT / "templates" / "theme"
FOLDER = THEME / CARDS
SIZE = (1200, 630)
"""Width and height in pixels, as those who show them want it."""
TITLES = {
    "guidance": "Guidance",
    "theme": "Theme",
    "recommendation": "Recommendation",
    "case-study": "Case study",
    "organisation-type": "Organisation type",
    "role": "Role",
    "careers": "Careers",
    "finding": "Findings",
    "guide": "Guide",
    "glossary": "Glossary",
    "source": "Sources",
    "about": "About this site",
}
"""What each card says, by its name."""

PAGE = """<!doctype html>
<html lang="en-GB">
<meta charset="utf-8">
<title>Card</title>
<style>
  body {{ margin: 0; background: #0f4444; color: #fff; font-family: "Liberation Sans", Arial, sans-serif; }}
  main {{ box-sizing: border-box; width: {width}px; height: {height}px; padding: 72px 80px;
    border-bottom: 24px solid #f2b84b; display: flex;
    flex-direction: column; justify-content: space-between; }}
  svg {{ width: 132px; height: 132px; }}
  p {{ margin: 0; }}
  .kind {{ font-size: 92px; font-weight: 700; line-height: 1.1; }}
  .site {{ font-size: 44px; line-height: 1.25; }}
</style>
<main>{logo}<p class="kind">{kind}</p><p class="site">{site}</p></main>
</html>"""


def card_page(kind: str, site: str) -> str:
    width, height = SIZE
    logo = (THEME / "assets" / "images" / "logo.svg").read_text("utf-8")
    return PAGE.format(width=width, height=height, logo=logo, kind=html.escape(kind), site=html.escape(site))


def main() -> None:
    site = yaml.safe_load((ROOT / "content" / "site.yml").read_text("utf-8"))["title"]
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
        for name, kind in TITLES.items():
            page.set_content(card_page(kind, site))
            page.screenshot(path=FOLDER / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
