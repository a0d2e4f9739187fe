"""Files as they arrive at a real Bot API server: the bytes, the name, the caption and the protection."""

import pytest

from actions.vocabulary import Attachment, Block, BlockKind, OutboundMessage, Target
from bot.channels.telegram.connection import Line, make_bot
from bot.channels.telegram.delivery.calls import perform
from bot.channels.telegram.intake.place import Place
from bot.channels.telegram.rendering.envelopes import Envelopes
from bot.channels.telegram.rendering.keyboard import Keyboards
from bot.channels.telegram.rendering.signing import Signer
from tests.botapi.fixtures import botapi
from tests.botapi.media import png
from tests.botapi.server import BotApiServer

__all__ = ["botapi"]

PDF = b"%PDF-1.4\n\xff\x00 bytes that are no text\n%%EOF"


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        (Attachment("overleg.pdf", data=PDF), "document"),
        (Attachment("overleg.md", "# Één\n"), "document"),
        (Attachment("cijfers.png", data=png(), photo=True), "photo"),
    ],
)
async def test_a_file_arrives_as_it_was_made(botapi: BotApiServer, file: Attachment, kind: str) -> None:
    person = botapi.person("Ilse")
    botapi.world.private(person, botapi.bot).started = True
    message = OutboundMessage(
        (Block(BlockKind.TEXT, "Hier is het."),), (), file, target=Target(f"telegram:{person.id}", protect=True)
    )
    (parcel,) = Envelopes(Keyboards(Signer(b"0" * 32), "houvast_bot")).parcels([message], Place(person.id, group=False))
    async with make_bot(Line(botapi.bot.token, botapi.root_url)) as bot:
        await perform(bot, person.id, parcel.envelope)
    (sent,) = person.chat.messages
    assert kind in sent.content
    assert sent.content["caption"] == "Hier is het."
    assert sent.protected
    (stored,) = set(botapi.world.files.values())
    assert (stored.kind, stored.data) == (kind, file.content)
    if kind == "document":
        assert sent.content["document"]["file_name"] == file.name
