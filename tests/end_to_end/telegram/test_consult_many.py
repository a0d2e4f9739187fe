"""Two hundred consultations open at once: nobody is buried, nothing waits for them, danger comes through."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.channels.telegram.handling import rounds
from knowledge.consultations.model import Draft
from knowledge.store import ConsultationStore, Database
from tests.end_to_end.telegram.consult import FACTS, QUESTION, two_teams
from tests.end_to_end.telegram.running import Running, plain

MANY = 200


@pytest.fixture(autouse=True)
def _look_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "EVERY_S", 0.2)


def _open(database: Database, team: str, askers: list[str]) -> None:
    store, now = ConsultationStore(database), datetime.now(UTC)
    for number in range(MANY):
        asker = askers[number % len(askers)]
        store.open(Draft(team_id=team, asker=asker, facts=FACTS, question=QUESTION), now, f"many:{number}")
    store.to_agenda(MANY, askers[0], on=True)
    change = "UPDATE consultation SET created_at = '2020' || SUBSTR(created_at, 5)"
    database.write(lambda sql: sql.execute(change))


async def test_two_hundred_open_at_once(houvast: Running) -> None:
    server = houvast.server
    server.flood.enforce = True
    teams = two_teams(houvast, server)
    await teams.north.wait_for("hoor nu bij Team Noord")
    database = houvast.assembly.database
    assert database is not None
    askers = [f"telegram:{person.id}" for person in (teams.youssef, teams.sam)]
    await asyncio.to_thread(_open, database, teams.north_id, askers)
    await teams.north.wait_for(f"Op {MANY} overleggen reageerde nog niemand")
    teams.sam.send(teams.north, f"@{server.bot.username} hij slaat haar nu")
    await teams.north.wait_for("Bel 112")
    teams.youssef.send(teams.youssef.chat, "/overleggen")
    shown = await teams.youssef.chat.wait_for("Jouw open overleggen")
    assert "bladzijde 1 van" in shown.text
    teams.mila.send(teams.mila.chat, "/casus 150")
    await teams.mila.chat.wait_for(FACTS)
    teams.mila.send(teams.mila.chat, "/denkmee 150")
    await teams.sam.chat.wait_for("Mila denkt mee")
    await houvast.quiet()
    assert server.flood.hits == []
    assert len([text for text in plain(teams.north) if "reageerde nog niemand" in text]) == 1
