"""What happened earlier in this turn, read from the events that a Rasa server sends along.

A Rasa server goes back to a form by itself after ``action_houvast`` answered what the form rejected: it has the
message validated a second time, and then the question asked again. A message must be read once, and nothing may be
asked after a danger card (design rule 1). Without a Rasa server ``actions/dialogue.py`` sees to both, and its trackers
hold no such events.
"""

from typing import Any

from rasa_sdk import Tracker

from actions.turn import Turn
from actions.vocabulary import FORGOTTEN, Decision, DecisionKind

Event = dict[str, Any]
STAND_ALONE = frozenset({DecisionKind.DANGER, DecisionKind.DANGER_CHECK})
"""Nothing is asked after these (design rule 1)."""


def was_rejected(tracker: Tracker) -> bool:
    """Whether a form rejected this message already, so that something else answered it."""
    return any(event.get("event") == "action_execution_rejected" for event in _this_turn(tracker))


def leaves_form_waiting(tracker: Tracker, turn: Turn) -> bool:
    """Whether the question of the form is not asked again now.

    It is not after a danger card or check question, after somebody had their data removed, and while the answer to
    something else is waited for.
    """
    if any(one.kind in STAND_ALONE or one.reason == FORGOTTEN for one in _decisions(tracker)):
        return True
    return was_rejected(tracker) and turn.state.pending is not None


def _this_turn(tracker: Tracker) -> list[Event]:
    """The events after the last message of the user, or all when there is none."""
    events: list[Event] = list(tracker.events)
    messages = [place for place, event in enumerate(events) if event.get("event") == "user"]
    return events[messages[-1] + 1 :] if messages else events


def _decisions(tracker: Tracker) -> list[Decision]:
    """What was decided in this turn, as it stands with each reply (:func:`actions.rasa.base.respond`)."""
    said = [event.get("data") or {} for event in _this_turn(tracker) if event.get("event") == "bot"]
    ours = [(data.get("custom") or {}).get("houvast") for data in said]
    return [Decision.from_json(part["decision"]) for part in ours if part]
