"""Settings of the conversation and of the action server."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LocalNumber:
    """The crisis number of the region, shown on the danger card; empty number: left out."""

    label: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class ActionsSettings:
    """How actions are reached and what one message may be.

    Attributes:
        endpoint: URL of an action server's webhook; ``None`` runs actions in this process.
        host: Address ``houvast actions`` binds.
        port: Port ``houvast actions`` listens on.
        timeout_ms: Milliseconds to wait for the action server.
        message_limit: Characters of the longest message that is answered.
        choices: How many entries a "bedoel je" offers.
        local_number: Regional crisis number.
        printable_summaries: Whether the files of a summary may be saved and passed on in the channel.
        desk_url: Address of the desk, for links in chat; empty when it has none.
    """

    endpoint: str | None = None
    host: str = "127.0.0.1"
    port: int = 5055
    timeout_ms: int = 5000
    message_limit: int = 4000
    choices: int = 3
    local_number: LocalNumber = LocalNumber()
    printable_summaries: bool = True
    desk_url: str = ""
