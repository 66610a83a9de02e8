"""`guidance version`: which release is installed, and by which digests it is known."""

from __future__ import annotations

import json

import click

from generator.basics.version import (
    RELEASE,
    content_digest,
    program_digest,
    program_version,
    release_name,
)


@click.command()
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
