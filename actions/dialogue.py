"""Which action comes next: what the policies of a Rasa server do, for a channel that calls the actions itself.

Every message goes to ``action_houvast``, which may name a follow-up: an action, or a form. A form that is active
takes the message first: ``validate_<form>`` reads it, then ``action_ask_<form>_<slot>`` asks the next slot, or the
form ends and its submit action follows. What ``validate_<form>`` rejects is an interruption: ``action_houvast``
answers it, and the question is asked again (https://rasa.com/docs/rasa/forms/, "unhappy paths").
"""

from dataclasses import dataclass, field, replace
from typing import Any

from actions.errors import ActionRejected
from actions.forms import slots as consult
from actions.forms.slots import REQUESTED
from actions.forms.top3 import slots as top3
from actions.runners.protocol import ActionResult, ActionRunner
from actions.tracking import decision_of, slots_after
from actions.turn import PENDING
from actions.vocabulary import FORGOTTEN, DecisionKind

MAIN_ACTION = "action_houvast"
MOST_FOLLOW_UPS = 2
SUBMITS = {consult.FORM: consult.SUBMIT, top3.FORM: top3.SUBMIT}
"""Forms, and the action that follows when one is complete."""
_NOT_DISTURBED = frozenset({DecisionKind.DANGER, DecisionKind.DANGER_CHECK})
"""Nothing is asked after these: they stand alone (design rule 1)."""


@dataclass
class Dialogue:
    """One turn on its way through the actions.

    Attributes:
        runner: Runs an action.
        tracker: Rasa-shaped tracker; its slots and active loop follow what the actions return.
        results: What each action returned, in order.
        name: The action that ran last.
    """

    runner: ActionRunner
    tracker: dict[str, Any]
    results: list[ActionResult] = field(default_factory=list)
    name: str = MAIN_ACTION

    async def run(self) -> None:
        """Run the actions of this turn.

        Raises:
            ActionsError: An action cannot be reached or failed.
        """
        form = self._active
        if form:
            try:
                await self._form(form)
            except ActionRejected:
                self.results.clear()
            else:
                return
        await self._act(MAIN_ACTION)
        if form and self._active == form and not self._waits_for_something_else():
            await self._ask(form)

    @property
    def _active(self) -> str | None:
        return (self.tracker.get("active_loop") or {}).get("name")

    async def _act(self, name: str) -> None:
        """Run an action and what it names to follow."""
        for _ in range(1 + MOST_FOLLOW_UPS):
            result = await self._run(name)
            follow_up = next((event["name"] for event in result.events if event["event"] == "followup"), None)
            if follow_up is None:
                return
            if follow_up in SUBMITS:
                await self._form(follow_up)
                return
            name = follow_up

    async def _form(self, form: str) -> None:
        """Let a form take the message, and go on to its next question or its end."""
        if self._active != form:
            self._note([_active_loop(form)])
        validated = await self._run(f"validate_{form}")
        if self._active != form:
            return
        if self.tracker["slots"].get(REQUESTED) is None:
            self._note([_active_loop(None)])
            await self._act(SUBMITS[form])
            return
        asked = await self._ask(form)
        self.results[-2:] = list(_joined(validated, asked))

    async def _ask(self, form: str) -> ActionResult:
        return await self._run(f"action_ask_{form}_{self.tracker['slots'][REQUESTED]}")

    async def _run(self, name: str) -> ActionResult:
        result = await self.runner.run(name, self.tracker)
        self.results.append(result)
        self.name = name
        self._apply(result.events)
        return result

    def _note(self, events: list[dict[str, Any]]) -> None:
        self.results.append(ActionResult(events, []))
        self._apply(events)

    def _apply(self, events: list[dict[str, Any]]) -> None:
        self.tracker["slots"] = slots_after(self.tracker["slots"], events)
        for event in events:
            if event["event"] == "active_loop":
                self.tracker["active_loop"] = {"name": event["name"]} if event["name"] else {}

    def _waits_for_something_else(self) -> bool:
        decision = decision_of(self.results)
        if decision and (decision.kind in _NOT_DISTURBED or decision.reason == FORGOTTEN):
            return True
        return bool(self.tracker["slots"].get(PENDING))


def _active_loop(name: str | None) -> dict[str, Any]:
    return {"event": "active_loop", "name": name, "timestamp": None}


def _joined(validated: ActionResult, asked: ActionResult) -> tuple[ActionResult, ActionResult]:
    """What was said about an answer and the next question as one message: two would be two signals on a phone."""
    said = [response.get("custom", {}).get("houvast") for response in validated.responses]
    if not asked.responses or not said or not all(part and _is_plain(part["message"]) for part in said):
        return validated, asked
    first, *rest = asked.responses
    shown = first["custom"]["houvast"]
    blocks = [block for part in said for block in part["message"]["blocks"]]
    message = {**shown["message"], "blocks": [*blocks, *shown["message"]["blocks"]]}
    text = "\n\n".join([*(response["text"] for response in validated.responses), first["text"]])
    merged = {**first, "text": text, "custom": {"houvast": {**shown, "message": message}}}
    return replace(validated, responses=[]), replace(asked, responses=[merged, *rest])


def _is_plain(message: dict[str, Any]) -> bool:
    return not (message["buttons"] or message["target"] or message["attachment"] or message["mentions"])
