"""Show messages in a terminal; pure, so that what users see can be pinned in a snapshot."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from actions.rendering.notices import choice_lines
from actions.vocabulary import Attachment, BlockKind, Button, OutboundMessage
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


NOWHERE: Mapping[str, Path] = MappingProxyType({})
"""No file was written."""


def render(
    messages: Sequence[OutboundMessage],
    choices: Sequence[Button],
    catalogue: Catalogue,
    kept: Mapping[str, Path] = NOWHERE,
) -> RenderableType:
    """One block of text per message part, the text of files, then the buttons as numbered choices.

    Args:
        messages: What to show.
        choices: All buttons, in the order of their numbers.
        catalogue: User texts.
        kept: Where files that are no text were written, by name; one that is not in it could not be written.

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
        parts += _file(file, kept, catalogue)
    listed = any(block.kind is BlockKind.CHOICES for message in messages for block in message.blocks)
    if choices and not listed:
        parts.append(Padding(Text(choice_lines(choices, catalogue).text), (0, 0, 1, 2)))
    return Group(*parts)


def _file(file: Attachment, kept: Mapping[str, Path], catalogue: Catalogue) -> list[RenderableType]:
    """The text of a file, or where one that a terminal cannot show was written."""
    if file.data is None:
        title = Text(catalogue.text("console.file", name=file.name), style="bold")
        return [Padding(title, (0, 0, 1, 2)), Padding(Text(file.text), (0, 0, 1, 4))]
    place = kept.get(file.name)
    said = (
        catalogue.text("console.file_kept", name=file.name, place=place)
        if place
        else catalogue.text("console.file_not_kept", name=file.name)
    )
    return [Padding(Text(said, style="bold"), (0, 0, 1, 2))]
