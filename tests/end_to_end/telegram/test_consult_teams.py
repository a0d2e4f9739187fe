"""Two teams, five members, two groups: nobody sees the other team's consultations, and every odd tap is answered."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.channels.telegram.handling import rounds
from tests.botapi.messages import Message
from tests.botapi.people import Person
from tests.end_to_end.telegram.consult import FACTS, QUESTION, Teams, tap, two_teams
from tests.end_to_end.telegram.running import Running, plain


@pytest.fixture(autouse=True)
def _look_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "EVERY_S", 0.2)


@pytest.fixture
async def teams(_look_often: None, houvast: Running) -> Teams:
    made = two_teams(houvast, houvast.server)
    await made.north.wait_for("hoor nu bij Team Noord")
    await made.south.wait_for("hoor nu bij Team Zuid")
    return made


def _long_ago(teams: Teams, column: str) -> None:
    """Let something about all consultations have happened years ago."""
    change = f"UPDATE consultation SET {column} = '2020' || SUBSTR({column}, 5)"
    assert teams.houvast.assembly.database is not None
    teams.houvast.assembly.database.write(lambda sql: sql.execute(change))


async def answer(person: Person, message: Message, label: str) -> str:
    """What the app shows in a flash when a button is pressed."""
    return (await person.press(message, label)).text or ""


async def test_the_card_is_for_one_team_only(teams: Teams) -> None:
    card = await teams.ask()
    assert QUESTION in card.text
    assert FACTS not in card.text
    assert card.protected
    assert not any("wie denkt mee" in text for text in plain(teams.south))
    (opened,) = teams.opened()
    number = opened.consultation_id
    for outsider in (teams.noor, teams.daan):
        for command in ("casus", "reageer", "vraagterug", "denkmee", "agenda", "sluit", "trekin"):
            outsider.send(outsider.chat, f"/{command} {number}")
        await teams.houvast.quiet()
        said = "\n".join(plain(outsider.chat))
        assert FACTS not in said
        assert QUESTION not in said
        assert "team" in said
    assert not teams.store.get(number).on_agenda
    assert teams.store.contributions(number) == []


async def test_a_stranger_who_taps_the_card_is_told_why_not(teams: Teams) -> None:
    card = await teams.ask()
    stranger = teams.houvast.person("Vreemde")
    teams.mila.add(teams.north, stranger)
    before = len(teams.north.messages)
    await answer(stranger, card, "Ik denk mee")
    await teams.houvast.quiet()
    assert teams.store.contributions(teams.opened()[0].consultation_id) == []
    assert any("team" in text for text in plain(teams.north)[-1:]), "silence would leave somebody guessing"
    assert len(teams.north.messages) > before


async def test_a_double_tap_counts_once_and_tells_once(teams: Teams) -> None:
    card = await teams.ask()
    (data,) = [button.data for button in card.buttons if button.text == "Ik denk mee"]
    await asyncio.gather(teams.sam.tap(card, data), teams.sam.tap(card, data))
    await teams.houvast.quiet()
    assert len(teams.store.contributions(teams.opened()[0].consultation_id)) == 1
    assert len([text for text in plain(teams.youssef.chat) if "Sam denkt mee" in text]) == 1


async def test_who_leaves_the_team_is_not_called_and_reads_nothing(teams: Teams) -> None:
    first = await teams.ask()
    assert any(entity["type"] in {"text_mention", "mention"} for entity in first.content.get("entities", []))
    teams.sam.send(teams.sam.chat, f"/verlaat {teams.north_id} ja")
    await teams.houvast.quiet()
    teams.sam.send(teams.sam.chat, f"/casus {teams.opened()[0].consultation_id}")
    await teams.houvast.quiet()
    assert "alleen voor leden van het team" in plain(teams.sam.chat)[-1]
    await tap(teams.sam, "Ik denk mee", teams.north)
    await teams.houvast.quiet()
    assert teams.store.contributions(teams.opened()[0].consultation_id) == []
    second = await teams.ask()
    assert second is not first
    assert not any(entity["type"] == "text_mention" for entity in second.content.get("entities", []))


async def test_who_asked_leaves_and_the_lead_closes(teams: Teams) -> None:
    await teams.ask()
    number = teams.opened()[0].consultation_id
    teams.youssef.send(teams.youssef.chat, f"/verlaat {teams.north_id} ja")
    await teams.houvast.quiet()
    teams.mila.send(teams.mila.chat, f"/sluit {number}")
    await teams.houvast.quiet()
    for text in ("we bellen de juf samen", "eerder samen bellen"):
        teams.mila.send(teams.mila.chat, text)
        await teams.houvast.quiet()
    assert teams.store.get(number).closed_at is not None


async def test_a_button_of_a_closed_consultation_says_so(teams: Teams) -> None:
    card = await teams.ask()
    number = teams.opened()[0].consultation_id
    teams.store.close(number, f"telegram:{teams.youssef.id}", "besloten", None, datetime.now(UTC))
    await answer(teams.sam, card, "Ik denk mee")
    await teams.houvast.quiet()
    assert "afgerond of ingetrokken" in plain(teams.north)[-1]


async def test_the_bot_was_removed_and_comes_back(teams: Teams) -> None:
    bot = teams.houvast.server.bot
    teams.mila.remove(teams.north, bot)
    await teams.houvast.quiet()
    for send in ("/overleg", FACTS, QUESTION):
        teams.youssef.send(teams.youssef.chat, send)
        await teams.houvast.quiet()
    await tap(teams.youssef, "collega met kennis van LVB")
    await teams.houvast.quiet()
    await tap(teams.youssef, "Klaar, laat zien")
    await teams.houvast.quiet()
    last = plain(teams.youssef.chat)[-1]
    assert "/koppel" in last, "who asks must hear that there is no group and what to do"
    assert teams.opened() == []
    teams.mila.add(teams.north, bot)
    await teams.houvast.quiet()
    teams.youssef.send(teams.youssef.chat, "/hervat")
    await teams.houvast.quiet()
    await tap(teams.youssef, "Zet in de teamchat")
    await teams.north.wait_for("wie denkt mee?")
    assert len(teams.opened()) == 1


async def test_the_bot_is_removed_between_yes_and_the_card(teams: Teams) -> None:
    for send in ("/overleg", FACTS, QUESTION):
        teams.youssef.send(teams.youssef.chat, send)
        await teams.houvast.quiet()
    for label in ("collega met kennis van LVB", "Klaar, laat zien"):
        await tap(teams.youssef, label)
        await teams.houvast.quiet()
    fault = teams.houvast.server.faults.down("sendMessage")
    await tap(teams.youssef, "Zet in de teamchat")
    teams.mila.remove(teams.north, teams.houvast.server.bot)
    teams.houvast.server.faults.clear(fault)
    await teams.houvast.quiet()
    assert len(teams.opened()) == 1, "what was said yes to is kept"
    await teams.youssef.chat.wait_for("kwam niet aan in de teamchat")
    await tap(teams.youssef, "Zet opnieuw in de teamchat")
    await teams.youssef.chat.wait_for("heeft nu geen groep bij mij")
    teams.mila.add(teams.north, teams.houvast.server.bot)
    await teams.houvast.quiet()
    await tap(teams.youssef, "Zet opnieuw in de teamchat")
    await teams.north.wait_for("wie denkt mee?")
    await teams.houvast.quiet()
    teams.youssef.send(teams.youssef.chat, "/plaats 1")
    await teams.youssef.chat.wait_for("staat al in de teamchat")
    assert len([text for text in plain(teams.youssef.chat) if "kwam niet aan" in text]) == 1


async def test_a_card_works_on_in_the_supergroup(teams: Teams) -> None:
    await teams.ask()
    number = teams.opened()[0].consultation_id
    upgraded = teams.mila.upgrade(teams.north)
    await teams.houvast.quiet()
    teams.store.to_agenda(number, f"telegram:{teams.mila.id}", on=True)
    assert [chat.chat for chat in teams.roster.chats(teams.north_id)] == [f"telegram:{upgraded.id}"]
    second = await teams.ask(group=upgraded)
    await answer(teams.sam, second, "Ik denk mee")
    await teams.houvast.quiet()
    assert any("Sam denkt mee" in text for text in plain(teams.youssef.chat))


async def test_the_reminder_goes_to_the_group_and_then_to_the_lead(teams: Teams) -> None:
    await teams.ask()
    _long_ago(teams, "created_at")
    await teams.north.wait_for("Nog niemand reageerde")
    _long_ago(teams, "reminded_at")
    await teams.mila.chat.wait_for("reageerde nog niemand")
    await teams.houvast.quiet()
    await asyncio.sleep(0.5)
    assert len([text for text in plain(teams.north) if "Nog niemand reageerde" in text]) == 1
    assert not any("reageerde" in text for text in plain(teams.south) + plain(teams.noor.chat))
