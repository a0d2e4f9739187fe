"""The body of an action call, as a Rasa server sends it."""

from functools import cache
from pathlib import Path
from typing import Any

import rasa_sdk

from knowledge.yaml_text import load_yaml

DOMAIN_FILE = Path(__file__).parent.parent / "domain.yml"


@cache
def load_domain(path: Path = DOMAIN_FILE) -> dict[str, Any]:
    """The Rasa domain: slots, actions and responses."""
    domain: dict[str, Any] = load_yaml(path.read_text(encoding="utf-8"))
    return domain


def action_call(name: str, tracker: dict[str, Any]) -> dict[str, Any]:
    """An action call (https://rasa.com/docs/reference/api/pages/action-server-api/).

    Args:
        name: The action.
        tracker: Rasa-shaped tracker.

    Returns:
        The JSON body.
    """
    return {
        "next_action": name,
        "sender_id": tracker["sender_id"],
        "tracker": tracker,
        "domain": load_domain(),
        "version": rasa_sdk.__version__,
    }
