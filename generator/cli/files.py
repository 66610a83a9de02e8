"""`guidance new`, `proforma`, `schema` and `labels`: files to fill in, and files for other programs."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from itertools import count
from pathlib import Path

import click

from generator.basics.disk import explain
from generator.basics.version import release_name
from generator.checks.schema import schema_texts
from generator.cli.basics import (
    FILE,
    FOLDER,
    LANGUAGE,
    OLD_FILE,
    PROBLEMS,
    failing,
    print_problems,
    project_option,
    stop_on_problems,
    today,
)
from generator.content.content_files import LABELS, RELEASE, SCHEMAS, TRANSLATIONS
from generator.content.load import not_a_file
from generator.content.model.fields import fault_of_identifier
from generator.languages.language import load_translations
from generator.library.library import Library
from generator.outputs.label_files import label_texts, template_of_labels
from generator.outputs.project import check_project, check_without_faulty_cases
from generator.outputs.write import update_files
from generator.proforma.import_form import Imported, import_form
from generator.proforma.package import Refused
from generator.proforma.rules import LIMITS
from generator.proforma.write_form import wording_of, write_odt, write_word
from generator.review.versions import VersionError, installed_wheel, open_wheel, vendor
from generator.site.build import read_settings
from generator.site.scaffold import new_case_study, new_guide, new_overlay


@click.group()
def new() -> None:
    """Start something new from a commented template."""


@new.command("case-study")
@project_option
@click.argument("slug")
def case_study(root: Path, slug: str) -> None:
    """Write case_studies/SLUG.yml with every field explained. Never replaces a file.

    \b
    Examples:
      guidance new case-study large-rural-trust
    """
    _tell(root, new_case_study(root, slug, today()))


@new.command("guide")
@project_option
@click.argument("slug")
def guide(root: Path, slug: str) -> None:
    """Write content/pages/SLUG.md, the start of a guide in Markdown. Never replaces a file.

    \b
    Examples:
      guidance new guide our-on-call
    """
    _tell(root, new_guide(root, slug, today()))


def _tell(root: Path, outcome: Path | str) -> None:
    if isinstance(outcome, str):
        raise click.UsageError(outcome)
    click.echo(f"Written: {outcome.relative_to(root).as_posix()}")
    click.echo("Fill it in with any text editor, then run: guidance check")


@new.command("overlay")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name", prompt="Whose copy is it? The name of your organisation", help="Whose copy it is.")
@click.option(
    "--wheel",
    type=OLD_FILE,
    help="The release that it is made from. Default: the file that this program was installed from.",
)
def overlay(folder: Path, name: str, wheel: Path | None) -> None:
    """Make FOLDER a copy of the guidance that your own organisation can add to.

    It holds what is yours, and the file of the release that it is installed from.

    \b
    Examples:
      guidance new overlay our-guidance --name "Our organisation"
    """
    name = " ".join(name.split())
    if not name:
        raise click.UsageError("the copy needs a name: that of your organisation")
    try:
        wheel = _same_release(wheel) if wheel else installed_wheel()
        outcome = new_overlay(folder, name, today())
        if isinstance(outcome, Path) and wheel:
            vendor(wheel, folder)
    except OSError as error:
        raise click.UsageError(explain(error, folder)) from None
    except VersionError as error:
        raise click.UsageError(str(error)) from None
    if isinstance(outcome, str):
        raise click.UsageError(outcome)
    click.echo(f"Written: {folder}, with a README.md that says what is where.")
    if not wheel:
        click.echo("The release itself is not in it yet. Once you have its file, go there and run:")
        click.echo("  guidance upgrade clinical_informatics_guidance-VERSION-py3-none-any.whl")
    click.echo(f"To build the site, go there (cd {folder}) and run: guidance build")


def _same_release(wheel: Path) -> Path:
    """The file, if it is of the release that is installed: no other can check the copy."""
    with open_wheel(wheel) as opened:
        if opened.name != release_name():
            raise VersionError(
                f"{wheel} is {opened.name}, and {release_name()} is installed. Install it first."
            )
    return wheel


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
    return stop_on_problems(check_without_faulty_cases(root), shows_warnings=False)


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


@click.command()
@project_option
@click.option("--out", type=FOLDER, help="Default: schemas/ in the project.")
def schema(root: Path, out: Path | None) -> None:
    """Write what an editor needs to complete and check YAML files while somebody types.

    Run it after changing a field, or after adding a role, a recommendation or a word of the
    vocabulary. Files that are up to date are left as they are.

    \b
    Examples:
      guidance schema
      guidance schema --out /tmp/schemas
    """
    texts = schema_texts(stop_on_problems(check_project(root)).identities)
    changed = _update(texts, out or root / SCHEMAS)
    click.echo(f"{len(changed)} written, {len(texts) - len(changed)} unchanged")


@click.command()
@project_option
@click.option(
    "--language",
    "languages",
    multiple=True,
    metavar="CODE",
    type=LANGUAGE,
    help="A language to start, such as cy for Welsh. Those that are there are brought up to date anyway.",
)
@click.option("--out", type=FOLDER, help="Default: translations/ in the project.")
def labels(root: Path, languages: tuple[str, ...], out: Path | None) -> None:
    """Write the list of all labels, and bring each language's file of labels up to date.

    Finished translations stay. Open a file with Poedit or Weblate, or in a text editor.

    \b
    Examples:
      guidance labels
      guidance labels --language cy
    """
    known, problems = load_translations(root, root)
    if problems:
        print_problems(tuple(problems), "text")
        sys.exit(PROBLEMS)
    folders = dict.fromkeys((RELEASE, root))
    template = template_of_labels(folders, Path(__file__).parents[1], read_settings(RELEASE))
    texts = label_texts(template, root, sorted({*known, *languages}))
    changed = _update(texts, out or root / TRANSLATIONS)
    for name in changed:
        click.echo(f"{name} written")
    unchanged = len(texts) - len(changed)
    click.echo(f"{len(template)} {LABELS}; {len(changed)} files written, {unchanged} unchanged")


def _update(texts: Mapping[str, str], folder: Path) -> tuple[str, ...]:
    with failing(folder):
        return update_files(texts, folder)
