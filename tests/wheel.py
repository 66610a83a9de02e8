"""The package as hosts get it: a wheel, in an environment of its own, without the checkout.

Its dependencies come from the environment of the tests, by a `.pth` file with that folder's path. The package
itself is not found that way, because it is installed there as editable.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def install_wheel(folder: Path) -> Path:
    """Build the wheel into `folder/dist` and install it, once. Returns the path of its `guidance`."""
    environment = folder / "environment"
    scripts = environment / ("Scripts" if sys.platform == "win32" else "bin")
    if not folder.exists():
        pip: tuple[str | Path, ...] = (sys.executable, "-m", "pip")
        _run(*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", folder / "dist", ROOT)
        (wheel,) = (folder / "dist").glob("*.whl")
        _run(sys.executable, "-m", "venv", "--without-pip", environment)
        _run(*pip, "--python", scripts / "python", "install", "--no-deps", "--no-index", wheel)
        (packages,) = environment.rglob("site-packages")
        (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return scripts / "guidance"


def run_program(program: Path, *arguments: str) -> str:
    """What an installed program says. It runs away from the checkout, whose modules it would find first."""
    finished = subprocess.run(
        [program, *arguments],
        cwd=program.parent,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return finished.stdout


def _run(*command: str | Path) -> None:
    finished = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    assert finished.returncode == 0, finished.stdout + finished.stderr
