"""The first message somebody sees, and the short help of a group."""

from actions.rendering.notices import with_safety_line
from actions.vocabulary import Block, BlockKind, Button, OutboundMessage
from knowledge.messages.catalogue import Catalogue


def welcome(catalogue: Catalogue, *, stale: bool) -> OutboundMessage:
    """What the bot is, that names stay out, one example, and how to add it to a group.

    Args:
        catalogue: User texts.
        stale: The link that was opened stands for nothing any more.
    """
    example = catalogue.text("welcome.example")
    blocks = [
        Block(BlockKind.TITLE, catalogue.text("welcome.title")),
        Block(BlockKind.TEXT, catalogue.text("welcome.text", example=example)),
    ]
    if stale:
        blocks.insert(0, Block(BlockKind.NOTICE, catalogue.text("welcome.stale_link")))
    buttons = (
        Button(catalogue.text("welcome.try"), f"/vraag {example}"),
        Button(catalogue.text("welcome.cards"), "/kaarten"),
        Button(catalogue.text("welcome.help"), "/help"),
    )
    return OutboundMessage(with_safety_line(blocks, catalogue), buttons)


def group_help(catalogue: Catalogue) -> OutboundMessage:
    """The short help, with a way to the whole one."""
    text = Block(BlockKind.TEXT, catalogue.text("help.group"))
    return OutboundMessage((text,), (Button(catalogue.text("help.private"), "/help", private=True),))
