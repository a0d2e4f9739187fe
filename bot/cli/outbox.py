"""``houvast outbox``: what waits to be sent and what was given up; never what a message says."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated

import typer

from bot.cli.common import Context
from bot.cli.tables import columns, local
from bot.errors import BotError
from bot.opening import open_database
from knowledge.store import DeadLetter, OutboxStore
from knowledge.store.rows import OutboxStatus

_SHOWN = 100

outbox = typer.Typer(help="Messages on their way out: show them, and retry or drop what was given up.")

LetterId = Annotated[int, typer.Argument(metavar="ID", help="Number in the first column of 'houvast outbox'.")]


class OutboxCommandError(BotError):
    """The command cannot be done; says which does."""


@outbox.callback(invoke_without_command=True)
def show(context: typer.Context) -> None:
    """Show how many messages are in each state, and those that were given up."""
    if context.invoked_subcommand is not None:
        return
    with _store(context) as store:
        counts, oldest, dead = store.counts(), store.oldest_waiting(), store.dead_letters(_SHOWN)
    typer.echo("  ".join(f"{state.value}: {counts.get(state, 0)}" for state in OutboxStatus))
    typer.echo(f"oldest waiting: {'none' if oldest is None else local(oldest)}")
    if not dead:
        typer.echo("no message was given up")
        return
    typer.echo()
    typer.echo(columns(("id", "reference", "chat", "attempts", "made", "given up", "why"), map(_row, dead)))
    if counts[OutboxStatus.DEAD] > len(dead):
        typer.echo(f"... and {counts[OutboxStatus.DEAD] - len(dead)} older")
    typer.echo("\nsend again: houvast outbox retry ID (or --all); remove: houvast outbox drop ID")


@outbox.command("retry")
def retry(
    context: typer.Context,
    letter: Annotated[int | None, typer.Argument(metavar="ID", help="Number as in 'houvast outbox'.")] = None,
    *,
    every: Annotated[bool, typer.Option("--all", help="All messages that were given up.")] = False,
) -> None:
    """Queue a message that was given up again; the running bot sends it."""
    if (letter is None) is not every:
        raise OutboxCommandError("give the ID of one message, or --all; 'houvast outbox' lists them")
    with _store(context) as store:
        if letter is None:
            revived = store.revive_all(datetime.now(UTC))
        elif store.revive(letter, datetime.now(UTC)):
            revived = 1
        else:
            raise _unknown(letter)
    typer.echo(f"queued again: {revived}")


@outbox.command("drop")
def drop(context: typer.Context, letter: LetterId) -> None:
    """Remove a message that was given up, for good."""
    with _store(context) as store:
        if not store.drop(letter):
            raise _unknown(letter)
    typer.echo(f"removed: {letter}")


@contextmanager
def _store(context: typer.Context) -> Iterator[OutboxStore]:
    options: Context = context.obj
    with open_database(options.settings()) as database:
        yield OutboxStore(database)


def _row(letter: DeadLetter) -> tuple[object, ...]:
    return (
        letter.row_id,
        letter.reference,
        letter.chat,
        letter.attempts,
        local(letter.created_at),
        local(letter.finished_at),
        letter.last_error,
    )


def _unknown(letter: int) -> OutboxCommandError:
    return OutboxCommandError(f"no message {letter} was given up; 'houvast outbox' lists those that were")
