"""The one way of a message.

``update -> meant for us? -> danger? -> handled before? -> redact -> command? -> waiting for an answer?
-> reflex? -> search -> confident? -> Decision -> OutboundMessage(s) -> channel``

:func:`receive` runs in the process of the channel and sees the raw text; :func:`decide` runs wherever
``action_houvast`` runs and sees redacted text only.
"""

from dataclasses import replace

from actions.consultations import writing
from actions.curating import writing as curating
from actions.front import Front
from actions.house import House
from actions.outcome import Outcome
from actions.pace import Verdict, too_many
from actions.practice import acts as practising
from actions.practice import drills
from actions.reflections import writing as reflecting
from actions.steps import manner, question, waiting
from actions.steps.commands import parse
from actions.turn import Turn
from actions.vocabulary import InboundMessage, Reply
from knowledge.signals.danger.model import DangerJudgement, DangerLevel


async def receive(message: InboundMessage, front: Front, danger: DangerJudgement | None = None) -> Reply | None:
    """Take a message from a channel to its reply.

    Args:
        message: As the channel received it.
        front: What the channel's process has.
        danger: From :meth:`Front.judge`, when the channel had it judged already.

    Returns:
        The reply, committed together with the new state; ``None`` when there is nothing to say. A broken
        part never costs the danger card, and otherwise yields a reply that says so.
    """
    if not message.addressed:
        return None
    danger = danger or await front.judge(message)
    if danger.level is DangerLevel.ACUTE:
        return front.card(message, danger)
    try:
        if await front.handled_before(message):
            return None
        pace = front.paced(message, danger)
        if pace is not Verdict.ANSWER:
            return too_many(front.catalogue) if pace is Verdict.TELL else None
        redacted = await front.redact(message)
        return await front.act(message, redacted, danger)
    except Exception as error:  # noqa: BLE001 - logged by cannot_answer; the user must hear that it failed
        return front.cannot_answer(message, danger, error)


def decide(turn: Turn, house: House) -> Outcome:
    """Decide about a redacted message that is no command of its own.

    Args:
        turn: The message and the conversation so far.
        house: Knowledge, signals and words.

    Returns:
        The decision with its messages and what is waited for next.

    Raises:
        KnowledgeError: The store or search cannot be used.
    """
    command = parse(turn)
    if turn.payload is not None and command and command.name == "vraag":
        # A question on a button, such as the example of the welcome: its text is what is asked.
        turn = replace(turn, text=turn.payload)
    outcome = (
        waiting.answer(turn, house)
        or drills.told_safe(turn, house)
        or waiting.ask_about_danger(turn, house)
        or writing.answer(turn, house)
        or reflecting.answer(turn, house)
        or curating.answer(turn, house)
        or practising.answer(turn, house)
        or manner.reply(turn, house)
        or question.answer(turn, house)
    )
    if turn.after_danger and outcome.decision.reason in question.UNSURE:
        return waiting.ask(turn, house)
    return outcome
