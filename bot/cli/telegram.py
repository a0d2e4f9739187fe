"""``houvast telegram``: the Telegram channel, by long polling."""

import asyncio
import os
import signal
from pathlib import Path

import typer

from bot.assembly import assemble
from bot.cli.common import Context, progress
from bot.errors import TokenMissing

TOKEN = "HOUVAST_TELEGRAM_TOKEN"  # noqa: S105 - the name of the variable
TOKEN_FILE = "HOUVAST_TELEGRAM_TOKEN_FILE"  # noqa: S105


def telegram(context: typer.Context) -> None:
    """Answer in Telegram; the token comes from HOUVAST_TELEGRAM_TOKEN or the file in HOUVAST_TELEGRAM_TOKEN_FILE."""
    # python-telegram-bot takes a third of a second to import; no other command needs it.
    from bot.channels.telegram.connection import Line
    from bot.channels.telegram.service import TelegramChannel

    options: Context = context.obj
    settings = options.settings()
    line = Line(read_token(), settings.telegram.api)
    with progress("kaarten") as report:
        assembly = assemble(settings, progress=report)
    for problem in assembly.problems:
        typer.echo(f"houvast: not working: {problem}", err=True)

    async def run() -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop.set)
        typer.echo("houvast: Telegram; stop with Ctrl-C", err=True)
        await TelegramChannel(assembly, line).run(stop)

    asyncio.run(run())


def read_token() -> str:
    """The bot's token, from the environment.

    Raises:
        TokenMissing: Neither variable holds one.
    """
    token = os.environ.get(TOKEN, "").strip()
    path = os.environ.get(TOKEN_FILE, "")
    if not token and path:
        try:
            token = Path(path).read_text(encoding="utf-8").strip()
        except (OSError, ValueError) as error:
            raise TokenMissing(f"{TOKEN_FILE} names a file that cannot be read") from error
    if not token:
        raise TokenMissing(f"set {TOKEN} to the token that BotFather gave")
    return token
