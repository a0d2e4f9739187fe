"""rasa_sdk's action server around our executor, in this one process."""

from typing import TYPE_CHECKING, Any

from rasa_sdk.executor import ActionExecutor

from actions.house import House
from actions.rasa.noticing import NoticingExecutor
from actions.reception import Reception
from actions.registry import make_executor
from actions.runners.in_process import InProcessRunner

if TYPE_CHECKING:
    from sanic import Sanic


def serve(house: House, host: str, port: int, token: str) -> None:
    """Serve the Rasa webhook, and the reception beside it, until interrupted.

    Args:
        house: What the actions need.
        host: Address to bind; rasa_sdk's own runner would bind every address.
        port: Port to listen on.
        token: What callers must send; empty asks for none.
    """
    # Imports sanic, which takes most of a second; no other command needs it.
    from bot.cli.reception import attach

    noticing = NoticingExecutor()
    reception = Reception.of(house, InProcessRunner(make_executor(house, noticing)))
    noticing.told = reception.notice
    app = make_app(noticing, token)
    attach(app, reception)
    # rasa_sdk's runner starts worker processes, which the engine of the model cannot be sent to.
    app.run(host=host, port=port, single_process=True, motd=False, access_log=False)


def make_app(executor: ActionExecutor, token: str) -> "Sanic[Any, Any]":
    """The guarded app.

    Args:
        executor: Runs the actions.
        token: What callers must send; empty asks for none.
    """
    # Sanic takes most of a second to import; no other command needs it.
    from rasa_sdk.endpoint import create_app

    from bot.cli.action_guard import guard

    app: Sanic[Any, Any] = create_app(executor, cors_origins=[])
    guard(app, token)
    return app
