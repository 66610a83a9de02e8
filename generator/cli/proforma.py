"""`guidance proforma`: a blank form out, a completed one in."""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

import click

from generator.cli.basics import FILE, OLD_FILE, PROBLEMS, print_problems, project_option, today
from generator.content.load import not_a_file
from generator.content.model.fields import fault_of_identifier
from generator.library.library import Library
from generator.outputs.project import check_without_faulty_cases
from generator.proforma.form_layout import wording_of
from generator.proforma.import_form import Imported, import_form
from generator.proforma.package import Refused
from generator.proforma.rules import LIMITS
from generator.proforma.write_odt import write_odt
from generator.proforma.write_word import write_word


@click.group()
def proforma() -> None:
    """Make a blank form, or turn a completed one into the draft of a case study."""


@proforma.command("export")
@project_option
@click.option("--out", "target", type=FILE, default="case-study-form.docx", show_default=True)
@click.option("--force", is_flag=True, help="Replace the file if there is one.")
def export(root: Path, target: Path, force: bool) -> None:
    """Write a blank form for organisations to fill in: for Word, or for LibreOffice if it ends in .odt.

    \b
    Examples:
      guidance proforma export
      guidance proforma export --out forms/case-study-form.odt
    """
    write = write_odt if target.suffix.lower() == ".odt" else write_word
    _write(target, write(wording_of(_library(root))), force)


@proforma.command("import")
@project_option
@click.argument("form", type=OLD_FILE)
@click.option(
    "--out",
    "target",
    type=FILE,
    help="The file to write. Default: the next free case_studies/draft-NUMBER.yml.",
)
@click.option("--force", is_flag=True, help="Replace the file if there is one.")
@click.option("--report", type=FILE, help="Also write the report to a file.")
def import_(root: Path, form: Path, target: Path | None, force: bool, report: Path | None) -> None:
    """Turn a completed form into the draft of a case study, and say what came of each answer.

    Word documents (.docx) and OpenDocument texts (.odt) are read, also the FCI's own form of 2022. Names and
    addresses are left out.

    \b
    Examples:
      guidance proforma import filled-in.docx
      guidance proforma import filled-in.docx --out case_studies/large-rural-trust.yml
    """
    library = _library(root)
    target = target or _free_name(root)
    _refuse_to_replace(target, force)
    if report is not None:
        _refuse_to_replace(report, force)
    imported = import_form(_read(form), library, today())
    if isinstance(imported, Refused):
        click.echo(f"{form.name}: {imported.message}", err=True)
        click.echo("Nothing was written.", err=True)
        sys.exit(PROBLEMS)
    _write(target, imported.draft.encode(), force)
    _print_report(imported, target, report)


def _print_report(imported: Imported, target: Path, report: Path | None) -> None:
    text = "\n".join(imported.report)
    click.echo("\n" + text)
    if report is not None:
        report.write_text(text + "\n", "utf-8")
    if fault_of_identifier(target.stem) or target.stem.startswith("draft-"):
        click.echo("Give the file its own name before you publish it: the name is the address of the page.")
    click.echo("Open the draft, see to each TODO, then run: guidance check")


def _library(root: Path) -> Library:
    checked = check_without_faulty_cases(root)
    if checked.library is None:
        print_problems(checked.problems, "text")
        click.echo("Nothing was written.", err=True)
        sys.exit(PROBLEMS)
    return checked.library


def _read(path: Path) -> bytes:
    """The bytes of the file; of a huge one, only enough to show that it is too large."""
    if kind := not_a_file(path):
        raise click.UsageError(
            f"{path.name} is {kind}. Choose a Word document (.docx) or an OpenDocument text (.odt)."
        )
    try:
        with path.open("rb") as file:
            return file.read(LIMITS["file"] + 1)
    except OSError as error:
        raise click.UsageError(f"{path.name} can't be read: {error.strerror}") from None


def _free_name(root: Path) -> Path:
    """The next free `draft-NUMBER.yml`: a name from the answers could give an anonymous organisation away."""
    paths = (root / "case_studies" / f"draft-{number}.yml" for number in count(1))
    return next(path for path in paths if not path.exists())


def _refuse_to_replace(path: Path, force: bool) -> None:
    if path.exists() and not force:
        raise click.UsageError(f"{path} exists already. Choose another name, or add --force to replace it.")


def _write(path: Path, data: bytes, force: bool) -> None:
    _refuse_to_replace(path, force)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.unfinished")
    unfinished.write_bytes(data)
    unfinished.replace(path)
    click.echo(f"Written: {path}")
