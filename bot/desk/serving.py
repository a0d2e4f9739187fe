"""Serve the desk over HTTP."""

import socket
import threading

import uvicorn
from starlette.types import ASGIApp

from bot.desk.background import Background
from bot.desk.errors import PortTaken
from bot.sections import DeskSection

KEEP_ALIVE_S = 15
"""Seconds that an idle connection stays open."""
FINISH_S = 5
"""Seconds that requests which run get at the end."""
MOST_AT_ONCE = 64
"""Connections at the same time; more get 503. A team has a handful of leads."""


def serve(app: ASGIApp, background: Background, settings: DeskSection) -> None:
    """Answer requests until Ctrl-C.

    No access log is kept: a path can hold a link to sign in, and who reads which page is nobody's business.

    Args:
        app: The application.
        background: What it wants ready.
        settings: Where to listen, and which proxy to believe.

    Raises:
        PortTaken: The port is in use, or the address is not of this machine.
    """
    with listen(settings.host, settings.port) as listener:
        background.follow()
        try:
            make_server(app, settings).run(sockets=[listener])
        finally:
            background.stop()


class BackgroundDesk:
    """The desk on a thread of its own, with an event loop of its own, beside whatever else runs here."""

    def __init__(self, app: ASGIApp, background: Background, settings: DeskSection) -> None:
        """Take the port and begin to answer; arguments and errors as in :func:`serve`."""
        self._listener = listen(settings.host, settings.port)
        self._server = make_server(app, settings)
        self._background = background
        # Off the main thread uvicorn leaves the signals alone.
        self._thread = threading.Thread(target=self._server.run, args=([self._listener],), name="desk", daemon=True)
        self._thread.start()
        self._background.follow()

    @property
    def answers(self) -> bool:
        """Whether it runs."""
        return self._thread.is_alive() and self._server.started

    def stop(self) -> None:
        """Finish the requests that run, within :data:`FINISH_S`, and end."""
        self._server.should_exit = True
        self._thread.join()
        self._background.stop()
        self._listener.close()


def make_server(app: ASGIApp, settings: DeskSection) -> uvicorn.Server:
    """A server that still has to be run."""
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
        timeout_graceful_shutdown=FINISH_S,
    )
    return uvicorn.Server(config)


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
