"""A real nginx with the configuration that `guidance deploy` writes; or install one.

python -m tests.nginx     say which nginx is used; install one if there is none
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ADVICE = (
    "No nginx was found, so the tests of what serves the site can't run. Install it with your system's "
    "packages, or put the address of the program into the environment variable NGINX."
)
_USUAL = ("/usr/sbin/nginx", "/usr/local/sbin/nginx", "/opt/homebrew/bin/nginx")

# The configuration around the files under test. `user`: an nginx started by root would switch to another.
_AROUND = """{user}
daemon off;
worker_processes 1;
pid nginx.pid;
error_log stderr warn;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path temporary/body;
    proxy_temp_path temporary/proxy;
    fastcgi_temp_path temporary/fastcgi;
    uwsgi_temp_path temporary/uwsgi;
    scgi_temp_path temporary/scgi;
    include conf.d/default.conf;
}}
"""


def find_nginx() -> str | None:
    """The program to run; `NGINX` if it is set, even if it is wrong: an error is better than a guess."""
    usual = next((path for path in _USUAL if Path(path).exists()), None)
    return os.environ.get("NGINX") or shutil.which("nginx") or usual


@contextmanager
def run_nginx(nginx: str, deployment: Path, around: Path) -> Iterator[int]:
    """Run nginx with the configuration in `deployment`, and its own files in `around`. Yields the port."""
    port = free_port()
    shutil.copytree(deployment / "nginx", around / "conf.d", dirs_exist_ok=True)
    (around / "temporary").mkdir(exist_ok=True)
    server = around / "conf.d" / "default.conf"
    server.write_text(re.sub(r"listen \d+;", f"listen 127.0.0.1:{port};", server.read_text("utf-8")), "utf-8")
    user = "user root;" if os.name == "posix" and os.geteuid() == 0 else ""
    (around / "nginx.conf").write_text(_AROUND.format(user=user), "utf-8")
    with (around / "said.txt").open("w") as said:
        command = [nginx, "-p", f"{around}/", "-c", "nginx.conf", "-e", "stderr"]
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        try:
            _wait_until_it_answers(process, port, around / "said.txt")
            yield port
        finally:
            process.terminate()
            process.wait(timeout=10)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_it_answers(process: subprocess.Popen[bytes], port: int, said: Path) -> None:
    for _ in range(200):
        if process.poll() is not None:
            raise RuntimeError(f"nginx did not start:\n{said.read_text('utf-8')}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"nginx did not answer:\n{said.read_text('utf-8')}")


def install_nginx() -> None:
    """Install the system's nginx, if permitted."""
    if platform.system() != "Linux" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print("Installing nginx for the tests of what serves the site; the first time only.", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", "nginx"]):
        subprocess.run(["apt-get", "--quiet=2", *arguments], env=quiet, check=False, stdin=subprocess.DEVNULL)


def main() -> None:
    if not find_nginx():
        install_nginx()
    # It is no failure if there is none: the tests decide about that, see report_missing.
    print(f"The tests serve the site with: {find_nginx() or ADVICE}", flush=True)


if __name__ == "__main__":
    main()
