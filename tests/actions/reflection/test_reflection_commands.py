"""/reflectie, /doel, /ritme, /geleerd, /leerpunt and /inzicht as people use them."""

from datetime import UTC, datetime, timedelta

import pytest

from actions.reflections.purpose import FRESH, Kind, Purpose
from actions.steps.deep_links import payload_of, token_for
from actions.turn import Pending
from knowledge.reflection.model import NOTE_LIMIT
from knowledge.store import OPERATOR, OutboxStore, Outgoing, PersonalData, ReflectionStore
from tests.actions.consult.conftest import ASKER, GROUP, LEAD, MILA, NOW, OUTSIDER, Stage, buttons, elsewhere

LESSON = "We vroegen pas laat wat de ouders zelf al zagen."
SAFETY_LINE = "Nu gevaar? Bel 112. Twijfel? Veilig Thuis 0800-2000."


@pytest.fixture
def reflections(stage: Stage) -> ReflectionStore:
    return ReflectionStore(stage.assembly.database)


async def asked_in_group(stage: Stage) -> str:
    """A question in the group; the platform's id of its message."""
    reply = await stage.in_group("/reflectie")
    target = reply.messages[0].target
    outbox = OutboxStore(stage.assembly.database)
    row = outbox.begin(Outgoing(f"post {target.subject}", GROUP, {}, None, subject=target.subject), NOW)
    outbox.sent(row.row_id, NOW, "901")
    return "901"


async def test_a_question_in_the_group_is_a_post_and_another_is_another(stage: Stage, reflections) -> None:
    first = elsewhere(await stage.in_group("/reflectie"))[GROUP]
    assert first.target.subject == "reflection:1"
    second = elsewhere(await stage.in_group("", first.buttons[1].payload, person=LEAD))[GROUP]
    assert second.target.subject == "reflection:2"
    assert first.blocks[0].text != second.blocks[0].text
    assert reflections.given_weekly(stage.team) is None


async def test_the_same_message_twice_is_one_question(stage: Stage, reflections) -> None:
    runner = stage.assembly.front.runner
    metadata = {"key": "k1", "person": MILA, "payload": None, "private": False, "chat": GROUP}
    latest = {"text": "/reflectie", "metadata": {**metadata, "danger": {"level": "none", "kind": None}, "length": 10}}
    latest["metadata"]["personal_data"] = []
    tracker = {"sender_id": MILA, "slots": {}, "latest_message": latest, "events": [], "active_loop": {}}
    one, two = [await runner.run("action_reflection", tracker) for _ in range(2)]
    assert one.responses == two.responses
    assert reflections.prompt(2) is None


async def test_in_private_a_question_is_for_oneself(stage: Stage, reflections) -> None:
    reply = await stage.say("/reflectie", person=OUTSIDER)
    assert elsewhere(reply) == {}
    assert "ik bewaar niets van wat je denkt" in reply.text
    assert list(buttons(reply)) == ["Andere vraag"]
    other = await stage.press("Andere vraag", person=OUTSIDER)
    assert other.messages[0].blocks[0].text != reply.messages[0].blocks[0].text
    assert reflections.prompt(1) is None
    assert "Deel een leerpunt met je team" in buttons(await stage.say("/reflectie"))


async def test_in_the_group_only_for_the_team(stage: Stage) -> None:
    for command in ("/reflectie", "/geleerd", "/doel", "/ritme", "/inzicht"):
        reply = await stage.in_group(command, person=OUTSIDER)
        assert reply.text == stage.assembly.catalogue.text("roster.none_here")
        assert elsewhere(reply) == {}


async def test_a_reply_to_the_question_is_a_lesson_without_a_person(stage: Stage, reflections) -> None:
    post = await asked_in_group(stage)
    await stage.in_group(LESSON, person=OUTSIDER, replied_to=post)
    assert reflections.notes(stage.team) == []
    reply = await stage.in_group(LESSON, replied_to=post)
    assert "Genoteerd bij de leerpunten van Noord" in reply.text
    (note,) = reflections.notes(stage.team)
    assert (note.text, note.prompt) == (LESSON, reflections.prompt(1).prompt)
    exported = PersonalData(stage.assembly.database).export(MILA)
    assert not any("reflection" in table for table in exported)
    assert LESSON not in str(exported)
    assert LESSON in (await stage.in_group("/geleerd")).text


async def test_a_lesson_with_a_name_waits_until_it_is_written_anew(stage: Stage, reflections) -> None:
    post = await asked_in_group(stage)
    refused = await stage.in_group("Bij Fatima Yilmaz belden we te laat", replied_to=post, deletable="7")
    assert "want ik zag een naam" in refused.text
    assert "Fatima" not in refused.text
    assert refused.text.endswith(SAFETY_LINE)
    assert "Verwijder mijn bericht" in buttons(refused)
    recognised = await stage.in_group("Bij de tweeling in Purmerend waren we te snel", replied_to="902")
    assert "een gezin is eraan te herkennen" in recognised.text
    assert "Purmerend" not in recognised.text
    assert reflections.notes(stage.team) == []
    await stage.in_group(LESSON, replied_to="903")
    assert [note.text for note in reflections.notes(stage.team)] == [LESSON]


async def test_a_question_that_names_the_bot_is_no_lesson(stage: Stage, reflections) -> None:
    post = await asked_in_group(stage)
    await stage.in_group("Bij Fatima Yilmaz belden we te laat", replied_to=post)
    reply = await stage.in_group("wat betekent een 0 en een 10 op de schaalvraag?")
    assert "schaalvraag" in reply.text.lower()
    assert reflections.notes(stage.team) == []


async def test_danger_in_a_lesson_comes_first(stage: Stage, reflections) -> None:
    post = await asked_in_group(stage)
    card = await stage.in_group("hij steekt haar nu neer", replied_to=post)
    assert "Bel 112" in card.text
    check = await stage.in_group("hij dreigt misschien iets te doen", replied_to=post)
    assert "Is iemand nu in gevaar?" in check.text
    assert reflections.notes(stage.team) == []
    await stage.in_group("", "/gevaar nee")
    assert len(reflections.notes(stage.team)) == 1


async def test_too_long_is_refused_with_its_limit(stage: Stage, reflections) -> None:
    await stage.say("/leerpunt")
    reply = await stage.say("we leerden veel " * 30)
    assert f"hoogstens {NOTE_LIMIT} tekens" in reply.text
    await stage.say(LESSON)
    assert len(reflections.notes(stage.team)) == 1


async def test_a_lesson_from_the_link_under_the_question(stage: Stage, reflections) -> None:
    await asked_in_group(stage)
    assert payload_of(token_for("/leerpunt 1")) == "/leerpunt 1"
    asked = await stage.say("", "/start leerpunt_1")
    assert "De vraag was: " in asked.text
    await stage.say(LESSON)
    assert reflections.notes(stage.team)[0].prompt == reflections.prompt(1).prompt
    assert "nog bij geen team" in (await stage.say("", "/leerpunt 1", person=OUTSIDER)).text


async def test_a_lead_takes_a_lesson_away_after_a_question(stage: Stage, reflections) -> None:
    reflections.note(stage.team, LESSON, NOW.date())
    assert not [label for label in buttons(await stage.say("/geleerd")) if label.startswith("Haal weg")]
    assert "alleen een teamleider" in (await stage.say("", f"/geleerd {stage.team} weg 1 ja")).text
    shown = await stage.say("/geleerd", person=LEAD)
    (label,) = [label for label in buttons(shown) if label.startswith("Haal weg")]
    await stage.press(label, shown, person=LEAD)
    assert len(reflections.notes(stage.team)) == 1
    await stage.press("Ja, haal weg", person=LEAD)
    assert reflections.notes(stage.team) == []
    assert "nog geen leerpunten" in (await stage.say("/geleerd", person=LEAD)).text
    assert "was al weg" in (await stage.say("", f"/geleerd {stage.team} weg 1", person=LEAD)).text


async def test_many_lessons_come_in_pages(stage: Stage, reflections) -> None:
    for number in range(20):
        reflections.note(stage.team, f"Les nummer {number}.", NOW.date())
    shown = await stage.say("/geleerd")
    assert "bladzijde 1 van 3" in shown.text
    assert "Les nummer 19." in shown.text
    assert "Les nummer 0." in (await stage.say("", f"/geleerd {stage.team} 3")).text


async def test_the_goal_is_shown_to_all_and_set_by_a_lead(stage: Stage, reflections) -> None:
    assert "nog geen 0-doel" in (await stage.in_group("/doel")).text
    assert "alleen een teamleider" in (await stage.in_group("/doel 0 uithuisplaatsingen")).text
    said = await stage.in_group("/doel 0 uithuisplaatsingen", person=LEAD)
    assert "geen norm" in said.text
    assert "Vertragen stopt het melden niet" in said.text
    assert "0 uithuisplaatsingen" in (await stage.say("/doel")).text
    await stage.say("/doel weg", person=LEAD)
    assert reflections.goal(stage.team) is None


async def test_a_goal_that_may_mean_danger_is_checked_and_then_kept(stage: Stage, reflections) -> None:
    check = await stage.say("/doel hij dreigt misschien iets te doen", person=LEAD)
    assert "Is iemand nu in gevaar?" in check.text
    assert reflections.goal(stage.team) is None
    await stage.press("Nee", person=LEAD)
    assert reflections.goal(stage.team) == "hij dreigt misschien iets te doen"


async def test_a_goal_that_cannot_be_kept(stage: Stage, reflections) -> None:
    assert "want ik zag een naam" in (await stage.say("/doel Jaap de Vries blijft thuis", person=LEAD)).text
    assert "te lang" in (await stage.say("/doel 0 " + "kinderen op een wachtlijst " * 12, person=LEAD)).text
    assert reflections.goal(stage.team) is None
    await stage.say("0 uithuisplaatsingen", person=LEAD)
    assert reflections.goal(stage.team) == "0 uithuisplaatsingen"


async def test_a_lead_sets_the_rhythm_with_buttons(stage: Stage, reflections) -> None:
    assert buttons(await stage.say("/ritme")) == {}
    shown = await stage.say("/ritme", person=LEAD)
    assert "komt nu geen vraag" in shown.text
    await stage.press("Zet aan", person=LEAD)
    assert "woensdag om 9.00 uur" in stage.sent[-1][1].text
    await stage.press("Andere dag", person=LEAD)
    await stage.press("donderdag", person=LEAD)
    await stage.press("Ander uur", person=LEAD)
    await stage.press("14", person=LEAD)
    assert "Elke week op donderdag om 14.00 uur" in stage.sent[-1][1].text
    assert "De volgende vraag komt" in stage.sent[-1][1].text
    await stage.press("Zet uit", person=LEAD)
    rhythm = reflections.rhythm(stage.team)
    assert (rhythm.weekday, rhythm.hour, rhythm.is_on) == (4, 14, False)
    assert "alleen een teamleider" in (await stage.say("", f"/ritme {stage.team} aan")).text
    for nonsense in ("dag 9", "uur 3", "uur", "xyz", "dag x"):
        await stage.say("", f"/ritme {stage.team} {nonsense}", person=LEAD)
    assert reflections.rhythm(stage.team) == rhythm
    stage.roster.unlink_chat(GROUP, NOW, actor=LEAD)
    assert "stuur daar /koppel" in (await stage.say("/ritme", person=LEAD)).text


async def test_insight_is_the_same_for_everybody(stage: Stage) -> None:
    lead, member, group = [
        (await stage.say("/inzicht", person=LEAD)).text,
        (await stage.say("/inzicht", person=ASKER)).text,
        (await stage.in_group("/inzicht")).text,
    ]
    assert lead == member == group
    assert "Te weinig om iets te zeggen" in lead
    assert "geen controle" in lead


async def test_with_two_teams_it_asks_which(stage: Stage, reflections) -> None:
    first = stage.team
    stage.team = stage.roster.create_team("Zuid", NOW, actor=OPERATOR).team_id
    stage.join(LEAD, "Lot")
    asked = await stage.say("/geleerd", person=LEAD)
    assert list(buttons(asked)) == ["Noord", "Zuid"]
    assert "Wat Noord leerde" in (await stage.say("", f"/geleerd {first}", person=LEAD)).text
    await stage.say("", f"/leerpunt {stage.team}", person=LEAD)
    await stage.say(LESSON, person=LEAD)
    assert (len(reflections.notes(first)), len(reflections.notes(stage.team))) == (0, 1)


def test_what_is_waited_for_is_remembered_and_forgotten_in_time() -> None:
    now = datetime.now(UTC)
    purpose = Purpose(Kind.NOTE, "0a1b2c3d", 7)
    read = Purpose.read(purpose.pending(now).then)
    assert (read.kind, read.team_id, read.prompt_id, read.stale) == (Kind.NOTE, "0a1b2c3d", 7, False)
    assert Purpose.read(purpose.written(now - FRESH - timedelta(minutes=1))).stale
    for other in ("", "reply 17 0 2026-11-22T09:00:00+00:00", Pending("choice").then):
        assert Purpose.read(other) is None
