"""`guidance deploy --for iis` and `--for static`: what is written for servers that do not run here."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.error
import urllib.request
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from generator.cli import main
from generator.site.deployment import is_named_by_content, type_of
from tests.iis import serve_as_iis
from tests.small_site import files_of
from tests.stamped import as_built
from tests.test_nginx import HASHED, NOT_FOUND, PAGE, TYPES

ROOT = Path(__file__).resolve().parents[1]
INTERNAL = PAGE.replace("<p>", '<meta name="robots" content="noindex"><p>')
NAMES = [name for name in (*HASHED, *TYPES) if " " not in name]


def make_site(folder: Path, index: str = PAGE) -> Path:
    files = dict.fromkeys(NAMES, PAGE) | {"index.html": index, "404.html": NOT_FOUND}
    for name, text in files.items():
        (folder / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "site" / name).write_text(text, "utf-8", newline="\n")
    return folder / "site"


def deploy(site: Path, *arguments: str) -> Result:
    as_built(site, "internal" if b"noindex" in (site / "index.html").read_bytes() else "public")
    command = ["deploy", "--site-dir", str(site), "--out", str(site.parent / "out"), *arguments]
    command += ["--audience", "internal"] if b"noindex" in (site / "index.html").read_bytes() else []
    return CliRunner().invoke(main, command, catch_exceptions=False)


def ask(address: str) -> tuple[int, Message, bytes]:
    try:
        with urllib.request.urlopen(address) as answer:  # noqa: S310 (a server of this test)
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


# IIS


@pytest.mark.parametrize("path", ["/", "/our.intranet/guidance/"])
def test_iis_answers_every_file_with_its_type(tmp_path: Path, path: str) -> None:
    assert deploy(make_site(tmp_path), "--for", "iis", "--path", path).exit_code == 0
    with serve_as_iis(tmp_path / "out" / "site", path) as address:
        for name in NAMES:
            status, headers, body = ask(address + name)
            assert (status, body.decode()) == (200, PAGE), name
            assert (
                headers["Content-Type"]
                == type_of(Path(name).suffix)
                == TYPES.get(name, headers["Content-Type"])
            )
            assert headers["Cache-Control"] == (
                "max-age=31536000,public, immutable" if is_named_by_content(name) else "no-cache"
            )
            assert "default-src 'none'" in headers["Content-Security-Policy"]
            assert headers["X-Frame-Options"] == "DENY"
            assert headers["X-Powered-By"] is None


@pytest.mark.parametrize("path", ["/", "/our.intranet/guidance/"])
def test_iis_shows_the_page_for_what_is_not_there(tmp_path: Path, path: str) -> None:
    deploy(make_site(tmp_path), "--for", "iis", "--path", path)
    with serve_as_iis(tmp_path / "out" / "site", path) as address:
        assert ask(address)[0] == 200
        for name in ("nowhere.html", "a/b/nowhere", "web.config", "assets/"):
            status, headers, body = ask(address + name)
            assert status == 404
            assert f'href="{path}index.html"' in body.decode()
            assert "Content-Security-Policy" in headers


def test_iis_keeps_hashed_names_apart_from_others() -> None:
    assert [name for name in (*HASHED, *TYPES) if is_named_by_content(name)] == HASHED


def test_iis_gets_no_compressed_files_that_it_would_not_look_for(tmp_path: Path) -> None:
    deploy(make_site(tmp_path), "--for", "iis")
    assert not [name for name in files_of(tmp_path / "out") if name.endswith((".gz", ".br"))]


def test_a_new_ending_has_a_type_whatever_it_is(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    for name in ("film.mp4", "x.unheard", "PICTURE.PNG"):
        (site / name).write_bytes(b"x")
    deploy(site, "--for", "iis")
    with serve_as_iis(tmp_path / "out" / "site") as address:
        kinds = {
            name: ask(address + name)[1]["Content-Type"] for name in ("film.mp4", "x.unheard", "PICTURE.PNG")
        }
    assert kinds == {
        "film.mp4": "video/mp4",
        "x.unheard": "application/octet-stream",
        "PICTURE.PNG": "image/png",
    }


# Who may keep it, and speak for the host


@pytest.mark.parametrize("target", ["nginx", "iis", "static"])
def test_an_internal_copy_asks_to_be_left_alone(tmp_path: Path, target: str) -> None:
    outcome = deploy(make_site(tmp_path, INTERNAL), "--for", target)
    assert "internal copy" in outcome.output
    texts = b"".join(files_of(tmp_path / "out").values()).decode("utf-8", "replace")
    assert "noindex, nofollow, noarchive" in texts
    assert "public, max-age" not in texts
    assert json.loads((tmp_path / "out/deployment.json").read_text("utf-8"))["audience"] == "internal"


@pytest.mark.parametrize("target", ["nginx", "iis", "static"])
def test_only_a_site_that_has_the_whole_host_speaks_for_it(tmp_path: Path, target: str) -> None:
    site = make_site(tmp_path)

    def configured() -> str:
        named = {name: data for name, data in files_of(tmp_path / "out").items() if name != "README.md"}
        return b"".join(named.values()).decode("utf-8", "replace")

    deploy(site, "--for", target)
    assert "Strict-Transport-Security" not in configured()
    assert "X-Robots-Tag" not in configured()
    deploy(site, "--for", target, "--whole-host")
    assert "Strict-Transport-Security" in configured()
    assert deploy(site, "--for", target, "--whole-host", "--path", "/a/").exit_code == 2


def test_one_kind_takes_the_place_of_another(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    for target in ("iis", "nginx", "static"):
        assert deploy(site, "--for", target).exit_code == 0
    assert "site/web.config" not in files_of(tmp_path / "out")


# Hosts that take a folder


def azure_of(folder: Path) -> Any:
    return json.loads((folder / "out/site/staticwebapp.config.json").read_text("utf-8"))


def test_a_headers_file_sends_what_nginx_sends(tmp_path: Path) -> None:
    deploy(make_site(tmp_path), "--for", "static", "--path", "/a/")
    lines = (tmp_path / "out/site/_headers").read_text("utf-8").splitlines()
    assert lines[1] == "/a/*"
    sent = dict(line.strip().split(": ", 1) for line in lines[2:])
    assert sent["Cache-Control"] == "no-cache"
    assert sent["Content-Security-Policy"].startswith("default-src 'none'")
    assert max(map(len, lines)) < 2000  # Cloudflare reads no longer ones


def test_azure_lets_nobody_into_an_internal_copy_who_has_not_signed_in(tmp_path: Path) -> None:
    deploy(make_site(tmp_path, INTERNAL), "--for", "static")
    config = azure_of(tmp_path)
    assert {tuple(route["allowedRoles"]) for route in config["routes"]} == {("authenticated",)}
    assert config["routes"][-1]["route"] == "/*"
    assert config["responseOverrides"]["401"]["redirect"] == "/.auth/login/aad"


def test_azure_lets_everybody_into_a_public_one(tmp_path: Path) -> None:
    deploy(make_site(tmp_path), "--for", "static")
    config = azure_of(tmp_path)
    assert not any("allowedRoles" in route for route in config["routes"])
    assert config["responseOverrides"] == {"404": {"rewrite": "/404.html"}}
    assert config["mimeTypes"][".js"] == "text/javascript; charset=utf-8"


def test_a_page_that_is_not_there_leads_home_below_a_path(tmp_path: Path) -> None:
    deploy(make_site(tmp_path), "--for", "static", "--path", "/a/b/")
    written = files_of(tmp_path / "out/site")
    assert b'href="/a/b/index.html"' in written["404.html"]
    assert not {"404.html.gz", "404.html.br"} & written.keys()


# Forges


def test_the_examples_fit_the_forges_schemas_and_pin_what_the_project_pins() -> None:
    examples = ROOT / "deploy/static/examples"
    checker = Path(sys.executable).with_name("check-jsonschema")
    schemas = {"vendor.gitlab-ci": "gitlab-ci.yml", "vendor.github-workflows": "github-workflow.yml"}
    for schema, name in schemas.items():
        command: list[str | Path] = [checker, "--builtin-schema", schema, examples / name]
        finished = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
        assert finished.returncode == 0, finished.stdout + finished.stderr
    text = (examples / "github-workflow.yml").read_text("utf-8")
    used = {line.strip().removeprefix("- ") for line in text.splitlines() if "uses:" in line}
    ours = "".join(path.read_text("utf-8") for path in (ROOT / ".github/workflows").iterdir())
    assert [line for line in used if line not in ours] == []


@pytest.mark.parametrize("name", ["gitlab-ci.yml", "github-workflow.yml"])
def test_the_examples_install_by_hash_and_ask_no_index_for_the_release(name: str) -> None:
    text = (ROOT / "deploy/static/examples" / name).read_text("utf-8")
    assert yaml.safe_load(text)
    installs = [line for line in text.splitlines() if "pip install" in line]
    assert installs
    assert all("--require-hashes -r requirements.txt" in line for line in installs)
