"""`guidance deploy`: a finished site with everything to serve it, and a policy that fits this very site."""

from __future__ import annotations

import contextlib
import gzip
import os
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from shutil import copytree

import brotli
import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.site import deployment
from tests.small_site import files_of
from tests.stamped import as_built

PAGE = "<!doctype html><title>x</title><p>" + "A page of many words. " * 50
SCRIPT = "console.log('é');\n"
PAGES = ("index.html", "404.html", "themes/page.html", "sitemap.xml")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files = {
        "index.html": PAGE,
        "404.html": PAGE,
        "themes/page.html": PAGE,
        "assets/javascripts/shared.js": SCRIPT,
        "assets/stylesheets/site.css": "p { color: red }",
        "assets/images/picture.png": "not a picture" * 50,
        "sitemap.xml": PAGE,
        "sitemap.xml.gz": "of another time",
    }
    for name, text in files.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    return tmp_path / "site"


def deploy(site: Path, *arguments: str, out: str = "out") -> Result:
    if site.is_dir():
        as_built(site)
    command = ["deploy", "--site-dir", str(site), "--out", str(site.parent / out), *arguments]
    return CliRunner().invoke(main, command, catch_exceptions=False)


def read(site: Path, name: str) -> str:
    return (site.parent / "out" / name).read_text("utf-8")


def policy_in(site: Path) -> str:
    [policy] = re.findall('Content-Security-Policy "(.*)"', read(site, "nginx/guidance/headers.conf"))
    return str(policy)


def test_the_folder_holds_the_site_and_all_that_serves_it(site: Path) -> None:
    outcome = deploy(site)
    assert outcome.exit_code == 0
    assert "3 pages" in outcome.output
    written = files_of(site.parent / "out")
    originals = {f"site/{name}": data for name, data in files_of(site).items() if name != "sitemap.xml.gz"}
    assert {name: written[name] for name in originals} == originals
    assert {name for name in written.keys() - originals if "stamp.json" not in name} == {
        *("Containerfile", "README.md", "deployment.json", "nginx/default.conf"),
        *(f"nginx/guidance/{name}.conf" for name in ("headers", "maps", "pages")),
        *(f"nginx/guidance/{name}.conf.example" for name in ("https", "sign-in")),
        *(f"site/{name}{ending}" for name in PAGES for ending in (".gz", ".br")),
    }
    assert [name for name, data in written.items() if b"@@" in data] == []


def test_a_compressed_file_holds_the_same_and_is_smaller(site: Path) -> None:
    deploy(site)
    written = files_of(site.parent / "out")
    for ending, unpack in ((".gz", gzip.decompress), (".br", brotli.decompress)):
        packed = {name: data for name, data in written.items() if name.endswith(ending)}
        assert packed
        for name, data in packed.items():
            original = written[name.removesuffix(ending)]
            assert unpack(data) == original
            assert len(data) < len(original)


def test_without_the_package_brotli_there_is_gzip_alone(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deployment, "_HAS_BROTLI", False)
    assert deploy(site).exit_code == 0
    written = files_of(site.parent / "out")
    assert "site/index.html.gz" in written
    assert not [name for name in written if name.endswith(".br")]


def test_the_same_site_gives_the_same_bytes(site: Path) -> None:
    deploy(site)
    for path in site.rglob("*"):
        os.utime(path, (0, 0))
    deploy(site, out="again")
    assert files_of(site.parent / "out") == files_of(site.parent / "again")


@pytest.mark.skipif(os.name == "nt", reason="Windows has rights of another kind")
def test_a_web_server_may_read_it_all(site: Path) -> None:
    (site / "index.html").chmod(0o600)
    before = os.umask(0o077)
    try:
        deploy(site)
    finally:
        os.umask(before)
    out = site.parent / "out"
    modes = {path.stat().st_mode & 0o777 for path in [out, *out.rglob("*")]}
    assert modes == {0o755, 0o644}


def test_the_image_runs_as_an_ordinary_user_and_names_no_registry(site: Path) -> None:
    deploy(site)
    lines = read(site, "Containerfile").splitlines()
    assert "USER 101" in lines
    [base] = [line.removeprefix("ARG BASE=") for line in lines if line.startswith("ARG BASE=")]
    assert re.fullmatch(r"[a-z]+/[a-z-]+:[0-9]+\.[0-9]+-[a-z-]+", base)


def test_its_place_stands_in_the_configuration(site: Path) -> None:
    deploy(site, "--path", "/our.intranet/guidance/", "--folder", "/data/www")
    assert "location /our.intranet/guidance/ {\n    alias /data/www/;" in read(
        site, "nginx/guidance/pages.conf"
    )
    assert r"^/our\.intranet/guidance/assets/" in read(site, "nginx/guidance/maps.conf")
    assert "COPY --chown=0:0 site/ /data/www/" in read(site, "Containerfile")


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("--path", "intranet/"), id="no slash in front"),
        pytest.param(("--path", "/intranet"), id="no slash at the end"),
        pytest.param(("--path", "/a/../b/"), id="a way up"),
        pytest.param(("--path", "/a b/"), id="a space"),
        pytest.param(("--path", "/a;return 200/"), id="a command"),
        pytest.param(("--folder", "srv/www"), id="a folder from here"),
        pytest.param(("--folder", "/srv/{a}"), id="a folder with a command"),
        pytest.param(("--folder", "/srv/../etc"), id="a folder with a way up"),
    ],
)
def test_a_place_that_cannot_be_is_refused(site: Path, arguments: tuple[str, ...]) -> None:
    outcome = deploy(site, *arguments)
    assert outcome.exit_code == 2
    assert "must look like" in outcome.output
    assert not (site.parent / "out").exists()


# The policy


def test_a_site_without_code_in_its_pages_has_the_strictest_policy(site: Path) -> None:
    deploy(site)
    policy = policy_in(site)
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';")
    assert "unsafe-inline" not in policy
    assert "data:" not in policy


def test_pictures_in_a_style_sheet_are_allowed_where_there_are_some(site: Path) -> None:
    css = "p { mask-image: url( 'data:image/svg+xml,<svg/>') }"
    (site / "assets/stylesheets/site.css").write_text(css, "utf-8")
    deploy(site)
    assert "img-src 'self' data:;" in policy_in(site)


# What stands in the way


def test_without_a_finished_site_it_says_how_to_get_one(tmp_path: Path) -> None:
    outcome = deploy(tmp_path / "site")
    assert outcome.exit_code == 3
    assert "guidance build" in outcome.output


def test_a_folder_with_other_things_is_left_alone(site: Path) -> None:
    other = site.parent / "out" / "letter.txt"
    other.parent.mkdir()
    other.write_text("Dear all", "utf-8")
    outcome = deploy(site)
    assert outcome.exit_code == 3
    assert "holds something else" in outcome.output
    assert files_of(site.parent / "out") == {"letter.txt": b"Dear all"}


def test_the_next_one_takes_the_place_of_the_last(site: Path) -> None:
    deploy(site)
    (site / "themes/page.html").unlink()
    assert deploy(site).exit_code == 0
    assert not (site.parent / "out/site/themes").exists()


def test_a_build_that_replaces_the_site_meanwhile_is_noticed(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise some pages would be from one build and some from another."""
    compress = deployment._compressed

    def replace_it(data: bytes) -> Iterator[tuple[str, bytes]]:
        with contextlib.suppress(OSError):
            site.rename(site.with_name("previous"))
            copytree(site.with_name("previous"), site)
        return compress(data)

    monkeypatch.setattr(deployment, "_compressed", replace_it)
    monkeypatch.setattr(deployment, "ThreadPoolExecutor", partial(ThreadPoolExecutor, max_workers=1))
    outcome = deploy(site)
    assert outcome.exit_code == 3
    assert "meanwhile" in outcome.output
    assert not (site.parent / "out").exists()
