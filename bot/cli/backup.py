"""``houvast backup``, ``houvast restore`` and ``houvast retention``: what is kept, put back, and removed."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.common import Context
from bot.cli.tables import columns, local
from bot.opening import open_database
from bot.operations.backups.archive import Manifest
from bot.operations.backups.making import backups_in, make_backup
from bot.operations.backups.restoring import check_backup
from bot.operations.backups.restoring import restore as put_back
from bot.operations.permissions import tighten
from knowledge.store import Retention


def backup(
    context: typer.Context,
    to: Annotated[Path | None, typer.Option(help="Folder to put it in; default: backup.folder.")] = None,
    *,
    listed: Annotated[bool, typer.Option("--list", help="Show the backups that are there; make none.")] = False,
) -> None:
    """Back up the database, the settings and own content, also while Houvast runs."""
    options: Context = context.obj
    settings = options.settings()
    folder = to or settings.backup_folder
    if listed:
        rows = [
            (local(found.made_at), f"{found.path.stat().st_size / 1e6:.1f} MB", found.path)
            for found in backups_in(folder)
        ]
        typer.echo(
            columns(("made", "size", "file"), rows) if rows else f"no backups in {folder}; make one: houvast backup"
        )
        return
    made = make_backup(settings, folder, datetime.now(UTC))
    typer.echo(f"{made.path}: {len(made.manifest.files)} files, {made.size / 1e6:.1f} MB, checked")
    typer.echo(f"left out, keep these yourself: {', '.join(made.manifest.left_out)}", err=True)


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A backup made by 'houvast backup'.")],
    *,
    check: Annotated[bool, typer.Option("--check", help="Only check the backup; change nothing.")] = False,
) -> None:
    """Check a backup and put it back; what was there is kept aside. Stop every Houvast process first."""
    options: Context = context.obj
    settings = options.settings()
    if check:
        typer.echo(f"{file}: whole; {_told(check_backup(file))}")
        return
    done = put_back(settings, file, datetime.now(UTC))
    tighten(settings)
    typer.echo(f"put back: {_told(done.manifest)}")
    if done.aside:
        typer.echo(f"what was there before: {done.aside}; remove it when all is well, it holds personal data")
    if done.config:
        typer.echo(f"the settings of the backup differ from those of now: compare {done.config}")
    if done.content:
        typer.echo(f"the content of the backup is in {done.content}")
    typer.echo(
        "who asked to be forgotten after this backup was made is in it again: let them send /vergeetmij once more"
    )
    typer.echo("next: houvast doctor, then start Houvast; the index is built again where needed")


def retention(
    context: typer.Context,
    *,
    now: Annotated[bool, typer.Option("--now", help="Remove it now; a running Houvast does so every day.")] = False,
) -> None:
    """Show what is older than its days and would be removed."""
    options: Context = context.obj
    with open_database(options.settings()) as database:
        job, moment = Retention(database), datetime.now(UTC)
        changed = job.expire(moment) if now else job.preview(moment)
    rows = [(table, count) for table, count in sorted(changed.items()) if count]
    word = "removed or made anonymous" if now else "to be removed or made anonymous"
    if rows:
        typer.echo(columns(("table", word), rows))
    else:
        typer.echo("nothing is older than its days")


def _told(manifest: Manifest) -> str:
    made = local(datetime.fromisoformat(manifest.made_at))
    return f"made {made} by Houvast {manifest.houvast} ({manifest.reason}), {len(manifest.files)} files"
