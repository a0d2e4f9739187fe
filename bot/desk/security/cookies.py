"""The cookies of the desk: who is signed in, and how it looks. Both are signed or checked; neither is trusted."""

from dataclasses import dataclass

from itsdangerous import BadSignature, TimestampSigner
from starlette.requests import Request
from starlette.responses import Response

THEMES = ("auto", "light", "dark")
"""How the desk may look; `auto` follows the device."""
_YEAR_S = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Cookies:
    """Reads and writes the cookies.

    Attributes:
        secret: Signs them.
        https: Marks them ``Secure`` and binds them to this host alone (``__Host-``, RFC 6265bis).
        session_s: Seconds after which the browser drops the session cookie.
    """

    secret: bytes
    https: bool
    session_s: int

    @property
    def session_name(self) -> str:
        """Name of the cookie with the id of the session."""
        return "__Host-houvast" if self.https else "houvast"

    @property
    def form_name(self) -> str:
        """Name of the cookie that ties forms to a browser that is not signed in."""
        return f"{self.session_name}-form"

    @property
    def theme_name(self) -> str:
        """Name of the cookie with how the desk looks."""
        return f"{self.session_name}-weergave"

    def session(self, request: Request) -> str:
        """Id of the session; empty when there is none, or when somebody tampered with it or it is too old."""
        return self._read(request, self.session_name, self.session_s)

    def form(self, request: Request) -> str:
        """What forms of a browser that is not signed in are tied to; empty when it has none yet."""
        return self._read(request, self.form_name, self.session_s)

    def theme(self, request: Request) -> str:
        """How the desk looks; anything unknown follows the device."""
        value = request.cookies.get(self.theme_name, "")
        return value if value in THEMES else THEMES[0]

    def set_session(self, response: Response, session: str) -> None:
        """Gives the browser a session."""
        self._set(response, self.session_name, self._signer(self.session_name).sign(session).decode(), self.session_s)

    def set_form(self, response: Response, value: str) -> None:
        """Gives a browser that is not signed in what its forms are tied to."""
        self._set(response, self.form_name, self._signer(self.form_name).sign(value).decode(), self.session_s)

    def set_theme(self, response: Response, theme: str) -> None:
        """Remembers how the desk looks, for a year."""
        self._set(response, self.theme_name, theme if theme in THEMES else THEMES[0], _YEAR_S)

    def drop_session(self, response: Response) -> None:
        """Takes the session from the browser."""
        response.delete_cookie(self.session_name, path="/", secure=self.https, httponly=True, samesite="lax")

    def _signer(self, name: str) -> TimestampSigner:
        # The name is part of the key: the value of one cookie is worth nothing as another.
        return TimestampSigner(self.secret, salt=f"houvast.desk.{name}")

    def _read(self, request: Request, name: str, oldest_s: int) -> str:
        value = request.cookies.get(name, "")
        try:
            return self._signer(name).unsign(value, max_age=oldest_s).decode()
        except (BadSignature, UnicodeError):
            return ""

    def _set(self, response: Response, name: str, value: str, age_s: int) -> None:
        # Lax, not Strict: the link in Telegram is another site, and its page must know who is signed in already.
        response.set_cookie(name, value, max_age=age_s, path="/", secure=self.https, httponly=True, samesite="lax")
