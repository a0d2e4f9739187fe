"""Practising as somebody does it: with a whole Houvast, in their private chat."""

from datetime import UTC, datetime
from pathlib import Path

from actions.conversation import receive
from actions.practice.session import Phase
from actions.vocabulary import DecisionKind
from bot.assembly import assemble
from knowledge.quiz.model import Kind
from knowledge.store import OPERATOR
from tests.actions.consult.conftest import ASKER, LEAD, OUTSIDER, buttons
from tests.actions.practice.conftest import Pupil, labels
from tests.conftest import message, settings_in


async def test_nothing_is_kept_before_somebody_begins(pupil: Pupil) -> None:
    reply = await pupil.say("/oefen")
    assert "Alleen jij ziet dit" in reply.text
    assert "Er is nog niets bewaard" in reply.text
    assert pupil.practice.plan(ASKER) is None
    assert "Er is niets bewaard" in (await pupil.press("Nu niet", reply)).text
    assert pupil.practice.plan(ASKER) is None


async def test_a_day_from_the_first_question_to_the_summary(pupil: Pupil) -> None:
    reply = await pupil.begin()
    assert "Kies een letter" in reply.text
    wrong = await pupil.wrong()
    assert wrong.text.startswith("Niet goed")
    assert "Bron: " in wrong.text
    assert pupil.row.item.explanation in wrong.text
    assert pupil.answers == 1
    await pupil.press("Volgende")
    right = await pupil.right()
    assert right.text.startswith("Goed")
    assert pupil.answers == 1, "a right answer is kept with how well it was known"
    assert pupil.row.entry_version is not None
    doubted = await pupil.press("Deze vraag klopt niet", right)
    assert "misschien niet klopt" in doubted.text
    await pupil.press("Gegokt", right)
    assert pupil.answers == 2
    await pupil.right()
    end = await pupil.press("Makkelijk")
    assert "2 van 3 goed." in end.text
    assert "De volgende vragen komen" in end.text
    assert pupil.session is None
    assert "Je deed vandaag 3 vragen" in (await pupil.say("/oefen")).text
    assert "Vraag 1 van 5" in (await pupil.say("/oefen nu")).text


async def test_a_press_twice_counts_once(pupil: Pupil) -> None:
    question = await pupil.begin()
    wrong = next(place for place in range(len(pupil.row.item.options)) if not pupil.row.item.is_right([place]))
    payload = buttons(question)["ABCD"[wrong]]
    right = buttons(question)["ABCD"[pupil.row.item.correct[0]]]
    first = await pupil.say("", payload)
    assert (await pupil.say("", payload)).text == first.text
    assert (await pupil.say("", right)).text == first.text, "the first answer counts"
    assert pupil.answers == 1
    following = buttons(first)["Volgende"]
    await pupil.say("", following)
    assert "al klaar" in (await pupil.say("", following)).text
    assert "al klaar" in (await pupil.say("", payload)).text
    assert pupil.answers == 1


async def test_several_right_are_ticked(pupil: Pupil) -> None:
    question = await pupil.begin(Kind.SEVERAL)
    assert "Meer antwoorden zijn goed" in question.text
    assert "tikte nog niets aan" in (await pupil.press("Klaar", question)).text
    first, second = pupil.row.item.correct[:2]
    ticked = await pupil.press("ABCD"[first], question)
    assert f"✓ {'ABCD'[first]}" in labels(ticked)
    again = await pupil.press("ABCD"[first], question)
    assert labels(again) == labels(ticked), "ticking twice is one tick"
    await pupil.press("ABCD"[second], again)
    for place in pupil.row.item.correct[2:]:
        await pupil.press("ABCD"[place], question)
    assert (await pupil.press("Klaar", question)).text.startswith("Goed")


async def test_an_item_that_is_taken_away_or_changed_is_skipped(pupil: Pupil) -> None:
    await pupil.begin()
    pupil.bank.retire(pupil.session["name"], LEAD, datetime.now(UTC))
    pupil.bank.retire(pupil.session["queue"][0], LEAD, datetime.now(UTC))
    reply = await pupil.say("A")
    assert "net veranderd of weggehaald" in reply.text
    assert "Vraag 1 van 1" in reply.text
    assert pupil.answers == 0
    await pupil.wrong()
    assert "2 vragen zijn intussen veranderd of weg" in (await pupil.press("Klaar voor nu")).text


async def test_a_restart_in_the_middle_loses_nothing(pupil: Pupil, folder: Path) -> None:
    await pupil.begin()
    graded = await pupil.right()
    await pupil.stage.assembly.close()
    again = assemble(settings_in(folder))
    pupil.stage.assembly = again
    await pupil.press("Wist ik", graded)
    assert pupil.answers == 1
    assert pupil.session["phase"] == Phase.ASKING.value
    assert "Vraag 2 van 3" in (await pupil.say("/oefen")).text
    await again.close()


async def test_a_right_answer_without_a_grade_is_kept_when_it_is_left(pupil: Pupil) -> None:
    await pupil.begin()
    await pupil.right()
    await pupil.say("stop")
    assert pupil.answers == 1
    assert pupil.session is None


async def test_danger_goes_first_and_the_session_waits(pupil: Pupil) -> None:
    await pupil.begin()
    card = await pupil.say("Hij slaat haar nu, ze bloedt. Help!")
    assert card.decision.kind is DecisionKind.DANGER
    assert "112" in card.messages[0].text
    name = pupil.session["name"]
    question = await pupil.say("wat is een MDO?")
    assert question.decision.kind is not DecisionKind.SMALLTALK
    await pupil.right()
    assert pupil.session["name"] == name
    assert pupil.session["phase"] == Phase.RIGHT.value


TYPED = {
    "/oefen pauze tot 3 augustus": "3 augustus begin ik weer",
    "/oefen pauze 2 weken geleden": "Die dag begrijp ik niet",
    "/oefen pauze": "Hoe lang wil je pauze?",
    "/oefen instellingen": "Vanaf 9.00 uur",
    "/oefen voortgang": "Je deed nog geen vragen",
    "/oefen bananen": "Dat ken ik niet bij /oefen",
    "/oefenkeus": "geen vraag open",
    "/oefen kies abc123 1": "geen vraag open",
}


async def test_what_can_be_typed(pupil: Pupil) -> None:
    await pupil.say("", "/oefen instellen")
    for typed, said in TYPED.items():
        assert said in (await pupil.say(typed)).text, typed


async def test_the_plan_is_changed_by_buttons(pupil: Pupil) -> None:
    page = await pupil.say("", "/oefen instellen")
    await pupil.press("18.00", await pupil.press("Ander uur", page))
    await pupil.press("3 vragen", await pupil.press("Ander aantal", page))
    days = await pupil.press("Andere dagen", page)
    for day in ("maandag", "dinsdag", "woensdag", "donderdag"):
        await pupil.press(f"✓ {day}", days)
    assert "Er moet een dag overblijven" in (await pupil.press("✓ vrijdag", days)).text
    plan = pupil.practice.plan(ASKER)
    assert plan is not None
    assert (plan.hour, plan.items_a_day, plan.new_a_day, plan.days) == (18, 3, 2, frozenset({5}))
    paused = await pupil.press("2 weken", await pupil.press("Pauze", page))
    assert "Er gaat niets verloren" in paused.text
    assert "Welkom terug" in (await pupil.press("Ga weer oefenen", paused)).text


async def test_stopping_removes_everything_after_asking(pupil: Pupil) -> None:
    await pupil.begin()
    await pupil.wrong()
    asked = await pupil.say("/oefen stop")
    assert "niets gewist" in (await pupil.press("Nee, ga door", asked)).text
    assert pupil.answers == 1
    assert "alles van je oefenen gewist" in (await pupil.press("Ja, stop en wis", asked)).text
    assert (pupil.answers, pupil.practice.plan(ASKER), pupil.session) == (0, None, None)


async def test_own_data_shows_it_and_forgetting_removes_it(pupil: Pupil) -> None:
    await pupil.begin()
    await pupil.wrong()
    shown = await pupil.say("/mijngegevens")
    kept = shown.messages[0].attachment
    assert kept is not None
    assert pupil.row.item.question in kept.text
    await pupil.say("", "/vergeetmij ja")
    assert (pupil.answers, pupil.practice.plan(ASKER)) == (0, None)


async def test_progress_is_a_picture_with_the_same_in_words(pupil: Pupil) -> None:
    await pupil.begin()
    await pupil.wrong()
    reply = await pupil.say("/oefen voortgang")
    assert reply.messages[0].attachment is not None
    assert reply.messages[0].attachment.photo
    assert "zag je er 1" in reply.text
    assert "1 vraag, 0 goed" in reply.text
    assert len(reply.text) < 1024, "fits below a picture in Telegram"


async def test_who_is_in_no_team_is_told_what_to_do(pupil: Pupil) -> None:
    reply = await pupil.say("/oefen", person=OUTSIDER)
    assert "Vraag je teamleider om een uitnodiging" in reply.text
    assert reply.text.endswith("Nu gevaar? Bel 112. Twijfel? Veilig Thuis 0800-2000.")


async def test_a_group_gets_a_link_to_the_private_chat(pupil: Pupil) -> None:
    reply = await pupil.stage.in_group("/oefen")
    (button,) = reply.messages[0].buttons
    assert (button.payload, button.private) == ("/oefen", True)


async def test_where_nothing_is_kept_it_says_so(folder: Path) -> None:
    assembly = assemble(settings_in(folder), keep=False)
    reply = await receive(message("/oefen"), assembly.front)
    assert reply is not None
    assert "hier wordt niets bewaard" in reply.text
    await assembly.close()


async def test_a_trainer_hears_of_a_bad_item_and_not_of_whom(pupil: Pupil) -> None:
    await pupil.begin()
    reply = await pupil.wrong()
    await pupil.press("Deze vraag klopt niet", reply)
    read = "SELECT kind, redacted_note, version_id FROM feedback"
    found = pupil.stage.assembly.database.read(lambda sql: sql.execute(read).fetchall())
    assert found == [("wrong", f"Oefenvraag: {pupil.row.item.question}", pupil.row.entry_version)]
    assert OPERATOR not in str(found)
