"""Talking to Rasa as the page of an organisation does, and reading what it kept."""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx


@dataclass(frozen=True)
class Message:
    """One message that came back."""

    data: dict[str, Any]

    @property
    def text(self) -> str:
        """What is shown."""
        return str(self.data.get("text", ""))

    @property
    def decision(self) -> str:
        """What Houvast decided; empty when it did not decide this."""
        return str(self._houvast.get("decision", {}).get("decision", ""))

    @property
    def sources(self) -> list[str]:
        """The lines that name a source."""
        return self.block("source")

    @property
    def payloads(self) -> list[str]:
        """What the buttons carry."""
        return [str(button["payload"]) for button in self.data.get("buttons", [])]

    def block(self, kind: str) -> list[str]:
        """Texts of the blocks of a kind."""
        blocks = self._houvast.get("message", {}).get("blocks", [])
        return [str(block["text"]) for block in blocks if block["kind"] == kind]

    @property
    def _houvast(self) -> dict[str, Any]:
        return dict((self.data.get("custom") or {}).get("houvast") or {})


@dataclass
class Person:
    """Somebody with a conversation of their own.

    Attributes:
        client: To Rasa.
        api_token: Opens Rasa's API.
    """

    client: httpx.Client
    api_token: str
    sender: str = field(default_factory=lambda: str(uuid4()))

    @property
    def conversation(self) -> str:
        """Id of the conversation in Rasa."""
        return f"rasa:{self.sender}"

    def say(self, text: str) -> list[Message]:
        """Type something."""
        return self._post("/webhooks/houvast/webhook", {"sender": self.sender, "text": text})

    def press(self, payload: str) -> list[Message]:
        """Press a button."""
        return self._post("/webhooks/houvast/webhook", {"sender": self.sender, "payload": payload})

    def say_past_houvast(self, text: str) -> list[Message]:
        """Type something in Rasa's own channel, which redacts nothing and knows no danger."""
        return self._post("/webhooks/rest/webhook", {"sender": self.conversation, "message": text})

    def dump(self) -> str:
        """Everything Rasa keeps of this conversation."""
        path = f"/conversations/{self.conversation}/tracker"
        response = self.client.get(path, params={"token": self.api_token, "include_events": "ALL"})
        response.raise_for_status()
        return response.text

    def tracker(self) -> dict[str, Any]:
        """The same, read."""
        response = self.client.get(f"/conversations/{self.conversation}/tracker", params={"token": self.api_token})
        response.raise_for_status()
        return dict(response.json())

    def _post(self, path: str, body: dict[str, str]) -> list[Message]:
        response = self.client.post(path, json=body)
        response.raise_for_status()
        return [Message(item) for item in response.json()]
