"""The danger card and the check question. They need the catalogue and nothing else (design rule 1)."""

from actions.settings import LocalNumber
from actions.vocabulary import Block, BlockKind, Button, OutboundMessage
from knowledge.messages.catalogue import Catalogue

ALSO = ("suicide", "seksueel")
"""Kinds whose own number stands on every card: a kind is guessed, and a missing number costs more than a line."""


def danger_card(catalogue: Catalogue, kind: str | None, local: LocalNumber) -> OutboundMessage:
    """The card: 112 first, then who else, then what the bot cannot do.

    Args:
        catalogue: User texts.
        kind: Kind of danger; adds what to do first where it fits.
        local: Number of the region, left out when empty.

    Returns:
        The message; it never asks to slow down, to reflect or to hold a meeting.
    """
    lines = [catalogue.text("danger.card.self")]
    variants = catalogue.section("danger.card.kind")
    if kind in variants:
        lines.append(variants[kind])
    lines.append(catalogue.text("danger.card.after"))
    lines += [catalogue.text(f"danger.card.also.{other}") for other in ALSO if other != kind]
    if local.number:
        lines.append(catalogue.text("danger.card.local", label=local.label, number=local.number))
    lines.append(catalogue.text("danger.card.limits"))
    return OutboundMessage(
        (
            Block(BlockKind.ALERT, catalogue.text("danger.card.title")),
            Block(BlockKind.TEXT, "\n".join(lines)),
        )
    )


def check_question(catalogue: Catalogue, local: LocalNumber, *, again: bool = False) -> OutboundMessage:
    """The numbers and one question: is somebody in danger now?

    Args:
        catalogue: User texts.
        local: Number of the region, left out when empty.
        again: The last answer was not understood.

    Returns:
        The message with three buttons.
    """
    numbers = [catalogue.text("danger.check.numbers")]
    if local.number:
        numbers.append(catalogue.text("danger.card.local", label=local.label, number=local.number))
    question = catalogue.text("danger.check.question")
    return OutboundMessage(
        (
            Block(BlockKind.ALERT, catalogue.text("danger.check.again" if again else "danger.check.title")),
            Block(BlockKind.TEXT, "\n".join(numbers)),
            Block(BlockKind.TEXT, question),
        ),
        (
            Button(catalogue.text("danger.check.yes"), "/gevaar ja"),
            # Ja is always heard; only the asker can say that it is safe.
            Button(catalogue.text("danger.check.no"), "/gevaar nee", owner=True),
            Button(catalogue.text("danger.check.unknown"), "/gevaar weetniet"),
        ),
    )
