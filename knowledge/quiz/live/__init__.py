"""A live quiz in a chat: what it is, where it can go, and what came of it. Pure; the store keeps it."""

from knowledge.quiz.live.model import (
    LATE_START_MINUTES,
    AskedItem,
    Outcome,
    Poll,
    PollRef,
    PollState,
    QuizSetup,
    Scoreboard,
    Session,
    SessionState,
)
from knowledge.quiz.live.results import (
    FEWEST,
    ItemResult,
    NickScore,
    OwnResult,
    Results,
    SharedResult,
    TeamScore,
    ThemeResult,
)

__all__ = [
    "FEWEST",
    "LATE_START_MINUTES",
    "AskedItem",
    "ItemResult",
    "NickScore",
    "Outcome",
    "OwnResult",
    "Poll",
    "PollRef",
    "PollState",
    "QuizSetup",
    "Results",
    "Scoreboard",
    "Session",
    "SessionState",
    "SharedResult",
    "TeamScore",
    "ThemeResult",
]
