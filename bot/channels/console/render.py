"""Show messages in a terminal; pure, so that what users see can be pinned in a snapshot."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from actions.rendering.notices import choice_lines
from actions.vocabulary import BlockKind, Button, OutboundMessage
from knowledge.messages.catalogue import Catalogue

STYLES = {
    BlockKind.TITLE: "bold",
    BlockKind.TEXT: "",
    BlockKind.ALERT: "bold red",
    BlockKind.REFLECTION: "italic",
    BlockKind.TEAM: "bold cyan",
    BlockKind.SOURCE: "dim",
    BlockKind.NOTICE: "yellow",
    BlockKind.SAFETY: "red",
    BlockKind.CHOICES: "",
}
"""Colour never carries meaning alone: every block reads the same without it."""


def render(messages: Sequence[OutboundMessage], choices: Sequence[Button], catalogue: Catalogue) -> RenderableType:
    """One block of text per message part, the text of files, then the buttons as numbered choices.

    Args:
        messages: What to show.
        choices: All buttons, in the order of their numbers.
        catalogue: User texts.

    Returns:
        Something rich can print.
    """
    parts: list[RenderableType] = []
    for message in messages:
        if message.target:
            parts.append(Padding(Text(catalogue.text("console.elsewhere"), style="dim"), (0, 0, 1, 2)))
        indent = 4 if message.target else 2
        parts += [Padding(Text(block.text, style=STYLES[block.kind]), (0, 0, 1, indent)) for block in message.blocks]
    for file in (message.attachment for message in messages if message.attachment):
        parts.append(Padding(Text(catalogue.text("console.file", name=file.name), style="bold"), (0, 0, 1, 2)))
        parts.append(Padding(Text(file.text), (0, 0, 1, 4)))
    listed = any(block.kind is BlockKind.CHOICES for message in messages for block in message.blocks)
    if choices and not listed:
        parts.append(Padding(Text(choice_lines(choices, catalogue).text), (0, 0, 1, 2)))
    return Group(*parts)
