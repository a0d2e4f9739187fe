"""A real desk for tests, and a browser that keeps its cookies."""

import shutil
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from actions.house import House
from bot.assembly import assemble
from bot.desk.app import make_app
from bot.desk.desk import Desk, open_desk
from bot.settings import Settings
from knowledge.golden.check import Exams
from knowledge.roster import Role
from knowledge.store import OPERATOR, RosterStore
from knowledge.store.database import Database
from tests.bot.desk.reading import Page
from tests.conftest import data_in, settings_in

BASE = "http://localhost:8080"
LEAD, TRAINER, WORKER, SECOND, STRANGER = "test:1", "test:2", "test:3", "test:4", "test:9"


@pytest.fixture(scope="session")
def house(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """What the bot answers with; opened once, for it only reads."""
    home = tmp_path_factory.mktemp("house")
    data_in(built, home)
    opened = assemble(settings_in(home), in_process=True)
    assert opened.house is not None
    assert opened.house.golden is not None
    # Remembered apart: what other tests of this process publish and ask must not push these answers out.
    golden = replace(opened.house.golden, exams=Exams())
    golden.prepare()
    yield replace(opened.house, golden=golden)
    assert opened.database is not None
    opened.database.close()


@pytest.fixture
def settings(tmp_path: Path, built: Path) -> Settings:
    data = tmp_path / "data"
    data.mkdir()
    for path in (built / "data").glob("houvast.sqlite3*"):
        shutil.copy(path, data / path.name)
    return settings_in(tmp_path)


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    with Database.open(settings.for_store()) as opened:
        yield opened


@pytest.fixture
def desk(settings: Settings, database: Database, house: House) -> Desk:
    return open_desk(settings, database, house)


@pytest.fixture
def team(database: Database) -> str:
    """A team with two leads, a trainer and a professional."""
    roster, now = RosterStore(database), datetime.now(UTC)
    made = roster.create_team("Team Zuid", now, actor=OPERATOR).team_id
    for person, name, role in (
        (LEAD, "Sanne Voorbeeld", Role.TEAM_LEAD),
        (SECOND, "Bram Voorbeeld", Role.TEAM_LEAD),
        (TRAINER, "Yasmin Voorbeeld", Role.TRAINER),
        (WORKER, "Koen Voorbeeld", Role.PROFESSIONAL),
    ):
        roster.redeem(roster.invite(made, role, now, actor=OPERATOR), person, name, now)
    return made


class Browser:
    """Opens pages and sends the forms that are on them, as a person does."""

    def __init__(self, desk: Desk, base: str = BASE) -> None:
        self.desk = desk
        transport = httpx.ASGITransport(make_app(desk), raise_app_exceptions=False, client=("192.0.2.1", 4711))
        self.client = httpx.AsyncClient(transport=transport, base_url=base)
        self.page = Page("<h1></h1>")

    async def open(self, path: str, **more: object) -> httpx.Response:
        return self._seen(await self.client.get(path, follow_redirects=True, **more))  # type: ignore[arg-type]

    async def send(self, action: str, headers: dict[str, str] | None = None, **fields: str) -> httpx.Response:
        """Fill in the form of the page in view and send it."""
        form = self.page.form(action)
        assert form.method == "post"
        data = form.fields | fields
        return self._seen(await self.client.post(action, data=data, headers=headers, follow_redirects=True))

    async def sign_in(self, person: str) -> httpx.Response:
        token = self.desk.links.offer_link(person, self.desk.now())
        address = f"/inloggen/{token}"
        assert (await self.open(address)).status_code == 200
        return await self.send(address)

    def _seen(self, response: httpx.Response) -> httpx.Response:
        if response.headers.get("content-type", "").startswith("text/html"):
            self.page = Page(response.text)
        return response


@pytest.fixture
async def browser(desk: Desk) -> AsyncIterator[Browser]:
    made = Browser(desk)
    yield made
    await made.client.aclose()


@pytest.fixture
async def lead(browser: Browser, team: str) -> Browser:
    """A browser in which the team lead is signed in."""
    await browser.sign_in(LEAD)
    return browser


def at(desk: Desk, moment: datetime) -> Desk:
    """The same desk at another moment."""
    return replace(desk, now=lambda: moment)
