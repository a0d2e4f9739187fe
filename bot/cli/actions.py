"""``houvast actions``: the Rasa action server, on the loopback address by default."""

import os

import typer
from rasa_sdk.endpoint import run as run_server

from actions.registry import make_executor
from bot.assembly import open_house
from bot.cli.common import Context, progress


def actions(context: typer.Context) -> None:
    """Start the action server that `actions.endpoint` or a Rasa server calls."""
    options: Context = context.obj
    settings = options.settings()
    with progress("index") as report:
        house, problems = open_house(settings, report)
    for problem in problems:
        typer.echo(f"houvast: not working: {problem}", err=True)
    conversation = settings.for_actions()
    # rasa_sdk binds every address unless told otherwise through this variable.
    os.environ["SANIC_HOST"] = conversation.host
    typer.echo(f"action server: http://{conversation.host}:{conversation.port}/webhook", err=True)
    run_server(make_executor(house), port=conversation.port, cors_origins=[])
