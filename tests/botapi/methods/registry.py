"""Which function answers which method."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.botapi.accounts import BotAccount
from tests.botapi.params import Params

if TYPE_CHECKING:
    from tests.botapi.server import BotApiServer
    from tests.botapi.world import World


@dataclass
class Call:
    """One call of a bot, on its way to an answer."""

    server: "BotApiServer"
    bot: BotAccount
    method: str
    params: Params

    @property
    def world(self) -> "World":
        """The state of the server."""
        return self.server.world


Handler = Callable[[Call], Awaitable[Any]]
# Telegram takes method names in any case.
METHODS: dict[str, tuple[str, Handler]] = {}


def method(name: str) -> Callable[[Handler], Handler]:
    """Make a function answer a method. It returns the `result` or raises an ApiError."""

    def register(handler: Handler) -> Handler:
        METHODS[name.lower()] = (name, handler)
        return handler

    return register
