"""What a button carries, signed, so that nobody presses a button that was never shown to them.

A client can send any ``callback_data`` for a message with buttons. The mark behind the payload is an HMAC
(RFC 2104, SHA-256) over who may press it and, for buttons of one person, in which chat. It is cut to 36 bits:
each guess is one call to Telegram, which limits those to a few per second.
"""

import base64
import hmac
from dataclasses import dataclass
from enum import StrEnum

ANYONE, OWNER = "~", "!"
MARK_LENGTH = 6


class Refusal(StrEnum):
    """Why a press is refused."""

    FORGED = "forged"
    NOT_YOURS = "not_yours"


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs and reads callback data.

    Attributes:
        secret: Of this installation; buttons stay valid over restarts as long as it stays.
    """

    secret: bytes

    def sign(self, payload: str, *, owner: str | None = None, chat: str = "") -> str:
        """Callback data for a payload.

        Args:
            payload: The command.
            owner: The only person who may press it; ``None`` for everybody.
            chat: Where the owner may press it.
        """
        scope = ANYONE if owner is None else OWNER
        return f"{payload}{scope}{self._mark(payload, owner, chat)}"

    def read(self, data: str, *, person: str, chat: str) -> str | Refusal:
        """The payload in callback data, or why it is refused.

        Args:
            data: As Telegram sent it.
            person: Who pressed.
            chat: Where.
        """
        payload, scope, mark = data[: -MARK_LENGTH - 1], data[-MARK_LENGTH - 1 : -MARK_LENGTH], data[-MARK_LENGTH:]
        if not payload or scope not in (ANYONE, OWNER):
            return Refusal.FORGED
        expected = self._mark(payload, person if scope == OWNER else None, chat)
        if hmac.compare_digest(expected.encode(), mark.encode()):
            return payload
        # The mark of somebody else's button cannot be told from a forged one: it names nobody.
        return Refusal.NOT_YOURS if scope == OWNER else Refusal.FORGED

    def _mark(self, payload: str, owner: str | None, chat: str) -> str:
        bound = "" if owner is None else f"{owner}\n{chat}"
        digest = hmac.digest(self.secret, f"{bound}\n{payload}".encode(), "sha256")
        return base64.urlsafe_b64encode(digest)[:MARK_LENGTH].decode()
