"""Forgetting: the question before it, and what was done."""

from collections.abc import Mapping, Sequence

from actions.rendering.notices import choice_lines
from actions.vocabulary import Block, BlockKind, Button, OutboundMessage
from knowledge.messages.catalogue import Catalogue


def forget_question(kept: Mapping[str, int], leaderless: Sequence[str], catalogue: Catalogue) -> OutboundMessage:
    """What will go, what cannot be reached, and whether to go on.

    Args:
        kept: What is kept now: number by name.
        leaderless: Teams that will have no team lead.
        catalogue: User texts.
    """
    text = catalogue.text
    now = text("forget.counts", kinds=_listed(kept)) if kept else text("forget.nothing")
    buttons = (
        Button(text("forget.yes"), "/vergeetmij ja", owner=True),
        Button(text("forget.no"), "/vergeetmij nee", owner=True),
    )
    blocks = [
        Block(BlockKind.TITLE, text("forget.title")),
        Block(BlockKind.TEXT, f"{text('forget.what')}\n{now}"),
        *(Block(BlockKind.NOTICE, text("forget.no_lead", team=team)) for team in leaderless),
        Block(BlockKind.NOTICE, text("forget.out_of_reach")),
        choice_lines(buttons, catalogue),
        Block(BlockKind.TEXT, text("forget.sure")),
    ]
    return OutboundMessage(tuple(blocks), buttons)


def forgotten(
    removed: Mapping[str, int], anonymous: int, leaderless: Sequence[str], catalogue: Catalogue
) -> OutboundMessage:
    """What was removed, what stays without a name, and what is out of reach.

    Args:
        removed: Number by name.
        anonymous: Rows that stay under a pseudonym that leads to nobody now.
        leaderless: Teams that have no team lead now.
        catalogue: User texts.
    """
    text = catalogue.text
    done = text("forget.done", kinds=_listed(removed)) if removed else text("forget.done_nothing")
    lines = [done, text("forget.messages")]
    if anonymous:
        lines.append(text("forget.anonymous", count=anonymous))
    lines += [text("forget.no_lead_now", team=team) for team in leaderless]
    return OutboundMessage(
        (
            Block(BlockKind.TEXT, "\n".join(lines)),
            Block(BlockKind.NOTICE, text("forget.out_of_reach")),
        )
    )


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name.lower()} ({count})" for name, count in counts.items())
