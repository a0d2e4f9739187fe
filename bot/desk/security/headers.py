"""Headers of every response, also of those that failed.

Chosen after the OWASP HTTP Headers and CSP cheat sheets (https://cheatsheetseries.owasp.org). No page has a
``script-src`` but the editor: there an injected script does not run either, since only files of our own may.
"""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self' data:",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
SCRIPTED = "/concept/"
"""Where the pages with a script stand."""
POLICY_WITH_SCRIPT = f"{POLICY}; script-src 'self'; connect-src 'self'"
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}
STRICT_TRANSPORT = "max-age=31536000"
"""A year, in seconds; without subdomains, which are not ours to decide about."""
NOT_KEPT = "no-store"
"""Pages hold what only the signed-in may see: no browser or proxy keeps them."""


class SecurityHeaders:
    """ASGI wrapper around the whole application, its error pages included."""

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        """Wraps an application.

        Args:
            app: What answers.
            https: The desk is reached over https: browsers are told never to try without.
        """
        self._app = app
        self._headers = HEADERS | ({"Strict-Transport-Security": STRICT_TRANSPORT} if https else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers[name] = value
                if scope["path"].startswith(SCRIPTED):
                    headers["Content-Security-Policy"] = POLICY_WITH_SCRIPT
                headers.setdefault("Cache-Control", NOT_KEPT)
            await send(message)

        await self._app(scope, receive, guarded)
