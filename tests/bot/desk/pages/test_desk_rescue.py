"""Whatever goes wrong, what was typed in the editor comes back."""

from datetime import timedelta
from urllib.parse import urlencode

from bot.desk.desk import Desk
from knowledge.roster import Role
from knowledge.store import OPERATOR
from tests.bot.desk.conftest import LEAD, SECOND, Browser, at
from tests.bot.desk.pages.test_desk_pages import sound
from tests.bot.desk.sending import ADDRESS, FORM, KEPT, SLUG, on_page, send, stored, text, value


async def test_a_conflict_keeps_both(desk: Desk, writer: Browser) -> None:
    other = Browser(desk)
    await other.sign_in(SECOND)
    await other.open(ADDRESS)
    await send(other, "bewaren", **{"kort.0.tekst": "De zin van mijn collega."})
    response = await send(writer, "bewaren", **{"kort.0.tekst": KEPT})
    assert response.status_code == 409
    assert value(writer, "kort.0.tekst") == KEPT
    assert "De zin van mijn collega." in text(writer)
    assert KEPT in [ins.text for ins in writer.page.all("ins")] or "Zo verschilt jouw tekst" in text(writer)
    sound(writer.page)
    await send(writer, "bewaren")
    assert stored(desk).short[0].text == KEPT
    await other.client.aclose()


async def test_an_ended_session_gives_the_text_back(desk: Desk, writer: Browser) -> None:
    later = Browser(at(desk, desk.now() + timedelta(hours=3)))
    later.client.cookies.update(writer.client.cookies)
    later.page = writer.page
    response = await send(later, "bewaren", **{"kort.0.tekst": KEPT})
    assert response.status_code == 401
    assert later.page.heading == "Je tekst is er nog"
    assert KEPT in later.page.all("textarea")[0].text
    sound(later.page)
    rescued = later.page
    await later.sign_in(LEAD)
    later.page = rescued
    pairs = [*later.page.form(ADDRESS).fields.items()]
    areas = {area.attrs["name"]: area.text.removeprefix("\n") for area in later.page.all("textarea")}
    response = await send(later, "als_velden", pairs, **areas)
    assert value(later, "kort.0.tekst") == KEPT
    assert "niet bewaard" in text(later)
    assert KEPT not in str(stored(desk))
    await send(later, "bewaren")
    assert stored(desk).short[0].text == KEPT
    await later.client.aclose()


async def test_a_form_of_another_site_gives_nothing_back(writer: Browser) -> None:
    body = urlencode([*on_page(writer), ("kort.0.tekst", KEPT)])
    response = await writer.client.post(ADDRESS, content=body, headers=FORM | {"sec-fetch-site": "cross-site"})
    assert response.status_code == 403
    assert KEPT not in response.text


async def test_a_draft_that_is_gone_or_handed_in_gives_the_text_back(desk: Desk, writer: Browser) -> None:
    pairs = on_page(writer)
    draft = desk.flow.store.draft(SLUG)
    assert draft is not None
    desk.flow.store.discard(draft.draft_id, draft.revision, SECOND, desk.now())
    response = await send(writer, "bewaren", pairs, **{"kort.0.tekst": KEPT})
    assert response.status_code == 404
    assert KEPT in writer.page.all("textarea")[0].text
    sound(writer.page)
    draft = desk.flow.start(SLUG, SECOND, desk.now())
    changed = draft.text.entry.replace("één casus", "één gezin")
    saved = desk.flow.store.save(
        draft.draft_id, draft.revision, type(draft.text)(changed, draft.text.asked), SECOND, desk.now()
    )
    desk.flow.submit(saved.draft_id, saved.revision, SECOND, desk.now())
    response = await send(writer, "bewaren", pairs, **{"kort.0.tekst": KEPT})
    assert response.status_code == 409
    assert KEPT in writer.page.all("textarea")[0].text


async def test_a_lost_role_gives_the_text_back(desk: Desk, writer: Browser, team: str) -> None:
    desk.roster.set_role(team, LEAD, Role.TRAINER, desk.now(), actor=OPERATOR)
    response = await send(writer, "bewaren", **{"kort.0.tekst": KEPT})
    assert response.status_code == 403
    assert KEPT in writer.page.all("textarea")[0].text
