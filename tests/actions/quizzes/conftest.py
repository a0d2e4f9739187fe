"""A team with a trainer and a group, items in a real store, and what a group is told."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from actions.quizzes.conducting import Conductor
from actions.quizzes.parts import QuizParts, Quizzing
from actions.rendering.quiz_words import QuizWords
from actions.vocabulary import OutboundMessage
from knowledge.entries.loader import CONTENT_FOLDER
from knowledge.entries.references import load_references
from knowledge.messages.catalogue import load_catalogue
from knowledge.quiz.live import Session
from knowledge.store import Database, StoreSettings
from knowledge.store.quiz_ended import EndedQuizzes
from tests.knowledge.store.quizzing import CHAT, TRAINER, Stage, make_stage

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def words() -> QuizWords:
    return QuizWords(load_catalogue("nl"), load_references(CONTENT_FOLDER), 180)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(StoreSettings(tmp_path / "store.sqlite3")) as opened:
        yield opened


@pytest.fixture
def stage(database: Database) -> Stage:
    return make_stage(database, NOW)


@pytest.fixture
def parts(stage: Stage, words: QuizWords) -> QuizParts:
    return QuizParts(Quizzing(stage.bank, stage.live), EndedQuizzes(stage.database), stage.roster, words)


@dataclass
class Hall:
    """A group and everything it was told, by key; a key that comes again is the same message."""

    conductor: Conductor
    stage: Stage
    now: datetime = NOW
    told: dict[str, OutboundMessage] = field(default_factory=dict)

    def look(self) -> list[str]:
        """One look of the conductor, as after a restart: nothing is remembered but the outbox."""
        before = set(self.told)
        self.now += timedelta(seconds=1)
        self.conductor.run(self.now, lambda key, message: self.told.setdefault(key, message), ())
        return [key for key in self.told if key not in before]

    def start(self, **more: object) -> Session:
        items = self.stage.bank.askable()[: int(str(more.get("wanted", 3)))]
        return self.stage.live.start(self.stage.setup(**more), items, self.now, actor=TRAINER, key="key")

    def asked(self, session: Session, position: int) -> str:
        """The question stands in the chat; its id."""
        (poll,) = [one for one in self.stage.live.polls(session.session_id, position) if one.poll_id is None][-1:]
        poll_id = f"poll-{position}-{poll.ref.attempt}"
        self.stage.live.poll_sent(poll.ref, poll_id, str(10 * position + poll.ref.attempt), self.now)
        return poll_id


@pytest.fixture
def hall(parts: QuizParts, stage: Stage) -> Hall:
    return Hall(Conductor(parts), stage)


__all__ = ["CHAT", "NOW", "TRAINER", "Hall"]
