"""The command line: `python -m macros check` and its kin."""

import sys
from pathlib import Path

import click

from .finding import report
from .library import load


@click.group()
@click.option("--root", type=click.Path(path_type=Path, exists=True, file_okay=False), default=".", help="The project.")
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """Commons Sense: check the data, and turn it into what the site needs."""
    context.obj = root.resolve()


@main.command()
@click.pass_obj
def check(root: Path) -> None:
    """Read every file and say all that is wrong; fail where something is."""
    library = load(root)
    click.echo(report(library.findings))
    sys.exit(0 if library.sound else 1)


if __name__ == "__main__":
    main(prog_name="python -m macros")
