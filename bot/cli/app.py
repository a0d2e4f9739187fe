"""The ``houvast`` command and its sub-commands."""

import logging
import sys
from typing import Annotated

import typer

from bot.cli.actions import actions
from bot.cli.ask import ask
from bot.cli.backup import backup, restore, retention
from bot.cli.chat import chat
from bot.cli.common import Context, ExitStatus
from bot.cli.content import import_, vectors
from bot.cli.desk import desk
from bot.cli.doctor import doctor
from bot.cli.evaluate import evaluate
from bot.cli.knowledge import knowledge
from bot.cli.models import models
from bot.cli.outbox import outbox
from bot.cli.serve import serve
from bot.cli.signals import signals
from bot.cli.team import team
from bot.cli.telegram import telegram
from bot.cli.train import train
from bot.errors import BotError
from embeddings.errors import EmbeddingError
from knowledge.errors import KnowledgeError

app = typer.Typer(
    name="houvast",
    help="Decision support for child and family protection: sourced answers, and the team first.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("chat")(chat)
app.command("ask")(ask)
app.command("serve")(serve)
app.command("telegram")(telegram)
app.command("doctor")(doctor)
app.command("backup")(backup)
app.command("restore")(restore)
app.command("retention")(retention)
app.add_typer(team, name="team")
app.add_typer(desk, name="desk")
app.add_typer(outbox, name="outbox")
app.command("eval")(evaluate)
app.command("actions")(actions)
app.command("import")(import_)
app.command("vectors")(vectors)
app.add_typer(knowledge, name="knowledge")
app.command("train")(train)
app.add_typer(models, name="models")
app.add_typer(signals, name="signals")


@app.callback()
def options(
    context: typer.Context,
    config: Annotated[str, typer.Option(help="Settings file; default: config.yml here or beside the code.")] = "",
    *,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show the operator's log on standard error.")
    ] = False,
) -> None:
    """Options before every command."""
    level = logging.INFO if verbose else logging.WARNING
    logging.basicConfig(level=level, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    # These log requests at INFO; a request is somebody's question or token.
    for name in ("httpx", "httpcore", "rasa_sdk", "sanic", "telegram", "uvicorn"):
        logging.getLogger(name).setLevel(logging.WARNING)
    context.obj = Context(config)


def main() -> None:
    """Run the command line; an expected error is one line on standard error and exit status 2."""
    try:
        app()
    except (BotError, KnowledgeError, EmbeddingError) as error:
        typer.echo(f"houvast: {' '.join(str(error).split())}", err=True)
        raise SystemExit(ExitStatus.USAGE) from None
