"""Closing, withdrawing, and one's own list."""

from datetime import UTC, datetime

from knowledge.consultations.model import Status
from knowledge.roster.roles import Role
from tests.actions.consult.conftest import ASKER, FACTS, GROUP, LEAD, MILA, NOW, QUESTION, Stage, buttons, elsewhere

DECIDED, LEARNED = "We gaan samen kijken.", "Eerst vragen."


async def test_closing_asks_what_was_decided_and_learned(stage: Stage) -> None:
    number = await stage.asked()
    await stage.say("", f"/sluit {number}")
    await stage.say(DECIDED)
    closed = await stage.say(LEARNED)
    item = stage.consultations.get(number)
    assert (item.status, item.decided, item.learned) == (Status.CLOSED, DECIDED, LEARNED)
    there = elsewhere(closed)
    assert "is afgerond" in there[GROUP].text
    assert DECIDED not in there[GROUP].text
    (idea,) = there[LEAD].buttons
    assert LEARNED in there[LEAD].text
    assert "ideeën voor een kaart" in (await stage.say("", idea.payload, person=LEAD)).text
    assert stage.consultations.get(number).idea
    page = await stage.say("", f"/casus {number}", person=MILA)
    assert DECIDED in page.text
    assert not buttons(page)


async def test_both_questions_may_be_left_out(stage: Stage) -> None:
    number = await stage.asked()
    first = await stage.say("", f"/sluit {number}")
    second = await stage.say("", buttons(first)["Overslaan"])
    closed = await stage.say("", buttons(second)["Overslaan"])
    item = stage.consultations.get(number)
    assert (item.status, item.decided, item.learned) == (Status.CLOSED, None, None)
    assert set(elsewhere(closed)) == {GROUP}
    assert "afgerond of ingetrokken" in (await stage.say("", f"/sluit {number}")).text


async def test_never_mind_leaves_it_open(stage: Stage) -> None:
    number = await stage.asked()
    asked = await stage.say("", f"/sluit {number}")
    await stage.say("", buttons(asked)["Laat maar"])
    await stage.say("dank je")
    assert stage.consultations.get(number).status is Status.OPEN


async def test_only_the_asker_closes(stage: Stage) -> None:
    number = await stage.asked()
    assert "alleen degene die het overleg startte" in (await stage.say("", f"/sluit {number}", person=MILA)).text
    assert "alleen degene die het overleg startte" in (await stage.say("", f"/trekin {number} ja", person=LEAD)).text


async def test_closed_ones_take_nothing_more(stage: Stage) -> None:
    number = await stage.asked()
    stage.consultations.close(number, ASKER, None, None, datetime.now(UTC))
    for command in ("denkmee", "reageer", "vraagterug", "agenda"):
        assert "afgerond of ingetrokken" in (await stage.say("", f"/{command} {number}", person=MILA)).text
    assert "alleen een teamleider" in (await stage.say("", f"/idee {number}", person=MILA)).text


async def test_withdrawing_asks_first_and_takes_the_text_away(stage: Stage) -> None:
    number = await stage.asked()
    sure = await stage.say("", f"/trekin {number}")
    assert stage.consultations.get(number).status is Status.OPEN
    await stage.say("", buttons(sure)["Ja, trek in"])
    assert stage.consultations.get(number).status is Status.WITHDRAWN
    page = await stage.say("", f"/casus {number}", person=MILA)
    assert "is verwijderd" in page.text
    assert FACTS not in page.text
    assert "is ingetrokken" in (await stage.say("", f"/trekin {number} ja")).text


async def test_ones_own_list(stage: Stage) -> None:
    assert "geen overleg openstaan" in (await stage.say("/overleggen")).text
    number = await stage.asked()
    listed = await stage.say("/overleggen")
    assert QUESTION in listed.text
    assert [*buttons(listed).values()] == [f"/casus {number}", f"/sluit {number}", f"/trekin {number}"]
    assert "geen overleg openstaan" in (await stage.say("/overleggen", person=MILA)).text
    await stage.say("/overleg")
    await stage.say(FACTS)
    await stage.say("/stop")
    assert "Verder met je concept" in buttons(await stage.say("/overleggen"))


async def test_a_lead_who_asks_may_keep_the_idea_from_the_case(stage: Stage) -> None:
    stage.roster.set_role(stage.team, MILA, Role.TEAM_LEAD, NOW, actor=LEAD)
    number = await stage.asked(LEAD)
    stage.consultations.close(number, LEAD, DECIDED, LEARNED, datetime.now(UTC))
    page = await stage.say("", f"/casus {number}", person=LEAD)
    assert buttons(page) == {"Bewaar als idee voor een kaart": f"/idee {number}"}


async def test_the_same_closing_turn_once_more_tells_everybody_after_all(stage: Stage) -> None:
    number = await stage.asked()
    await stage.say("", f"/sluit {number}")
    await stage.say(DECIDED)
    before = stage.conversations.load(ASKER)
    first = await stage.say(LEARNED, key="test:once")
    stage.conversations.save(before, NOW)
    stage.assembly.database.write(lambda sql: sql.execute("DELETE FROM handled_update WHERE key = 'test:once'"))
    assert (await stage.say(LEARNED, key="test:once")).text == first.text
