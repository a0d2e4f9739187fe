"""Signing in: a link works once, for minutes, and only by its button; a session ends in every way it should."""

from datetime import timedelta

import pytest

from bot.desk.desk import Desk
from bot.desk.security.throttle import PER_ADDRESS
from knowledge.roster import Role
from knowledge.store import OPERATOR
from tests.bot.desk.conftest import LEAD, STRANGER, TRAINER, WORKER, Browser, at

WRONG = "Deze link werkt niet"


async def test_a_link_signs_in_and_works_once(browser: Browser, team: str) -> None:
    address = f"/inloggen/{browser.desk.links.offer_link(LEAD, browser.desk.now())}"
    await browser.open(address)
    assert browser.page.heading == "Inloggen bij Houvast"
    await browser.send(address)
    assert browser.page.heading == "Vandaag"
    assert (await browser.open(address)).status_code == 410
    assert browser.page.heading == WRONG


async def test_looking_at_a_link_spends_nothing(browser: Browser, team: str) -> None:
    """As a preview does: GET and HEAD, any number of times."""
    address = f"/inloggen/{browser.desk.links.offer_link(LEAD, browser.desk.now())}"
    for _ in range(3):
        assert (await browser.open(address)).status_code == 200
        await browser.client.head(address)
    assert browser.desk.sessions.sessions(browser.desk.now()) == []
    await browser.send(address)
    assert browser.page.heading == "Vandaag"


@pytest.mark.parametrize("token", ["onzin", "../../etc/passwd", "%00", "' OR 1=1 --", "x" * 5000])
async def test_an_unknown_token_tells_nothing(browser: Browser, token: str) -> None:
    response = await browser.open(f"/inloggen/{token}")
    assert response.status_code in {404, 410}
    assert "houvast=" not in str(response.headers.get_list("set-cookie"))


async def test_a_link_that_is_too_old(desk: Desk, team: str) -> None:
    token = desk.links.offer_link(LEAD, desk.now())
    later = Browser(at(desk, desk.now() + timedelta(minutes=10, seconds=1)))
    assert (await later.open(f"/inloggen/{token}")).status_code == 410
    assert later.page.heading == WRONG


async def test_a_new_link_ends_the_one_before(browser: Browser, team: str) -> None:
    first = browser.desk.links.offer_link(LEAD, browser.desk.now())
    browser.desk.links.offer_link(LEAD, browser.desk.now())
    assert (await browser.open(f"/inloggen/{first}")).status_code == 410


async def test_a_session_id_from_before_is_worth_nothing(browser: Browser, team: str) -> None:
    """Session fixation: whatever id the browser came with, signing in gives another and ends the old one."""
    await browser.sign_in(LEAD)
    before = browser.client.cookies["houvast"]
    await browser.sign_in(LEAD)
    assert browser.client.cookies["houvast"] != before
    assert len(browser.desk.sessions.sessions(browser.desk.now())) == 1
    other = Browser(browser.desk)
    other.client.cookies.set("houvast", before)
    assert (await other.open("/vandaag")).status_code == 401


@pytest.mark.parametrize("value", ["", "x", "a.b.c", "ZT2EH.awJ1tg.nvGrwceTAcnwJdRrgaVB62BU80I", "é"])
async def test_a_made_up_cookie(browser: Browser, value: str) -> None:
    response = await browser.open("/vandaag", headers={"cookie": f"houvast={value}".encode()})
    assert response.status_code == 401
    assert browser.page.heading == "Inloggen"


async def test_a_changed_cookie(lead: Browser) -> None:
    good = lead.client.cookies["houvast"]
    lead.client.cookies.set("houvast", ("A" if good[0] != "A" else "B") + good[1:], domain="localhost.local", path="/")
    stranger = Browser(lead.desk)
    stranger.client.cookies.set("houvast", ("A" if good[0] != "A" else "B") + good[1:])
    assert (await stranger.open("/vandaag")).status_code == 401


async def test_the_form_cookie_is_no_session(lead: Browser) -> None:
    """Values are signed for their own cookie."""
    stranger = Browser(lead.desk)
    await stranger.open("/inloggen")
    stranger.client.cookies.set("houvast", stranger.client.cookies["houvast-form"])
    assert (await stranger.open("/vandaag")).status_code == 401


async def test_sign_out_ends_it_in_the_store(lead: Browser) -> None:
    kept = lead.client.cookies["houvast"]
    await lead.send("/uitloggen")
    assert "Je bent uitgelogd." in lead.page.all("main")[0].text
    thief = Browser(lead.desk)
    thief.client.cookies.set("houvast", kept)
    assert (await thief.open("/vandaag")).status_code == 401


async def test_a_session_ends_without_use_and_at_the_end_of_the_day(desk: Desk, team: str) -> None:
    browser = Browser(desk)
    await browser.sign_in(LEAD)
    cookie, start = browser.client.cookies["houvast"], desk.now()

    async def status(after: timedelta) -> int:
        later = Browser(at(desk, start + after))
        later.client.cookies.set("houvast", cookie)
        return (await later.open("/vandaag")).status_code

    for hours in (1.9, 3.8, 5.7, 7.6, 9.5, 11.4):
        assert await status(timedelta(hours=hours)) == 200
    assert await status(timedelta(hours=12, minutes=1)) == 401
    assert await status(timedelta(hours=11.5)) == 401  # ended for good


async def test_losing_the_role_ends_the_session(lead: Browser, team: str) -> None:
    roster = lead.desk.roster
    roster.set_role(team, LEAD, Role.PROFESSIONAL, lead.desk.now(), actor=OPERATOR)
    assert (await lead.open("/vandaag")).status_code == 401
    roster.set_role(team, LEAD, Role.TEAM_LEAD, lead.desk.now(), actor=OPERATOR)
    assert (await lead.open("/vandaag")).status_code == 401


async def test_a_lower_role_counts_at_once(lead: Browser, team: str) -> None:
    assert (await lead.open("/logboek")).status_code == 200
    lead.desk.roster.set_role(team, LEAD, Role.TRAINER, lead.desk.now(), actor=OPERATOR)
    assert (await lead.open("/logboek")).status_code == 403
    assert (await lead.open("/vandaag")).status_code == 200


async def test_revoked_from_the_shell(lead: Browser) -> None:
    assert lead.desk.sessions.revoke(lead.desk.now(), actor=OPERATOR) == 1
    assert (await lead.open("/vandaag")).status_code == 401


@pytest.mark.parametrize("person", [WORKER, STRANGER])
def test_no_link_for_others(desk: Desk, team: str, person: str) -> None:
    with pytest.raises(Exception, match="use_desk"):
        desk.links.offer_link(person, desk.now())


async def test_whoever_lost_the_role_after_getting_a_link(browser: Browser, team: str) -> None:
    address = f"/inloggen/{browser.desk.links.offer_link(TRAINER, browser.desk.now())}"
    await browser.open(address)
    browser.desk.roster.set_role(team, TRAINER, Role.PROFESSIONAL, browser.desk.now(), actor=OPERATOR)
    assert (await browser.send(address)).status_code == 410


async def test_guessing_is_slowed_down(browser: Browser, team: str) -> None:
    good = f"/inloggen/{browser.desk.links.offer_link(LEAD, browser.desk.now())}"
    await browser.open(good)
    token = browser.page.form(good).fields
    for number in range(PER_ADDRESS):
        assert (await browser.client.post(f"/inloggen/gok{number}", data=token)).status_code == 410
    response = await browser.client.post(good, data=token)
    assert response.status_code == 429
    assert 0 < int(response.headers["retry-after"]) <= 600
    assert browser.desk.sessions.sessions(browser.desk.now()) == []


async def test_cookies_over_https(desk: Desk, team: str) -> None:
    from dataclasses import replace

    cookies = replace(desk.cookies, https=True)
    browser = Browser(replace(desk, cookies=cookies), base="https://localhost:8080")
    token = desk.links.offer_link(LEAD, desk.now())
    await browser.open(f"/inloggen/{token}")
    form = browser.page.form(f"/inloggen/{token}")
    response = await browser.client.post(form.action, data=form.fields)
    cookie = response.headers["set-cookie"]
    assert cookie.startswith("__Host-houvast=")
    assert {"HttpOnly", "Secure", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
