"""The command line: `python -m macros check` and its kin."""

import datetime
import sys
from pathlib import Path

import click

from .finding import Finding, Severity, report

_DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
@click.option("--root", type=click.Path(path_type=Path, exists=True, file_okay=False), default=".", help="The project.")
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """Commons Sense: check the data, and turn it into what the site needs.

    Every command exits with 0 where all is well, 1 where something is wrong, and 2 where it was called wrongly.
    """
    context.obj = root.resolve()


@main.command()
@click.option("--on", type=_DAY, help="Say too what is past its review, or out of date, on this day (2027-05-23).")
@click.pass_obj
def check(root: Path, on: datetime.datetime | None) -> None:
    """Read every file and say all that is wrong; fail where something is.

    Without --on the answer does not depend on the day: the same files get the same answer for ever.
    """
    from .due import due
    from .guides.lock import check_locks
    from .library import load

    library = load(root)
    # Locks stand outside the library: they are made from it.
    findings = [*library.findings, *check_locks(root, library.guides)]
    if on is not None:
        findings += due(root, on.date(), datetime.timedelta(0))
    _tell(findings)


@main.command("due")
@click.option("--on", type=_DAY, help="The day to ask for; left out, today by the clock.")
@click.option("--days", default=60, show_default=True, help="How many days ahead to look.")
@click.pass_obj
def due_command(root: Path, on: datetime.datetime | None, days: int) -> None:
    """Say what somebody should look at again: past its day for review, near it, or overtaken by time.

    Fails where something is past its day, so that a weekly job can tell.
    """
    from .due import due

    day = on.date() if on else datetime.datetime.now(datetime.UTC).date()
    findings = due(root, day, datetime.timedelta(days=days))
    for finding in findings:
        click.echo(f"{finding.place}: {finding.code} {finding.message}")
    late = sum(finding.code != "E02" for finding in findings)
    click.echo(f"On {day}: {late} late, {len(findings) - late} to come within {days} days.")
    sys.exit(1 if late else 0)


@main.command("schema")
@click.pass_obj
def schema_command(root: Path) -> None:
    """Write the JSON Schemas of the data files."""
    from .schema import write_schemas

    changed = write_schemas(root)
    for path in changed:
        click.echo(path.relative_to(root))
    click.echo(f"{len(changed)} changed.")


@main.group()
def new() -> None:
    """Make files that are missing."""


@new.command()
@click.pass_obj
def pages(root: Path) -> None:
    """Write the pages that the data needs (finding D02), and say what to add to mkdocs.yml."""
    from .library import load
    from .new import nav_lines, new_pages

    library = load(root)
    written = new_pages(root, library)
    if not written:
        click.echo("No page is missing.")
        return
    click.echo("Written:\n" + "\n".join(f"  docs/{path}" for path in written))
    click.echo("\nNow name them in mkdocs.yml under nav, where they belong:\n" + nav_lines(library, written))


@new.command("guide")
@click.argument("name")
@click.pass_obj
def guide_command(root: Path, name: str) -> None:
    """Start a decision guide NAME (small letters, digits, hyphens): a valid draft to write on from."""
    from .guides.new import new_guide
    from .today import today

    file = root / "docs" / "data" / "guides" / f"{name}.yml"
    if file.exists():
        raise click.ClickException(f"{file.relative_to(root)} exists already. Choose another name, or write on in it.")
    try:
        text = new_guide(name, today())
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"Written: {file.relative_to(root)}. Read it with: python -m macros check")


@main.command("prepare")
@click.pass_obj
def prepare_command(root: Path) -> None:
    """Make the files that the build needs below docs/: pictures, tables of cases, templates."""
    from .library import load
    from .prepare import prepare

    library = load(root)
    if not library.sound:
        _tell(list(library.findings))
    click.echo(f"{len(prepare(root, library))} files made.")


@main.command("lock")
@click.pass_obj
def lock_command(root: Path) -> None:
    """Lock what each guide does; refuse behaviour that changed while its version and changes did not."""
    from .guides.lock import lock_guides, signing_hash
    from .library import load

    library = load(root)
    faults = [finding for finding in library.findings if finding.severity is Severity.ERROR and finding.code != "G11"]
    if faults:
        _tell(faults)
    done = lock_guides(root, library.guides)
    for name, lines in done.moved.items():
        click.echo("\n".join([f"{name}: what moved", *(f"  {line}" for line in lines)]))
    for path in done.written:
        click.echo(f"Written: {path.relative_to(root)}")
    for name, checked in library.guides.items():
        if checked.sound:
            click.echo(f"To sign version {checked.plan.guide.version} of {name}: hash {signing_hash(checked)}")
    _tell(done.findings)


@main.command()
@click.option("--count", default=20, show_default=True, help="How many statements to draw.")
@click.option("--seed", default=1, show_default=True, help="The same number draws the same statements again.")
@click.pass_obj
def trace(root: Path, count: int, seed: int) -> None:
    """Draw statements of law at random, as a sheet for a person who traces each to its source."""
    from .audit import draw, sheet
    from .library import load

    library = load(root)
    click.echo(sheet(library, draw(library, root / "docs", count, seed)))


@main.command("publish")
@click.argument("site", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--url", envvar="SITE_URL", default="", help="The address that the site was built for ($SITE_URL).")
def publish_command(site: Path, url: str) -> None:
    """Make the built SITE ready for the public, and fail where a reader would trip."""
    from .publish import publish

    _tell(publish(site, url))


def _tell(findings: list[Finding]) -> None:
    """Print findings; exit with 1 where one of them is an error."""
    click.echo(report(findings))
    sys.exit(any(finding.severity is Severity.ERROR for finding in findings))


if __name__ == "__main__":
    main(prog_name="python -m macros")
