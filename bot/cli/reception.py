"""``POST /receive`` on the action server: raw text in, redacted text with what was found about it out."""

from http import HTTPStatus
from typing import Any

from sanic import Request, Sanic, response
from sanic.response import HTTPResponse

from actions.reception import Reception, UnreadableCall

PATH = "/receive"


def attach(app: Sanic[Any, Any], reception: Reception) -> None:
    """Add the route to an app that is guarded already.

    Args:
        app: From :func:`bot.cli.action_server.make_app`.
        reception: Takes the messages.
    """

    async def receive(request: Request) -> HTTPResponse:
        try:
            return response.json(await reception.receive(request.json))
        except UnreadableCall as error:
            return response.json({"error": str(error)}, status=HTTPStatus.BAD_REQUEST.value)

    app.add_route(receive, PATH, methods=["POST"])
