"""Random updates from a seed, with invented identifiers planted in them."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from knowledge.signals.privacy.lexicon import DATA_FOLDER
from tests.knowledge.signals.privacy.privacy_generators import GENERATORS

CHECKED = ("BSN", "IBAN")
"""Identifiers with a check digit: these may never be missed."""
SURNAMES = ("Zonderman", "van Proefwijk", "Testerink", "el Voorbeeldi", "Verzinsel-Bakker", "Fantazia", "de Nepert")
"""Invented; the first names are those of the detector's lists, so this measures no names that are on none of them."""
BEFORE = (
    "kun je iets met", "het gaat om", "wat doe ik met", "moeder noemt", "in de brief staat", "ik lees hier:", "graag",
    "vader zegt", "mag ik", "wie kent",
)  # fmt: skip
AFTER = (
    "en de kinderen willen niet praten", "hoe verder?", "wat is de volgende stap", "", "!!!", "... help", "vandaag nog",
    "en wat zegt de wet", "(staat in het dossier)", "en morgen is het gesprek",
)  # fmt: skip
NOISE = (
    "", "\n\n", "\u200b", "  \t ", "😀", "ﷺ", "‮", "\x00", "<b>", "&amp;", "'; DROP TABLE outbox;--", "{{7*7}}",
    "%s%n", "../../etc/passwd", "É̂́", "𝕳𝖔𝖎", "-" * 300,
)  # fmt: skip
COMMANDS = (
    "help", "kaarten", "begrip", "privacy", "mijngegevens", "taalcheck", "meer", "verwant", "kies", "vraag", "gevaar",
    "helpt", "kloptniet", "reden", "overleg", "stop", "terug", "sla_over", "klaar", "wie", "cijfer", "top3", "oefen",
    "quiz", "quizkeuze", "quizuitslag", "profiel", "organisatie", "expertise", "leden", "rol", "koppel", "denkmee",
    "casus", "agenda", "acuut", "sluit", "samenvatting", "reflectie", "doel", "beoordelen", "keurgoed", "maakkaart",
    "start", "meedoen", "bestaatniet",
)  # fmt: skip
ARGUMENTS = (
    "", "0", "1", "-1", "99999999999999999999", "ja", "nee", "weetniet", "ots-wat-is-het", "kies 000000 1", "a b c d",
    "💥", "x" * 50, "begin", "1 2", "..", "%00", "volgende", "telegram:1",
)  # fmt: skip
LONG = 4096
"""Characters of the longest message that Telegram sends (https://core.telegram.org/bots/api#sendmessage)."""


class Form(StrEnum):
    """What an update is."""

    TEXT = "text"
    COMMAND = "command"
    PRESS = "press"
    FORGED = "forged"
    ODD = "odd"


SHARES = {Form.TEXT: 0.6, Form.COMMAND: 0.1, Form.PRESS: 0.15, Form.FORGED: 0.05, Form.ODD: 0.1}


@dataclass(frozen=True, slots=True)
class Planted:
    """Something that must not be kept."""

    kind: str
    value: str
    start: int


@dataclass(frozen=True, slots=True)
class Update:
    """One random update.

    Attributes:
        number: Its place in the series.
        form: What it is.
        text: What is said, or what a button carries.
        planted: What stands in it.
        more: Fields of an odd message that a real one does not have like this.
    """

    number: int
    form: Form
    text: str
    planted: tuple[Planted, ...] = ()
    more: dict[str, Any] = field(default_factory=dict)


class Planter:
    """Makes updates; the same seed makes the same ones."""

    def __init__(self, seed: int, questions: Sequence[str]) -> None:
        """Prepare.

        Args:
            seed: Of everything random.
            questions: Some texts are one of these, with something planted or not.
        """
        self._chance = random.Random(seed)
        self._questions = questions
        self._names = [
            name
            for path in sorted((DATA_FOLDER / "first_names").glob("*.txt"))
            for name in path.read_text(encoding="utf-8").split()
        ]

    def make(self, number: int) -> Update:
        """The next update."""
        chance = self._chance
        form = chance.choices(list(SHARES), list(SHARES.values()))[0]
        if form is Form.TEXT:
            return self._text(number)
        if form is Form.ODD:
            return Update(number, form, self._noise(), (), self._oddities())
        said = f"/{chance.choice(COMMANDS)} {chance.choice(ARGUMENTS)}".strip()
        if form is Form.COMMAND:
            planted = self._planted() if chance.random() < 0.3 else None
            # After a command as well: what is typed there is somebody's text too.
            value = f"{said} {planted[1]}" if planted else said
            return Update(number, form, value, (Planted(*planted, len(said) + 1),) if planted else ())
        return Update(number, form, said if form is Form.PRESS else said + self._noise())

    def _text(self, number: int) -> Update:
        chance = self._chance
        if chance.random() < 0.005:
            return Update(number, Form.TEXT, ((self._noise() + "a ") * LONG)[:LONG])
        if chance.random() < 0.3:
            return Update(number, Form.TEXT, f"{chance.choice(self._questions)} {self._noise()}")
        text, planted = "", []
        for _ in range(chance.choice((1, 1, 2))):
            kind, value = self._planted()
            text += f"{chance.choice(BEFORE)} "
            planted.append(Planted(kind, value, len(text)))
            text += f"{value} {chance.choice(AFTER)} "
        return Update(number, Form.TEXT, text.rstrip() + self._edge(), tuple(planted))

    def _planted(self) -> tuple[str, str]:
        chance = self._chance
        kind = chance.choice((*(one for one in GENERATORS if one != "ZAAKNUMMER"), "NAAM"))
        if kind == "NAAM":
            return kind, f"{chance.choice(self._names)} {chance.choice(SURNAMES)}"
        return kind, GENERATORS[kind](chance)

    def _edge(self) -> str:
        """Something odd behind the text, now and then; not within an identifier."""
        return " " + self._noise() if self._chance.random() < 0.2 else ""

    def _noise(self) -> str:
        made = self._chance.choice(NOISE)
        if self._chance.random() < 0.3:
            made += "".join(chr(self._chance.randrange(32, 0x3000)) for _ in range(self._chance.randrange(1, 40)))
        return made

    def _oddities(self) -> dict[str, Any]:
        chance = self._chance
        return chance.choice(
            (
                {"entities": [{"type": "bot_command", "offset": 0, "length": 9999}]},
                {"entities": [{"type": "mention", "offset": -3, "length": 2}]},
                {"entities": [{"type": "nieuw_soort", "offset": 0, "length": 1}]},
                {"caption": self._noise(), "photo": []},
                {"text": None},
                {"text": 12345},
                {"sticker": {"file_id": "x", "file_unique_id": "y", "width": 1, "height": 1}},
                {"location": {"latitude": 99999, "longitude": "oost"}},
                {"reply_to_message": {}},
                {"from": None},
                {"date": -1},
                {"date": 10**30},
                {"chat": {"id": chance.randrange(-(10**13), 10**13), "type": chance.choice(("group", "niets", 3))}},
                {"new_chat_members": "iedereen"},
                {"migrate_to_chat_id": "ver weg"},
                {"quote": {"text": None, "position": "voor"}},
            )
        )
