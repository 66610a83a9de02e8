"""The command line. The only package that prints.

Exit status: 0 fine, 1 problems in the content, 2 wrong use, 3 the build or publish failed.
"""

from __future__ import annotations

import click

from generator.cli.build import build, render, serve
from generator.cli.check import check
from generator.cli.deploy import deploy
from generator.cli.diff import diff
from generator.cli.labels import labels
from generator.cli.new import new
from generator.cli.proforma import proforma
from generator.cli.review import review
from generator.cli.schema import schema


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="clinical-informatics-guidance", prog_name="guidance")
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
      guidance review main              what does a pull request change, and is it all right?
    """


for command in (check, render, build, deploy, serve, new, proforma, schema, labels, diff, review):
    main.add_command(command)
