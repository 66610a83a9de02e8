"""`serve` shows an edit once it is saved, and reports a mistake without stopping."""

from __future__ import annotations

import html
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer

from generator.site.plugin import GuidancePlugin
from tests.small_site import GUIDANCE, environment, make_small_site, run

PATIENCE = 120
"""Seconds until a test gives up. Each wait ends as soon as its condition holds."""


class Watching(LiveReloadServer):
    """Notes which folders to watch, and serves nothing."""

    def __init__(self) -> None:
        self.watched: list[str] = []

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:
        del func, recursive
        self.watched.append(path)

    def unwatch(self, path: str) -> None:
        self.watched.remove(path)


def test_what_editors_edit_is_watched_and_what_is_generated_is_not(tmp_path: Path) -> None:
    root = make_small_site(tmp_path / "project")
    config = load_config(str(root / "mkdocs.yml"))
    server = Watching()
    server.watch(config.docs_dir)
    server.watch(str(config.config_file_path))
    plugin = config.plugins["guidance"]
    assert isinstance(plugin, GuidancePlugin)
    assert plugin.on_serve(server, config=config) is server
    watched = {Path(path).relative_to(root).as_posix() for path in server.watched}
    assert watched == {"content", "case_studies", "templates", "mkdocs.yml"}


class Session:
    """A running server, and its output."""

    def __init__(self, process: subprocess.Popen[bytes], log: Path, address: str) -> None:
        self._process, self._log, self._address = process, log, address

    def printed(self) -> str:
        return self._log.read_text("utf-8", "replace")

    def rebuilds(self) -> int:
        """How many rebuilds the output of either command mentions."""
        printed = self.printed()
        return sum(map(printed.count, ("Reloading browsers", "Everything is shown", "page is shown")))

    def page(self, uri: str) -> str:
        with urllib.request.urlopen(f"{self._address}/{uri}", timeout=PATIENCE) as answer:  # noqa: S310 (its own)
            return str(answer.read().decode())

    def wait(self, is_there: Callable[[], object]) -> None:
        end = time.monotonic() + PATIENCE
        while not is_there():
            assert self._process.poll() is None, self.printed()
            assert time.monotonic() < end, self.printed()
            time.sleep(0.05)

    def settle(self) -> None:
        """Check that the server does not rebuild because of files that it wrote itself."""
        built = self.rebuilds()
        time.sleep(1.5)
        assert self.rebuilds() == built, self.printed()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def served(root: Path, command: list[str], option: str) -> Iterator[Session]:
    port, log = free_port(), root.parent / "log.txt"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, option, f"127.0.0.1:{port}"],
            cwd=root,
            env=environment(),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        session = Session(process, log, f"http://127.0.0.1:{port}")
        try:
            session.wait(lambda: "Serving on" in session.printed())
            yield session
        finally:
            process.kill()
            process.wait()


COMMANDS = {
    "guidance serve": ([str(GUIDANCE), "serve"], "--address"),
    "mkdocs serve": ([sys.executable, "-m", "mkdocs", "serve"], "--dev-addr"),
}


@pytest.mark.parametrize(("command", "option"), COMMANDS.values(), ids=COMMANDS)
def test_an_edit_is_shown_and_a_mistake_is_told(tmp_path: Path, command: list[str], option: str) -> None:
    root = make_small_site(tmp_path / "project")
    role = root / "content" / "roles" / "cnio.yml"
    good = role.read_text("utf-8")
    with served(root, command, option) as session:
        assert "Speaks for nurses." in session.page("roles/index.html")

        role.write_text(good.replace("for nurses", "for all nurses"), "utf-8")
        session.wait(lambda: "Speaks for all nurses." in session.page("roles/index.html"))
        session.settle()
        assert session.rebuilds() == 1

        role.write_text(good.replace("group: leads", "group: leaders"), "utf-8")
        session.wait(lambda: "shown as it was before this change" in session.printed())
        assert "content/roles/cnio.yml:3:8: error:" in session.printed()
        assert re.search(r"nearest: +leads", session.printed())
        assert "Traceback" not in session.printed()
        assert "Speaks for all nurses." in session.page("roles/index.html")
        if option == "--address":  # `guidance serve` tells it on every page too
            session.wait(lambda: "data-mistakes" in session.page("index.html"))
            told = html.unescape(session.page("roles/index.html"))
            assert "content/roles/cnio.yml:3:8: error:" in told
            assert "data-mistakes" not in session.page("assets/javascripts/shared.js")

        role.write_text(good.replace("for nurses", "for every nurse"), "utf-8")
        session.wait(lambda: "Speaks for every nurse." in session.page("roles/index.html"))
        assert "data-mistakes" not in session.page("roles/index.html")


def test_an_address_that_is_in_use_is_told(tmp_path: Path) -> None:
    root = make_small_site(tmp_path / "project")
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        address = f"127.0.0.1:{listener.getsockname()[1]}"
        outcome = run(root, "serve", "--address", address)
    assert outcome.returncode == 3
    assert outcome.stderr.startswith(f"{address} can't be served at:")


def test_an_edited_case_study_is_shown_and_then_everything_that_says_something_of_it(tmp_path: Path) -> None:
    root = make_small_site(tmp_path / "project")
    case = root / "case_studies" / "coast.yml"
    with served(root, *COMMANDS["guidance serve"]) as session:
        title = re.search(r"^title: (.*)$", case.read_text("utf-8"), re.MULTILINE)
        assert title
        case.write_text(case.read_text("utf-8").replace(title[0], "title: Another name"), "utf-8")
        session.wait(lambda: "Another name" in session.page("case-studies/coast.html"))
        session.wait(lambda: "Another name" in session.page("organisation-types/acute.html"))
        session.wait(lambda: "The search is up to date." in session.printed())
        session.settle()
        assert session.rebuilds() == 2
