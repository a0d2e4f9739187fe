"""Whether Telegram can bring updates, where it is to do so."""

import asyncio
from collections.abc import Iterator
from importlib.util import find_spec

from bot.errors import TelegramOutOfReach, TokenMissing, TokenRefused, WebhookSecretMissing
from bot.operations.doctor.finding import Finding, fail, ok, warn
from bot.operations.doctor.subject import Subject
from bot.operations.secret import LOOPBACK, SecretUnreadable, file_variable
from bot.operations.telegram_token import read_token
from bot.operations.webhook_secret import WEBHOOK_SECRET, webhook_secret

LIBRARIES = ("starlette", "uvicorn")
"""What the webhook listens with; the extra desk brings them."""


def webhook(subject: Subject) -> Iterator[Finding]:
    """The webhook: its secret, its libraries, who reaches it, and what Telegram says when it may be asked."""
    settings = subject.settings.telegram
    if settings.mode == "polling":
        yield ok("webhook", "off")
        return
    hook = settings.webhook
    try:
        webhook_secret(settings)
    except WebhookSecretMissing:
        yield fail("webhook", "no_secret", variable=WEBHOOK_SECRET)
    except SecretUnreadable:
        yield fail("webhook", "unreadable", variable=file_variable(WEBHOOK_SECRET))
    if any(find_spec(library) is None for library in LIBRARIES):
        yield fail("webhook", "missing")
    if hook.host in LOOPBACK:
        yield ok("webhook", "local", url=hook.url, port=hook.port)
    else:
        yield warn("webhook", "open", host=hook.host)
    if subject.online:
        yield from _brought(subject)


def _brought(subject: Subject) -> Iterator[Finding]:
    """What Telegram says; a token that is wrong is another check's finding."""
    # python-telegram-bot takes a third of a second to import.
    from bot.channels.telegram.checking import webhook_state
    from bot.channels.telegram.connection import Line

    settings = subject.settings.telegram
    try:
        state = asyncio.run(webhook_state(Line(read_token(), settings.api)))
    except (TokenMissing, TokenRefused, TelegramOutOfReach):
        return
    if state.url != settings.webhook.url:
        yield warn("webhook", "elsewhere")
    elif state.pending and state.trouble:
        yield warn("webhook", "failing", count=state.pending, reason=state.trouble)
    else:
        yield ok("webhook", "works", count=state.pending)
