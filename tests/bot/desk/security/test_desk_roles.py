"""Every page times every role: who gets in is what the table of permissions says, and nothing else."""

import pytest
from fastapi.routing import APIRoute

from bot.desk.app import PAGES, make_app
from bot.desk.desk import Desk
from bot.desk.security.visits import Guard
from knowledge.roster import Action, Role, may
from knowledge.store import OPERATOR
from tests.bot.desk.conftest import LEAD, TRAINER, Browser

OPEN = {("/", "GET"), ("/inloggen", "GET"), ("/inloggen/{token}", "GET"), ("/inloggen/{token}", "POST")}
OPEN |= {("/static/{name}", "GET"), ("/weergave", "POST")}
ROLES = {OPERATOR: Role.ADMIN, LEAD: Role.TEAM_LEAD, TRAINER: Role.TRAINER}


def routes() -> list[tuple[str, str, list[Action]]]:
    """Path, method and the rights of every route."""
    return [
        (route.path, method, [d.call.action for d in route.dependant.dependencies if isinstance(d.call, Guard)])
        for page in PAGES
        for route in page.router.routes
        if isinstance(route, APIRoute)
        for method in route.methods
    ]


def test_every_route_but_those_to_sign_in_names_its_right() -> None:
    found = routes()
    assert {(path, method) for path, method, actions in found if not actions} == OPEN
    assert all(len(actions) == 1 for path, method, actions in found if (path, method) not in OPEN)
    assert len(found) > 30


def test_there_are_no_other_routes(desk: Desk) -> None:
    """No docs, no schema, no mounted folders."""
    included = [route.original_router for route in make_app(desk).routes]  # type: ignore[attr-defined]
    assert included == [page.router for page in PAGES]
    assert all(isinstance(route, APIRoute) for page in PAGES for route in page.router.routes)


def address(path: str, team: str) -> str:
    """A path with something in its places; what is not there is found out after the right was checked."""
    names = {"token": "x", "name": "x", "team": team, "reference": "x", "slug": "bestaat-niet"}
    return path.format(**names, version=999_999, sentence=999_999, session=999_999)


@pytest.mark.parametrize("person", ROLES)
async def test_every_page_for_every_role(desk: Desk, team: str, person: str) -> None:
    browser = Browser(desk)
    await browser.sign_in(person)
    token = browser.page.form("/uitloggen").fields
    for path, method, actions in routes():
        if not actions or path == "/uitloggen":
            continue
        response = await browser.client.request(method, address(path, team), data=token if method == "POST" else None)
        refused = response.status_code == 403
        assert refused is not may(ROLES[person], actions[0]), (path, method, response.status_code)
        assert response.status_code < 500


async def test_nobody_gets_in_without_signing_in(desk: Desk, team: str) -> None:
    browser = Browser(desk)
    await browser.open("/inloggen")
    token = browser.page.form("/weergave").fields
    for path, method, actions in routes():
        if actions:
            response = await browser.client.request(
                method, address(path, team), data=token if method == "POST" else None
            )
            assert response.status_code == 401, (path, method)


async def test_the_menu_shows_what_the_role_may(desk: Desk, team: str) -> None:
    async def menu(person: str) -> set[str]:
        browser = Browser(desk)
        await browser.sign_in(person)
        return {a.attrs["href"] for a in browser.page.all("a") if "nav" in a.inside and "ul" in a.inside}

    assert await menu(TRAINER) == {"/vandaag", "/kennisbank", "/begrippen", "/quizvragen", "/team"}
    assert await menu(LEAD) > await menu(TRAINER)


async def test_figures_and_plans_of_quizzes_are_for_trainers(desk: Desk, team: str) -> None:
    async def tabs(person: str) -> set[str]:
        browser = Browser(desk)
        await browser.sign_in(person)
        await browser.open("/quizvragen")
        shown = {a.attrs["href"] for a in browser.page.all("a")}
        await browser.client.aclose()
        return shown & {"/quizvragen/bestanden", "/quizcijfers", "/quizplannen"}

    assert await tabs(LEAD) == {"/quizvragen/bestanden"}
    assert await tabs(TRAINER) == await tabs(OPERATOR) == {"/quizvragen/bestanden", "/quizcijfers", "/quizplannen"}


async def test_another_team_is_out_of_reach(lead: Browser, team: str) -> None:
    other = lead.desk.roster.create_team("Team Noord", lead.desk.now(), actor=OPERATOR).team_id
    await lead.open(f"/team/{team}")
    token = lead.page.form(f"/team/{team}/uitnodigen").fields | {"rol": "team_lead", "dagen": "7", "keren": "1"}
    assert (await lead.client.get(f"/team/{other}")).status_code == 403
    assert (await lead.client.get(f"/gebruik?team={other}")).status_code == 403
    assert (await lead.client.post(f"/team/{other}/uitnodigen", data=token)).status_code == 403
    assert lead.desk.roster.invitations(other, lead.desk.now()) == []


async def test_no_admin_is_made_here(lead: Browser, team: str) -> None:
    await lead.open(f"/team/{team}")
    assert (await lead.send(f"/team/{team}/uitnodigen", rol="admin", dagen="7", keren="1")).status_code == 403
    assert (await lead.open(f"/team/{team}")).status_code == 200
    assert (await lead.send(f"/team/{team}/uitnodigen", rol="koning", dagen="7", keren="1")).status_code == 422
