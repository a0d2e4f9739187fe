"""Which items a group gets: what it had lately comes last."""

from datetime import datetime, timedelta

from actions.quizzes.parts import Quizzing
from knowledge.quiz.bank import BankItem
from knowledge.quiz.choosing import choose

LATELY = timedelta(days=90)
"""How long an item of a group stays behind the others: our choice, a quarter."""


def items_for(quizzing: Quizzing, chat: str, theme: str | None, wanted: int, now: datetime) -> tuple[BankItem, ...]:
    """Items for a quiz in a group.

    The number of items that the group had lately does the turning: another choice each time, and the same one when
    a message is handled again.

    Args:
        quizzing: The bank and the quizzes so far.
        chat: The group.
        theme: Key of a theme; None takes all.
        wanted: How many at most.
        now: The present.

    Raises:
        StoreError: The store cannot be read.
    """
    lately = quizzing.live.asked_lately(chat, now - LATELY)
    return choose(quizzing.bank.askable(theme), wanted, f"{theme}:{len(lately)}", lately)


def theme_counts(quizzing: Quizzing) -> dict[str, int]:
    """How many items may be asked, by theme; themes without any are left out."""
    counts: dict[str, int] = {}
    for row in quizzing.bank.askable():
        counts[row.item.theme] = counts.get(row.item.theme, 0) + 1
    return counts
