"""A finished site for others to serve: a folder with everything that a server needs, or one zip file.

    site/              the site, and beside each text the same compressed, where the server can use that
    nginx/, ...        what the kind of server needs beside it: see `deploy/` and `generator.site.targets`
    deployment.json    what was written, and for whom
    README.md          what to do with it

The zip is for a shared drive, to be unpacked and opened by double-click. What is written depends on the
site and the templates alone: the same in, the same bytes out.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from generator.basics.disk import iter_files
from generator.basics.version import release_name
from generator.content.content_files import RELEASE
from generator.site.csp import InlineCode, find_inline_code, hash_of, policy_for
from generator.site.publish import publish, staging_for
from generator.site.stamp import read_stamp
from generator.site.targets import iis, static
from generator.site.targets.serving import Serving

ABOUT, CHECKSUMS = "ABOUT-THIS-COPY.txt", "SHA256SUMS"
_TIME = (0, 0, 0)
_PLAIN_FILE = 0o100644 << 16
"""Readable by everybody, whatever the machine that packed it allows."""

_TEXT = """{title}
Version {version}, {day}

To read it, open index.html in this folder with any browser. Nothing needs to be installed, and nothing
is sent anywhere.

{checksums} has a checksum of every file. On Linux and macOS, "sha256sum --check {checksums}" compares them.
"""


class ChangedError(Exception):
    """The site is no longer the one that was checked. The text is the name of a file that differs."""


def write_bundle(  # noqa: PLR0913
    site: Path,
    target: Path,
    title: str,
    version: str,
    day: date,
    *,
    checked: Mapping[str, str] | None = None,
) -> int:
    """Pack the folder `site` into the zip file `target`, in one step. Returns its size in bytes.

    `day` is the date that the copy bears. `checked`: SHA-256 by name of the only files that may go into
    it. Everything is in one folder with the name of the zip file. Nobody else may be packing the same
    site meanwhile: see `generator.basics.disk`.
    """
    unfinished = target.with_name(f".{target.name}.unfinished")  # one name: killed runs leave one at the most
    try:
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as bundle:
            sums = []
            for name, data in _iter_packed(site):
                checksum = hashlib.sha256(data).hexdigest()
                if checked is not None and checked.get(name) != checksum:
                    raise ChangedError(name)
                sums.append(f"{checksum}  {name}\n")
                _add(bundle, f"{target.stem}/{name}", data, day)
            about = _TEXT.format(title=title, version=version, day=day.isoformat(), checksums=CHECKSUMS)
            _add(bundle, f"{target.stem}/{ABOUT}", about.encode(), day)
            _add(bundle, f"{target.stem}/{CHECKSUMS}", "".join(sums).encode(), day)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return target.stat().st_size


def _iter_packed(site: Path) -> Iterator[tuple[str, bytes]]:
    for name in sorted(iter_files(site)):
        yield name, (site / name).read_bytes()


def _add(bundle: zipfile.ZipFile, name: str, data: bytes, day: date) -> None:
    entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, *_TIME))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # or it would tell the system that packed it
    entry.external_attr = _PLAIN_FILE
    bundle.writestr(entry, data)


TEMPLATES = RELEASE / "deploy"
"""With `@@NAME@@` where something of the site, or of its place, is filled in."""

FACTS = "deployment.json"
MARKS = frozenset({"site", FACTS})
"""By these a folder is known as one that was written here, and may be replaced."""

_TEXTS = {".html", ".css", ".js", ".json", ".csv", ".svg", ".xml", ".txt", ".map"}
"""What gets smaller by compression. Pictures are compressed already."""
_WORTH_IT = 0.9
GZIP, BROTLI = ".gz", ".br"
_HAS_BROTLI = find_spec("brotli") is not None
"""Smaller by a sixth, where its package is installed: it comes with what makes a PDF."""
_BROTLI_QUALITY = 9
"""Of 11: the last two steps take ten times as long for a twentieth."""
_NO_INDEX = re.compile(rb"""<meta\s+name=["']?robots["']?\s+content=["']?[^>]*noindex""")
_DATA_IMAGE = re.compile(rb"""url\(\s*["']?data:image/""")


Target = Literal["nginx", "iis", "static"]


@dataclass(frozen=True)
class Location:
    """Where the site will be: on which kind of server, in an address, and on the server's disk."""

    path: str = "/"
    """Begins and ends in a slash."""
    folder: str = "/srv/guidance"
    target: Target = "nginx"
    whole_host: bool = False
    """Whether nothing else is at the same host name, so that the site may speak for all of it."""


_COMPRESSED_FOR: dict[Target, tuple[str, ...]] = {
    "nginx": (GZIP, BROTLI),
    "iis": (),  # it compresses by itself, and would not look for such files
    "static": (GZIP, BROTLI),
}


@dataclass(frozen=True)
class Deployment:
    faults: tuple[str, ...] = ()
    """Why nothing was written; a sentence each."""
    policy: str = ""
    pages: int = 0
    compressed: int = 0
    """How many files have a compressed one beside them."""
    is_internal: bool = False


def write_deployment(
    site: Path, target: Path, place: Location = Location(), templates: Path = TEMPLATES
) -> Deployment:
    """Replace `target` by a folder that is ready to be served. OSError where the disk is in the way.

    Raises what `staging_for` raises: another run is writing there, or the folder holds something else.
    """
    if not (templates / place.target).is_dir():
        return Deployment((f"There are no templates to write from in {templates}.",))
    files = _files_of(site)
    if not {"index.html", "404.html"} <= files.keys():
        return Deployment((f"There is no finished site in {site}. Build it first: guidance build",))
    began = site.stat().st_ino
    codes = {name: find_inline_code(files[name].read_bytes()) for name in files if name.endswith(".html")}
    if faults := tuple(_faults(codes, files)):
        return Deployment(faults)
    policy = policy_for(
        (hash_of(script) for code in codes.values() for script in code.scripts),
        has_data_images=_has_data_images(files),
    )
    is_internal = _is_internal(site, files["index.html"].read_bytes())
    serving = Serving(policy, place.path, is_internal, place.whole_host)
    with staging_for(target, MARKS) as staging:
        compressed = _copy(files, staging / "site", _COMPRESSED_FOR[place.target])
        _fill_in(templates / place.target, staging, _values(serving, place))
        _write_configuration(staging, serving, place, files)
        _let_everybody_read(staging)
        if site.stat().st_ino != began:
            return Deployment(("A build replaced the site meanwhile. Run this again.",))
        publish(staging, target)
    return Deployment((), policy, len(codes), compressed, is_internal)


def _is_internal(site: Path, page: bytes) -> bool:
    """By its stamp, or because its pages ask search engines to leave it alone."""
    stamp = read_stamp(site)
    return (stamp is not None and stamp.audience == "internal") or _NO_INDEX.search(page) is not None


def _write_configuration(staging: Path, serving: Serving, place: Location, files: Mapping[str, Path]) -> None:
    """What is worked out from the files of the site, and written among them."""
    made = _made_for(place.target, serving, files)
    if made and place.path != "/":
        made["404.html"] = _below(files["404.html"].read_text("utf-8"), place.path)
    for name, text in made.items():
        for ending in ("", *_COMPRESSED_FOR[place.target]):
            (staging / "site" / f"{name}{ending}").unlink(missing_ok=True)
        (staging / "site" / name).write_text(text, "utf-8", newline="\n")
    audience = "internal" if serving.is_internal else "public"
    facts = {"for": place.target, "path": place.path, "audience": audience, "release": release_name()}
    (staging / FACTS).write_text(json.dumps(facts, indent=2) + "\n", "utf-8", newline="\n")


def _made_for(target: Target, serving: Serving, files: Mapping[str, Path]) -> dict[str, str]:
    """Files of configuration among those of the site. nginx has all of its own beside the site."""
    if target == "iis":
        return {iis.NAME: iis.web_config(serving, files)}
    if target == "static":
        azure = static.azure_config(serving, files)
        return {static.HEADERS: static.headers_file(serving), static.AZURE: azure, static.NO_JEKYLL: ""}
    return {}


def _below(page: str, path: str) -> str:
    """The page for what is not there, with links that start at the top of the site instead of the server."""
    return page.replace('="/', f'="{path}').replace('class="g-upwards" src', 'class="g-upwards" data-src')


def _iter_files(folder: Path) -> Iterable[Path]:
    return sorted(folder / name for name in iter_files(folder))


def _files_of(site: Path) -> dict[str, Path]:
    """Every file by its name in the site, but for compressed ones beside others: these are made anew."""
    files = {path.relative_to(site).as_posix(): path for path in _iter_files(site)}
    return {
        name: path
        for name, path in files.items()
        if not name.endswith((GZIP, BROTLI)) or name.rpartition(".")[0] not in files
    }


def _faults(codes: dict[str, InlineCode], files: dict[str, Path]) -> Iterable[str]:
    """Code in pages, but for scripts that are files of the site, too: their hash is allowed."""
    known: set[str] = set()
    if any(code.scripts for code in codes.values()):
        scripts = (path for name, path in files.items() if name.endswith(".js"))
        known = {path.read_text("utf-8", "replace").strip() for path in scripts}
    for name, code in codes.items():
        if any(text.strip() not in known for text in code.scripts):
            yield f"{name}: a script stands in the page. Move it into a file of the site's assets."
        for what in code.others:
            yield f"{name}: {what} would not work, for the policy allows no such code in a page"


def _has_data_images(files: dict[str, Path]) -> bool:
    """Whether a style sheet draws with pictures that it holds itself, as Material's does for its arrows."""
    return any(_DATA_IMAGE.search(path.read_bytes()) for name, path in files.items() if name.endswith(".css"))


def _copy(files: dict[str, Path], folder: Path, forms: Iterable[str]) -> int:
    for parent in {(folder / name).parent for name in files}:
        parent.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor() as pool:
        return sum(pool.map(lambda name: _copy_one(files[name], folder / name, forms), files))


def _copy_one(source: Path, target: Path, forms: Iterable[str]) -> bool:
    """Whether it was also compressed."""
    data = source.read_bytes()
    target.write_bytes(data)
    if target.suffix not in _TEXTS:
        return False
    small = [
        (ending, packed)
        for ending, packed in _iter_compressed(data, forms)
        if len(packed) <= len(data) * _WORTH_IT
    ]
    for ending, packed in small:
        target.with_name(target.name + ending).write_bytes(packed)
    return bool(small)


def _iter_compressed(data: bytes, forms: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    if GZIP in forms:
        yield GZIP, _compressed(data)
    if BROTLI in forms and _HAS_BROTLI:
        yield BROTLI, import_module("brotli").compress(data, quality=_BROTLI_QUALITY)


def _compressed(data: bytes) -> bytes:
    """Without a name, a time or the system in it, so that the same text gives the same bytes."""
    packed = io.BytesIO()
    with gzip.GzipFile("", "wb", compresslevel=9, fileobj=packed, mtime=0) as file:
        file.write(data)
    return packed.getvalue()


def _values(serving: Serving, place: Location) -> dict[str, str]:
    headers = [f'add_header {name} "{value}" always;' for name, value in serving.headers.items()]
    return {
        "HEADERS": "\n".join(headers),
        "FRESH": serving.fresh,
        "FOREVER": serving.forever,
        "PATH": place.path,
        "PATTERN": re.escape(place.path),
        "FOLDER": place.folder.rstrip("/"),
        "ELSEWHERE": _elsewhere(place.path),
    }


def _elsewhere(path: str) -> str:
    """What the server answers outside the site, where there is an outside."""
    if path == "/":
        return ""
    return f"""
    location = {path.rstrip("/")} {{
        return 301 {path};
    }}
    location / {{
        return 404;
    }}"""


def _fill_in(templates: Path, folder: Path, values: dict[str, str]) -> None:
    for path in _iter_files(templates):
        text = path.read_text("utf-8")
        for name, value in values.items():
            text = text.replace(f"@@{name}@@", value)
        target = folder / path.relative_to(templates)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8", newline="\n")


def _let_everybody_read(folder: Path) -> None:
    """Whatever the habits of whoever ran this: a web server is another user."""
    for parent, _, names in os.walk(folder):
        Path(parent).chmod(0o755)
        for name in names:
            (Path(parent) / name).chmod(0o644)
