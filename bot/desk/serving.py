"""Serve the desk over HTTP."""

import socket

import uvicorn
from starlette.types import ASGIApp

from bot.desk.errors import PortTaken
from bot.sections import DeskSection

KEEP_ALIVE_S = 15
"""Seconds that an idle connection stays open."""
MOST_AT_ONCE = 64
"""Connections at the same time; more get 503. A team has a handful of leads."""


def serve(app: ASGIApp, settings: DeskSection) -> None:
    """Answer requests until Ctrl-C.

    No access log is kept: a path can hold a link to sign in, and who reads which page is nobody's business.

    Args:
        app: The application.
        settings: Where to listen, and which proxy to believe.

    Raises:
        PortTaken: The port is in use, or the address is not of this machine.
    """
    config = uvicorn.Config(
        app,
        access_log=False,
        server_header=False,
        log_config=None,
        lifespan="off",
        proxy_headers=True,
        forwarded_allow_ips=settings.proxy,
        timeout_keep_alive=KEEP_ALIVE_S,
        limit_concurrency=MOST_AT_ONCE,
    )
    with listen(settings.host, settings.port) as listener:
        uvicorn.Server(config).run(sockets=[listener])


def listen(host: str, port: int) -> socket.socket:
    """Take the port, before anything is said about it.

    Raises:
        PortTaken: The port is in use, or the address is not of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise PortTaken(host, port, error.strerror or str(error)) from error
