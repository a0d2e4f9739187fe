"""What goes over the line to and from Houvast. Standard library only, Python 3.10 and newer."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

LONGEST = 100_000
"""Characters of one message; more is refused, not cut: what is cut off could be the danger."""
INTENT = "message"
"""Every message is this intent (domain.yml)."""
RECEIVE = "/receive"
"""Path of Houvast's reception, on its action server."""
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Refused(Exception):
    """A request cannot be taken.

    Attributes:
        status: HTTP status to answer with.
    """

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class NotUnderstood(Exception):
    """Houvast answered something else than it should; the text quotes nothing of it."""


@dataclass(frozen=True)
class Incoming:
    """A message as the page or app of the organisation handed it over.

    Attributes:
        sender: Random id of the person.
        text: The raw text, in memory only.
        payload: What a pressed button carries; ``None`` for typed text.
        message_id: Unique per message.
    """

    sender: str
    text: str
    payload: str | None
    message_id: str

    @property
    def conversation(self) -> str:
        """Id of the conversation, in Rasa and in Houvast."""
        return f"rasa:{self.sender}"


@dataclass(frozen=True)
class Received:
    """What Houvast made of a message.

    Attributes:
        replies: What to show at once; Rasa then never hears of the message.
        text: The redacted text.
        metadata: What was found about it.
    """

    replies: tuple[dict[str, Any], ...]
    text: str
    metadata: dict[str, Any]


def incoming(body: object) -> Incoming:
    """Read a request.

    Args:
        body: ``sender``, and ``text`` or ``payload``; ``id`` when the sender can send the same message twice.

    Raises:
        Refused: It is no message. The reason quotes nothing of it.
    """
    if not isinstance(body, dict):
        raise Refused(400, "send a JSON object with sender, and text or payload")
    sender, text, payload = body.get("sender"), body.get("text") or "", body.get("payload")
    if not isinstance(text, str) or not (payload is None or isinstance(payload, str)) or not (text or payload):
        raise Refused(400, "text and payload are texts, and one of them is needed")
    if len(text) > LONGEST or len(payload or "") > LONGEST:
        raise Refused(413, f"a message has at most {LONGEST} characters")
    given = body.get("id")
    if given is not None and not (isinstance(given, str) and _ID.fullmatch(given)):
        raise Refused(400, "id has 1 to 64 letters, digits, _ or -")
    return Incoming(_random_id(sender), text, payload, given or uuid4().hex)


def call_of(message: Incoming) -> dict[str, Any]:
    """The body for Houvast's reception: the shape of an action call."""
    latest = {"text": message.text, "message_id": message.message_id, "metadata": {"payload": message.payload}}
    return {"tracker": {"sender_id": message.conversation, "latest_message": latest}}


def received(answer: object) -> Received:
    """Read what the reception answered.

    Raises:
        NotUnderstood: It is something else.
    """
    if not isinstance(answer, dict):
        raise NotUnderstood("the reception answered no JSON object")
    replies, message = answer.get("replies"), answer.get("message")
    if isinstance(replies, list) and replies and all(isinstance(reply, dict) for reply in replies):
        return Received(tuple(replies), "", {})
    if not isinstance(message, dict) or not isinstance(message.get("metadata"), dict):
        raise NotUnderstood("the reception answered neither replies nor a message")
    if not isinstance(message.get("text"), str) or "danger" not in message["metadata"]:
        raise NotUnderstood("the reception answered a message without text or danger")
    return Received((), message["text"], message["metadata"])


def parse_data(message: Received) -> dict[str, Any]:
    """What Rasa's own pipeline would have found: Rasa then runs none, and a text that begins with / is no intent."""
    return {"text": message.text, "intent": {"name": INTENT, "confidence": 1.0}, "entities": []}


def safe_url(url: object) -> str:
    """An address that raw text may be sent to: this machine, or any over TLS.

    Raises:
        ValueError: It is neither.
    """
    parts = urlsplit(url if isinstance(url, str) else "")
    local = parts.scheme == "http" and parts.hostname in _LOOPBACK
    if not local and not (parts.scheme == "https" and parts.hostname):
        raise ValueError("url in credentials.yml must begin with http://127.0.0.1 or https://: raw text goes there")
    return parts.geturl().rstrip("/")


def _random_id(sender: object) -> str:
    """A UUID in its usual spelling: any other id could be a name, an e-mail address or a number of somebody."""
    try:
        return str(UUID(sender if isinstance(sender, str) else ""))
    except ValueError as error:
        raise Refused(400, "sender must be a random UUID, because it stands in the tracker and in the log") from error
