"""``houvast knowledge``: check a content folder; entries out of the database and in."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.common import Context, ExitStatus
from bot.cli.content import bring_in
from bot.cli.tables import columns
from bot.opening import open_database
from knowledge.checking.check import Report, check_folder
from knowledge.checking.figures import Figures
from knowledge.checking.model import Finding
from knowledge.entries.loader import load_content
from knowledge.exchange.files import write_folder, write_json
from knowledge.exchange.receiving import receive
from knowledge.language.check import LanguageCheck
from knowledge.seeding import read_published
from knowledge.store.entries import EntryStore

knowledge = typer.Typer(help="The knowledge base: check its files, export and import entries.", no_args_is_help=True)

_HEAD = ("theme", "entries", "phrasings", "sentences", "with source", "Flesch-Douma", "words per sentence")


@knowledge.command("check")
def check(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(metavar="[FOLDER]", help="Content folder; default: that of the settings.")
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Check a content folder; status 1 when there are errors. Warnings do not count."""
    options: Context = context.obj
    checked = folder or options.settings().content_folder
    today = date.today()  # noqa: DTZ011 - review dates are days of whoever works here
    report = check_folder(checked, today, LanguageCheck.load())
    typer.echo(_json(report) if as_json else _text(report))
    if report.errors:
        raise typer.Exit(ExitStatus.DEGRADED)


@knowledge.command("export")
def export(
    context: typer.Context,
    target: Annotated[Path, typer.Argument(metavar="FOLDER|FILE.json", help="An empty folder, or a JSON file.")],
) -> None:
    """Write every published entry of the database to a Markdown folder or one JSON file."""
    options: Context = context.obj
    settings = options.settings()
    with open_database(settings) as database:
        published = read_published(EntryStore(database))
    if not published:
        typer.echo("nothing is published yet; run: houvast import", err=True)
        raise typer.Exit(ExitStatus.DEGRADED)
    entries = [published[slug].entry for slug in sorted(published)]
    if target.suffix == ".json":
        count = write_json(entries, target)
    else:
        count = write_folder(entries, target, settings.content_folder)
    typer.echo(f"{target}: {count} entries")


@knowledge.command("import")
def import_(
    context: typer.Context,
    source: Annotated[
        Path | None,
        typer.Argument(metavar="[FOLDER|FILE.json]", help="Where from; default: the content folder of the settings."),
    ] = None,
) -> None:
    """Import entries: the content folder, as `houvast import` does, or entries from elsewhere."""
    options: Context = context.obj
    settings = options.settings()
    own = load_content(settings.content_folder)
    bring_in(own if source is None else receive(source, own), settings)


def _text(report: Report) -> str:
    lines = [str(finding) for finding in report.findings]
    if report.figures is not None:
        rows = [(theme, *_cells(figures)) for theme, figures in report.themes.items()]
        lines += ["", columns(_HEAD, [*rows, ("all", *_cells(report.figures))])] if rows else []
    errors = len(report.errors)
    return "\n".join([*lines, "", f"errors: {errors}; warnings: {len(report.findings) - errors}"])


def _cells(figures: Figures) -> tuple[object, ...]:
    share = f"{figures.sourced} ({figures.sourced / figures.sentences:.0%})" if figures.sentences else "0"
    return (
        figures.entries,
        figures.phrasings,
        figures.sentences,
        share,
        figures.flesch_douma,
        figures.words_per_sentence,
    )


def _json(report: Report) -> str:
    return json.dumps(
        {
            "errors": len(report.errors),
            "warnings": len(report.findings) - len(report.errors),
            "findings": list(_plain(report.findings)),
            "figures": asdict(report.figures) if report.figures else None,
            "themes": {theme: asdict(figures) for theme, figures in report.themes.items()},
        },
        ensure_ascii=False,
    )


def _plain(findings: Iterable[Finding]) -> Iterable[dict[str, object]]:
    for finding in findings:
        yield {**asdict(finding), "path": str(finding.path)}
