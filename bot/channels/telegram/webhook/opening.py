"""Make the receiver, where its libraries are installed."""

from typing import TYPE_CHECKING

from telegram import Bot

from bot.channels.telegram.intake.ending import Admit
from bot.channels.telegram.webhook.arrivals import Arrivals
from bot.errors import WebhookUnavailable
from bot.sections import WebhookSection

if TYPE_CHECKING:
    from bot.channels.telegram.webhook.receiver import Receiver


def open_receiver(bot: Bot, settings: WebhookSection, secret: str, arrivals: Arrivals, admit: Admit) -> "Receiver":
    """A receiver with its port taken; arguments as of :class:`~bot.channels.telegram.webhook.receiver.Receiver`.

    Raises:
        WebhookUnavailable: A library is missing, or the port cannot be listened on.
    """
    try:
        from bot.channels.telegram.webhook.receiver import Receiver
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("starlette", "uvicorn"):
            raise
        raise WebhookUnavailable(
            f"telegram.mode webhook needs {error.name}; pip install 'houvast[desk]', or set telegram.mode to polling"
        ) from error
    return Receiver(bot, settings, secret, arrivals, admit)
