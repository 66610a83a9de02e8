"""A site is published only if all its links have targets, and it contains no code or request in its pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.site.check import check_site

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
    "data for a script": '<script type="application/json">{"a": "<b onclick=x>"}</script>',
    "data for a search engine": '<script type="application/ld+json">{}</script>',
    "attributes that only sound like code": '<p title="onclick=x" data-style="x">x</p>',
    "a picture in two sizes": '<img srcset="a.js 1x, a.css 2x" alt="">',
    "a page that moved": '<meta http-equiv="refresh" content="0; url=other.html#there">',
    "a web page in the head, which is not fetched": '<link rel="license" href="https://e.org/x">',
    "a quotation": '<blockquote cite="https://e.org/x">x</blockquote>',
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
    "a script as an address, with a line break": (
        '<a href=" jAva\nscript:alert(1)">x</a>',
        "index.html: the link jAva\nscript:alert(1) leads to no page of the web",
    ),
    "a script where a form goes": (
        '<button formaction="javascript:alert(1)">x</button>',
        "index.html: the link javascript:alert(1) leads to no page of the web",
    ),
    "a picture in two sizes, of which one is missing": (
        '<img srcset="a.js 1x, no.png 2x" alt="">',
        "index.html: the link no.png leads to no file",
    ),
    "a page that moved to nowhere": (
        '<meta http-equiv="Refresh" content="0;URL=\'no.html\'">',
        "index.html: the link no.html leads to no file",
    ),
    "a picture of a drawing that is missing": (
        '<svg><use xlink:href="no.svg#x"></use></svg>',
        "index.html: the link no.svg#x leads to no file",
    ),
    "a script in the page": (
        "<script>alert(1)</script>",
        "index.html: a script stands in the page itself; put it into a file of templates/theme/assets",
    ),
    "a module in the page": (
        '<script type="module">alert(1)</script>',
        "index.html: a script stands in the page itself; put it into a file of templates/theme/assets",
    ),
    "a style in the page": (
        "<style>p { color: red }</style>",
        "index.html: a style stands in the page itself; put it into a file of templates/theme/assets",
    ),
    "an event handler": (
        '<p ONCLICK="alert(1)">x</p>',
        "index.html: <p onclick> holds code; put it into a file of templates/theme/assets",
    ),
    "an event handler in a drawing": (
        "<svg/onload=alert(1)>",
        "index.html: <svg onload> holds code; put it into a file of templates/theme/assets",
    ),
    "a style attribute": (
        '<p style="color: red">x</p>',
        "index.html: <p style> holds a style; put it into a file of templates/theme/assets",
    ),
    "a page in a page": (
        '<iframe srcdoc="x"></iframe>',
        "index.html: <iframe srcdoc> holds code; put it into a file of templates/theme/assets",
    ),
    "a base": ("<base target=_top>", "index.html: <base> changes where the links of the page lead"),
    "a script from elsewhere": (
        '<script src="https://e.org/x.js"></script>',
        "index.html: <script src> asks for https://e.org/x.js, which is on another server",
    ),
    "a style from elsewhere": (
        '<link rel="alternate Stylesheet" href="https://e.org/x.css">',
        "index.html: <link href> asks for https://e.org/x.css, which is on another server",
    ),
    "a word to another server beforehand": (
        '<link rel="preconnect" href="https://e.org">',
        "index.html: <link href> asks for https://e.org, which is on another server",
    ),
    "a picture from elsewhere": (
        '<img src="http://e.org/x.png" alt="">',
        "index.html: <img src> asks for http://e.org/x.png, which is on another server",
    ),
    "a larger picture from elsewhere": (
        '<img src="a.js" srcset="a.js 1x, https://e.org/x.png 2x" alt="">',
        "index.html: <img srcset> asks for https://e.org/x.png, which is on another server",
    ),
    "a drawing from elsewhere": (
        '<svg><image href="https://e.org/x.png"></image></svg>',
        "index.html: <image href> asks for https://e.org/x.png, which is on another server",
    ),
    "a form that sends what is typed elsewhere": (
        '<form action="https://e.org/x"></form>',
        "index.html: <form action> asks for https://e.org/x, which is on another server",
    ),
    "a link that tells another server": (
        '<a href="other.html" ping="https://e.org/x">x</a>',
        "index.html: <a ping> asks for https://e.org/x, which is on another server",
    ),
    "a page that goes elsewhere by itself": (
        '<meta http-equiv="refresh" content="3; https://e.org/x">',
        "index.html: <meta content> asks for https://e.org/x, which is on another server",
    ),
    "a page that is cut short": (
        "<!doctype html><html><body><p>x</p></bo",
        "index.html: it ends before its end; was the disk full?",
    ),
    "a fault on a page that says what it is made from": (
        '<!-- Made from content/roles/ccio.yml. Change that file, not this one. --><a href="no.html">x</a>',
        "index.html: the link no.html leads to no file (made from content/roles/ccio.yml)",
    ),
    "an identifier used twice": (
        '<p id="a"></p><p id="a"></p>',
        "index.html: the identifier a is used more than once",
    ),
}


SCRIPTS = ("type=text/jscript", "type=Application/X-ECMAScript", "language=javascript1.5")


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


@pytest.mark.parametrize("attribute", SCRIPTS)
def test_whatever_a_browser_would_run_is_a_script(site: Path, attribute: str) -> None:
    (site / "index.html").write_text(f"<script {attribute}>alert(1)</script>", "utf-8")
    [fault] = check_site(site)
    assert fault.startswith("index.html: a script stands in the page itself")


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


ASSETS_AT_FAULT = {
    "a picture of a style sheet": (
        "a.css",
        "p { background: url( '../img/no.png' ) } /* url(x.png) */",
        "a.css: it asks for ../img/no.png, which is no file",
    ),
    "a style sheet of a style sheet": (
        "deep/b.css",
        '@import "no.css";',
        "deep/b.css: it asks for no.css, which is no file",
    ),
    "a font from elsewhere": (
        "a.css",
        "@font-face { src: url(//e.org/x.woff) }",
        "a.css: it asks for //e.org/x.woff, which is on another server",
    ),
    "a style sheet from elsewhere": (
        "a.css",
        "@import url(https://e.org/x.css);",
        "a.css: it asks for https://e.org/x.css, which is on another server",
    ),
    "a file that a script loads": (
        "assets/javascripts/b.js",
        'load("assets/data/no.js")',
        "assets/javascripts/b.js: it names assets/data/no.js, which is no file",
    ),
    "a folder that a script loads from": (
        "assets/javascripts/b.js",
        'load("assets/data/cases/" + name)',
        "assets/javascripts/b.js: it names assets/data/cases/, which is no file",
    ),
    "a script in a picture": (
        "a.svg",
        '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        "a.svg: <script> can run code",
    ),
    "an event handler in a picture": (
        "a.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        "a.svg: the attribute onload of <svg> is code",
    ),
    "a picture in a picture": (
        "a.svg",
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="https://e.org/x.png"/></svg>',
        "a.svg: <image> asks for https://e.org/x.png",
    ),
    "half a picture": (
        "a.svg",
        '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0',
        "a.svg: it is damaged",
    ),
}


@pytest.mark.parametrize(("name", "text", "fault"), ASSETS_AT_FAULT.values(), ids=ASSETS_AT_FAULT)
def test_a_file_that_asks_for_what_is_not_there_is_named(
    site: Path, name: str, text: str, fault: str
) -> None:
    (site / "index.html").write_text("", "utf-8")
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    (site / name).write_text(text, "utf-8")
    [found] = check_site(site)
    assert found.startswith(fault)


def test_files_that_ask_for_what_is_there_are_fine(site: Path) -> None:
    (site / "index.html").write_text("", "utf-8")
    (site / "a.css").write_text(
        "p { background: url(deep/page.html#x), url('a%20file.txt'), url(data:image/png;base64,AA) }", "utf-8"
    )
    (site / "a.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"><use href="#a"/><g id="a"/></svg>', "utf-8"
    )
    scripts = site / "assets" / "javascripts"
    scripts.mkdir(parents=True)
    (scripts / "part-one.js").write_text(
        'load("assets/javascripts/part-" + name); go("assets/javascripts/")', "utf-8"
    )
    assert check_site(site) == []
