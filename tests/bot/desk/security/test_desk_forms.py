"""Forms: only our own page in the same browser can send one (CSRF), and only so much."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.security.body_limit import LARGEST_BODY
from bot.desk.security.forms import FIELD, form_token, is_form_token
from knowledge.store import OPERATOR
from tests.bot.desk.conftest import SECOND, Browser

EXPIRED = "Dit formulier is verlopen"


async def test_without_a_token(lead: Browser, team: str) -> None:
    response = await lead.client.post(f"/team/{team}/uitnodigen", data={"rol": "professional"})
    assert response.status_code == 403
    assert EXPIRED in response.text
    assert lead.desk.roster.invitations(team, lead.desk.now()) == []


async def test_with_the_token_of_somebody_else(lead: Browser, team: str) -> None:
    other = Browser(lead.desk)
    await other.sign_in(SECOND)
    await other.open(f"/team/{team}")
    stolen = other.page.form(f"/team/{team}/uitnodigen").fields
    response = await lead.client.post(f"/team/{team}/uitnodigen", data=stolen | {"rol": "professional"})
    assert response.status_code == 403
    assert lead.desk.roster.invitations(team, lead.desk.now()) == []


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": "https://kwaad.example"},
        {"origin": "http://localhost:8081"},
        {"origin": "http://localhost:8080.kwaad.example"},
    ],
)
async def test_from_another_site_even_with_the_token(lead: Browser, team: str, headers: dict[str, str]) -> None:
    await lead.open(f"/team/{team}")
    response = await lead.send(f"/team/{team}/uitnodigen", headers=headers, rol="professional")
    assert response.status_code == 403
    assert lead.desk.roster.invitations(team, lead.desk.now()) == []


@pytest.mark.parametrize(
    "headers", [{}, {"origin": "http://localhost:8080"}, {"sec-fetch-site": "same-origin", "origin": "null"}]
)
async def test_from_our_own_page(lead: Browser, team: str, headers: dict[str, str]) -> None:
    await lead.open(f"/team/{team}")
    response = await lead.send(f"/team/{team}/uitnodigen", headers=headers, rol="professional", dagen="7", keren="1")
    assert response.status_code == 200
    assert len(lead.desk.roster.invitations(team, lead.desk.now())) == 1


async def test_sign_in_cannot_be_forced_on_somebody(browser: Browser, team: str) -> None:
    """Login CSRF: a page of somebody else sends our form to sign the victim in as the attacker."""
    token = browser.desk.links.offer_link(OPERATOR, browser.desk.now())
    response = await browser.client.post(f"/inloggen/{token}", data={FIELD: "0" * 64})
    assert response.status_code == 403
    assert browser.desk.links.works(token, browser.desk.now())


async def test_too_large_a_body(lead: Browser) -> None:
    huge = {"thema": "x" * (LARGEST_BODY + 1)}
    response = await lead.client.post("/weergave", data=huge)
    assert response.status_code == 413
    assert "te veel tekst" in response.text


async def test_too_large_a_body_that_does_not_say_so(lead: Browser) -> None:
    async def chunks():
        for _ in range(20):
            yield b"x" * 64 * 1024

    headers = {"content-type": "application/x-www-form-urlencoded"}
    response = await lead.client.post("/weergave", content=chunks(), headers=headers)
    assert response.status_code == 413


async def test_files_are_not_taken(lead: Browser) -> None:
    response = await lead.client.post("/weergave", files={"thema": ("a.html", b"<script>")})
    assert response.status_code in {400, 403}


@given(st.binary(min_size=32, max_size=32), st.text(min_size=1), st.text(min_size=1))
def test_a_token_fits_one_session_only(secret: bytes, one: str, other: str) -> None:
    one, other = (value.encode("utf-8", "replace").decode() for value in (one, other))
    assert is_form_token(form_token(secret, one), secret, one)
    assert is_form_token(form_token(secret, one), secret, other) is (one == other)
    assert not is_form_token("", secret, one)
    assert not is_form_token(None, secret, one)
    assert not is_form_token(form_token(secret, ""), secret, "")
