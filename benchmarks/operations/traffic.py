"""What people do, planned beforehand from a seed: who, when, and what kind of thing."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from knowledge.entries.loader import CONTENT_FOLDER

COMMANDS = (
    "/help", "/kaarten", "/privacy", "/begrip OTS", "/begrip Veilig Thuis", "/begrip UHP", "/mijngegevens",
    "/reflectie", "/taalcheck het gezin wil niet meewerken", "hoi", "dank je wel",
)  # fmt: skip
"""Commands and small talk that change no state but that of the conversation."""
DANGER = "hij slaat haar nu"
CARD = "Is er nu gevaar? Bel 112."
"""How the danger card begins."""
GAP_S = 2.0
"""Seconds between two acts in one chat at least: Telegram lets a bot say one thing a second there."""


class Kind(StrEnum):
    """What somebody does."""

    QUESTION = "question"
    BUTTON = "button"
    COMMAND = "command"
    QUIZ = "quiz"
    VOTE = "vote"
    DANGER = "danger"


MIX: Mapping[Kind, float] = {
    Kind.QUESTION: 0.4,
    Kind.BUTTON: 0.25,
    Kind.COMMAND: 0.15,
    Kind.QUIZ: 0.17,
    Kind.VOTE: 0.03,
}
"""Shares of the traffic; issue 9 asks for 40% questions, and buttons, commands and quiz answers for the rest.

Quiz answers are those of practice (a button in a private chat) and a few votes in live quizzes of groups.
"""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that somebody does.

    Attributes:
        at: Seconds after the beginning.
        chat: Number of the chat, from 0.
        kind: What it is.
        text: What is said; for a button, quiz answer or vote what is said when there is nothing to press.
        pick: A number from 0 to 1 that chooses the button, or who votes for what.
    """

    at: float
    chat: int
    kind: Kind
    text: str
    pick: float


@dataclass(frozen=True, slots=True)
class Wave:
    """So many acts a second, for so many seconds."""

    per_second: float
    seconds: float


def plan(
    seed: int, waves: Sequence[Wave], chats: int, questions: Sequence[str], mix: Mapping[Kind, float] = MIX
) -> list[Act]:
    """Plan traffic; the same arguments give the same plan.

    Args:
        seed: Of the random choices.
        waves: One after the other.
        chats: How many people take part, each in a private chat.
        questions: To ask from; a number is put behind each, so that none was asked before.
        mix: Share of each kind.

    Returns:
        Acts in the order of their time. Within a chat they lie :data:`GAP_S` apart where there are chats enough;
        else the chat that waited longest is next.
    """
    chance = random.Random(seed)
    free = dict.fromkeys(range(chats), -GAP_S)
    acts: list[Act] = []
    began = 0.0
    for wave in waves:
        for number in range(round(wave.per_second * wave.seconds)):
            at = began + number / wave.per_second
            rested = [chat for chat, since in free.items() if at - since >= GAP_S]
            chat = chance.choice(rested) if rested else min(free, key=lambda one: free[one])
            free[chat] = at
            kind = chance.choices(list(mix), list(mix.values()))[0]
            asked = kind in (Kind.QUESTION, Kind.BUTTON)
            text = f"{chance.choice(questions)} vraag{len(acts)}" if asked else chance.choice(COMMANDS)
            acts.append(Act(at, chat, kind, "/oefen" if kind is Kind.QUIZ else text, chance.random()))
        began += wave.seconds
    return acts


def own_questions(folder: Path = CONTENT_FOLDER) -> list[str]:
    """The phrasings that come with the shipped entries, without the theme about danger."""
    lines = [
        line.strip()
        for path in sorted(folder.rglob("*.vragen.txt"))
        if path.parent.name != "acuut-gevaar"
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [line for line in lines if line and not line.startswith("#")]
