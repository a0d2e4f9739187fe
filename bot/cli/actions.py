"""``houvast actions``: the Rasa action server, on the loopback address by default."""

import typer

from bot.assembly import open_house
from bot.cli.action_server import serve
from bot.cli.common import Context, progress
from bot.errors import BotError
from bot.operations.secret import ACTIONS_TOKEN, LOOPBACK, read_secret


class ServerError(BotError):
    """The action server cannot start."""


def actions(context: typer.Context) -> None:
    """Start the action server that `actions.endpoint` or a Rasa server calls."""
    options: Context = context.obj
    settings = options.settings()
    token = read_secret(ACTIONS_TOKEN)
    if settings.actions.host not in LOOPBACK and not token:
        raise ServerError(
            f"actions.host {settings.actions.host} is open to other machines; set {ACTIONS_TOKEN}, or use 127.0.0.1"
        )
    with progress("index") as report:
        house, problems, freshness = open_house(settings, report)
    for problem in problems:
        typer.echo(f"houvast: not working: {problem}", err=True)
    if house is None:
        raise ServerError("the knowledge base could not be opened, so there is nothing to serve")
    if freshness is not None:
        freshness.start()
    conversation = settings.for_actions()
    typer.echo(f"action server: http://{conversation.host}:{conversation.port}/webhook", err=True)
    serve(house, conversation.host, conversation.port, token)
