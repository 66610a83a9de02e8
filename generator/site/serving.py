"""Serve the site on this machine while it is edited: watch, wait for a pause, build, show.

An edit of case studies is shown in two steps: first the pages of the edited case studies, then, in a pause,
everything. With a thousand of them, all lists take seconds in which an editor only waits for one page. The
search uses the last index until the next one is there.
"""

from __future__ import annotations

import html
import os
import time
from collections.abc import Callable, Mapping, Sequence
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copytree, rmtree
from threading import Condition, Event, Thread
from typing import Any, NoReturn

from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.exceptions import MkDocsException
from watchdog.events import FileSystemEventHandler
from watchdog.observers.polling import PollingObserver

from generator.basics.cache import CACHE_FILE, open_cache
from generator.basics.clock import build_day
from generator.basics.disk import BuildError, explain, locked
from generator.basics.report import as_text
from generator.content.document import Document
from generator.outputs.project import Checked, WebAddresses, check_project, render_cases, render_project
from generator.outputs.script_data.search_terms import NO_TERMS, SearchTerms
from generator.site.build import Extras, build_pages
from generator.site.plugin import LONGEST_BUILD, WATCHED, Frame
from generator.site.search import FOLDER, index_site

POLLING = 0.1
"""Seconds between two looks at the watched files. Polling also works on shared drives, where the system
doesn't notify programs of changes."""
DEBOUNCE = 0.05
"""Seconds without a change until an edit counts as complete."""
PAUSE = 2.0
"""Seconds without a change until everything is built. Until then, the browser has the computer to itself."""
LONGEST_WAIT = 30
"""Seconds after which a browser that waits for a change has to ask again."""
CHANGES = "/guidance-changes/"
"""The address at which a browser waits for a change, followed by the version of the site that it shows."""

_RELOAD = """
<script>
(function wait() {{
  fetch("{changes}{version}").then((answer) => answer.text())
    .then((version) => version === "{version}" ? wait() : location.reload(), () => setTimeout(wait, 1000));
}})();
</script>
"""
_NOTICE = (
    '<aside role="alert" data-mistakes style="position:fixed;z-index:9999;inset:auto 0 0 0;max-height:60vh;'
    'overflow:auto;padding:1rem;background:#fff;color:#000;border-top:.4rem solid #c00;font-size:16px">'
    "<strong>There are mistakes in the content. This page is as it was before them.</strong>"
    '<pre style="white-space:pre-wrap;margin:.5rem 0 0">{}</pre></aside>'
)


class ServedSite:
    """The site that is served. The server's threads read it; the thread that builds changes it."""

    def __init__(self) -> None:
        self._changed = Condition()
        self.version = 0
        self.folder = ""
        self.mistakes = ""
        """What is wrong with the content now. The site is then the last good one."""

    def show(self, folder: Path | None = None, mistakes: str = "") -> None:
        """Make every browser load its page again. `folder`: None if only files in it have changed."""
        with self._changed:
            self.folder = str(folder) if folder else self.folder
            self.mistakes = mistakes
            self.version += 1
            self._changed.notify_all()

    def wait_for_change(self, version: str) -> int:
        """The version, as soon as it differs from `version`, or after `LONGEST_WAIT` seconds."""
        with self._changed:
            self._changed.wait_for(lambda: str(self.version) != version, LONGEST_WAIT)
            return self.version


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    shown: ServedSite

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, directory=self.shown.folder, **kwargs)

    def do_GET(self) -> None:
        self.directory = self.shown.folder
        if self.path.startswith(CHANGES):
            version = self.shown.wait_for_change(self.path.removeprefix(CHANGES))
            self._answer(200, str(version).encode(), "text/plain")
            return
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix == ".html" and path.is_file():
            self._answer(200, self._page(path), "text/html; charset=utf-8")
        elif path.is_file():
            super().do_GET()
        else:
            missing = Path(self.directory, "404.html")
            self._answer(404, self._page(missing) if missing.is_file() else b"", "text/html; charset=utf-8")

    def _page(self, path: Path) -> bytes:
        """A page with a script that reloads it after a change, and with any mistakes in the content."""
        notice = _NOTICE.format(html.escape(self.shown.mistakes)) if self.shown.mistakes else ""
        extra = notice + _RELOAD.format(changes=CHANGES, version=self.shown.version)
        before, closing, after = path.read_bytes().rpartition(b"</body>")
        return before + extra.encode() + closing + after

    def _answer(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Do not print a line for each request."""


def start_server(address: str, shown: ServedSite) -> None:
    """Serve in threads of their own. Raises `BuildError` if the address is not available."""
    host, _, port = address.rpartition(":")
    handler = type("Handler", (_Handler,), {"shown": shown})
    try:
        server = ThreadingHTTPServer((host or "127.0.0.1", int(port)), handler)
    except (OSError, ValueError) as error:
        raise BuildError(
            f"{address} can't be served at: {getattr(error, 'strerror', None) or error}."
        ) from None
    Thread(target=server.serve_forever, daemon=True).start()


def watch(root: Path) -> Event:
    """An event that is set whenever something changes that the site of this project is made from."""
    changed, observer = Event(), PollingObserver(timeout=POLLING)
    handler = FileSystemEventHandler()
    handler.on_any_event = lambda event: changed.set()  # type: ignore[method-assign]  # noqa: ARG005
    for path in filter(Path.exists, (root / name for name in (*WATCHED, "mkdocs.yml"))):
        observer.schedule(handler, str(path), recursive=path.is_dir())
    observer.start()
    return changed


Stage = Callable[[], bool]
"""A part of the work after a change. Returns whether to go on to the next."""


def follow(changed: Event, stages: Sequence[Stage]) -> NoReturn:
    """Run the stages after each change, until interrupted.

    There is a pause after each stage. A change during a pause starts again with the first stage.
    """
    while True:
        changed.wait()
        changed.clear()
        if changed.wait(DEBOUNCE):
            continue
        for stage in stages:
            if not stage() or changed.wait(PAUSE):
                break


class Session:
    """The site as it was last built, while its content changes."""

    def __init__(
        self,
        root: Path,
        folder: Path,
        report: Callable[[str], None],
        places: WebAddresses,
        language: str = "",
    ) -> None:
        """`folder`: where sites are built. `report`: gets sentences on what is shown, and what is wrong."""
        self.shown = ServedSite()
        self._root, self._folder, self._report = root, folder, report
        self._places, self._language = places, language
        self._docs = root / "docs"
        self._site = folder / "0"
        self._frame: Frame | None = None
        """What MkDocs made pages with in the last full build."""
        self._documents: Mapping[str, Document] = {}
        """The content files of the last full build."""
        self._terms: SearchTerms = NO_TERMS
        """What the search is told about pages."""
        self._is_ahead = False
        """Whether edited pages show something that other pages don't show yet."""

    def start(self) -> None:
        """Build everything for the first time. Raises `BuildError` if that fails."""
        if fault := self._build():
            raise BuildError(fault)
        self.make_index()
        self.shown.show(self._site)

    def show_edit(self) -> bool:
        """Show the pages of the edited case studies, or everything if something else was edited.

        False if the content has mistakes, which are then shown.
        """
        begun = time.monotonic()
        checked = check_project(self._root, language=self._language)
        if checked.library is None:
            return self._show_all(as_text(checked.problems), begun)
        edited = _edited_cases(self._documents, checked)
        self._is_ahead = bool(edited) and self._show_cases(checked, edited)
        if not self._is_ahead:
            return self._show_all(self._build(), begun)
        self.shown.show()
        self._report(f"The edited page is shown, after {time.monotonic() - begun:.1f} s.")
        return True

    def catch_up(self) -> bool:
        """Build and show everything, if only edited pages are shown so far."""
        begun = time.monotonic()
        return not self._is_ahead or self._show_all(self._build(), begun)

    def make_index(self) -> bool:
        """Make the search index of what is shown now."""
        language = self._frame.language if self._frame else ""
        try:
            index_site(self._site, language or "en", self._terms)
        except OSError as error:
            self._report(f"The search is not up to date. {error}")
        else:
            self._report("The search is up to date.")
        return True

    def _show_all(self, fault: str, begun: float) -> bool:
        """Show the last good site, with the fault if there is one. Returns whether there is none."""
        self.shown.show(self._site, fault)
        if fault:
            self._report(f"{fault}\nThe site is shown as it was before this change.")
        else:
            self._report(f"Everything is shown, after {time.monotonic() - begun:.1f} s.")
        return not fault

    def _build(self) -> str:
        """Build everything into a folder of its own. Returns what went wrong, or an empty text."""
        try:
            with locked(self._docs, LONGEST_BUILD):
                return self._render_and_build()
        except BuildError as error:
            return str(error)
        except OSError as error:
            return explain(error, self._docs)

    def _render_and_build(self) -> str:
        site = self._folder / str(int(self._site.name) + 1)
        rendered = render_project(
            self._root,
            self._docs,
            places=self._places,
            today=build_day(os.environ),
            language=self._language,
        )
        if rendered.written is None:
            return as_text(rendered.checked.problems)
        for former in self._folder.iterdir():
            if former != self._site:  # which browsers still get, until the next is there
                rmtree(former, ignore_errors=True)
        with open_cache(self._root / CACHE_FILE) as cache:
            plugin = build_pages(self._root, site, Extras(language=rendered.checked.language), cache)
        self._frame = plugin.frame if plugin else None
        self._documents, self._terms = _by_path(rendered.checked), rendered.terms
        if (self._site / FOLDER).is_dir():  # the last index, until there is a new one
            copytree(self._site / FOLDER, site / FOLDER)
        self._site = site
        return ""

    def _show_cases(self, checked: Checked, paths: frozenset[str]) -> bool:
        """Build the pages of these case studies in the site that is shown. False if that is not possible."""
        today = build_day(os.environ)
        with locked(self._docs, LONGEST_BUILD):
            uris = render_cases(checked, self._root, self._docs, paths, places=self._places, today=today)
        frame = self._frame
        if frame is None or not uris or any(frame.affects_others(uri) for uri in uris):
            return False
        try:
            for page in map(frame.new_page, uris):
                _populate_page(page, frame.config, frame.files)
                _build_page(page, frame.config, frame.pages, frame.nav, frame.env)
        except MkDocsException:
            return False  # the full build meets the same error, and reports it
        return True


def _by_path(checked: Checked) -> Mapping[str, Document]:
    return {document.path: document for document in checked.documents}


def _edited_cases(before: Mapping[str, Document], checked: Checked) -> frozenset[str]:
    """The paths of files that changed; empty unless all of them are published case studies.

    Documents are compared by identity: a file that was not read again has the same document.
    """
    documents = _by_path(checked)
    published = {case.path for case in checked.library.cases} if checked.library else set()
    edited = frozenset(path for path, document in documents.items() if document is not before.get(path))
    return edited if edited <= published and documents.keys() == before.keys() else frozenset()
