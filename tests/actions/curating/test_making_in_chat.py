"""A draft of a colleague's message: one message, by an explicit act, without names, never handed in unchecked."""

from dataclasses import replace

import pytest

from actions.curating import making
from actions.curating.making import Making
from bot.assembly import Assembly
from knowledge.review.errors import PersonalDataUnchecked
from knowledge.review.model import DraftText
from knowledge.store.conversations import ConversationStore
from tests.actions.curating.conftest import GROUP, LOT, NOW, SAM, Desk, payloads
from tests.actions.test_deep_links import turn

SAID = "Kevin Jansen (06-12345678) werd rustig toen we eerst vroegen wat wél lukt. Dat wil ik vaker doen."
TITLE = "Eerst vragen wat wél lukt"


async def walk(desk: Desk) -> None:
    """Up to the last question."""
    await desk.in_group("/maakkaart", SAID)
    await desk.say("/maakkaart")
    await desk.say(TITLE)
    await desk.press("/maakkaart thema signs-of-safety")


async def test_from_the_group_to_a_draft_that_nobody_can_hand_in_unread(desk: Desk) -> None:
    reply = await desk.in_group("/maakkaart", SAID)
    here, told = reply.messages
    assert here.text.startswith("Lot maakt hier een concept van voor de kennisbank, zonder namen.")
    assert [(b.payload, b.private) for b in here.buttons] == [("/maakkaart", True)]
    assert told.target is not None
    assert told.target.chat == LOT
    assert "Kevin" not in reply.text
    shown = await desk.press("/start maakkaart")
    assert "[naam]" in shown.text
    assert "[telefoonnummer]" in shown.text
    assert "Weggelaten: een naam" in shown.text
    assert "Typ een titel" in shown.text
    assert "niet bewaard" in (await desk.say("Wat Kevin Jansen leerde")).text
    assert "3 tot 120 tekens" in (await desk.say("ab")).text
    assert "Bij welk thema" in (await desk.say(TITLE)).text
    assert "Bij welk thema" in (await desk.say("iets anders")).text
    sure = await desk.say("signs of safety")
    assert "waaraan een gezin te herkennen is" in sure.text
    assert desk.flow.store.drafts() == []
    done = await desk.press("/maakkaart ja")
    assert f'Het concept "{TITLE}" staat klaar' in done.text
    (draft,) = desk.flow.store.drafts()
    assert (draft.slug, draft.check_personal) == ("eerst-vragen-wat-wel-lukt", True)
    assert "Kevin" not in draft.text.entry
    assert "12345678" not in draft.text.entry
    assert "werd rustig" in draft.text.entry
    head = draft.text.entry.partition("## Kort")[0]
    note = "De organisatie moet deze kaart bevestigen voor gebruik. [algemeen]"
    ready = DraftText(f"{head}## Kort\n\nVraag eerst wat lukt. [algemeen]\n\n## Te controleren\n\n{note}\n")
    saved = desk.flow.store.save(draft.draft_id, draft.revision, ready, LOT, NOW)
    with pytest.raises(PersonalDataUnchecked):
        desk.flow.submit(saved.draft_id, saved.revision, LOT, NOW)
    assert "valt niets meer te doen" in (await desk.press("/maakkaart ja")).text
    assert "Antwoord in de groep" in (await desk.say("/maakkaart")).text
    assert len(desk.flow.store.drafts()) == 1


async def test_nothing_raw_is_kept_anywhere(desk: Desk, assembly: Assembly) -> None:
    await walk(desk)
    store = ConversationStore(assembly.database)
    kept = [str(store.load(name).slots) for name in (LOT, f"{GROUP}:{LOT}")]
    assert "werd rustig" in kept[0], "waits in private, redacted"
    assert "werd rustig" not in kept[1], "nothing of it in the group"
    assert not any("Kevin" in one or "12345678" in one for one in kept)
    told = (await desk.say("/mijngegevens")).messages[0].attachment
    assert told is not None
    assert "werd rustig" in told.text
    await desk.press("/maakkaart nee")
    assert "werd rustig" not in str(store.load(LOT).slots)
    assert "Antwoord in de groep" in (await desk.say("/maakkaart")).text
    database = assembly.database
    assert database is not None
    everything = database.read(lambda sql: "\n".join(sql.conn.iterdump()))
    assert "Kevin" not in everything


async def test_the_same_press_twice_makes_one_draft(desk: Desk) -> None:
    """As after a crash between the draft and the commit of the turn: the same waiting state once more."""
    house, pressed = desk.assembly.house, replace(turn(), person=LOT)
    assert house is not None
    given = Making("Vraag eerst wat lukt.", "message:key", TITLE, "signs-of-safety")
    for _ in range(2):
        making.make(given, pressed, desk.flow, house)
    assert [draft.slug for draft in desk.flow.store.drafts()] == ["eerst-vragen-wat-wel-lukt"]
    making.make(replace(given, origin="message:other"), pressed, desk.flow, house)
    assert {draft.slug for draft in desk.flow.store.drafts()} == {
        "eerst-vragen-wat-wel-lukt",
        "eerst-vragen-wat-wel-lukt-2",
    }


async def test_details_can_be_made_broader(desk: Desk) -> None:
    await desk.in_group("/maakkaart", "De jongen van 7 uit Assen slaapt bij oma. Wat helpt: elke dag bellen.")
    shown = await desk.say("/maakkaart")
    assert "te herkennen zijn" in shown.text
    await desk.say(TITLE)
    sure = await desk.press("/maakkaart thema top-3")
    assert "/maakkaart ruimer" in payloads(sure)
    broader = await desk.press("/maakkaart ruimer")
    assert "Assen" not in broader.text
    await desk.press("/maakkaart ja")
    (draft,) = desk.flow.store.drafts()
    assert "Assen" not in draft.text.entry


async def test_who_may_and_where(desk: Desk) -> None:
    refused = await desk.in_group("/maakkaart", SAID, person=SAM)
    assert "alleen een teamleider" in refused.text
    assert desk.assembly.house.quotes.find(SAM) is None
    assert "Antwoord met /maakkaart op het bericht" in (await desk.in_group("/maakkaart")).text
    assert "geen tekst" in (await desk.in_group("/maakkaart", "🙂🙂")).text
    assert "Antwoord in de groep" in (await desk.say("/maakkaart")).text
    desk.roster.unlink_chat(GROUP, NOW, actor=LOT)
    assert "hoort nog bij geen team" in (await desk.in_group("/maakkaart", SAID)).text


async def test_danger_in_the_message_comes_first(desk: Desk) -> None:
    card = await desk.in_group("/maakkaart", "hij slaat haar nu, help")
    assert card.decision.kind == "danger"
    assert desk.assembly.house.quotes.find(LOT) is None
    grey = await desk.in_group("/maakkaart", "het kind zegt dat papa hem soms slaat")
    assert grey.decision.kind == "danger_check"
    assert "maakt hier een concept van" in (await desk.in_group("", payload="/gevaar nee")).text
    assert "papa hem soms slaat" in (await desk.say("/maakkaart")).text
    assert (await desk.say("Als een kind zegt dat papa hem soms slaat")).decision.kind == "danger_check"
    assert 'Bij welk thema hoort "Als een kind' in (await desk.say("nee")).text


async def test_who_is_forgotten_leaves_no_text_behind(desk: Desk) -> None:
    await desk.in_group("/maakkaart", SAID)
    await desk.say("/vergeetmij")
    await desk.say("ja")
    assert desk.assembly.house.quotes.find(LOT) is None
