"""A reply in Telegram's form."""

import json
from base64 import b64decode
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from telegram.constants import InlineKeyboardButtonLimit, MessageLimit

from actions.vocabulary import Attachment, Block, BlockKind, Button, OutboundMessage
from bot.channels.telegram.intake.place import Place
from bot.channels.telegram.rendering.envelopes import Envelopes
from bot.channels.telegram.rendering.keyboard import Keyboards
from bot.channels.telegram.rendering.markup import units
from bot.channels.telegram.rendering.signing import Signer

SIGNER = Signer(b"0" * 32)
ENVELOPES = Envelopes(Keyboards(SIGNER, "houvast_bot"))
PRIVATE = Place(42, group=False, person="telegram:42")
GROUP = Place(-100, group=True, thread=3, reply_to=5, person="telegram:42")


def message(*blocks: tuple[BlockKind, str], buttons: tuple[Button, ...] = ()) -> OutboundMessage:
    return OutboundMessage(tuple(Block(kind, text) for kind, text in blocks), buttons)


def labels(envelope: dict) -> list[list[str]]:
    return [[button["text"] for button in row] for row in envelope["keyboard"]]


def test_an_answer_reads_well() -> None:
    shown = message(
        (BlockKind.TITLE, "De schaalvraag"),
        (BlockKind.TEXT, "Vraag een cijfer."),
        (BlockKind.REFLECTION, "Eerst begrijpen\n• Wie ziet dit?"),
        (BlockKind.TEAM, "Overleg eerst in het team."),
        (BlockKind.SOURCE, "Bron: A & B"),
    )
    assert ENVELOPES.of([shown], PRIVATE) == [
        {
            "kind": "text",
            "html": "<b>De schaalvraag</b>\n\nVraag een cijfer.\n\n"
            "<blockquote><b>Eerst begrijpen</b>\n• Wie ziet dit?</blockquote>\n\n"
            "<b>Overleg eerst in het team.</b>\n\n<blockquote expandable>Bron: A &amp; B</blockquote>",
            "keyboard": [],
            "thread": None,
            "reply_to": None,
        }
    ]


def test_short_buttons_stand_two_in_a_row_in_their_order() -> None:
    buttons = tuple(Button(label, "/x") for label in ("Lees meer", "Leg voor aan het team", "Helpt", "Klopt niet"))
    assert labels(ENVELOPES.of([message(buttons=buttons)], PRIVATE)[0]) == [
        ["Lees meer"],
        ["Leg voor aan het team"],
        ["Helpt", "Klopt niet"],
    ]


def test_long_choices_are_numbered_in_the_text_and_on_the_buttons() -> None:
    long = "Een heel lange titel van een kaart die niet past"
    buttons = (Button(long, "/kies a"), Button("Kort", "/kies b"), Button("Geen van deze", "/kies geen", owner=True))
    listed = message(
        (BlockKind.TITLE, "Kies"), (BlockKind.CHOICES, "[1] ..."), (BlockKind.SAFETY, "112"), buttons=buttons
    )
    envelope = ENVELOPES.of([listed], PRIVATE)[0]
    assert envelope["html"] == f"<b>Kies</b>\n\n1. {long}\n2. Kort\n\n<i>112</i>"
    assert labels(envelope) == [["1. Een heel lange titel van een kaart…"], ["2. Kort", "Geen van deze"]]


def test_short_choices_are_not_listed_twice() -> None:
    listed = message((BlockKind.TITLE, "Kies"), (BlockKind.CHOICES, "[1] A"), buttons=(Button("A", "/kies a"),))
    assert "[1]" not in ENVELOPES.of([listed], PRIVATE)[0]["html"]


def test_what_is_private_leads_out_of_the_group() -> None:
    button = Button("Open in privé", "/mijngegevens", private=True)
    in_group = ENVELOPES.of([message((BlockKind.TEXT, "a"), buttons=(button,))], GROUP)[0]["keyboard"][0][0]
    assert in_group["url"] == "https://t.me/houvast_bot?start=mijngegevens"
    alone = ENVELOPES.of([message((BlockKind.TEXT, "a"), buttons=(button,))], PRIVATE)[0]["keyboard"][0][0]
    assert SIGNER.read(alone["callback_data"], person="telegram:1", chat="telegram:42") == "/mijngegevens"


def test_a_button_of_one_person_is_signed_for_that_person() -> None:
    shown = message((BlockKind.TEXT, "a"), buttons=(Button("Nee", "/gevaar nee", owner=True),))
    data = ENVELOPES.of([shown], GROUP)[0]["keyboard"][0][0]["callback_data"]
    assert SIGNER.read(data, person="telegram:42", chat="telegram:-100") == "/gevaar nee"
    assert SIGNER.read(data, person="telegram:43", chat="telegram:-100") != "/gevaar nee"


def test_a_page_is_turned_in_place_when_it_fits_in_one_message() -> None:
    place = replace(PRIVATE, edit=77)
    (envelope,) = ENVELOPES.of([message((BlockKind.TITLE, "Kaarten"))], place)
    assert (envelope["kind"], envelope["message"]) == ("edit", 77)
    long = message((BlockKind.TEXT, "Zin. " * 2000))
    assert {part["kind"] for part in ENVELOPES.of([long], place)} == {"text"}


def test_buttons_stand_under_the_last_part() -> None:
    parts = ENVELOPES.of([message((BlockKind.TEXT, "Zin. " * 2000), buttons=(Button("A", "/a"),))], GROUP)
    assert len(parts) > 1
    assert [bool(part["keyboard"]) for part in parts] == [False] * (len(parts) - 1) + [True]
    assert all(part["reply_to"] == 5 and part["thread"] == 3 for part in parts)


def test_a_file_carries_its_text_as_caption_when_that_fits() -> None:
    file = Attachment("gegevens.md", "# Alles")
    (document,) = ENVELOPES.of([replace(message((BlockKind.TEXT, "Kort")), attachment=file)], PRIVATE)
    assert (document["kind"], document["html"], document["text"]) == ("document", "Kort", "# Alles")
    before, document = ENVELOPES.of([replace(message((BlockKind.TEXT, "Zin. " * 300)), attachment=file)], PRIVATE)
    assert (before["kind"], document["html"]) == ("text", "")


@given(st.lists(st.tuples(st.sampled_from(BlockKind), st.text(max_size=3000)), min_size=1, max_size=5))
def test_every_message_fits_in_telegram(blocks: list[tuple[BlockKind, str]]) -> None:
    for envelope in ENVELOPES.of([message(*blocks)], GROUP):
        assert units(envelope["html"].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")) <= (
            MessageLimit.MAX_TEXT_LENGTH + 200
        )


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=57))
def test_callback_data_fits(payload: str) -> None:
    data = SIGNER.sign(payload, owner="telegram:9999999999", chat="telegram:-100999999999")
    assert len(data.encode()) <= InlineKeyboardButtonLimit.MAX_CALLBACK_DATA


def test_a_file_of_bytes_travels_as_base64_and_a_picture_as_a_photo() -> None:
    shown = message((BlockKind.TEXT, "Kort"))
    pdf, picture = Attachment("a.pdf", data=b"%PDF"), Attachment("a.png", data=b"PNG", photo=True)
    (document,) = ENVELOPES.of([replace(shown, attachment=pdf)], PRIVATE)
    assert (document["kind"], document["name"], b64decode(document["data"])) == ("document", "a.pdf", b"%PDF")
    assert "text" not in document
    assert json.loads(json.dumps(document)) == document
    (photo,) = ENVELOPES.of([replace(shown, attachment=picture)], PRIVATE)
    assert (photo["kind"], photo["html"]) == ("photo", "Kort")
