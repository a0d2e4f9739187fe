"""``houvast serve``: the bot, the desk and everything that is due, in one process."""

import asyncio
from typing import Annotated

import typer

from bot.assembly import assemble
from bot.cli.common import Context, progress
from bot.operations.memory import one_arena
from bot.operations.process import only_sender
from bot.operations.telegram_token import read_token
from bot.operations.webhook_secret import webhook_secret


def serve(
    context: typer.Context,
    *,
    desk: Annotated[bool, typer.Option(help="Serve the desk here too.")] = True,
) -> None:
    """Run Houvast: Telegram, the desk, reminders, retention, backups, health and figures, until Ctrl-C or TERM."""
    one_arena()
    # These take a third of a second to import; no other command needs them.
    from bot.channels.telegram.connection import Line
    from bot.channels.telegram.service import TelegramChannel
    from bot.operations.monitoring.figures import Figures
    from bot.operations.serving import Service

    options: Context = context.obj
    settings = options.settings()
    line = Line(read_token(), settings.telegram.api, webhook_secret(settings.telegram))
    figures = Figures()
    with only_sender(settings):
        with progress("kaarten") as report:
            assembly = assemble(settings, progress=report, measure=figures)

        async def run() -> None:
            typer.echo("houvast: serving; stop with Ctrl-C", err=True)
            await Service(assembly, TelegramChannel(assembly, line), figures, with_desk=desk).run()

        asyncio.run(run())
