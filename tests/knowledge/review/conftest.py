"""An installation with shipped entries and invented leads; nothing is replaced by a stand-in."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from knowledge.entries.loader import Content, load_content
from knowledge.entries.model import Entry
from knowledge.entries.serial import content_hash, to_document
from knowledge.language.check import LanguageCheck
from knowledge.review.model import Draft, DraftText
from knowledge.review.rules import EXPERT
from knowledge.review.text import text_of
from knowledge.review.workflow import Workflow
from knowledge.roster import Role
from knowledge.signals.privacy.detector import PersonalDataDetector
from knowledge.store import OPERATOR, Database, EntryStore, ReviewStore, RosterStore, StoreSettings

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
TODAY = date(2026, 11, 22)
ANNA, BRAM, CARLA, TRAINER, MILA, ADMIN = (f"telegram:{number}" for number in (4711, 4712, 4713, 4714, 4715, 4716))
"""Two leads, a lead who is gedragswetenschapper, a trainer, a professional, an admin of another team."""
PEOPLE = {
    ANNA: Role.TEAM_LEAD,
    BRAM: Role.TEAM_LEAD,
    CARLA: Role.TEAM_LEAD,
    TRAINER: Role.TRAINER,
    MILA: Role.PROFESSIONAL,
}
PLAIN, URGENT = "schaalvraag-0-10", "kindermishandeling-nu"


@cache
def shipped() -> Content:
    return load_content()


@cache
def detector() -> PersonalDataDetector:
    return PersonalDataDetector.load()


@cache
def language() -> LanguageCheck:
    return LanguageCheck.load()


def entries() -> dict[str, Entry]:
    """A plain and an urgent entry that point at nothing else, so that the rest of the base need not be there."""
    content = shipped().entries
    urgent = next(entry for entry in content.values() if entry.urgency.value == "urgent")
    return {
        PLAIN: replace(content[PLAIN], related=()),
        URGENT: replace(urgent, slug=URGENT, related=()),
    }


@dataclass
class Desk:
    """A store with a team, two published entries, and the workflow on top of it."""

    database: Database

    def __post_init__(self) -> None:
        self.roster = RosterStore(self.database)
        self.entries = EntryStore(self.database)
        self.store = ReviewStore(self.database)
        self.flow = Workflow(self.database, shipped().references, detector(), language())
        self.team = self.team_of("Noord", PEOPLE)
        self.other = self.team_of("Zuid", {ADMIN: Role.ADMIN})
        self.roster.set_profile(self.team, CARLA, expertise=[EXPERT])
        for slug, entry in entries().items():
            self.entries.import_seed(to_document(entry), slug, content_hash(entry), NOW - timedelta(days=9))

    def team_of(self, name: str, people: dict[str, Role]) -> str:
        team = self.roster.create_team(name, NOW, actor=OPERATOR).team_id
        for person, role in people.items():
            code = self.roster.invite(team, role, NOW, actor=OPERATOR)
            self.roster.redeem(code, person, f"Naam {person[-2:]}", NOW)
        return team

    def shown(self, slug: str) -> int | None:
        """The version that readers see."""
        return next((row.version_id for row in self.entries.published() if row.slug == slug), None)

    def changed(self, slug: str, by: str, title: str = "Een andere titel") -> Draft:
        """The draft of an entry with another title."""
        draft = self.flow.start(slug, by, NOW)
        return self.flow.store.save(draft.draft_id, draft.revision, titled(draft.text, title), by, NOW)

    def handed_in(self, slug: str, by: str, title: str = "Een andere titel") -> int:
        """A version with another title that waits."""
        draft = self.changed(slug, by, title)
        return self.flow.submit(draft.draft_id, draft.revision, by, NOW).version_id


def titled(text: DraftText, title: str) -> DraftText:
    lines = [f'titel: "{title}"' if line.startswith("titel:") else line for line in text.entry.splitlines()]
    return replace(text, entry="\n".join(lines) + "\n")


def shipped_text(slug: str) -> DraftText:
    return text_of(entries()[slug])


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(StoreSettings(tmp_path / "store.sqlite3")) as opened:
        yield opened


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)
