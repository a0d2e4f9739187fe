"""getUpdates, setWebhook, deleteWebhook, getWebhookInfo."""

import re
from typing import Any
from urllib.parse import urlsplit

from tests.botapi.errors import ApiError, bad_request
from tests.botapi.methods.registry import Call, method
from tests.botapi.webhook import Webhook

# The longest a getUpdates call waits (s); telegram-bot-api, LONG_POLL_MAX_TIMEOUT.
LONGEST_POLL = 50
SECRET_LENGTH = 256
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


def _take_allowed(call: Call) -> None:
    """Kinds of updates the bot wants from now on; kept until it says something else."""
    allowed = call.params.array("allowed_updates", "can't parse allowed_updates JSON object")
    if allowed is not None:
        call.bot.updates.allowed = [str(kind) for kind in allowed]


@method("getUpdates")
async def get_updates(call: Call) -> Any:
    """Wait for updates and confirm earlier ones."""
    if call.bot.webhook is not None:
        raise ApiError(409, WEBHOOK_ACTIVE)
    offset = call.params.integer("offset")
    limit = call.params.integer("limit", 100, 1, 100)
    timeout = call.params.integer("timeout", 0, 0, LONGEST_POLL)
    _take_allowed(call)
    return await call.bot.updates.get(offset, limit, timeout)


@method("setWebhook")
async def set_webhook(call: Call) -> Any:
    """Deliver updates by POST from now on. `http` is allowed, because the receiver of a test is on this machine."""
    url = call.params.text("url")
    secret = call.params.text("secret_token")
    most = call.params.integer("max_connections", 40, 1, 100)
    call.params.ignore("ip_address", "certificate")
    if not url:
        return await delete_webhook(call)
    if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname:
        raise bad_request("invalid webhook URL specified")
    if len(secret) > SECRET_LENGTH:
        raise bad_request("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")
    _take_allowed(call)
    if call.params.boolean("drop_pending_updates"):
        call.bot.updates.waiting.clear()
    call.bot.updates.abort("Conflict: terminated by setWebhook request")
    if call.bot.webhook is not None:
        await call.bot.webhook.stop()
    call.bot.webhook = Webhook(call.server, call.bot, url, secret, most)
    call.bot.webhook.start()
    return True


@method("deleteWebhook")
async def delete_webhook(call: Call) -> Any:
    """Go back to getUpdates."""
    if call.params.boolean("drop_pending_updates"):
        call.bot.updates.waiting.clear()
    if call.bot.webhook is not None:
        await call.bot.webhook.stop()
        call.bot.webhook = None
    return True


@method("getWebhookInfo")
async def get_webhook_info(call: Call) -> Any:
    """Where updates go, how many wait, and what went wrong last."""
    webhook = call.bot.webhook
    made: dict[str, Any] = {
        "url": webhook.url if webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(call.bot.updates.waiting),
    }
    if webhook is not None:
        made["max_connections"] = webhook.max_connections
        if webhook.last_error is not None:
            made["last_error_date"], made["last_error_message"] = webhook.last_error
    if call.bot.updates.allowed:
        made["allowed_updates"] = call.bot.updates.allowed
    return made
