"""The console: choices by number and a rendering that reads without colour."""

from io import StringIO

import pytest
from rich.console import Console

from actions.rendering.danger import check_question
from actions.settings import LocalNumber
from actions.vocabulary import Attachment, Block, BlockKind, Button, OutboundMessage, Target
from bot.channels.console.choices import Typed, interpret
from bot.channels.console.render import STYLES, render
from knowledge.messages.catalogue import load_catalogue

CHOICES = (Button("Ja", "/gevaar ja"), Button("Nee", "/gevaar nee"))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1", Typed("1", "/gevaar ja")),
        (" 2 ", Typed("2", "/gevaar nee")),
        ("3", None),
        ("0", None),
        ("112", Typed("112")),
        ("1 kind", Typed("1 kind")),
        ("nee", Typed("nee", "/gevaar nee")),
    ],
)
def test_numbers_press_buttons(line: str, expected: Typed | None) -> None:
    assert interpret(line, CHOICES) == expected


def test_numbers_are_text_when_there_is_nothing_to_choose() -> None:
    assert interpret("1", ()) == Typed("1")


def test_every_kind_of_block_has_a_style() -> None:
    assert set(STYLES) == set(BlockKind)


def test_the_text_of_a_file_is_printed() -> None:
    file = Attachment("mijn-gegevens.md", "# Titel\n\n- een regel")
    message = OutboundMessage((Block(BlockKind.TEXT, "Hier is alles."),), (), file)
    screen = StringIO()
    Console(file=screen, width=80, no_color=True).print(render([message], (), load_catalogue()))
    lines = [line.strip() for line in screen.getvalue().splitlines() if line.strip()]
    assert lines == ["Hier is alles.", "Bestand mijn-gegevens.md:", "# Titel", "- een regel"]


def test_a_message_to_another_chat_says_so() -> None:
    message = OutboundMessage((Block(BlockKind.TEXT, "Wie denkt mee?"),), target=Target("console:team"))
    screen = StringIO()
    Console(file=screen, width=80, no_color=True).print(render([message], (), load_catalogue()))
    lines = [line.strip() for line in screen.getvalue().splitlines() if line.strip()]
    assert lines == ["Dit gaat naar de teamchat of naar een collega:", "Wie denkt mee?"]


def test_the_check_question_as_it_is_shown() -> None:
    catalogue = load_catalogue()
    message = check_question(catalogue, LocalNumber())
    screen = StringIO()
    Console(file=screen, width=80, no_color=True).print(render([message], message.buttons, catalogue))
    lines = [line.strip() for line in screen.getvalue().splitlines() if line.strip()]
    assert lines == [
        "Is iemand nu in gevaar?",
        "Ja of bijna zeker: bel 112. Twijfel of overleg: Veilig Thuis 0800-2000",
        "(gratis, dag en nacht).",
        "Kies of typ: Ja, Nee of Weet ik niet.",
        "[1] Ja",
        "[2] Nee",
        "[3] Weet ik niet",
    ]
