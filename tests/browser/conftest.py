"""The real desk on a real port, and a real Chromium that looks at it.

Everything asynchronous here shares one event loop, that of the session: the browser lives longer than a test.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot.assembly import Assembly, assemble
from bot.desk.app import make_app
from bot.desk.desk import Desk, open_desk
from bot.desk.serving import BackgroundDesk
from knowledge.roster import Role
from knowledge.store import OPERATOR
from tests.browser.person import Person
from tests.conftest import settings_in
from tests.ports import free_port

if TYPE_CHECKING:
    from playwright.async_api import Browser

CHROMIUM = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
SANNE, BRAM, YASMIN, KOEN = "test:1", "test:4", "test:2", "test:3"
PEOPLE = (
    (SANNE, "Sanne Voorbeeld", Role.TEAM_LEAD),
    (BRAM, "Bram Voorbeeld", Role.TEAM_LEAD),
    (YASMIN, "Yasmin Voorbeeld", Role.TRAINER),
    (KOEN, "Koen Voorbeeld", Role.PROFESSIONAL),
)


@dataclass(frozen=True)
class Running:
    """A desk that answers, with a team of four."""

    assembly: Assembly
    desk: Desk
    base: str
    team: str

    def link(self, person: str) -> str:
        """A link to sign in, as the bot sends it."""
        return f"{self.base}/inloggen/{self.desk.links.offer_link(person, self.desk.now())}"


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """The browser, started once; skips where it or its library is not installed."""
    api = pytest.importorskip("playwright.async_api", reason="playwright is missing: pip install -e '.[browser]'")
    pytest.importorskip("axe_playwright_python", reason="axe is missing: pip install -e '.[browser]'")
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        pytest.skip(f"no Chromium on the path ({', '.join(CHROMIUM)}): install it to measure the desk in a browser")
    async with api.async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def running(chromium: Browser, folder: Path) -> AsyncIterator[Running]:
    """The desk over HTTP, following what is published; asks for the browser first, to skip before any work."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    assembly = assemble(settings_in(folder, f"desk:\n  port: {port}\n  public_url: {base}\n"), in_process=True)
    desk = open_desk(assembly.settings, assembly.database, assembly.house)
    now = desk.now()
    team = desk.roster.create_team("Team Zuid", now, actor=OPERATOR).team_id
    for person, name, role in PEOPLE:
        desk.roster.redeem(desk.roster.invite(team, role, now, actor=OPERATOR), person, name, now)
    server = BackgroundDesk(make_app(desk), desk.background, assembly.settings.desk)
    assembly.keep_fresh()
    yield Running(assembly, desk, base, team)
    await asyncio.to_thread(server.stop)
    await assembly.close()


Arrive = Callable[..., Awaitable[Person]]


@pytest_asyncio.fixture(loop_scope="session")
async def arrive(chromium: Browser, running: Running) -> AsyncIterator[Arrive]:
    """Let a person come in with a browser context of their own, signed in by link unless nobody is named."""
    contexts = []

    async def come(person: str = "", **more: object) -> Person:
        # A fade that is half-way has colours that nobody chose; a Dutch browser, as people here have.
        context = await chromium.new_context(**({"locale": "nl-NL", "reduced_motion": "reduce"} | more))
        contexts.append(context)
        made = Person(await context.new_page(), running.base)
        if person:
            await made.sign_in(running.link(person))
        return made

    yield come
    for context in contexts:
        await context.close()
