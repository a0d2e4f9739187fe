"""A small quiz in a real store: an entry, items about it, a team with a trainer, a lead and a group."""

from dataclasses import dataclass, replace
from datetime import datetime

from knowledge.entries.model import Mark, Status
from knowledge.quiz.live.model import QuizSetup
from knowledge.quiz.model import Item, Kind
from knowledge.roster import Role
from knowledge.store import OPERATOR, Database, EntryStore, RosterStore
from knowledge.store.quiz_items import ItemBank
from knowledge.store.quiz_live import LiveQuizStore

TRAINER, LEAD, OTHER = "test:trainer", "test:lead", "test:other-trainer"
CHAT = "test:group"


def item(name: str, *, entry: str = "drie-huizen", theme: str = "signs-of-safety", **more: object) -> Item:
    """An item with three options of which the first is right."""
    made = Item(
        id=name,
        kind=Kind.CHOICE,
        question=f"Vraag {name}?",
        options=("goed", "fout", "ook fout"),
        correct=(0,),
        explanation="Daarom.",
        theme=theme,
        entry=entry,
        mark=Mark(("B09",)),
        status=Status.PUBLISHED,
    )
    return replace(made, **more)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Stage:
    """The parts."""

    database: Database
    bank: ItemBank
    live: LiveQuizStore
    roster: RosterStore
    team: str

    def setup(self, **more: object) -> QuizSetup:
        return replace(QuizSetup(self.team, CHAT, None, 3, 30), **more)  # type: ignore[arg-type]

    def join(self, person: str, now: datetime, role: Role = Role.PROFESSIONAL, team: str | None = None) -> None:
        code = self.roster.invite(team or self.team, role, now, actor=OPERATOR)
        self.roster.redeem(code, person, f"naam van {person}", now)

    def publish_entry(self, slug: str, text: str, now: datetime) -> None:
        """A new version of an entry, written and approved in the desk."""
        entries = EntryStore(self.database)
        made = entries.propose(slug, {"title": slug, "short": text}, f"hash of {text}", TRAINER, now)
        entries.publish(made.version_id, LEAD, now)


def make_stage(database: Database, now: datetime, names: tuple[str, ...] = ("een", "twee", "drie")) -> Stage:
    EntryStore(database).import_seed({"title": "drie-huizen", "short": "Zo."}, "drie-huizen", "hash-1", now)
    roster = RosterStore(database)
    team = roster.create_team("Team Noord", now, actor=OPERATOR).team_id
    stage = Stage(database, ItemBank(database), LiveQuizStore(database), roster, team)
    stage.join(TRAINER, now, Role.TRAINER)
    stage.join(OTHER, now, Role.TRAINER)
    stage.join(LEAD, now, Role.TEAM_LEAD)
    roster.note_chat(CHAT, "Groep Noord", now)
    roster.link_chat(CHAT, team, now, actor=LEAD)
    stage.bank.import_items([item(name) for name in names], now)
    return stage
