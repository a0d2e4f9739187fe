"""Health and figures over HTTP: ``/healthz``, ``/readyz`` and ``/metrics``."""

import hmac
import json
import socket
import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer

from bot.operations.errors import MonitorUnavailable
from bot.operations.monitoring.figures import Figures
from bot.operations.monitoring.health import Health
from bot.operations.secret import LOOPBACK, METRICS_TOKEN, read_secret
from bot.sections import MetricsSection

PATIENCE_S = 5.0
"""Seconds that one request may take to arrive."""


class Monitor:
    """Answers on a thread of its own, so that it tells when the event loop is stuck."""

    def __init__(self, settings: MetricsSection, health: Health, figures: Figures) -> None:
        """Take the port and begin to answer.

        Args:
            settings: Where to listen.
            health: Is asked.
            figures: Are shown.

        Raises:
            MonitorUnavailable: The port is taken, or the address is open to others and no token is set.
            SecretUnreadable: The file with the token cannot be read.
        """
        token = read_secret(METRICS_TOKEN)
        if settings.host not in LOOPBACK and not token:
            raise MonitorUnavailable(
                f"metrics.host {settings.host} is open to other machines; set {METRICS_TOKEN}, or use 127.0.0.1"
            )
        try:
            self._server = _Server(settings, _handler(health, figures, token))
        except OSError as error:
            raise MonitorUnavailable(
                f"health and figures cannot listen on {settings.host}:{settings.port} ({error.strerror}); "
                "stop the other program, or set metrics.port"
            ) from error
        self._thread = threading.Thread(target=self._server.serve_forever, name="monitor", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Answer no more."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(HTTPServer):
    """One request after the other: a probe and a scraper are all that ask."""

    def __init__(self, settings: MetricsSection, handler: type[BaseHTTPRequestHandler]) -> None:
        self.address_family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
        super().__init__((settings.host, settings.port), handler)

    def server_bind(self) -> None:
        """Bind without the look-up of our own name that the standard library does, which can take seconds."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:
        """A caller that hangs up is no news."""


def _handler(health: Health, figures: Figures, token: str) -> type[BaseHTTPRequestHandler]:
    def healthz() -> tuple[HTTPStatus, bytes, str]:
        return _verdict({"loop": health.alive})

    def readyz() -> tuple[HTTPStatus, bytes, str]:
        return _verdict(health.look())

    def metrics() -> tuple[HTTPStatus, bytes, str]:
        return HTTPStatus.OK, figures.text(), "text/plain; version=0.0.4; charset=utf-8"

    pages: dict[str, Callable[[], tuple[HTTPStatus, bytes, str]]] = {
        "/healthz": healthz,
        "/readyz": readyz,
        "/metrics": metrics,
    }

    class Handler(BaseHTTPRequestHandler):
        timeout = PATIENCE_S
        server_version, sys_version = "houvast", ""

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            if path not in pages:
                self._send(HTTPStatus.NOT_FOUND, b"not found\n", "text/plain")
            elif path == "/metrics" and token and not self._knows_token():
                self._send(HTTPStatus.UNAUTHORIZED, b"a token is needed\n", "text/plain")
            else:
                self._send(*pages[path]())

        def _knows_token(self) -> bool:
            given = self.headers.get("Authorization", "").encode("utf-8", "replace")
            return hmac.compare_digest(given, f"Bearer {token}".encode())

        def _send(self, status: HTTPStatus, body: bytes, kind: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the standard library
            """Keep no access log."""

    return Handler


def _verdict(parts: dict[str, bool]) -> tuple[HTTPStatus, bytes, str]:
    well = all(parts.values())
    body = json.dumps({"status": "ok" if well else "degraded", "parts": parts}).encode() + b"\n"
    return HTTPStatus.OK if well else HTTPStatus.SERVICE_UNAVAILABLE, body, "application/json"
