"""Put the parts together: from settings to a front that takes messages.

A part that breaks is replaced by one that says why, so that the danger card always works (design rule 1);
what broke stands in :attr:`Assembly.problems` for the operator. Only broken words or a broken danger lexicon
stop the start: without those the card itself could not be trusted.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from logging import getLogger
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from actions.front import Front
from actions.house import House, Readers, Recorder
from actions.ledger import Ledger, MemoryLedger, StoreLedger
from actions.recorder import NoRecorder, StoreRecorder
from actions.registry import make_executor
from actions.runners.http import HttpRunner
from actions.runners.in_process import InProcessRunner
from actions.runners.protocol import ActionRunner
from bot.broken import BrokenLedger, BrokenRecorder
from bot.settings import Settings
from embeddings.encoders.factory import make_encoder
from embeddings.encoders.memo import MemoEncoder
from embeddings.encoders.protocol import Encoder
from embeddings.errors import EmbeddingError
from knowledge.entries.loader import Content, load_content
from knowledge.errors import KnowledgeError
from knowledge.messages.catalogue import Catalogue, load_catalogue
from knowledge.search.base import KnowledgeBase
from knowledge.search.opening import SearchFiles, open_search
from knowledge.search.query import Glossary
from knowledge.search.unavailable import UnavailableBase
from knowledge.seeding import import_content, read_published
from knowledge.signals.danger.detector import DangerDetector
from knowledge.signals.manner.check_answer import CheckAnswerReader
from knowledge.signals.manner.language import LanguageReader
from knowledge.signals.manner.smalltalk import SmalltalkReader
from knowledge.signals.privacy.detector import PersonalDataDetector
from knowledge.signals.reflex.detector import ReflexDetector
from knowledge.store.conversations import ConversationStore
from knowledge.store.database import Database
from knowledge.store.entries import EntryStore
from knowledge.store.feedback import FeedbackStore
from knowledge.store.handled import HandledStore
from knowledge.store.personal import PersonalData
from knowledge.store.questions import QuestionStore

LOG = getLogger(__name__)
T = TypeVar("T")
Progress = Callable[[int, int], None]


@dataclass
class Assembly:
    """An opened Houvast.

    Attributes:
        settings: What it was opened with.
        catalogue: User texts.
        front: Takes messages.
        house: Behind the in-process actions; ``None`` when an action server has it.
        database: The store; ``None`` when it could not be opened.
        problems: What does not work, one line each, for the operator.
    """

    settings: Settings
    catalogue: Catalogue
    front: Front
    house: House | None
    database: Database | None
    problems: list[str] = field(default_factory=list)

    async def close(self) -> None:
        """Let go of connections and the database."""
        await self.front.runner.close()
        if self.database:
            self.database.close()


def open_database(settings: Settings) -> Database:
    """Open the store, creating folder and tables where needed.

    Raises:
        StoreError: It cannot be opened.
    """
    return Database.open(settings.for_store())


def search_files(settings: Settings) -> SearchFiles:
    """Where search keeps its files."""
    return SearchFiles(settings.data_folder, settings.content_folder)


def assemble(settings: Settings, *, keep: bool = True, progress: Progress | None = None) -> Assembly:
    """Open everything.

    Args:
        settings: The configuration.
        keep: Whether conversations, logs and feedback go to the store; otherwise they stay in memory.
        progress: Called with texts encoded and texts to encode when the index is built.

    Returns:
        The assembly, degraded where a part is broken.

    Raises:
        KnowledgeError: Catalogue or danger lexicon cannot be used.
    """
    problems: list[str] = []
    catalogue = load_catalogue("nl")
    danger = DangerDetector.load()
    if danger.degraded:
        problems.append(f"danger classifier: {danger.degraded}")
    encoder = _attempt("model", lambda: MemoEncoder(make_encoder(settings.for_encoder())), problems)
    database = _attempt("database", lambda: open_database(settings), problems)
    ledger, recorder = _memory(database, keep=keep)
    house = None
    if settings.for_actions().endpoint is None:
        house = _house(settings, catalogue, danger, encoder, database, recorder, problems, progress)
    front = Front(
        catalogue=catalogue,
        danger=danger,
        privacy=PersonalDataDetector.load(),
        vectorise=_vectorise(encoder),
        ledger=ledger,
        runner=_runner(settings, house),
        local_number=settings.for_actions().local_number,
    )
    for problem in problems:
        LOG.error("not working: %s", problem)
    return Assembly(settings, catalogue, front, house, database, problems)


def open_house(settings: Settings, progress: Progress | None = None) -> tuple[House, list[str]]:
    """Open what an action server needs, with what does not work.

    Raises:
        KnowledgeError: Catalogue or danger lexicon cannot be used.
    """
    problems: list[str] = []
    encoder = _attempt("model", lambda: MemoEncoder(make_encoder(settings.for_encoder())), problems)
    database = _attempt("database", lambda: open_database(settings), problems)
    _, recorder = _memory(database, keep=True)
    danger = DangerDetector.load()
    house = _house(settings, load_catalogue("nl"), danger, encoder, database, recorder, problems, progress)
    return house, problems


def _house(
    settings: Settings,
    catalogue: Catalogue,
    danger: DangerDetector,
    encoder: Encoder | None,
    database: Database | None,
    recorder: Recorder,
    problems: list[str],
    progress: Progress | None,
) -> House:
    content = load_content(settings.content_folder)
    problems += [f"content refused: {error}" for error in content.refused]
    return House(
        catalogue=catalogue,
        references=content.references,
        knowledge=_knowledge(settings, content, encoder, database, problems, progress),
        danger=danger,
        reflex=ReflexDetector.load(),
        vectorise=_vectorise(encoder),
        readers=Readers(SmalltalkReader.load(), LanguageReader.load(), CheckAnswerReader.load()),
        recorder=recorder,
        answer=settings.for_answers(),
        settings=settings.for_actions(),
        retention=settings.for_store().retention,
    )


def _knowledge(
    settings: Settings,
    content: Content,
    encoder: Encoder | None,
    database: Database | None,
    problems: list[str],
    progress: Progress | None,
) -> KnowledgeBase:
    """Import seed content and open search; a base that refuses to search when a part is broken."""
    if database is None:
        return UnavailableBase(problems[-1])
    try:
        store = EntryStore(database)
        import_content(content, store)
        published = read_published(store)
    except KnowledgeError as error:
        problems.append(f"database: {error}")
        return UnavailableBase(str(error))
    if encoder is None:
        return UnavailableBase("the model cannot be loaded", published)
    try:
        glossary = Glossary.load(settings.content_folder / "begrippen.yml")
        return open_search(published, encoder, glossary, search_files(settings), progress)
    except (KnowledgeError, EmbeddingError, OSError) as error:
        problems.append(f"search: {error}")
        return UnavailableBase(str(error), published)


def _memory(database: Database | None, *, keep: bool) -> tuple[Ledger, Recorder]:
    """Where state and traces go."""
    if not keep:
        return MemoryLedger(), NoRecorder()
    if database is None:
        return BrokenLedger(), BrokenRecorder()
    handled = HandledStore(database)
    recorder = StoreRecorder(QuestionStore(database), FeedbackStore(database), PersonalData(database), handled)
    return StoreLedger(ConversationStore(database), handled), recorder


def _runner(settings: Settings, house: House | None) -> ActionRunner:
    actions = settings.for_actions()
    if house is None and actions.endpoint:
        return HttpRunner.connect(actions.endpoint, actions.timeout_ms)
    if house is None:
        raise ValueError("actions run in process, but there is no house")
    return InProcessRunner(make_executor(house))


def _vectorise(encoder: Encoder | None) -> Callable[[str], NDArray[np.float32] | None]:
    if encoder is None:
        return lambda _: None
    return lambda text: encoder.encode_queries([text])[0]


def _attempt(name: str, work: Callable[[], T], problems: list[str]) -> T | None:
    """Open a part; a part that cannot be opened becomes a problem instead of an exception."""
    try:
        return work()
    except (KnowledgeError, EmbeddingError, OSError) as error:
        problems.append(f"{name}: {error}")
        return None


def default_config() -> Path | None:
    """``config.yml`` in the working folder, else the one beside the code, else none."""
    candidates = (Path("config.yml"), Path(__file__).parent.parent / "config.yml")
    return next((path for path in candidates if path.exists()), None)
