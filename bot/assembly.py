"""Put the parts together: from settings to a front that takes messages."""

import asyncio
from dataclasses import dataclass, field
from logging import getLogger
from pathlib import Path

from actions.consulting import Consulting
from actions.front import Front
from actions.house import House, Recorder
from actions.ledger import Ledger, MemoryLedger, StoreLedger
from actions.recorder import NoRecorder, StoreRecorder
from actions.registry import make_executor
from actions.roster import NoRoster, Roster
from actions.runners.http import HttpRunner
from actions.runners.in_process import InProcessRunner
from actions.runners.protocol import ActionRunner
from bot.broken import BrokenLedger, BrokenRecorder, BrokenRoster, BrokenRunner
from bot.freshness import Freshness
from bot.measuring import Measure, Unmeasured, measured_front, measured_house
from bot.opening import Opening, Progress
from bot.operations.secret import ACTIONS_TOKEN, read_secret
from bot.settings import Settings
from knowledge.messages.catalogue import Catalogue
from knowledge.signals.manner.check_answer import CheckAnswerReader
from knowledge.store.consultations import ConsultationStore
from knowledge.store.conversations import ConversationStore
from knowledge.store.database import Database
from knowledge.store.entries import EntryStore
from knowledge.store.feedback import FeedbackStore
from knowledge.store.handled import HandledStore
from knowledge.store.outbox import OutboxStore
from knowledge.store.personal import PersonalData
from knowledge.store.posts import PostStore
from knowledge.store.questions import QuestionStore
from knowledge.store.roster import RosterStore

LOG = getLogger(__name__)


@dataclass
class Assembly:
    """An opened Houvast.

    Attributes:
        settings: What it was opened with.
        catalogue: User texts.
        front: Takes messages.
        house: Behind the in-process actions; ``None`` when an action server has it, or it is broken.
        database: The store; ``None`` when it could not be opened.
        problems: What does not work, one line each, for the operator.
        freshness: Follows what is published and which weights judge, once :meth:`keep_fresh` was called; ``None``
            without a store.
        measure: Is told how long things take.
    """

    settings: Settings
    catalogue: Catalogue
    front: Front
    house: House | None
    database: Database | None
    problems: list[str] = field(default_factory=list)
    freshness: Freshness | None = None
    measure: Measure = field(default_factory=Unmeasured)

    def keep_fresh(self) -> None:
        """Follow what is published from now on; for processes that run for long."""
        if self.freshness is not None:
            self.freshness.start()

    async def close(self) -> None:
        """Let go of connections and the database."""
        if self.freshness is not None:
            await asyncio.to_thread(self.freshness.stop)
        await self.front.runner.close()
        if self.database:
            self.database.close()


def assemble(
    settings: Settings,
    *,
    keep: bool = True,
    in_process: bool = False,
    progress: Progress | None = None,
    measure: Measure | None = None,
) -> Assembly:
    """Open everything.

    Args:
        settings: The configuration.
        keep: Whether conversations, logs and feedback go to the store; otherwise they stay in memory.
        in_process: Run the actions here even when an action server is configured.
        progress: Called with texts encoded and texts to encode when the index is built.
        measure: Told how long things take and what is decided; None measures nothing.

    Returns:
        The assembly, degraded where a part is broken.

    Raises:
        KnowledgeError: Catalogue or danger lexicon cannot be used.
        SecretUnreadable: The file with the token of the action server cannot be read.
    """
    opening = Opening(settings, progress)
    ledger, recorder, roster = _memory(opening.database, keep=keep)
    consulting = _consulting(opening.database if keep else None)
    endpoint = None if in_process else settings.for_actions().endpoint
    house = None if endpoint else opening.house(recorder, roster, consulting)
    if house and measure:
        house = measured_house(house, measure)
    front = Front(
        catalogue=opening.catalogue,
        danger=opening.judges.danger,
        privacy=opening.privacy,
        vectorise=opening.vectorise,
        ledger=ledger,
        runner=_runner(settings, house, endpoint),
        local_number=settings.for_actions().local_number,
        check_answers=CheckAnswerReader.load(),
    )
    if measure:
        front = measured_front(front, measure)
    freshness = _freshness(opening)
    for problem in opening.problems:
        LOG.error("not working: %s", problem)
    told = measure or Unmeasured()
    return Assembly(settings, opening.catalogue, front, house, opening.database, opening.problems, freshness, told)


def open_house(
    settings: Settings, progress: Progress | None = None
) -> tuple[House | None, list[str], Freshness | None]:
    """Open what an action server needs, with what does not work, and what keeps it fresh once started.

    Raises:
        KnowledgeError: Catalogue or danger lexicon cannot be used.
    """
    opening = Opening(settings, progress)
    _, recorder, roster = _memory(opening.database, keep=True)
    house = opening.house(recorder, roster, _consulting(opening.database))
    return house, opening.problems, _freshness(opening)


def _freshness(opening: Opening) -> Freshness | None:
    """What keeps the opened parts equal to the store; nothing where there is no store."""
    if opening.renewal is None and opening.signals is None:
        return None
    return Freshness(opening.renewal, opening.signals)


def _memory(database: Database | None, *, keep: bool) -> tuple[Ledger, Recorder, Roster]:
    """Where state and traces go, and who is in which team."""
    if not keep:
        return MemoryLedger(), NoRecorder(), NoRoster()
    if database is None:
        return BrokenLedger(), BrokenRecorder(), BrokenRoster()
    handled = HandledStore(database)
    recorder = StoreRecorder(
        questions=QuestionStore(database),
        votes=FeedbackStore(database),
        personal=PersonalData(database),
        handled=handled,
        entries=EntryStore(database),
        outbox=OutboxStore(database),
    )
    return StoreLedger(ConversationStore(database), handled), recorder, RosterStore(database)


def _consulting(database: Database | None) -> Consulting | None:
    return Consulting(ConsultationStore(database), PostStore(database)) if database else None


def _runner(settings: Settings, house: House | None, endpoint: str | None) -> ActionRunner:
    if endpoint:
        return HttpRunner.connect(endpoint, settings.for_actions().timeout_ms, read_secret(ACTIONS_TOKEN))
    return InProcessRunner(make_executor(house)) if house else BrokenRunner()


def default_config() -> Path | None:
    """``config.yml`` in the working folder, else the one beside the code, else none."""
    candidates = (Path("config.yml"), Path(__file__).parent.parent / "config.yml")
    return next((path for path in candidates if path.exists()), None)
