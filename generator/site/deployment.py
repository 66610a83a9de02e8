"""A finished site for others to serve: a folder with everything that a server needs, or one zip file.

    site/              the site, and beside each text the same compressed, where the server can use that
    nginx/, ...        what the kind of server needs beside it
    deployment.json    what was written, and for whom
    README.md          what to do with it

The zip is for a shared drive, to be unpacked and opened by double-click. What is written depends on the
site and the templates alone: the same in, the same bytes out.

`deploy/` holds a folder of templates for each kind of server, in Jinja: `@@ … @@` fills in a value, a line
that begins with `%%` is a statement. To add a server, write such a folder and name it in `Target`.

    nginx     configuration beside the site
    iis       web.config. IIS answers 404 for every ending that it does not know, and fails with status 500
              where a type or a header is added that the server has already: so each is taken out first. What
              administrators usually lock (sign-in, the list of what to compress) is left to the README.
    static    for hosts that take a folder: _headers, as Cloudflare Pages and Netlify read it, and
              staticwebapp.config.json for Azure. GitLab Pages and GitHub Pages take no notice of these.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import mimetypes
import os
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from generator.basics.disk import BuildError, iter_files
from generator.basics.labels import read_table
from generator.basics.version import release_name
from generator.content.content_files import RELEASE, VERSION
from generator.site.publish import publish, staging_for
from generator.site.stamp import read_stamp

ABOUT, CHECKSUMS = "ABOUT-THIS-COPY.txt", "SHA256SUMS"
_PLAIN_FILE = 0o100644 << 16
"""Readable by everybody, whatever the machine that packed it allows."""

_TEXT = """{title}
Version {version}, {day}

To read it, open index.html in this folder with any browser. Nothing needs to be installed, and nothing
is sent anywhere.

{checksums} has a checksum of every file. On Linux and macOS, "sha256sum --check {checksums}" compares them.
"""


def write_bundle(site: Path, target: Path, title: str, day: date, checked: Mapping[str, str]) -> int:
    """Pack the folder `site` into the zip file `target`, in one step. Returns its size in bytes.

    `day` is the date that the copy bears. `checked`: SHA-256 by name of the only files that may go into
    it; raises `BuildError` at any other. Everything is in one folder with the name of the zip file. Nobody
    else may be packing the same site meanwhile: see `generator.basics.disk`.
    """
    unfinished = target.with_name(f".{target.name}.unfinished")  # one name: killed runs leave one at the most
    about = _TEXT.format(title=title, version=VERSION, day=day.isoformat(), checksums=CHECKSUMS)
    sums = "".join(f"{checked[name]}  {name}\n" for name in sorted(checked))
    try:
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as bundle:
            add = partial(_add, bundle, target.stem, day)
            for name in sorted(iter_files(site)):
                data = (site / name).read_bytes()
                if checked.get(name) != hashlib.sha256(data).hexdigest():
                    raise BuildError(f"{name} changed after the site was checked.")
                add(name, data)
            add(ABOUT, about.encode())
            add(CHECKSUMS, sums.encode())
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return target.stat().st_size


def _add(bundle: zipfile.ZipFile, folder: str, day: date, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(f"{folder}/{name}", (day.year, day.month, day.day, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # or it would tell the system that packed it
    entry.external_attr = _PLAIN_FILE
    bundle.writestr(entry, data)


Target = Literal["nginx", "iis", "static"]

ONE_YEAR = 31_536_000
_TABLE = read_table("generator.site", "deployment")
TEXTS: Mapping[str, str] = _TABLE["texts"]
_UNKNOWN = "application/octet-stream"
_GUESS = mimetypes.MimeTypes()
"""Never the system's own table."""
_NAMED_BY_CONTENT = re.compile(
    r"assets/(?:javascripts|stylesheets)/(?:[^/]+/)*[^/]+\.[0-9a-f]{8}\.min\.(?:js|css)"
    r"|search/parts/[0-9a-f]{12}/[^/]+\.js"
)


@dataclass(frozen=True)
class Serving:
    """How one site is to be served: on which kind of server, at which address, and with which headers."""

    target: Target = "nginx"
    path: str = "/"
    """Where it is, in addresses. Begins and ends in a slash."""
    folder: str = "/srv/guidance"
    """Where its files are, on the server's disk."""
    whole_host: bool = False
    """Whether nothing else is at the same host name: only then may a header speak for the whole host."""
    is_internal: bool = False
    has_data_images: bool = False
    """Whether its style sheets hold pictures, which the content-security policy then allows."""

    @property
    def headers(self) -> dict[str, str]:
        """What is sent with every answer, but for how long it may be kept."""
        images = " data:" if self.has_data_images else ""
        always: Mapping[str, str] = _TABLE["headers"]
        own = {name: value.replace("{images}", images) for name, value in always.items()}
        own |= _TABLE["whole_host"] if self.whole_host else {}
        return own | (_TABLE["internal"] if self.is_internal else {})

    @property
    def who_may_keep(self) -> str:
        """Whose cache: that of the one reader's browser, or those on the way too."""
        return "private" if self.is_internal else "public"

    @property
    def fresh(self) -> str:
        """For what may change: asked for again each time, so no reader has new pages with old scripts."""
        return "private, no-cache" if self.is_internal else "no-cache"

    @property
    def forever(self) -> str:
        """For what never changes."""
        return f"{self.who_may_keep}, max-age={ONE_YEAR}, immutable"


def is_named_by_content(name: str) -> bool:
    """Whether a file of the site has a hash of its content in its name, so that it never changes."""
    return _NAMED_BY_CONTENT.fullmatch(name) is not None


def type_of(ending: str) -> str:
    """The content type for files with an ending, with the encoding of texts."""
    if ending in TEXTS:
        return f"{TEXTS[ending]}; charset=utf-8"
    return _TABLE["types"].get(ending) or _GUESS.guess_type(f"x{ending}")[0] or _UNKNOWN


def configuration(serving: Serving, names: Iterable[str]) -> dict[str, str]:
    """The files that tell a server, by their name beside the site, which is in `site/`.

    `names`: of all files of the site.
    """
    known = sorted(names)
    endings = {PurePosixPath(name).suffix.lower() for name in known} - {""}
    types = {ending: type_of(ending) for ending in sorted(endings)}
    environment = Environment(
        loader=FileSystemLoader(RELEASE / "deploy" / serving.target),
        variable_start_string="@@",
        variable_end_string="@@",
        line_statement_prefix="%%",
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        autoescape=select_autoescape(["config"]),
    )
    environment.filters["json"] = lambda value: json.dumps(value, indent=2).replace("\n", "\n  ")
    values = {
        "serving": serving,
        "pattern": re.escape(serving.path),
        "types": types,
        "lasting": list(filter(is_named_by_content, known)),
    }
    return {name: environment.get_template(name).render(values) for name in environment.list_templates()}


FACTS = "deployment.json"
MARKS = frozenset({"site", FACTS})
"""By these a folder is known as one that was written here, and may be replaced."""

_WORTH_IT = 0.9
GZIP, BROTLI = ".gz", ".br"
_HAS_BROTLI = find_spec("brotli") is not None
"""Smaller by a sixth, where its package is installed: it comes with what makes a PDF."""
_BROTLI_QUALITY = 9
"""Of 11: the last two steps take ten times as long for a twentieth."""
_DATA_IMAGE = re.compile(rb"""url\(\s*["']?data:image/""")
_COMPRESSES_ITSELF: frozenset[Target] = frozenset({"iis"})
"""Servers that would not look for compressed files."""


@dataclass(frozen=True)
class Deployment:
    serving: Serving
    pages: int
    compressed: int
    """How many files have a compressed one beside them."""


def write_deployment(site: Path, target: Path, place: Serving) -> Deployment:
    """Replace `target` by a folder that is ready to be served. Raises `BuildError`, and `OSError` where the
    disk is in the way.

    `place`: how the site is to be served, but for what it says itself.
    """
    files = _files_of(site)
    stamp = read_stamp(site)
    if stamp is None or not {"index.html", "404.html"} <= files.keys():
        raise BuildError(f"There is no finished site in {site}. Build it first: guidance build")
    began = site.stat().st_ino
    has_images, is_internal = _has_data_images(files), stamp.audience == "internal"
    serving = replace(place, has_data_images=has_images, is_internal=is_internal)
    with staging_for(target, MARKS) as staging:
        compressed = _copy(files, staging / "site", is_compressed=place.target not in _COMPRESSES_ITSELF)
        _write_configuration(staging, serving, files)
        _let_everybody_read(staging)
        if site.stat().st_ino != began:
            raise BuildError("A build replaced the site meanwhile. Run this again.")
        publish(staging, target)
    return Deployment(serving, sum(name.endswith(".html") for name in files), compressed)


def _write_configuration(staging: Path, serving: Serving, files: Mapping[str, Path]) -> None:
    """What is worked out from the files of the site, and written among them and beside them."""
    audience = "internal" if serving.is_internal else "public"
    facts = {"for": serving.target, "path": serving.path, "audience": audience, "release": release_name()}
    texts = configuration(serving, files) | {FACTS: json.dumps(facts, indent=2) + "\n"}
    if serving.target != "nginx" and serving.path != "/":
        texts["site/404.html"] = _below(files["404.html"].read_text("utf-8"), serving.path)
    for name, text in texts.items():
        for ending in ("", GZIP, BROTLI):
            (staging / f"{name}{ending}").unlink(missing_ok=True)
        (staging / name).parent.mkdir(parents=True, exist_ok=True)
        (staging / name).write_text(text, "utf-8", newline="\n")


def _below(page: str, path: str) -> str:
    """The page for what is not there, with links that start at the top of the site instead of the server."""
    return page.replace('="/', f'="{path}').replace('class="g-upwards" src', 'class="g-upwards" data-src')


def _files_of(site: Path) -> dict[str, Path]:
    """Every file by its name in the site, but for compressed ones beside others: these are made anew."""
    files = {name: site / name for name in sorted(iter_files(site))}
    return {
        name: path
        for name, path in files.items()
        if not name.endswith((GZIP, BROTLI)) or name.rpartition(".")[0] not in files
    }


def _has_data_images(files: Mapping[str, Path]) -> bool:
    """Whether a style sheet draws with pictures that it holds itself, as Material's does for its arrows."""
    return any(_DATA_IMAGE.search(path.read_bytes()) for name, path in files.items() if name.endswith(".css"))


def _copy(files: Mapping[str, Path], folder: Path, *, is_compressed: bool) -> int:
    """Copy all files. Returns how many were also compressed."""
    for parent in {(folder / name).parent for name in files}:
        parent.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor() as pool:
        return sum(pool.map(lambda name: _copy_one(files[name], folder / name, is_compressed), files))


def _copy_one(source: Path, target: Path, is_compressed: bool) -> bool:
    """Whether it was also compressed. Pictures are compressed already."""
    data = source.read_bytes()
    target.write_bytes(data)
    if not is_compressed or target.suffix not in TEXTS:
        return False
    small = {ending: packed for ending, packed in _compressed(data) if len(packed) <= len(data) * _WORTH_IT}
    for ending, packed in small.items():
        target.with_name(target.name + ending).write_bytes(packed)
    return bool(small)


def _compressed(data: bytes) -> Iterator[tuple[str, bytes]]:
    packed = io.BytesIO()
    # Without a name, a time or the system in it, so that the same text gives the same bytes.
    with gzip.GzipFile("", "wb", compresslevel=9, fileobj=packed, mtime=0) as file:
        file.write(data)
    yield GZIP, packed.getvalue()
    if _HAS_BROTLI:
        yield BROTLI, import_module("brotli").compress(data, quality=_BROTLI_QUALITY)


def _let_everybody_read(folder: Path) -> None:
    """Whatever the habits of whoever ran this: a web server is another user."""
    for parent, _, names in os.walk(folder):
        Path(parent).chmod(0o755)
        for name in names:
            (Path(parent) / name).chmod(0o644)
