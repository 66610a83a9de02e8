"""The command line. The only package that prints.

Exit status: 0 fine, 1 problems in the content, 2 wrong use, 3 the build or publish failed.
"""

from __future__ import annotations

import gc
import json
from importlib import import_module
from typing import Any

import click

from generator.basics.version import (
    RELEASE,
    content_digest,
    program_digest,
    program_version,
    release_name,
)

COMMANDS = {
    "check": "review", "render": "build", "build": "build", "deploy": "build", "serve": "build",
    "new": "files", "proforma": "files", "schema": "files", "labels": "files",
    "diff": "review", "review": "review", "upgrade": "review",
}  # fmt: skip
"""The module of this package for each command. The command is a function of that name in it."""


_OBJECTS_BETWEEN_COLLECTIONS = 10_000
"""With Python's 700, looking for garbage a thousand times took a fourteenth of a build."""


class _Commands(click.Group):
    """Imports a command's module only when it is needed: what a build imports takes a second."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*COMMANDS, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        command: click.Command = getattr(import_module(f"{__name__}.{COMMANDS[cmd_name]}"), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except MemoryError:
            click.echo("Error: There is not enough memory. Close other programs, then try again.", err=True)
            ctx.exit(3)


def _say_version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted:
        context.invoke(version)
        context.exit()


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_say_version,
    help="Say which release this is, and the digests of its program and content.",
)
def main() -> None:
    """Build the clinical informatics guidance site from its YAML and Markdown content.

    \b
    Examples:
      guidance check                    is the content all right?
      guidance build                    build the site into site/
      guidance deploy --out deployment  make it ready for a web server
      guidance serve                    see the site while you edit
      guidance new case-study my-trust  start a case study
      guidance proforma import a.docx   start one from a completed form
      guidance diff main .              what changes for readers?
      guidance upgrade new.whl          take a newer release into a copy
      guidance review main              what does a pull request change, and is it all right?
    """
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)


@main.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def version(form: str) -> None:
    """Say which release is installed: its version, and the digests of its program and content.

    Two releases with the same digests are the same, wherever they came from.

    \b
    Examples:
      guidance version
      guidance version --format json
    """
    digests = {"program": program_digest(), "content": content_digest(RELEASE)}
    if form == "json":
        known = {name: {"version": program_version(), "digest": found} for name, found in digests.items()}
        click.echo(json.dumps({"release": release_name(), **known}, indent=2))
        return
    click.echo(f"guidance {release_name()}")
    click.echo(", ".join(f"{name} {found}" for name, found in digests.items()))
