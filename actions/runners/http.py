"""Run actions on an action server over HTTP (``actions.endpoint``)."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Self

import httpx

from actions.errors import ActionFailed, ActionNotFound, ActionRejected, ActionServerUnavailable
from actions.runners.call import action_call
from actions.runners.protocol import ActionResult


@dataclass(frozen=True, slots=True)
class HttpRunner:
    """Posts action calls to a webhook.

    Attributes:
        endpoint: Full URL of the webhook.
        client: Keeps connections open between calls.
    """

    endpoint: str
    client: httpx.AsyncClient

    @classmethod
    def connect(cls, endpoint: str, timeout_ms: int, token: str = "") -> Self:
        """A runner with its own client.

        Args:
            endpoint: Full URL of the webhook.
            timeout_ms: Milliseconds to wait for connecting and for each answer.
            token: Sent as ``Authorization: Bearer ...``; empty sends none.
        """
        # trust_env off: a proxy variable must never carry questions elsewhere.
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return cls(endpoint, httpx.AsyncClient(timeout=timeout_ms / 1000, trust_env=False, headers=headers))

    async def run(self, name: str, tracker: dict[str, Any]) -> ActionResult:
        """See :class:`actions.runners.protocol.ActionRunner`."""
        try:
            response = await self.client.post(self.endpoint, json=action_call(name, tracker))
        except httpx.HTTPError as error:
            raise ActionServerUnavailable(self.endpoint, type(error).__name__) from error
        if response.status_code == HTTPStatus.NOT_FOUND:
            raise ActionNotFound(name)
        if response.status_code == HTTPStatus.BAD_REQUEST:
            raise ActionRejected(name, str(_json(response, name).get("error", "")))
        if response.status_code != HTTPStatus.OK:
            raise ActionFailed(name, f"status {response.status_code}")
        body = _json(response, name)
        return ActionResult(body["events"], body["responses"])

    async def close(self) -> None:
        """Close the connections."""
        await self.client.aclose()


def _json(response: httpx.Response, name: str) -> dict[str, Any]:
    try:
        body = response.json()
    except ValueError as error:
        raise ActionFailed(name, "the answer is no JSON") from error
    if not isinstance(body, dict):
        raise ActionFailed(name, "the answer is no JSON object")
    return body
