"""How a team consults, in words; pure functions. Small numbers are not shown: they would be about persons."""

from collections.abc import Mapping, Sequence

from actions.vocabulary import Block, BlockKind, OutboundMessage
from knowledge.consultations.model import Insight
from knowledge.messages.catalogue import Catalogue

LEAST = 5
"""Questions, or consultations, below which no figure about them is shown."""
LEAST_PEOPLE = 3
"""Members below which no figure is shown at all: of two people, each knows who the other is."""
_HOURS_PER_DAY = 24


def insight_page(
    team: str, people: int, periods: Sequence[tuple[int, Insight]], labels: Mapping[str, str], catalogue: Catalogue
) -> OutboundMessage:
    """The figures of a team, the same for everybody in it.

    Args:
        team: Its name.
        people: How many are in it.
        periods: Weeks back, with the figures over them.
        labels: How an expertise is named, by id.
        catalogue: User texts.
    """
    text = catalogue.text
    blocks = [Block(BlockKind.TITLE, text("reflection.insight.title", team=team))]
    if people < LEAST_PEOPLE:
        blocks.append(Block(BlockKind.TEXT, text("reflection.insight.few_people", least=LEAST_PEOPLE)))
    else:
        for weeks, insight in periods:
            lines = [text("reflection.insight.weeks", weeks=weeks), *insight_lines(insight, labels, catalogue)]
            blocks.append(Block(BlockKind.TEXT, "\n".join(lines)))
        if any(max(insight.asked, insight.consultations) >= LEAST for _, insight in periods):
            blocks.append(Block(BlockKind.TEXT, text("reflection.insight.talk")))
    blocks.append(Block(BlockKind.NOTICE, text("reflection.insight.not_control")))
    return OutboundMessage(tuple(blocks))


def insight_lines(insight: Insight, labels: Mapping[str, str], catalogue: Catalogue) -> list[str]:
    """The figures over one period."""
    text = catalogue.text
    enough_asked, enough_consulted = insight.asked >= LEAST, insight.consultations >= LEAST
    if not enough_asked and not enough_consulted:
        return [text("reflection.insight.little", least=LEAST)]
    lines = [
        text("reflection.insight.asked", count=insight.asked)
        if enough_asked
        else text("reflection.insight.asked_little"),
        text("reflection.insight.consulted", count=insight.consultations)
        if enough_consulted
        else text("reflection.insight.consulted_little"),
    ]
    if enough_asked and enough_consulted:
        # A consultation may start from a question of before the period.
        percent = min(100, round(100 * insight.from_card / insight.asked))
        lines.append(text("reflection.insight.share", percent=percent))
    if enough_consulted:
        lines.append(_reply(insight.median_hours, catalogue))
        lines.append(_missing(insight, labels, catalogue))
    return lines


def duration(hours: float, catalogue: Catalogue) -> str:
    """A number of hours as people say it, rounded up: ``een uur``, ``5 uur``, ``2 dagen``."""
    text, whole = catalogue.text, max(1, -int(-hours // 1))
    if whole == 1:
        return text("reflection.insight.hour")
    if whole < _HOURS_PER_DAY:
        return text("reflection.insight.hours", count=whole)
    days = -(-whole // _HOURS_PER_DAY)
    return text("reflection.insight.day") if days == 1 else text("reflection.insight.days", count=days)


def _reply(median_hours: float | None, catalogue: Catalogue) -> str:
    if median_hours is None:
        return catalogue.text("reflection.insight.no_reply")
    return catalogue.text("reflection.insight.reply", time=duration(median_hours, catalogue))


def _missing(insight: Insight, labels: Mapping[str, str], catalogue: Catalogue) -> str:
    if not insight.missing_expertise:
        return catalogue.text("reflection.insight.none_missing")
    names = ", ".join(labels.get(key, key) for key, _ in insight.missing_expertise)
    return catalogue.text("reflection.insight.missing", expertise=names)
