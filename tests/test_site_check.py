"""A site goes out only when every link in it leads somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.site_check import check_site

FINE = {
    "a page beside it": '<a href="other.html">x</a>',
    "a page below it": '<a href="deep/page.html">x</a>',
    "a place on the page": '<p id="a"></p><a href="#a">x</a>',
    "a place on another page": '<a href="other.html#there">x</a>',
    "an anchor written as a percentage": '<a href="other.html#caf%C3%A9">x</a>',
    "a file with a space in its name": '<a href="a%20file.txt">x</a>',
    "a folder": '<a href="deep/">x</a>',
    "this folder": '<a href=".">x</a>',
    "a page with a question": '<a href="other.html?x=1#there">x</a>',
    "a web page": '<a href="https://e.org/x">x</a> <a href="http://e.org">x</a>',
    "a script and a style": '<script src="a.js"></script><link rel="stylesheet" href="a.css">',
    "an anchor in another kind of file": '<a href="a.js#x">x</a>',
    "what only looks like a tag": "<!-- <a href='nowhere.html'> --> &lt;a href='nowhere.html'&gt;",
}
AT_FAULT = {
    "a page that is not there": (
        '<a href="no.html">x</a>',
        "index.html: the link no.html leads to no file",
    ),
    "a place that is not there": (
        '<a href="#no">x</a>',
        "index.html: the link #no leads to no such place on index.html",
    ),
    "a place that another page lacks": (
        '<a href="other.html#no">x</a>',
        "index.html: the link other.html#no leads to no such place on other.html",
    ),
    "a picture that is not there": (
        '<img src="no.png" alt="">',
        "index.html: the link no.png leads to no file",
    ),
    "a folder without a page": (
        '<a href="empty/">x</a>',
        "index.html: the link empty/ leads to no file",
    ),
    "the letters of another case": (
        '<a href="Other.html">x</a>',
        "index.html: the link Other.html leads to no file",
    ),
    "a link that climbs out of the site": (
        '<a href="../other.html">x</a>',
        "index.html: the link ../other.html leads to no file",
    ),
    "a link from the top of the server": (
        '<a href="/other.html">x</a>',
        "index.html: the link /other.html starts at the top of the server, not at this page",
    ),
    "a script as an address": (
        '<a href="javascript:alert(1)">x</a>',
        "index.html: the link javascript:alert(1) leads to no page of the web",
    ),
    "an address that takes the page's own scheme": (
        '<a href="//e.org/x">x</a>',
        "index.html: the link //e.org/x leads to no page of the web",
    ),
    "an identifier used twice": (
        '<p id="a"></p><p id="a"></p>',
        "index.html: the identifier a is used more than once",
    ),
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files = {
        "other.html": '<h2 id="there">x</h2><h2 id="café">x</h2>',
        "deep/index.html": "<p>x</p>",
        "deep/page.html": '<a href="../other.html#there">x</a><a href="../index.html">x</a>',
        "a.js": "",
        "a.css": "",
        "a file.txt": "",
        "empty/x.txt": "",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


@pytest.mark.parametrize("markup", FINE.values(), ids=FINE)
def test_a_link_that_leads_somewhere_is_fine(site: Path, markup: str) -> None:
    (site / "index.html").write_text(markup, "utf-8")
    assert check_site(site) == []


@pytest.mark.parametrize(("markup", "fault"), AT_FAULT.values(), ids=AT_FAULT)
def test_a_link_that_leads_nowhere_is_named(site: Path, markup: str, fault: str) -> None:
    (site / "index.html").write_text(markup, "utf-8")
    assert check_site(site) == [fault]


def test_the_page_for_unknown_addresses_may_look_for_the_site_above_itself(site: Path) -> None:
    (site / "index.html").write_text("", "utf-8")
    scripts = "".join(f'<script src="{src}"></script>' for src in ("a.js", "../../a.js", "../b.js"))
    (site / "404.html").write_text(f'{scripts}<a href="/">x</a>', "utf-8")
    assert check_site(site) == ["404.html: the link ../b.js leads to no file"]


def test_faults_come_once_each_in_the_order_of_pages(site: Path) -> None:
    (site / "index.html").write_text('<a href="no">x</a><a href="no">y</a><a href="#no">z</a>', "utf-8")
    (site / "deep" / "page.html").write_text('<a href="../../other.html">x</a>', "utf-8")
    assert check_site(site) == [
        "deep/page.html: the link ../../other.html leads to no file",
        "index.html: the link no leads to no file",
        "index.html: the link #no leads to no such place on index.html",
    ]


def test_the_page_for_unknown_addresses_links_from_the_top(site: Path) -> None:
    (site / "index.html").write_text("", "utf-8")
    (site / "404.html").write_text('<a href="/other.html#there">x</a><a href="/no.html">x</a>', "utf-8")
    assert check_site(site) == ["404.html: the link /no.html leads to no file"]
