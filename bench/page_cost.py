"""What one page costs a reader: seen in a browser, and served by nginx as `guidance deploy` sets it up."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, Page

from tests.nginx import ADVICE, find_nginx, run_nginx

PHONE: dict[str, Any] = {
    "viewport": {"width": 412, "height": 823},
    "device_scale_factor": 1.75,
    "is_mobile": True,
    "has_touch": True,
}
"""The phone that Lighthouse takes on."""
SLOWER = 4
"""How many times slower than this computer that phone is, by the same."""
TRIES = 3
LONG = 50
"""Milliseconds from which a task of the main thread is felt."""

_WATCH = """
window.seen = {paint: 0, blocked: 0};
const watch = act => new PerformanceObserver(list => list.getEntries().forEach(act));
watch(entry => { seen.paint = entry.startTime; })
  .observe({type: "largest-contentful-paint", buffered: true});
watch(entry => { seen.blocked += entry.duration - LONG; })
  .observe({type: "longtask", buffered: true});
""".replace("LONG", str(LONG))
_BLOCKING = """performance.getEntriesByType("resource")
  .filter(entry => entry.renderBlockingStatus === "blocking").map(entry => entry.name.split("/").pop())"""


@dataclass(frozen=True)
class Visit:
    requests: int
    bytes: int
    """As they arrived: compressed, with the headers."""
    blocking: tuple[str, ...]
    """Files without which nothing is drawn."""


@dataclass(frozen=True)
class Work:
    """The main thread, in milliseconds. Of processor time, so that it is the same on a busy computer."""

    all: float
    scripts: float
    layout: float


@dataclass(frozen=True)
class Cost:
    first: Visit
    """Nothing of the site was there before."""
    next: Visit
    """Another page of the site was read before."""
    work: Work
    paint: float
    """Milliseconds until the largest text or picture is there, on the slower phone."""
    blocked: float
    """Milliseconds beyond the first 50 of each task, on the slower phone."""


@contextmanager
def serve_as_deployed(site: Path) -> Iterator[str]:
    """The address of a site, compressed and with all headers. LookupError where there is no nginx."""
    nginx = find_nginx()
    if nginx is None:
        raise LookupError(ADVICE)
    with TemporaryDirectory(prefix="guidance-readers-") as folder:
        out, around = Path(folder) / "out", Path(folder) / "nginx"
        around.mkdir()
        guidance = Path(sys.executable).with_name("guidance")
        places: list[str | Path] = ["--site-dir", site, "--out", out, "--folder", out / "site"]
        subprocess.run([guidance, "deploy", *places], check=True, stdout=subprocess.DEVNULL)
        with run_nginx(nginx, out, around) as port:
            yield f"http://127.0.0.1:{port}/"


def measure_cost(browser: Browser, site: str, page: str) -> Cost:
    before = "why.html" if page == "index.html" else "index.html"
    slow = [_watch(browser, site + page) for _ in range(TRIES)]
    return Cost(
        first=_visit(browser, [site + page]),
        next=_visit(browser, [site + before, site + page]),
        work=min((_work(browser, site + page) for _ in range(TRIES)), key=lambda work: work.all),
        # The least of several: what else this computer does only ever adds to it.
        paint=min(paint for paint, _ in slow),
        blocked=min(blocked for _, blocked in slow),
    )


@contextmanager
def _phone(browser: Browser) -> Iterator[Page]:
    """A page with an empty cache."""
    context = browser.new_context(**PHONE)
    yield context.new_page()
    context.close()


def _visit(browser: Browser, addresses: list[str]) -> Visit:
    """The last of some pages that are visited one after the other."""
    sizes: list[int] = []
    with _phone(browser) as page:
        network = page.context.new_cdp_session(page)
        network.send("Network.enable")
        network.on("Network.loadingFinished", lambda event: sizes.append(round(event["encodedDataLength"])))
        for address in addresses:
            sizes.clear()
            page.goto(address, wait_until="networkidle")
        # Pictures that a style sheet holds itself are told of too: they bring nothing.
        asked = [size for size in sizes if size]
        return Visit(len(asked), sum(asked), tuple(page.evaluate(_BLOCKING)))


def _work(browser: Browser, address: str) -> Work:
    with _phone(browser) as page:
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.goto(address, wait_until="networkidle")
        metrics = session.send("Performance.getMetrics")["metrics"]
    spent = {metric["name"]: metric["value"] * 1000 for metric in metrics}
    layout = spent["LayoutDuration"] + spent["RecalcStyleDuration"]
    return Work(spent["TaskDuration"], spent["ScriptDuration"], layout)


def _watch(browser: Browser, address: str) -> tuple[float, float]:
    """Largest paint, and blocked time."""
    with _phone(browser) as page:
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.add_init_script(_WATCH)
        page.goto(address, wait_until="networkidle")
        seen = page.evaluate("seen")
    return seen["paint"], seen["blocked"]
