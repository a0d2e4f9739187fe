"""Reviewing in chat: the list, one version, approving once, sending back with a comment, and every refusal."""

from knowledge.store import AuditLog
from knowledge.store.audit import AuditFilter
from tests.actions.curating.conftest import LOT, MO, NOW, SLUG, TITLE, Desk, payloads

SAFETY = "Nu gevaar? Bel 112. Twijfel? Veilig Thuis 0800-2000."


async def test_an_empty_list_says_so(desk: Desk) -> None:
    assert "Er wacht niets op beoordeling" in (await desk.say("/beoordelen")).text


async def test_from_the_list_to_published_and_twice_is_once(desk: Desk) -> None:
    version = desk.handed_in()
    listed = await desk.say("/beoordelen")
    assert f"1. {TITLE}\nWijziging, door een collega, sinds" in listed.text
    assert payloads(listed) == [f"/beoordeel {version}"]
    shown = await desk.press(f"/beoordeel {version}")
    assert "Zo ziet een collega de kaart:" in shown.text
    assert f"wordt: {TITLE}" in shown.text
    assert "was: " in shown.text
    assert payloads(shown) == [f"/keurgoed {version}", f"/stuurterug {version}"]
    sure = await desk.press(f"/keurgoed {version}")
    assert "Weet je het zeker? Professionals zien dit daarna." in sure.text
    assert desk.published() != version
    done = await desk.press(f"/keurgoed {version} ja")
    assert done.text == f'Goedgekeurd. Professionals zien "{TITLE}" vanaf nu.'
    assert desk.published() == version
    for payload in (f"/keurgoed {version} ja", f"/keurgoed {version}", f"/stuurterug {version}"):
        again = await desk.press(payload)
        assert "al goedgekeurd" in again.text
        assert again.text.endswith(SAFETY)
    assert desk.published() == version
    audit = AuditLog(desk.assembly.database).page(AuditFilter(action="publish"), 0, 10)
    assert audit.total == 1


async def test_sent_back_with_a_comment_without_names(desk: Desk) -> None:
    version = desk.handed_in()
    asked = await desk.press(f"/stuurterug {version}")
    assert "zonder namen" in asked.text
    named = await desk.say("Dit zei Kevin de Vries ook al, op 06-12345678.", deletable="7")
    assert "niet bewaard" in named.text
    assert "/verwijder 7" in payloads(named)
    assert "Kevin" not in named.text
    assert desk.flow.store.may_approve(version, LOT) is None, "still waits"
    done = await desk.say("Zet er een voorbeeld bij.")
    assert "teruggestuurd, met jouw opmerking" in done.text
    (note,) = desk.flow.store.notes(version)
    assert note.text == "Zet er een voorbeeld bij."
    draft = desk.flow.store.draft(SLUG)
    assert draft is not None
    assert draft.waiting_version is None
    assert "al teruggestuurd" in (await desk.press(f"/stuurterug {version}")).text


async def test_cancelling_a_comment_sends_nothing(desk: Desk) -> None:
    version = desk.handed_in()
    asked = await desk.press(f"/stuurterug {version}")
    assert TITLE in (await desk.press(payloads(asked)[0])).text
    await desk.say("hoe stel ik de schaalvraag?")
    assert desk.flow.store.notes(version) == []


async def test_danger_comes_before_a_comment(desk: Desk) -> None:
    version = desk.handed_in()
    await desk.press(f"/stuurterug {version}")
    card = await desk.say("hij slaat haar nu, help")
    assert card.decision.kind == "danger"
    assert desk.flow.store.notes(version) == []
    grey = await desk.say("het kind zegt dat papa hem soms slaat")
    assert grey.decision.kind == "danger_check"
    assert "teruggestuurd" in (await desk.say("nee")).text
    (note,) = desk.flow.store.notes(version)
    assert note.text == "het kind zegt dat papa hem soms slaat"


async def test_own_text_is_for_a_colleague(desk: Desk) -> None:
    version = desk.handed_in(by=LOT)
    shown = await desk.press(f"/beoordeel {version}")
    assert "Jij hebt aan deze tekst geschreven" in shown.text
    assert payloads(shown) == []
    assert "door jou" in (await desk.say("/beoordelen")).text
    for payload in (f"/keurgoed {version}", f"/keurgoed {version} ja"):
        assert "Jij hebt aan deze tekst geschreven" in (await desk.press(payload)).text
    assert desk.published() != version


async def test_urgent_needs_the_expertise_and_sending_back_does_not(desk: Desk) -> None:
    urgent = next(view.slug for view in desk.flow.store.overview(NOW.date(), NOW) if view.urgent)
    version = desk.handed_in(by=MO, slug=urgent, title="Een urgente kaart met een andere titel")
    shown = await desk.press(f"/beoordeel {version}")
    assert "expertise gedragswetenschapper" in shown.text
    assert payloads(shown) == [f"/stuurterug {version}"]
    assert "urgente kaart" in (await desk.press(f"/keurgoed {version} ja")).text
    assert desk.published(urgent) != version
    assert "urgent" in (await desk.say("/beoordelen")).text


async def test_what_does_not_exist(desk: Desk) -> None:
    for payload in ("/beoordeel 999999", "/keurgoed 999999", "/keurgoed 999999 ja", "/stuurterug 999999"):
        assert "ken ik niet" in (await desk.press(payload)).text
    assert "Er wacht niets" in (await desk.say("/keurgoed")).text
    assert "Er wacht niets" in (await desk.say("/beoordeel " + "9" * 30)).text
