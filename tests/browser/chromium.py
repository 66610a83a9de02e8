"""Find the Chromium (or Chrome, or Edge) that the browser tests run in, or install one, and a font for it.

Its headless shell is preferred: the same engine without windows, which opens a page in a third of the
processor time. Any other will do.

Playwright's own browser downloads are not used: they come from outside the package registries,
which many networks block, and a browser that is already installed will do.

    python -m tests.browser.chromium     say which browser is used; install one if there is none
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
FONTS = "fonts-liberation"
"""Debian's fonts as wide as Arial, which most readers have. The one font of a bare system is far wider."""
PACKAGES = ("chromium-headless-shell", FONTS, "libpangoft2-1.0-0")
"""Debian's packages. The last is for the tests of the PDF; a whole Chromium would depend on it anyway."""
ADVICE = (
    "No Chromium, Chrome or Edge was found, so the browser tests can't run. Install one of them, "
    "or put the address of the program into the environment variable CHROMIUM."
)


def find_chromium() -> str | None:
    """The browser to run; `CHROMIUM` if it is set, even if it is wrong: an error is better than a guess."""
    named = os.environ.get("CHROMIUM")
    return named or _find_command(SHELLS) or _find_command(COMMANDS) or _find_application()


def _find_command(names: Iterable[str]) -> str | None:
    return next(filter(None, map(shutil.which, names)), None)


def _find_application() -> str | None:
    return next((path for path in APPLICATIONS if Path(path).exists()), None)


def install_chromium() -> None:
    """Install Debian's Chromium, if permitted. Ubuntu's package only points to a store of its own."""
    _install("Chromium", PACKAGES)


def _install(what: str, packages: Iterable[str]) -> None:
    if not _is_debian_root():
        return
    print(f"Installing {what} for the browser tests; this takes a minute, the first time only.", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", "--quiet=2", *arguments], env=quiet, check=False, stdin=subprocess.DEVNULL)


def _lacks_fonts() -> bool:
    """Whether pages would be in a font much wider than most readers'. False if that is unknown."""
    match = shutil.which("fc-match")
    if match is None:
        return False
    found = subprocess.run([match, "Arial"], capture_output=True, check=False, stdin=subprocess.DEVNULL)
    return b"DejaVu" in found.stdout


def _is_debian_root() -> bool:
    if platform.system() != "Linux" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    return platform.freedesktop_os_release().get("ID") == "debian"


def main() -> None:
    if not find_chromium():
        install_chromium()
    elif _lacks_fonts():
        _install(FONTS, [FONTS])
    # It is no failure if there is none: the tests decide about that, see report_missing.
    print(f"Browser tests run in: {find_chromium() or ADVICE}", flush=True)


if __name__ == "__main__":
    main()
