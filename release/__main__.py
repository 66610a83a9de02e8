"""Everything that a host needs of a release, in one folder, with a checksum of each file.

    NAME.whl                     the program with the guidance
    requirements.txt             installs that wheel, and exactly what it was tested with, by hash
    requirements-pdf.txt         the same with what makes a PDF
    NAME.zip, NAME.pdf           the public site for a shared drive; all of it to print
    NAME.cdx.json                which packages are in it (CycloneDX)
    version.json                 version and digests, as `guidance version` tells them once it is installed
    CHANGES.md                   what is new
    SHA256SUMS                   a checksum of every file

python -m release                 make it, in dist/
python -m release --tag v0.2.0    the same, if the tag is the one of the version and the changelog has it
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from generator.basics.addresses import PDF_ADDRESS
from generator.basics.disk import BuildError
from generator.basics.version import LOCKS, PACKAGE, RELEASE, program_version
from generator.review.versions import REQUIREMENTS, hash_of_file, requirements_of
from generator.site.pdf import load
from release.sbom import bill_of_materials

ROOT = Path(__file__).resolve().parents[1]
SUMS, CHANGES = "SHA256SUMS", "CHANGES.md"


@click.command()
@click.option("--tag", default="", help="The tag that this release is made from, such as v0.2.0.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=ROOT / "dist")
def main(tag: str, out: Path) -> None:
    version = program_version()
    changes = changes_of((ROOT / "CHANGELOG.md").read_text("utf-8"), version)
    if tag and (fault := _fault_of(tag, version, changes)):
        raise click.UsageError(fault)
    with TemporaryDirectory(prefix="guidance-release-") as temporary:
        staging = Path(temporary)
        wheel = _pack_wheel(staging)
        for name, lock in REQUIREMENTS.items():
            (staging / name).write_text(requirements_of(RELEASE, lock, wheel), "utf-8", newline="\n")
        _build_site(staging, f"{PACKAGE}-{version}")
        bill = bill_of_materials((RELEASE / LOCKS[1]).read_text("utf-8"), version, hash_of_file(wheel))
        (staging / f"{PACKAGE}-{version}.cdx.json").write_text(bill, "utf-8", newline="\n")
        (staging / "version.json").write_text(_run("version", "--format", "json"), "utf-8", newline="\n")
        (staging / CHANGES).write_text(changes or "Not yet released.\n", "utf-8", newline="\n")
        _write_sums(staging)
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(staging, out)
    click.echo(f"In {out}:\n" + "\n".join(f"  {path.name}" for path in sorted(out.iterdir())))


def changes_of(changelog: str, version: str) -> str:
    """What the changelog says of a version; empty where it says nothing."""
    found = re.search(rf"(?ms)^## \[{re.escape(version)}\][^\n]*\n(.*?)(?=^## \[|^\[|\Z)", changelog)
    return found[1].strip() + "\n" if found else ""


def _fault_of(tag: str, version: str, changes: str) -> str:
    if tag != f"v{version}":
        return f"the tag is {tag}, and pyproject.toml says version {version}: they must be the same"
    return "" if changes else f"CHANGELOG.md has no heading [{version}]: say first what is new"


def _pack_wheel(staging: Path) -> Path:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run(
        [*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", staging, ROOT], check=True
    )
    (wheel,) = staging.glob("*.whl")
    return wheel


def _build_site(staging: Path, name: str) -> None:
    """The public site as one zip file and, where WeasyPrint is there, as one PDF."""
    pdf = _has_weasyprint()
    if not pdf:
        click.echo("Without a PDF: what makes one is not installed (make pdf installs it).", err=True)
    with TemporaryDirectory(prefix="guidance-site-") as temporary:
        site = Path(temporary) / "site"
        _run("build", "--project", str(ROOT), "--site-dir", str(site), "--zip", *(["--pdf"] if pdf else []))
        (packed,) = site.parent.glob("*.zip")
        shutil.move(packed, staging / f"{name}.zip")
        if pdf:
            shutil.copyfile(site / PDF_ADDRESS[1:], staging / f"{name}.pdf")


def _has_weasyprint() -> bool:
    try:
        load()
    except BuildError:
        return False
    return True


def _run(*arguments: str) -> str:
    """What the program of this checkout says."""
    command = [sys.executable, "-c", "from generator.cli import main; main()", *arguments]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout


def _write_sums(folder: Path) -> None:
    lines = [f"{hash_of_file(path)}  {path.name}\n" for path in sorted(folder.iterdir())]
    (folder / SUMS).write_text("".join(lines), "utf-8", newline="\n")


if __name__ == "__main__":
    main(prog_name="python -m release")
