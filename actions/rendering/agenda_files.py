"""A summary in words, with the files that go with it; pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass

from actions.vocabulary import Attachment, Block, BlockKind, Button, OutboundMessage, Target
from knowledge.messages.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Files:
    """A summary in its two forms.

    Attributes:
        name: File name without its ending.
        markdown: The text.
        pdf: To print; ``None`` when none can be made here.
    """

    name: str
    markdown: str
    pdf: bytes | None


def with_files(
    blocks: Sequence[Block], buttons: Sequence[Button], files: Files, target: Target | None, catalogue: Catalogue
) -> tuple[OutboundMessage, ...]:
    """The messages that bring a summary: in words with the PDF, then the text as a file.

    Args:
        blocks: The summary in words.
        buttons: Below it.
        files: What goes with it.
        target: The chat, when the channel has chats.
        catalogue: User texts.
    """
    text = catalogue.text
    hint = Block(BlockKind.NOTICE, text("agenda.files.hint"))
    markdown = Attachment(f"{files.name}.md", files.markdown)
    if files.pdf is None:
        missing = Block(BlockKind.NOTICE, text("agenda.files.no_pdf"))
        return (OutboundMessage((*blocks, missing, hint), tuple(buttons), markdown, target=target),)
    pdf = Attachment(f"{files.name}.pdf", data=files.pdf)
    return (
        OutboundMessage((*blocks, hint), tuple(buttons), pdf, target=target),
        OutboundMessage((Block(BlockKind.TEXT, text("agenda.files.text")),), (), markdown, target=target),
    )
