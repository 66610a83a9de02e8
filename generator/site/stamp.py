"""A stamp on each finished site: whom it is for, and what it was made of.

`guidance build` writes it last, into `stamp.json` beside the pages. Whatever hands the site on (a server's
folder, a zip file) compares it with the project as it is now, and refuses a site that is for somebody
else, that is older than its content, or that was changed after it was checked. It holds digests, and
nothing of what the site says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from generator.basics.cache import digest
from generator.basics.disk import iter_files
from generator.basics.version import CONTENT, content_digest, release_name
from generator.content.content_files import OVERLAY
from generator.content.model.fields import Visibility
from generator.content.yaml import parse_document

STAMP = "stamp.json"
SHORT = 24
"""Characters of a digest."""
_AGAIN = "Build it again: guidance build"


class Stamp(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    audience: Visibility
    """Who may read the site."""
    release: str
    """The program that built it, and the guidance that came with it."""
    content: str
    """A digest of the project's own content, templates and settings."""
    files: str
    """A digest of all other files of the site."""


def source_digest(root: Path) -> str:
    """What a site of the project is made of, besides the release. To be asked before anything is read."""
    return content_digest(root, (*CONTENT, "templates", "mkdocs.yml"))[:SHORT]


def stamp_site(
    site: Path, audience: Visibility, content: str, checksums: Mapping[str, str]
) -> dict[str, str]:
    """Write the stamp of a site that was checked. Returns all checksums, with that of the stamp.

    `content`: what `source_digest` said before the build. `checksums`: SHA-256 of each file.
    """
    release, files = release_name(), _digest_of(checksums)
    stamp = Stamp(audience=audience, release=release, content=content, files=files)
    data = f"{stamp.model_dump_json(indent=1)}\n".encode()
    (site / STAMP).write_bytes(data)
    return {**checksums, STAMP: hashlib.sha256(data).hexdigest()}


def read_stamp(site: Path) -> Stamp | None:
    """The stamp of a site; None where there is none, or none that can be read."""
    try:
        return Stamp.model_validate_json((site / STAMP).read_bytes())
    except (OSError, ValidationError):
        return None


def faults_of(site: Path, root: Path, audience: Visibility | None = None) -> Iterator[str]:
    """Why a site may not be handed on: a sentence each. `audience`: who shall read it, if not as the
    project says."""
    stamp = read_stamp(site)
    if stamp is None:
        yield f"{site} has no stamp that says whom it is for. {_AGAIN}"
        return
    wanted = audience or _audience_of(root)
    if stamp.audience != wanted:
        yield f"{site} is {_whose(stamp.audience)}, and the copy shall be {_whose(wanted)}. {_AGAIN}"
    if stamp.release != release_name():
        yield f"{site} was built by {stamp.release}, and {release_name()} is installed. {_AGAIN}"
    if stamp.content != source_digest(root):
        yield f"{site} is older than the content in {root}, or was built from another. {_AGAIN}"
    if stamp.files != _digest_of(_checksums_of(site)):
        yield f"{site} was changed after it was checked. {_AGAIN}"


def _audience_of(root: Path) -> Visibility:
    """Who may read a site of the project, as its overlay says; without one, everybody."""
    path = root / OVERLAY
    document = parse_document(path.read_bytes(), OVERLAY)[0] if path.is_file() else None
    return "internal" if document and document.data.get("visibility") == "internal" else "public"


def _whose(audience: Visibility) -> str:
    return "public" if audience == "public" else "an internal copy"


def _checksums_of(site: Path) -> dict[str, str]:
    names = (name for name in iter_files(site) if name != STAMP)
    return {name: hashlib.sha256((site / name).read_bytes()).hexdigest() for name in names}


def _digest_of(checksums: Mapping[str, str]) -> str:
    return digest(*(f"{name} {checksums[name]}" for name in sorted(checksums)))[:SHORT]
