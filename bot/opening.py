"""Open the parts one by one; a part that cannot be opened becomes a problem, and the rest goes on.

Only broken words or a broken danger lexicon stop the start: without those the danger card itself could not
be trusted (design rule 1).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache, cached_property
from typing import TypeVar

from actions.consulting import Consulting
from actions.house import House, Readers, Recorder, Redactor, Vectorise
from actions.practice.stores import Practising
from actions.quizzes.parts import Quizzing
from actions.roster import Roster
from bot.content_problems import content_problems
from bot.operations.backups.upgrading import backup_before_upgrade
from bot.operations.permissions import tighten
from bot.redaction import open_redaction
from bot.reviewing import workflow
from bot.settings import Settings
from bot.signals import Judges
from embeddings.encoders.factory import make_encoder, signal_encoder
from embeddings.encoders.memo import MemoEncoder
from embeddings.encoders.protocol import Encoder
from embeddings.errors import EmbeddingError
from knowledge.entries.loader import Content, load_content
from knowledge.errors import KnowledgeError, SearchUnavailable
from knowledge.golden.check import GoldenCheck
from knowledge.language.check import LanguageCheck
from knowledge.messages.catalogue import Catalogue, load_catalogue
from knowledge.practice.day import day_of
from knowledge.quiz.seeding import bring_in_quiz
from knowledge.reflection.prompts import load_prompts
from knowledge.renewal import Renewal
from knowledge.search.base import KnowledgeBase
from knowledge.search.live import LiveBase
from knowledge.search.opening import SearchFiles, open_search
from knowledge.search.published import Published
from knowledge.search.query import Glossary
from knowledge.search.reranked import reranking_with
from knowledge.search.unavailable import UnavailableBase
from knowledge.seeding import import_content, read_published
from knowledge.signals.identifiability.check import IdentifiabilityCheck
from knowledge.signals.live import SignalRenewal
from knowledge.store.database import Database
from knowledge.store.desk_links import DeskLinkStore
from knowledge.store.entries import EntryStore
from knowledge.store.generation import Generation
from knowledge.store.practice import PracticeStore
from knowledge.store.quiz_items import ItemBank
from knowledge.store.quiz_live import LiveQuizStore
from knowledge.store.reflections import ReflectionStore
from knowledge.store.retention import Retention

T = TypeVar("T")
# Read once in a process: both are large, never change and are safe to share.
load_language_check = cache(LanguageCheck.load)
load_identifiability_check = cache(IdentifiabilityCheck.load)
Progress = Callable[[int, int], None]


@dataclass
class Opening:
    """Opens each part at most once.

    Attributes:
        settings: The configuration.
        progress: Called with texts encoded and texts to encode when the index is built.
        problems: What could not be opened, one line each, for the operator.
        renewal: Follows what is published, once the knowledge base was opened; ``None`` when it cannot be.
    """

    settings: Settings
    progress: Progress | None = None
    problems: list[str] = field(default_factory=list)
    renewal: Renewal | None = None
    _read_at: tuple[int, date] | None = None

    @cached_property
    def catalogue(self) -> Catalogue:
        """User texts.

        Raises:
            CatalogueError: They cannot be used.
        """
        return load_catalogue("nl")

    @cached_property
    def judges(self) -> Judges:
        """Danger and the reflex, each opened when it is asked for."""
        return Judges(self.settings, self.problems)

    @cached_property
    def signals(self) -> SignalRenewal | None:
        """Follows which weights of the signals are switched on; ``None`` where that cannot be read."""
        database = self.database
        return self._attempt("learned weights", lambda: self.judges.follow(database)) if database else None

    @cached_property
    def privacy(self) -> Redactor:
        """Personal data; a stand-in that refuses when its data is broken."""
        return open_redaction(self.settings, self.problems)

    @cached_property
    def encoder(self) -> Encoder | None:
        """The model."""
        return self._attempt("model", lambda: MemoEncoder(make_encoder(self.settings.for_encoder())))

    @cached_property
    def database(self) -> Database | None:
        """The store, with expired rows removed."""
        return self._attempt("database", self._open_database)

    @cached_property
    def vectorise(self) -> Vectorise:
        """Query vectors for the classifiers of the signals, which know the bundled model only."""
        settings = self.settings.for_encoder()
        encoder = self._attempt("model of the signals", lambda: signal_encoder(settings, self.encoder))
        if encoder is None:
            return lambda _: None
        return lambda text: encoder.encode_queries([text])[0]

    def house(self, recorder: Recorder, roster: Roster, consulting: Consulting | None = None) -> House | None:
        """What the actions need; ``None`` when content or a signal's rules cannot be used at all."""
        return self._attempt("knowledge", lambda: self._house(recorder, roster, consulting))

    def _house(self, recorder: Recorder, roster: Roster, consulting: Consulting | None) -> House:
        folder = self.settings.content_folder
        content = load_content(folder)
        self.problems += content_problems(content, self.settings.organisation.local)
        language = self._attempt("language check", load_language_check)
        live = self._knowledge(content)
        kept = self.database if consulting else None
        return House(
            catalogue=self.catalogue,
            references=content.references,
            concepts=content.concepts,
            knowledge=live,
            danger=self.judges.danger,
            privacy=self.privacy,
            reflex=self.judges.reflex,
            vectorise=self.vectorise,
            readers=Readers.load(),
            recorder=recorder,
            roster=roster,
            answer=self.settings.for_answers(),
            settings=self.settings.for_actions(),
            retention=self.settings.for_store().retention,
            language=language,
            identify=self._attempt("identifiability check", load_identifiability_check),
            consulting=consulting,
            # What is kept of reflection and of reviews is kept where consultations are.
            reflections=ReflectionStore(kept) if kept else None,
            desk_links=DeskLinkStore(kept) if kept else None,
            prompts=self._attempt("reflection questions", lambda: load_prompts(folder, content.references)),
            review=workflow(kept, content.references, self.privacy, language),
            practice=Practising(PracticeStore(kept), ItemBank(kept)) if kept else None,
            quizzes=Quizzing(ItemBank(kept), LiveQuizStore(kept)) if kept else None,
            golden=GoldenCheck(live, search_files(self.settings)) if kept else None,
        )

    def _knowledge(self, content: Content) -> LiveBase:
        """The base of now, that can be renewed."""
        wanted, sure = self.settings.for_reranker(), self.settings.answer.direct_at
        reranking = self._attempt("reranker", lambda: reranking_with(wanted, sure)) if wanted else None
        live = LiveBase(self._base(content), reranking)
        if self.database is not None and self.encoder is not None:
            self.renewal = self._attempt("renewal", lambda: self._renewal(live))
        return live

    def _renewal(self, live: LiveBase) -> Renewal | None:
        database, encoder = self.database, self.encoder
        if database is None or encoder is None:
            return None
        renewal = Renewal(
            live,
            Generation(database),
            lambda: self._published(EntryStore(database)),
            encoder,
            self._glossary,
            search_files(self.settings),
            lambda: day_of(datetime.now(UTC)),
        )
        if self._read_at is not None and not isinstance(live.newest, UnavailableBase):
            renewal.start_from(*self._read_at)
        return renewal

    def _published(self, store: EntryStore) -> dict[str, Published]:
        hidden = self.settings.hide_expired_on()
        return read_published(store, self.settings.local_facts(), hide_expired_on=hidden)

    def _glossary(self) -> Glossary:
        return Glossary.load(self.settings.content_folder / "begrippen.yml")

    def _base(self, content: Content) -> KnowledgeBase:
        """Import seed content and open search; a base that refuses to search when a part is broken."""
        if self.database is None:
            return UnavailableBase("the database cannot be opened")
        try:
            store = EntryStore(self.database)
            import_content(content, store)
            self.problems += bring_in_quiz(content, self.settings.content_folder, self.database)
            # First the number: what another process changes from here on is followed, however long the index takes.
            self._read_at = Generation(self.database).current(), day_of(datetime.now(UTC))
            published = self._published(store)
        except KnowledgeError as error:
            self.problems.append(f"database: {error}")
            return UnavailableBase(str(error))
        if self.encoder is None:
            return UnavailableBase("the model cannot be loaded", published)
        try:
            return open_search(published, self.encoder, self._glossary(), search_files(self.settings), self.progress)
        except (KnowledgeError, EmbeddingError, OSError) as error:
            reason = error.reason if isinstance(error, SearchUnavailable) else str(error)
            self.problems.append(f"search: {reason}")
            return UnavailableBase(reason, published)

    def _open_database(self) -> Database:
        database = open_database(self.settings)
        Retention(database).expire(datetime.now(UTC))
        return database

    def _attempt(self, name: str, work: Callable[[], T]) -> T | None:
        """Open a part; one that cannot be opened becomes a problem instead of an exception."""
        try:
            return work()
        except (KnowledgeError, EmbeddingError, OSError) as error:
            self.problems.append(f"{name}: {error}")
            return None


def open_database(settings: Settings) -> Database:
    """Open the store, creating folder and tables where needed.

    What is there is closed to others first, and backed up before its tables are brought up to date.

    Raises:
        StoreError: It cannot be opened, or not be backed up.
    """
    tighten(settings)
    backup_before_upgrade(settings, datetime.now(UTC))
    return Database.open(settings.for_store())


def search_files(settings: Settings) -> SearchFiles:
    """Where search keeps its files."""
    return SearchFiles(settings.data_folder, settings.content_folder)
