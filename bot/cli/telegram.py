"""``houvast telegram``: the Telegram channel."""

import asyncio

import typer

from bot.assembly import assemble
from bot.cli.common import Context, progress
from bot.operations.process import only_sender, stop_on_signals
from bot.operations.telegram_token import read_token
from bot.operations.webhook_secret import webhook_secret


def telegram(context: typer.Context) -> None:
    """Answer in Telegram; the token comes from HOUVAST_TELEGRAM_TOKEN or the file in HOUVAST_TELEGRAM_TOKEN_FILE."""
    # python-telegram-bot takes a third of a second to import; no other command needs it.
    from bot.channels.telegram.connection import Line
    from bot.channels.telegram.service import TelegramChannel

    options: Context = context.obj
    settings = options.settings()
    line = Line(read_token(), settings.telegram.api, webhook_secret(settings.telegram))
    with only_sender(settings):
        with progress("kaarten") as report:
            assembly = assemble(settings, progress=report)
        for problem in assembly.problems:
            typer.echo(f"houvast: not working: {problem}", err=True)

        async def run() -> None:
            stop = asyncio.Event()
            stop_on_signals(stop)
            typer.echo("houvast: Telegram; stop with Ctrl-C", err=True)
            await TelegramChannel(assembly, line).run(stop)

        asyncio.run(run())
