"""Offline in chat: with a reason, after asking once, at once for readers; back through review; still right."""

from datetime import timedelta

from actions.curating.retiring import YEAR
from knowledge.store import AuditLog
from knowledge.store.audit import AuditFilter
from tests.actions.curating.conftest import LOT, MO, NOW, SAM, SLUG, Desk, payloads

QUESTION = "wat betekent een 0 en een 10 op de schaalvraag?"
REASON = "De bron is ingetrokken."


async def test_a_lead_has_the_button_in_private_and_nobody_else(desk: Desk) -> None:
    version = desk.published()
    assert f"/offline {version}" in payloads(await desk.say(QUESTION))
    assert f"/offline {version}" not in payloads(await desk.say(QUESTION, person=SAM))
    assert f"/offline {version}" not in payloads(await desk.in_group(QUESTION))


async def test_offline_at_once_in_the_log_and_back_through_review(desk: Desk) -> None:
    version = desk.published()
    assert "zonder namen" in (await desk.press(f"/offline {version}")).text
    assert "niet bewaard" in (await desk.say("Kevin de Vries klaagde erover")).text
    sure = await desk.say(REASON)
    assert f"Jouw reden: {REASON}" in sure.text
    assert "niet offline" not in sure.text
    assert desk.flow.entries.get(SLUG).retired_at is None, "nothing happened yet"
    done = await desk.press(f"/offline {version} ja")
    assert "is offline" in done.text
    assert "al offline" in (await desk.press(f"/offline {version} ja")).text
    assert "al offline" in (await desk.say(f"/offline {SLUG}")).text
    rows = AuditLog(desk.assembly.database).page(AuditFilter(action="take_offline"), 0, 10)
    assert rows.total == 1
    assert rows.rows[0].details["reason"] == REASON
    assert desk.assembly.freshness is not None
    assert desk.assembly.freshness.renewal.try_to_look(), "what every process does every two seconds"
    assert SLUG not in desk.assembly.house.knowledge.published
    for _ in range(2):
        assert "wacht nu op beoordeling" in (await desk.press(f"/terugzetten {version}")).text
    (waiting,) = desk.flow.store.waiting()
    assert "zien professionals" not in (await desk.press(f"/keurgoed {waiting.version.version_id} ja")).text, "own"
    await desk.press(f"/keurgoed {waiting.version.version_id} ja", person=MO)
    assert desk.flow.entries.get(SLUG).retired_at is None


async def test_typed_yes_and_no(desk: Desk) -> None:
    version = desk.published()
    await desk.press(f"/offline {version}")
    await desk.say(REASON)
    assert "Weet je het zeker" in (await desk.say("misschien wel")).text
    assert "niets veranderd" in (await desk.say("nee")).text
    assert desk.flow.entries.get(SLUG).retired_at is None
    assert "Begin opnieuw" in (await desk.press(f"/offline {version} ja")).text, "the reason is gone"
    await desk.press(f"/offline {version}")
    await desk.say(REASON)
    assert "is offline" in (await desk.say("ja")).text


async def test_named_in_words(desk: Desk) -> None:
    assert "Typ achter /offline" in (await desk.say("/offline")).text
    assert "vind ik niet" in (await desk.say("/offline xyzzy")).text
    choices = await desk.say("/offline schaalvraag")
    found = [
        item for item in desk.assembly.house.knowledge.published.values() if "schaalvraag" in item.entry.title.lower()
    ]
    assert ("Welke kaart" in choices.text) is (len(found) > 1)
    await desk.say("/offline drie huizen")
    assert "niets veranderd" in (await desk.press(f"/offline {desk.published('drie-huizen')} nee")).text


async def test_still_right_for_a_year(desk: Desk) -> None:
    version = desk.published()
    page = await desk.press(f"/nakijken {version}", person=MO)
    assert "Klopt hij nog?" in page.text
    assert f"/nakijken {version} ja" in payloads(page)
    assert "startinhoud" in (await desk.press(f"/nakijken {version} ja", person=MO)).text
    desk.flow.store.confirm([version], MO, NOW)
    for _ in range(2):
        assert "is nagekeken" in (await desk.press(f"/nakijken {version} ja", person=MO)).text
    view = desk.flow.store.view(SLUG, NOW.date(), NOW)
    assert abs(view.expires_on - (NOW.date() + YEAR)) <= timedelta(days=1)
    assert AuditLog(desk.assembly.database).page(AuditFilter(action="review"), 0, 10).total == 1
    assert "ken ik niet" in (await desk.press("/nakijken 999999", person=LOT)).text
