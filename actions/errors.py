"""Errors of the conversation and of calling actions: what happened, to which action, what to do next."""


class ActionsError(Exception):
    """Base of every error raised by the actions package."""


class ActionServerUnavailable(ActionsError):
    """The action server did not answer."""

    def __init__(self, endpoint: str, cause: str) -> None:
        super().__init__(
            f"action server at {endpoint} did not answer ({cause}); "
            "start it with 'houvast actions' or clear actions.endpoint in config.yml"
        )


class ActionNotFound(ActionsError):
    """No action of this name is registered (status 404 of the Rasa contract)."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no action named '{name}' is registered; check actions/registry.py and domain.yml")
        self.name = name


class ActionRejected(ActionsError):
    """The action refused to run (status 400 of the Rasa contract)."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"action '{name}' rejected its execution: {reason}")
        self.name = name


class ActionFailed(ActionsError):
    """The action raised or returned something that is no reply."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"action '{name}' failed: {reason}; the log of the process that ran it says why")
        self.name = name


class AttachmentTooLarge(ActionsError):
    """A file is too large to go with a message.

    Attributes:
        name: File name.
        size: Its bytes.
    """

    def __init__(self, name: str, size: int, most: int) -> None:
        super().__init__(f"{name} has {size} bytes, and at most {most} go with a message: make it smaller or split it")
        self.name = name
        self.size = size
