"""``houvast knowledge``: check a content folder, its figures and local facts; entries out of the database and in."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli.common import Context, ExitStatus
from bot.cli.content import bring_in
from bot.cli.golden import golden
from bot.cli.tables import columns
from bot.opening import open_database
from knowledge.checking.check import Report, check_folder
from knowledge.checking.figures import Figures, markdown_table
from knowledge.checking.model import Finding
from knowledge.entries.loader import load_content
from knowledge.entries.local import fields_of, unknown_reason
from knowledge.exchange.files import write_folder, write_json
from knowledge.exchange.receiving import receive
from knowledge.language.check import LanguageCheck
from knowledge.seeding import read_published
from knowledge.store import OPERATOR
from knowledge.store.entries import EntryStore

knowledge = typer.Typer(help="The knowledge base: check its files, export and import entries.", no_args_is_help=True)
knowledge.command("golden")(golden)

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
    settings = options.settings()
    checked = folder or settings.content_folder
    today = date.today()  # noqa: DTZ011 - review dates are days of whoever works here
    report = check_folder(checked, today, LanguageCheck.load(), settings.local_facts())
    typer.echo(_json(report) if as_json else _text(report))
    if report.errors:
        raise typer.Exit(ExitStatus.DEGRADED)


@knowledge.command("figures")
def figures(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(metavar="[FOLDER]", help="Content folder; default: that of the settings.")
    ] = None,
) -> None:
    """Print the figures of a content folder as a Markdown table, for the page about the knowledge base."""
    options: Context = context.obj
    content = load_content(folder or options.settings().content_folder)
    typer.echo(markdown_table(content))


@knowledge.command("local")
def local(
    context: typer.Context,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """List the facts of your own organisation: filled in or not, and in which entries; status 1 for an unknown one."""
    options: Context = context.obj
    settings = options.settings()
    content = load_content(settings.content_folder)
    values = settings.local_facts()
    rows = [
        {
            "field": field.id,
            "label": field.label,
            "example": field.example,
            "value": values.get(field.id, "").strip(),
            "entries": [slug for slug, entry in content.entries.items() if field.id in fields_of(entry)],
        }
        for field in content.references.local.values()
    ]
    unknown = [name for name in settings.organisation.local if name not in content.references.local]
    if as_json:
        typer.echo(json.dumps({"fields": rows, "unknown": unknown}, ensure_ascii=False))
    else:
        typer.echo(_local_text(rows))
    for name in unknown:
        typer.echo(f"organisation.local: {unknown_reason(name, content.references.local)}", err=True)
    if unknown:
        raise typer.Exit(ExitStatus.DEGRADED)


@knowledge.command("confirm")
def confirm(
    context: typer.Context,
    slugs: Annotated[list[str], typer.Argument(metavar="SLUG...", help="Entries that a team lead has read.")],
) -> None:
    """Record that a team lead stands behind the published versions; readers then lose the notice "startinhoud"."""
    options: Context = context.obj
    with open_database(options.settings()) as database:
        store = EntryStore(database)
        published = read_published(store)
        if unknown := [slug for slug in slugs if slug not in published]:
            typer.echo(f"not published: {', '.join(unknown)}; nothing was confirmed", err=True)
            raise typer.Exit(ExitStatus.USAGE)
        for slug in dict.fromkeys(slugs):
            new = store.confirm(published[slug].version, OPERATOR, datetime.now(UTC))
            typer.echo(f"{slug}: {'confirmed' if new else 'was confirmed already'}")


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
    entries = [published[slug].as_stored for slug in sorted(published)]
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
    bring_in(own if source is None else receive(source, own), settings, quiz=source is None)


def _local_text(rows: list[dict[str, Any]]) -> str:
    """One block per field: what is shown, or what to fill in."""
    if not rows:
        return "this content folder has no local facts (there is no lokaal.yml)"
    lines = []
    for row in rows:
        state = row["value"] or f"FILL IN: {row['label']} (example: {row['example']})"
        lines += [f"{row['field']}: {state}", f"    in: {', '.join(row['entries']) or 'no entry'}"]
    filled = sum(bool(row["value"]) for row in rows)
    return "\n".join([*lines, "", f"filled in: {filled} of {len(rows)}; set them under organisation.local"])


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
