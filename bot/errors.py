"""Errors of the outside of Houvast: what happened, to what, and what to do next."""


class BotError(Exception):
    """Base of every error raised by the bot package; its text fits on one line for the operator."""


class ConfigError(BotError):
    """``config.yml`` holds an unknown key or a bad value."""


class TokenMissing(BotError):
    """There is no Telegram token; the text says where it is looked for."""


class TokenRefused(BotError):
    """Telegram does not know the token."""

    def __init__(self) -> None:
        super().__init__("Telegram refused the token; make a new one with BotFather (/token) and set it again")


class WebhookSecretMissing(BotError):
    """There is no secret that tells Telegram from a stranger; the text says where it is looked for."""


class WebhookUnavailable(BotError):
    """Telegram cannot bring updates here: a library is missing, or the port is taken."""


class TelegramOutOfReach(BotError):
    """Telegram gives no answer.

    Attributes:
        reason: What the line says.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(f"Telegram cannot be reached ({reason}); check the network and telegram.api")
        self.reason = reason
