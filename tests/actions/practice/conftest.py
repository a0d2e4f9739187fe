"""The team of the consultation tests, of whom one practises."""

from dataclasses import dataclass

import pytest

from actions.vocabulary import Reply
from knowledge.quiz.bank import BankItem
from knowledge.quiz.model import Kind
from knowledge.store.practice import PracticeStore
from knowledge.store.quiz_items import ItemBank
from tests.actions.consult.conftest import ASKER, Stage, buttons, stage

__all__ = ["stage"]


@dataclass
class Pupil:
    """Somebody who practises, and what is known of the question they see."""

    stage: Stage

    @property
    def practice(self) -> PracticeStore:
        return PracticeStore(self.stage.assembly.database)

    @property
    def bank(self) -> ItemBank:
        return ItemBank(self.stage.assembly.database)

    @property
    def session(self) -> dict:
        return self.stage.slots()["practice"]

    @property
    def row(self) -> BankItem:
        """The item that is asked."""
        return self.bank.get(self.session["name"])

    @property
    def answers(self) -> int:
        """Answers that are kept."""
        read = "SELECT COUNT(*) FROM practice_review WHERE person = ?"
        return self.stage.assembly.database.read(lambda sql: sql.execute(read, [ASKER]).fetchone()[0])

    async def say(self, text: str, payload: str | None = None, **more: object) -> Reply:
        return await self.stage.say(text, payload, **more)

    async def press(self, label: str, reply: Reply | None = None) -> Reply:
        return await self.stage.press(label, reply)

    async def begin(self, *kinds: Kind) -> Reply:
        """Begin, with items of these kinds only; without any, those with one right answer."""
        wanted = kinds or (Kind.CHOICE, Kind.FACT_OR_READING, Kind.CASE)
        names = [row.name for row in self.bank.askable() if row.item.kind in wanted]
        marks = ", ".join("?" * len(names))
        retire = f"UPDATE quiz_item SET retired_at = '2026-11-22' WHERE name NOT IN ({marks})"
        self.stage.assembly.database.write(lambda sql: sql.execute(retire, names))
        return await self.say("", "/oefen begin")

    async def right(self) -> Reply:
        """Answer right, with a typed letter."""
        return await self.say(" en ".join("ABCDEFGHIJ"[place] for place in self.row.item.correct))

    async def wrong(self) -> Reply:
        """Answer wrong, with a typed letter."""
        places = range(len(self.row.item.options))
        return await self.say(next("ABCDEFGHIJ"[place] for place in places if not self.row.item.is_right([place])))


@pytest.fixture
def pupil(stage: Stage) -> Pupil:
    return Pupil(stage)


def labels(reply: Reply) -> list[str]:
    return list(buttons(reply))
