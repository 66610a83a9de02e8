"""Build a site again and again, and stop each build at another of its steps.

    python -m tests.saboteur FOLDER 20 kill full

This kills 20 builds, each at another step, and fills the disk for 20 more from another step on.

A step is one of: a file is opened for writing, a folder is made, something is renamed or removed, a
program is started. This is a program of its own, so that modules are imported once: each build is a
forked process. Prints one line of JSON with what happened.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.cli import main
from tests.small_site import files_of

Stop = Callable[[str, tuple[Any, ...]], None]
STEPS = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.rmtree", "subprocess.Popen"}
NEEDS_ROOM = {"os.mkdir", "open"}
LEFT_OVER = {".site.staging", ".site.previous", ".bundle.unfinished", ".site.lock", ".docs.lock"}
"""What stopped builds may leave behind: each once, however many builds were stopped."""


def is_step(event: str, details: tuple[Any, ...]) -> bool:
    if event == "open":
        flags = details[2] if isinstance(details[2], int) else 0
        return bool(flags & (os.O_WRONLY | os.O_RDWR)) and not str(details[0]).startswith("/dev/")
    return event in STEPS


def stop_by_kill(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def stop_for_lack_of_room(event: str, details: tuple[Any, ...]) -> None:
    if event in NEEDS_ROOM:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), details[0])


def build(root: Path, at: int, stop: Stop) -> int:
    """Run the build in this process, calling `stop` from step `at` on. Returns the number of steps."""
    taken = 0

    def watch(event: str, details: tuple[Any, ...]) -> None:
        nonlocal taken
        if is_step(event, details):
            taken += 1
            if taken >= at:
                stop(event, details)

    sys.addaudithook(watch)
    try:
        main(["build", "--zip", "--project", str(root)], standalone_mode=True)
    except SystemExit as left:
        if left.code:
            raise
    return taken


@dataclass(frozen=True)
class Outcome:
    status: int
    """The exit status; negative for a signal."""
    said: str
    steps: int


def in_a_branch(root: Path, at: int, stop: Stop) -> Outcome:
    log, count = root.parent / "said.txt", root.parent / "steps.txt"
    count.write_text("0", "utf-8")
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        return Outcome(os.waitstatus_to_exitcode(status), log.read_text("utf-8"), int(count.read_text()))
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(output, 1)
    os.dup2(output, 2)
    code = 70
    try:
        taken = build(root, at, stop)
        with os.fdopen(os.open(count, os.O_RDWR), "w") as file:
            file.write(str(taken))
        code = 0
    except SystemExit as left:
        code = int(left.code or 0)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def state_of(root: Path) -> tuple[str, str]:
    """A hash of the site, and one of its zip file."""
    site = hashlib.sha256()
    for name, data in sorted(files_of(root / "site").items()):
        site.update(f"{name} {len(data)} ".encode() + data)
    [bundle] = root.glob("*.zip")
    return site.hexdigest(), hashlib.sha256(bundle.read_bytes()).hexdigest()


def litter_in(root: Path, known: Iterable[str]) -> set[str]:
    names = {path.name for path in root.iterdir()} - set(known)
    return {".bundle.unfinished" if name.endswith(".zip.unfinished") else name for name in names}


class Project:
    """A project whose text has two states. Its site shows one of them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._page = root / "content" / "pages" / "about.md"
        self._text = self._page.read_text("utf-8")
        self.changed = False
        self.states = [self.build_whole(False), self.build_whole(True)]
        self.known = {path.name for path in root.iterdir()} - LEFT_OVER

    def set_text(self, changed: bool) -> None:
        self.changed = changed
        self._page.write_text(f"{self._text}\nA paragraph.\n" if changed else self._text, "utf-8")

    def build_whole(self, changed: bool) -> tuple[str, str]:
        self.set_text(changed)
        outcome = in_a_branch(self.root, sys.maxsize, stop_by_kill)
        assert outcome.status == 0, outcome.said
        self.steps = outcome.steps
        return state_of(self.root)


STOPS: dict[str, Stop] = {"kill": stop_by_kill, "full": stop_for_lack_of_room}


def sabotage(root: Path, times: int, kinds: list[str]) -> dict[str, Any]:
    project = Project(root)
    steps = project.steps
    result: dict[str, Any] = {}
    for kind in kinds:
        # Steps from all of the build, and more from its end, where the site is replaced.
        shares = [(number + 0.5) / times for number in range(times)]
        places = [1 + int(steps * (share if n % 2 else share**0.2)) for n, share in enumerate(shares)]
        outcomes = [stopped(project, at, kind) for at in places]
        result[kind] = {
            "builds": times,
            "published": sum(outcome.has_published for outcome in outcomes),
            "statuses": Counter(outcome.status for outcome in outcomes),
            "faults": [fault for outcome in outcomes for fault in outcome.faults],
        }
    time.sleep(0.2)
    return result | {"steps": steps, "afterwards": afterwards(project)}


@dataclass(frozen=True)
class Stopped:
    status: int
    has_published: bool
    faults: list[str]


def stopped(project: Project, at: int, kind: str) -> Stopped:
    """Change the text, and stop the build that would publish the change."""
    root = project.root
    before, wanted = state_of(root), project.states[not project.changed]
    project.set_text(not project.changed)
    outcome = in_a_branch(root, at, STOPS[kind])
    after = state_of(root)
    faults = []
    if after[0] not in {before[0], wanted[0]} or after[1] not in {before[1], wanted[1]}:
        faults.append("the site or its zip is neither the last one nor the new one")
    if extra := litter_in(root, project.known) - LEFT_OVER:
        faults.append(f"left {sorted(extra)}")
    if kind == "full" and outcome.status and "The disk is full. Make room" not in outcome.said:
        faults.append(f"said {outcome.said}")
    if "Traceback" in outcome.said:
        faults.append(outcome.said)
    if after[0] != wanted[0]:
        project.set_text(not project.changed)  # as its site shows it
    return Stopped(
        outcome.status, after[0] == wanted[0], [f"{kind} at step {at}: {fault}" for fault in faults]
    )


def afterwards(project: Project) -> list[str]:
    """What is wrong with a build after all those that were stopped."""
    faults = []
    if project.build_whole(project.changed) != project.states[project.changed]:
        faults.append("it differs")
    if extra := litter_in(project.root, project.known) - {".site.lock", ".docs.lock"}:
        faults.append(f"it leaves {sorted(extra)}")
    if unfinished := [name for name in files_of(project.root / "docs") if "unfinished" in name]:
        faults.append(f"it leaves {unfinished}")
    return faults


if __name__ == "__main__":
    print(json.dumps(sabotage(Path(sys.argv[1]).resolve(), int(sys.argv[2]), sys.argv[3:])))  # noqa: T201
