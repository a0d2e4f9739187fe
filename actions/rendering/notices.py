"""Everything that is not an answer: clarify, abstain, errors, small talk and the privacy notice."""

from collections.abc import Sequence

from actions.vocabulary import Block, BlockKind, Button, OutboundMessage
from knowledge.messages.catalogue import Catalogue
from knowledge.search.published import Published

NONE_OF_THESE = "/kies geen"


def with_safety_line(blocks: Sequence[Block], catalogue: Catalogue) -> tuple[Block, ...]:
    """End with the line every reply without an answer ends with (design rule 1)."""
    return (*blocks, Block(BlockKind.SAFETY, catalogue.text("safety_line")))


def choice_lines(buttons: Sequence[Button], catalogue: Catalogue) -> Block:
    """The buttons of a message as numbered lines."""
    lines = (
        catalogue.text("choice", number=number, label=button.label) for number, button in enumerate(buttons, start=1)
    )
    return Block(BlockKind.CHOICES, "\n".join(lines))


def clarify(choices: Sequence[Published], lead: Sequence[Block], catalogue: Catalogue) -> OutboundMessage:
    """Offer entries as "bedoel je", each a button, and a way out."""
    buttons = [Button(choice.entry.title, f"/kies {choice.entry.slug}") for choice in choices]
    buttons.append(Button(catalogue.text("clarify.none"), NONE_OF_THESE, owner=True))
    blocks = [
        *lead,
        Block(BlockKind.TITLE, catalogue.text("clarify.title")),
        choice_lines(buttons, catalogue),
        Block(BlockKind.TEXT, catalogue.text("clarify.hint")),
    ]
    return OutboundMessage(with_safety_line(blocks, catalogue), tuple(buttons))


def abstain(lead: Sequence[Block], signpost: Sequence[Block], catalogue: Catalogue, *, filed: bool) -> OutboundMessage:
    """Say honestly that the base does not know, and where to turn."""
    blocks = [*lead]
    if signpost:
        blocks += [Block(BlockKind.TITLE, catalogue.text("abstain.signpost")), *signpost]
    else:
        blocks.append(Block(BlockKind.TITLE, catalogue.text("abstain.title")))
        blocks.append(Block(BlockKind.TEXT, catalogue.text("abstain.text")))
        blocks.append(Block(BlockKind.TEAM, catalogue.text("abstain.team")))
    if filed:
        blocks.append(Block(BlockKind.NOTICE, catalogue.text("abstain.filed")))
    return OutboundMessage(with_safety_line(blocks, catalogue))


def plain_notice(key: str, catalogue: Catalogue, **values: object) -> OutboundMessage:
    """One text followed by the safety line."""
    return OutboundMessage(with_safety_line([Block(BlockKind.TEXT, catalogue.text(key, **values))], catalogue))


def error(catalogue: Catalogue) -> OutboundMessage:
    """The bot cannot answer now; nothing technical, and where help is."""
    blocks = [
        Block(BlockKind.TITLE, catalogue.text("error.title")),
        Block(BlockKind.TEXT, catalogue.text("error.text")),
    ]
    return OutboundMessage(with_safety_line(blocks, catalogue))


def privacy_notice(types: Sequence[str], catalogue: Catalogue, *, button: bool = False) -> Block:
    """Name the types of personal data that were left out, never the values.

    Args:
        types: What was found.
        catalogue: User texts.
        button: Whether a button under the message deletes what was sent.
    """
    names = ", ".join(catalogue.text(f"privacy.types.{name}") for name in types)
    return Block(BlockKind.NOTICE, catalogue.text(f"privacy.{'notice_button' if button else 'notice'}", types=names))
