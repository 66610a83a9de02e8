"""Which packages come with a release, in CycloneDX's form, for whoever looks after a host's security.

It is made from the lock file alone, so that it names exactly what an installation by hash installs: each
package with its version, the hashes of its files, and what needs it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from generator.basics.version import PACKAGE

_PACKAGE_LINE = re.compile(r"([a-z0-9][a-z0-9.-]*)==([^ ;\\]+)(?: ; ([^\\]+?))? *\\?$")
_HASH_LINE = re.compile(r" +--hash=sha256:([0-9a-f]{64})")
_VIA_LINE = re.compile(r" +# +(?:via +)?(?!via$)([a-z0-9][a-z0-9.-]*)")


@dataclass
class Locked:
    """A package of a lock file."""

    name: str
    version: str
    marker: str
    """Where it is installed, such as `sys_platform == 'win32'`; empty for everywhere."""
    hashes: list[str]
    needed_by: list[str]

    @property
    def address(self) -> str:
        """As a package URL, which is its identifier too."""
        return f"pkg:pypi/{self.name}@{self.version}"


def bill_of_materials(lock: str, version: str, wheel_hash: str) -> str:
    """The bill of a release of this version, as JSON."""
    packages = list(read_lock(lock))
    own = f"pkg:generic/{PACKAGE}@{version}?checksum=sha256:{wheel_hash}"
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, own)}",
        "version": 1,
        "metadata": {"component": _own_component(own, version, wheel_hash)},
        "components": [_component(package) for package in packages],
        "dependencies": list(_dependencies(packages, own)),
    }
    return json.dumps(bill, indent=2, ensure_ascii=False) + "\n"


def read_lock(text: str) -> Iterator[Locked]:
    """The packages that a lock file names."""
    package = None
    for line in text.splitlines():
        if found := _PACKAGE_LINE.match(line):
            if package:
                yield package
            package = Locked(found[1], found[2], (found[3] or "").strip(), [], [])
        elif package and (found := _HASH_LINE.match(line)):
            package.hashes.append(found[1])
        elif package and (found := _VIA_LINE.match(line)):
            package.needed_by.append(found[1])
    if package:
        yield package


def _own_component(address: str, version: str, wheel_hash: str) -> dict[str, Any]:
    return {
        "type": "application",
        "bom-ref": address,
        "name": PACKAGE,
        "version": version,
        "hashes": [{"alg": "SHA-256", "content": wheel_hash}],
        "licenses": [{"expression": "MIT AND CC-BY-4.0"}],
        "purl": address,
    }


def _component(package: Locked) -> dict[str, Any]:
    """A file is published for each system, so there are many hashes: the formats have a place for one."""
    files = [
        {"name": "guidance:file-hash", "value": f"sha256:{content}"} for content in sorted(package.hashes)
    ]
    where = [{"name": "guidance:installed-where", "value": package.marker}] if package.marker else []
    return {
        "type": "library",
        "bom-ref": package.address,
        "name": package.name,
        "version": package.version,
        "purl": package.address,
        "properties": [*where, *files],
    }


def _dependencies(packages: list[Locked], own: str) -> Iterator[dict[str, Any]]:
    """What each needs. What no package needs, the program does."""
    names = {package.name for package in packages}
    for name, address in [(PACKAGE, own), *((package.name, package.address) for package in packages)]:
        needs = [
            package.address
            for package in packages
            if name in package.needed_by or (name == PACKAGE and not names & set(package.needed_by))
        ]
        yield {"ref": address, "dependsOn": needs}
