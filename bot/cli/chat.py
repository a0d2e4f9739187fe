"""``houvast chat``: the console channel."""

import asyncio
import sys

import typer

from bot.assembly import assemble
from bot.cli.common import Context, progress


def chat(context: typer.Context) -> None:
    """Chat in this terminal; with piped input every line is answered and the command ends."""
    # Imported here: every other command would wait for the terminal's library at its start.
    from bot.channels.console.loop import Console

    options: Context = context.obj
    settings = options.settings()
    with progress("kaarten") as report:
        assembly = assemble(settings, progress=report)
    console = Console(assembly, interactive=sys.stdin.isatty() and sys.stdout.isatty())
    asyncio.run(console.run())
