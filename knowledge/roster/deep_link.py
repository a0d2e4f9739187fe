"""The token with which a link opens the bot and joins a team."""

INVITATION_PREFIX = "uitnodiging_"
"""Starts the token of an invitation; the rest is the code."""


def invitation_token(code: str) -> str:
    """The start parameter for an invitation.

    With codes of 22 characters it has 34 of the at most 64 that Telegram takes, all of them in
    `[A-Za-z0-9_-]` (https://core.telegram.org/api/links#bot-links).
    """
    return f"{INVITATION_PREFIX}{code}"
