"""The answers of a real nginx to what `guidance deploy` writes, at the top of a server and below a path."""

from __future__ import annotations

import base64
import gzip
import http.client
import re
import ssl
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from urllib.parse import urljoin

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.browser.tools import report_missing
from tests.nginx import ADVICE, find_nginx, free_port, run_nginx
from tests.observatory import grade, modifiers
from tests.stamped import as_built

PAGE = "<!doctype html><title>x</title><p>" + "A page of many words, café. " * 50
NOT_FOUND = """<!doctype html><title>Page not found</title><link rel="stylesheet" href="/assets/site.css">
<script class="g-upwards" src="../assets/javascripts/not-found.js" defer></script>
<p><a href="/index.html">Home</a> <a href="https://example.org/">elsewhere</a>"""
HASHED = [
    "assets/javascripts/bundle.a5f9d56c.min.js",
    "assets/javascripts/workers/search.a7633da7.min.js",
    "assets/stylesheets/main.57a0d79d.min.css",
    "search/parts/0a1b2c3d4e5f/words-0.js",
]
TYPES = {
    "index.html": "text/html; charset=utf-8",
    "themes/page.html": "text/html; charset=utf-8",
    "assets/javascripts/shared.js": "text/javascript; charset=utf-8",
    "assets/site.css": "text/css; charset=utf-8",
    "assets/logo.svg": "image/svg+xml; charset=utf-8",
    "assets/form.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "data/cases.json": "application/json; charset=utf-8",
    "data/cases.csv": "text/csv; charset=utf-8",
    "search/index.js": "text/javascript; charset=utf-8",
    "a file.txt": "text/plain; charset=utf-8",
}
FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    """By lower-case name."""
    body: bytes


@dataclass(frozen=True)
class Server:
    port: int
    path: str
    is_encrypted: bool = False

    def ask(self, address: str, method: str = "GET", **headers: str) -> Answer:
        """Send a request. `address`: relative to the site without a leading slash; it is sent unchanged."""
        if not address.startswith("/"):
            address = self.path + address
        connection: http.client.HTTPConnection = http.client.HTTPConnection("127.0.0.1", self.port)
        if self.is_encrypted:
            trusting = ssl.create_default_context()
            trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
            connection = http.client.HTTPSConnection("127.0.0.1", self.port, context=trusting)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, address, headers=named)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, body)


@pytest.fixture(scope="module")
def nginx() -> str:
    return find_nginx() or report_missing(ADVICE)


@pytest.fixture(scope="module", params=["/", "/our.intranet/guidance/"], ids=["at the top", "below a path"])
def deployment(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder that `guidance deploy` writes, and the path that the site has in it."""
    folder: Path = tmp_path_factory.mktemp("deployment")
    files = dict.fromkeys((*HASHED, *TYPES), PAGE)
    for name, text in (
        files
        | {"404.html": NOT_FOUND, "themes/index.html": PAGE, "a folder/index.html": PAGE, ".secret": "x"}
    ).items():
        path = folder / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    (folder / "private.txt").write_text("private", "utf-8")
    as_built(folder / "site")
    places = ["--path", request.param, "--folder", str(folder / "out" / "site")]
    places += ["--whole-host"] if request.param == "/" else []
    command = ["deploy", "--site-dir", str(folder / "site"), "--out", str(folder / "out"), *places]
    outcome = CliRunner().invoke(main, command, catch_exceptions=False)
    assert outcome.exit_code == 0, outcome.output
    return folder / "out", request.param


@pytest.fixture(scope="module")
def server(
    nginx: str, deployment: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    folder, path = deployment
    with run_nginx(nginx, folder, tmp_path_factory.mktemp("nginx")) as port:
        yield Server(port, path)


# What is there


@pytest.mark.parametrize("name", TYPES)
def test_a_file_comes_with_its_type(server: Server, name: str) -> None:
    answer = server.ask(name.replace(" ", "%20"))
    assert (answer.status, answer.headers["content-type"]) == (200, TYPES[name])
    assert answer.body == PAGE.encode()


@pytest.mark.parametrize(
    "name", [name for name in TYPES if TYPES[name].startswith(("text", "application/json"))]
)
def test_a_text_comes_compressed_to_those_who_can_read_it(server: Server, name: str) -> None:
    plain, packed = (
        server.ask(name.replace(" ", "%20")),
        server.ask(name.replace(" ", "%20"), accept_encoding="gzip"),
    )
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["content-type"] == TYPES[name]
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body)
    assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"


def test_folders_have_their_pages(server: Server) -> None:
    assert server.ask("").body == PAGE.encode()
    assert server.ask("themes/").body == PAGE.encode()
    moved = server.ask("themes", host="any.name.example")
    # Names no host, port or path: a proxy in front may have others.
    assert (moved.status, moved.headers["location"]) == (301, "./themes/")
    assert server.ask("themes?a=b").headers["location"] == "./themes/"
    assert server.ask("a%20folder").headers["location"] == "./a%20folder/"


def test_head_and_parts_are_answered(server: Server) -> None:
    head = server.ask("index.html", "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert int(head.headers["content-length"]) == len(PAGE.encode())
    part = server.ask("index.html", range="bytes=0-8")
    assert (part.status, part.body) == (206, b"<!doctype")


def test_what_a_browser_has_is_not_sent_again(server: Server) -> None:
    tag = server.ask("index.html").headers["etag"]
    assert server.ask("index.html", if_none_match=tag).status == 304


def test_nothing_can_be_sent_to_it(server: Server) -> None:
    assert {server.ask("index.html", method).status for method in ("POST", "PUT", "DELETE")} == {405}


def test_it_answers_to_any_host_name(server: Server) -> None:
    assert server.ask("index.html", host="guidance.example").status == 200


# For how long browsers keep it


@pytest.mark.parametrize("name", HASHED)
def test_a_file_named_by_its_content_is_kept_for_good(server: Server, name: str) -> None:
    assert server.ask(name).headers["cache-control"] == FOREVER


@pytest.mark.parametrize("name", [*TYPES, "nowhere.html", "search/parts/000000000000/words-1.js"])
def test_everything_else_is_asked_for_again(server: Server, name: str) -> None:
    assert server.ask(name.replace(" ", "%20")).headers["cache-control"] == "no-cache"


# What is not there


@pytest.mark.parametrize(
    ("address", "up"),
    [
        ("nowhere.html", "./"),
        ("nowhere.html?from=/a/b/c", "./"),
        ("404.html", "./"),
        ("themes/nowhere", "../"),
        ("assets/", "../"),
        ("a//b/", "../../../"),
        ("a/b/c/d/e/f/g/h/i.html", "../" * 8),
    ],
)
def test_a_page_that_is_not_there_leads_home(server: Server, address: str, up: str) -> None:
    answer = server.ask(address, accept_encoding="gzip")
    text = answer.body.decode()
    assert (answer.status, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert f'href="{up}index.html"' in text
    assert f'href="{up}assets/site.css"' in text
    assert 'href="https://example.org/"' in text
    # The page need not look for the site, so the script for that is not requested.
    assert 'src="../assets/javascripts/not-found.js"' in text
    assert not re.search(r'\ssrc="../', text)


def test_deeper_than_any_page_it_still_leads_home(server: Server) -> None:
    assert f'href="{server.path}index.html"' in server.ask("a/" * 20).body.decode()


@pytest.mark.parametrize(
    "address",
    [
        *(".secret", ".git/config", "themes/.hidden", "%2esecret"),
        *("../private.txt", "%2e%2e/private.txt", "..%2fprivate.txt", "themes/../../private.txt"),
        *("%2e%2e%2f%2e%2e%2fetc/passwd", "..;/private.txt", "..%5cprivate.txt", "%00", "index.html%00.js"),
    ],
)
def test_what_is_hidden_or_outside_is_out_of_reach(server: Server, address: str) -> None:
    answer = server.ask(address)
    assert answer.status in {400, 404}
    assert b"private" not in answer.body.replace(b"private.txt", b"")


def test_beside_the_path_there_is_nothing(server: Server) -> None:
    beside = server.path.rstrip("/")
    assert server.ask(f"{beside}../nginx/default.conf").status in {400, 404}
    if beside:
        assert server.ask("/").status == 404
        assert server.ask(beside).headers["location"] == server.path


PROXY = """server {{
    listen 1;
    location /outer/ {{
        proxy_pass http://127.0.0.1:{port}{path};
    }}
}}
"""


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [("nowhere", ""), ("themes/a/nowhere", ""), ("themes", "themes/")],
)
def test_behind_a_proxy_that_changes_the_path_all_is_well(
    server: Server, nginx: str, tmp_path: Path, address: str, leads_to: str
) -> None:
    (tmp_path / "nginx").mkdir()
    text = PROXY.format(port=server.port, path=server.path)
    (tmp_path / "nginx" / "default.conf").write_text(text, "utf-8")
    (tmp_path / "around").mkdir()
    with run_nginx(nginx, tmp_path, tmp_path / "around") as port:
        answer = Server(port, "/outer/").ask(address)
    if answer.status == 301:
        found = answer.headers["location"]
    else:
        [found] = re.findall('href="([^"]*)index.html"', answer.body.decode())
    assert urljoin(f"/outer/{address}", found) == f"/outer/{leads_to}"


# What goes with every answer


@pytest.mark.parametrize(
    ("address", "status"),
    [("index.html", 200), ("themes", 301), ("nowhere", 404), ("%00", 400), ("assets/site.css", 200)],
)
def test_every_answer_is_safe(server: Server, address: str, status: int) -> None:
    answer = server.ask(address)
    assert answer.status == status
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "unsafe-inline" not in answer.headers["content-security-policy"]
    assert "set-cookie" not in answer.headers
    assert re.fullmatch("nginx", answer.headers["server"])
    assert grade(answer.headers, "https://guidance.example/", "guidance.example") == best_grade(server.path)


def best_grade(path: str) -> str:
    """Below a path other things are at the same host name, and HSTS is not for this site to send."""
    return "A+" if path == "/" else "B+"


def test_each_part_of_the_observatorys_grade_is_the_best_there_is(server: Server) -> None:
    headers = server.ask("").headers
    assert modifiers(headers, "https://guidance.example/", "guidance.example") == {
        "content-security-policy": 10,
        "cookies": 0,
        "cross-origin-resource-sharing": 0,
        "redirection": 0,
        "referrer-policy": 5,
        "strict-transport-security": 0 if server.path == "/" else -20,
        "x-content-type-options": 0,
        "x-frame-options": 5,
        "cross-origin-opener-policy": 10,
        "cross-origin-embedder-policy": 10,
        "cross-origin-resource-policy": 10,
    }


@pytest.mark.parametrize(
    ("changed", "redirect", "expected"),
    [
        pytest.param({}, "https://e.example/", "A+", id="nothing"),
        pytest.param({"content-security-policy": ""}, "https://e.example/", "B", id="no policy"),
        pytest.param(
            {"content-security-policy": "default-src 'none'; script-src 'unsafe-inline'"},
            "https://e.example/",
            "B+",
            id="inline scripts",
        ),
        pytest.param(
            {"content-security-policy": "img-src 'self'; img-src 'none'"},
            "https://e.example/",
            "B",
            id="twice",
        ),
        pytest.param({"strict-transport-security": ""}, "https://e.example/", "B+", id="no HSTS"),
        pytest.param({"x-frame-options": ""}, "https://e.example/", "B+", id="framing"),
        pytest.param({"set-cookie": "a=b"}, "https://e.example/", "B+", id="a cookie"),
        pytest.param({}, "", "B+", id="no way to HTTPS"),
    ],
)
def test_the_grade_notices_what_is_worse(changed: dict[str, str], redirect: str, expected: str) -> None:
    headers = {
        "content-security-policy": "default-src 'self'",
        "strict-transport-security": "max-age=31536000",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
    }
    assert grade(headers | changed, redirect, "e.example") == expected


def test_encrypted_it_has_the_best_grade(nginx: str, deployment: tuple[Path, str], tmp_path: Path) -> None:
    """The example configuration for a server with TLS of its own, with a certificate for tests."""
    openssl = which("openssl") or report_missing("No openssl was found to make a certificate with.")
    folder, path = deployment
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    making = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    subprocess.run([openssl, *making, "-out", certificate, "-keyout", key], check=True, capture_output=True)
    port = free_port()
    text = (folder / "nginx/guidance/https.conf.example").read_text("utf-8")
    text = text.replace("listen 8443", f"listen 127.0.0.1:{port}").replace("/etc/nginx/tls", str(tmp_path))
    (tmp_path / "nginx").mkdir()
    (tmp_path / "nginx" / "default.conf").write_text(text, "utf-8")
    (tmp_path / "nginx" / "guidance").symlink_to(folder / "nginx" / "guidance")
    (tmp_path / "around").mkdir()
    with run_nginx(nginx, tmp_path, tmp_path / "around") as plain:
        first = Server(plain, path).ask("themes/page.html?a=b", host="guidance.example")
        answer = Server(port, path, is_encrypted=True).ask("themes/page.html")
    assert (first.status, first.headers["location"]) == (
        301,
        f"https://guidance.example{path}themes/page.html?a=b",
    )
    assert answer.body == PAGE.encode()
    assert grade(answer.headers, first.headers["location"], "guidance.example") == best_grade(path)


def test_an_internal_copy_is_kept_by_nobody_on_the_way_and_found_by_no_search_engine(
    nginx: str, tmp_path: Path
) -> None:
    """Nor read by anybody who has not signed in, with the example for that."""
    index = PAGE.replace("<p>", '<meta name="robots" content="noindex"><p>')
    for name in ("index.html", "404.html", HASHED[0]):
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text(index, "utf-8")
    as_built(tmp_path / "site", "internal")
    places = ["--folder", str(tmp_path / "out" / "site"), "--out", str(tmp_path / "out")]
    places += ["--audience", "internal"]
    outcome = CliRunner().invoke(main, ["deploy", "--site-dir", str(tmp_path / "site"), *places])
    assert "It is an internal copy" in outcome.output
    (tmp_path / "users").write_text("ann:{PLAIN}secret\n", "utf-8")
    conf = tmp_path / "out" / "nginx" / "guidance"
    example = (conf / "sign-in.conf.example").read_text("utf-8")
    example = example.replace("/etc/nginx/guidance.htpasswd", str(tmp_path / "users"))
    (conf / "sign-in.conf").write_text(example, "utf-8")
    default = conf.parent / "default.conf"
    text = default.read_text("utf-8").replace(
        "server_tokens off;", "include conf.d/guidance/sign-in.conf;", 1
    )
    default.write_text(text, "utf-8")
    (tmp_path / "around").mkdir()
    with run_nginx(nginx, tmp_path / "out", tmp_path / "around") as port:
        server = Server(port, "/")
        assert {server.ask(name).status for name in ("", HASHED[0], "nowhere", ".git/config")} == {401}
        key = "Basic " + base64.b64encode(b"ann:secret").decode()
        page, script, nowhere = (server.ask(name, authorization=key) for name in ("", HASHED[0], "nowhere"))
    assert (page.status, script.status, nowhere.status) == (200, 200, 404)
    assert {each.headers["x-robots-tag"] for each in (page, script, nowhere)} == {
        "noindex, nofollow, noarchive"
    }
    assert page.headers["cache-control"] == "private, no-cache"
    assert script.headers["cache-control"] == FOREVER.replace("public", "private")
