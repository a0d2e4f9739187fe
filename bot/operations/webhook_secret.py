"""The secret that Telegram sends along when it brings updates, from the environment."""

import re

from bot.errors import WebhookSecretMissing
from bot.operations.secret import file_variable, read_secret
from bot.sections import TelegramSection

WEBHOOK_SECRET = "HOUVAST_TELEGRAM_WEBHOOK_SECRET"  # noqa: S105 - the name of the variable
_USABLE = re.compile(r"[A-Za-z0-9_-]{32,256}")
"""What ``setWebhook`` takes as secret_token (https://core.telegram.org/bots/api#setwebhook), and not a short one."""


def webhook_secret(settings: TelegramSection) -> str:
    """The secret of the webhook; empty when updates are asked for.

    Raises:
        WebhookSecretMissing: There is none, or it cannot be one.
        SecretUnreadable: A file with it cannot be read.
    """
    if settings.mode != "webhook":
        return ""
    secret = read_secret(WEBHOOK_SECRET)
    if not secret:
        raise WebhookSecretMissing(
            f"mode webhook needs a secret: set {WEBHOOK_SECRET}, or a path in {file_variable(WEBHOOK_SECRET)}; "
            "'openssl rand -hex 32' makes one"
        )
    if not _USABLE.fullmatch(secret):
        raise WebhookSecretMissing(
            f"{WEBHOOK_SECRET} must be 32 to 256 letters, digits, '-' or '_'; 'openssl rand -hex 32' makes one"
        )
    return secret
