"""Everything the pages need, put together once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from actions.house import House
from bot.desk.background import Background
from bot.desk.errors import DeskUnavailable
from bot.desk.presenting.quiz_incoming import IncomingItem
from bot.desk.remembered import OpenVectors
from bot.desk.security.cookies import Cookies
from bot.desk.security.origin import known_hosts
from bot.desk.security.throttle import Throttle
from bot.desk.shelf import Shelf
from bot.desk.uploads import Waiting
from bot.opening import load_language_check
from bot.settings import Settings
from knowledge.exchange.incoming import Incoming
from knowledge.messages.catalogue import Catalogue
from knowledge.reflection.rhythm import ZONE
from knowledge.review.workflow import Workflow
from knowledge.store import DeskLinkStore, DeskSessionStore, EntryStore, InstallationSecret, RosterStore, SessionLimits
from knowledge.store.database import Database


@dataclass(frozen=True, slots=True)
class Desk:
    """The parts behind the pages.

    Attributes:
        settings: The configuration.
        catalogue: User texts.
        database: The store.
        house: What the bot answers with, so that the desk finds and shows what the bot does.
        links: One-time links.
        sessions: Who is signed in.
        roster: Teams.
        shelf: Published entries as they are now.
        entries: Entries with all their versions.
        flow: Drafts, review and publication.
        cookies: Reads and writes the cookies.
        hosts: Host names the desk answers to.
        throttle: Limits attempts to sign in.
        previews: Limits previews of what is being typed, per person.
        uploads: Files that wait for a yes, in memory only.
        quiz_uploads: The same of files with quiz items.
        question_vectors: Of the questions without an answer, in memory only.
        background: Does what takes seconds before a page needs it.
        secret: Of this installation; signs cookies and forms.
        now: The present, in UTC.
    """

    settings: Settings
    catalogue: Catalogue
    database: Database
    house: House
    links: DeskLinkStore
    sessions: DeskSessionStore
    roster: RosterStore
    shelf: Shelf
    entries: EntryStore
    flow: Workflow
    cookies: Cookies
    hosts: frozenset[str]
    secret: bytes
    question_vectors: OpenVectors
    background: Background
    throttle: Throttle = field(default_factory=Throttle)
    previews: Throttle = field(default_factory=lambda: Throttle(each=40, over_all=200, window_s=60))
    uploads: Waiting[Incoming] = field(default_factory=Waiting)
    quiz_uploads: Waiting[IncomingItem] = field(default_factory=Waiting)
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    @property
    def https(self) -> bool:
        """Whether people reach the desk over https."""
        return self.settings.desk.public_url.startswith("https://")

    @property
    def today(self) -> date:
        """The reader's calendar day: today in the Netherlands."""
        return self.now().astimezone(ZONE).date()


def open_desk(settings: Settings, database: Database | None, house: House | None) -> Desk:
    """Put the desk together from an opened Houvast.

    Args:
        settings: The configuration.
        database: The store.
        house: What the actions need.

    Raises:
        DeskUnavailable: The database or the knowledge could not be opened.
        StoreError: The secret cannot be read.
    """
    if database is None or house is None:
        part = "database" if database is None else "knowledge base"
        raise DeskUnavailable(f"the desk cannot start: the {part} could not be opened; see the lines above")
    own = settings.desk
    longest = timedelta(hours=own.session_hours)
    secret = InstallationSecret(database).value()
    flow = Workflow(database, house.references, house.privacy, house.language or load_language_check())
    vectors = OpenVectors()
    return Desk(
        settings=settings,
        catalogue=house.catalogue,
        database=database,
        house=house,
        links=DeskLinkStore(database),
        sessions=DeskSessionStore(database, SessionLimits(timedelta(minutes=own.idle_minutes), longest)),
        roster=RosterStore(database),
        shelf=Shelf(flow.curated, settings.local_facts()),
        entries=EntryStore(database),
        flow=flow,
        cookies=Cookies(secret, own.public_url.startswith("https://"), int(longest.total_seconds())),
        hosts=known_hosts(own.public_url, own.host),
        secret=secret,
        question_vectors=vectors,
        background=Background(house, database, flow.curated, vectors),
    )
