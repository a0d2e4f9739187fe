"""Errors of the desk: what happened and what to do next."""

from bot.errors import BotError


class DeskUnavailable(BotError):
    """The desk cannot start."""


class ExtraMissing(DeskUnavailable):
    """The libraries of the desk are not installed.

    Attributes:
        library: The first one that is missing.
    """

    def __init__(self, library: str) -> None:
        super().__init__(f"the desk needs '{library}'; install it with: pip install 'houvast[desk]'")
        self.library = library


class PortTaken(DeskUnavailable):
    """Another program listens there, or the address is not of this machine."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(
            f"the desk cannot listen on {host}:{port} ({reason}); "
            "stop the other program, or set desk.host and desk.port"
        )


class NotSignedIn(Exception):
    """The request comes from nobody we know; the page says how to sign in."""


class Forbidden(Exception):
    """The visitor is known, and may not do this."""


class FormRefused(Exception):
    """A form did not come from a page of ours in this browser; nothing was done."""


class TooMany(Exception):
    """Too many attempts.

    Attributes:
        wait_s: Seconds until the next one is heard.
    """

    def __init__(self, wait_s: int) -> None:
        super().__init__(f"too many attempts; wait {wait_s} s")
        self.wait_s = wait_s


class PersonUnclear(BotError):
    """A link was asked for somebody who cannot be told apart.

    Attributes:
        found: How many members fit.
    """

    def __init__(self, wanted: str, found: int) -> None:
        number = "no member is" if not found else f"{found} members are"
        super().__init__(f"{number} called '{wanted}'; see 'houvast team members NAME', or let them send /beheer")
        self.found = found
