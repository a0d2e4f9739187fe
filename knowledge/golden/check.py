"""Which golden questions a text would make worse, in the knowledge base of now.

Asking all questions of the index takes seconds, so it is done once for what is published (see
docs/decisions/golden-questions.md); trying a text on them takes some tenths of a second. Both are work for a thread,
never for an event loop.
"""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from logging import getLogger

from embeddings.index.exam import Exam
from embeddings.index.search_index import SearchIndex
from embeddings.index.vector_cache import VectorCache
from knowledge.entries.model import Entry
from knowledge.errors import SearchUnavailable
from knowledge.golden.judging import standings, worsened
from knowledge.golden.kept import keep, kept
from knowledge.golden.loader import load_golden
from knowledge.golden.model import Golden, GoldenQuestion, Standing, Verdict
from knowledge.search.indexed import IndexedBase
from knowledge.search.live import LiveBase
from knowledge.search.opening import SearchFiles
from knowledge.search.published import Published, documents, signposts
from knowledge.search.query import Glossary, clean

LOG = getLogger(__name__)
MOST_EXAMS = 2
"""Published bases of which the answers are remembered: that of now, and the one before while it is renewed."""

_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions that were asked of an index.

    Attributes:
        exam: What it answered.
        vectors: Of the texts of entries; those of texts that were tried stay, so that none is encoded twice.
    """

    exam: Exam
    vectors: VectorCache


class Exams:
    """Remembers what an index answered; safe to share between threads.

    Threads that ask wait for each other, so that nothing is asked twice; who only looks waits for nobody.
    """

    def __init__(self) -> None:
        self._asking = threading.Lock()
        self._lock = threading.Lock()
        self._known: OrderedDict[_Key, Asked] = OrderedDict()

    def of(self, index: SearchIndex, texts: Sequence[str], files: SearchFiles) -> Asked:
        """The questions as an index answers them: remembered, or asked now.

        Args:
            index: What is asked.
            texts: The questions, spelled out.
            files: Where vectors are kept.
        """
        with self._asking:
            known = self.known(index, texts) or Asked(_exam(index, texts, files), files.vectors())
            with self._lock:
                self._known.pop(_key(index, texts), None)
                self._known[_key(index, texts)] = known
                while len(self._known) > MOST_EXAMS:
                    self._known.popitem(last=False)
            return known

    def known(self, index: SearchIndex, texts: Sequence[str]) -> Asked | None:
        """The questions as an index answered them; None while nobody asked, or they are being asked."""
        with self._lock:
            return self._known.get(_key(index, texts))


def _key(index: SearchIndex, texts: Sequence[str]) -> _Key:
    about = index.metadata
    return (about.fingerprint, about.content_hash, about.settings, *texts)


@cache
def remembered() -> Exams:
    """What was asked in this process."""
    return Exams()


def _exam(index: SearchIndex, texts: Sequence[str], files: SearchFiles) -> Exam:
    vectors, file, key = files.golden_vectors(), files.golden_answers(), _key(index, texts)
    before, scored = len(vectors), kept(file, key)
    exam = index.exam(texts, vectors, scored)
    if exam.scored is not scored:
        keep(file, key, exam.scored)
    if len(vectors) > before:
        try:
            vectors.save(only_used=True)
        except OSError as error:
            LOG.warning("vectors of golden questions were not saved, the next start makes them again: %s", error)
    return exam


@dataclass(frozen=True, slots=True)
class GoldenCheck:
    """Asks the golden questions of the content folder.

    Attributes:
        live: What is published.
        files: Where content and vectors are.
        exams: What was asked before.
    """

    live: LiveBase
    files: SearchFiles
    exams: Exams = field(default_factory=remembered)

    def golden(self) -> Golden:
        """The questions as the file has them now, of entries that are published or stand in the content folder."""
        in_folder = {path.stem for path in self.files.content.glob("*/*.md")}
        return load_golden(self.files.content, in_folder | self.live.newest.published.keys())

    @property
    def is_ready(self) -> bool:
        """Whether a verdict about the base of now takes no more than some tenths of a second.

        Where the questions cannot be asked there is nothing to wait for, so that is ready too.
        """
        base, golden = self.live.newest, self.golden()
        if not golden.questions or not isinstance(base, IndexedBase):
            return True
        return self.exams.known(base.index, spelled_out(golden.questions, base.glossary)) is not None

    def prepare(self) -> None:
        """Ask the base of now, for whoever wants a verdict later; seconds, and nothing when that was done.

        Raises:
            SearchUnavailable: There is no index to ask.
            EmbeddingError: The model cannot encode.
        """
        golden = self.golden()
        if golden.questions:
            self._asked(self._base(), golden)

    def standings(self, golden: Golden) -> list[Standing]:
        """How each question does now.

        Raises:
            SearchUnavailable: There is no index to ask.
            EmbeddingError: The model cannot encode.
        """
        base = self._base()
        asked = self._asked(base, golden)
        return standings(golden.questions, asked.exam, base.published, base.signposts)

    def verdict(self, entry: Entry) -> Verdict:
        """What would get worse if this text were published.

        Raises:
            SearchUnavailable: There is no index to ask.
            EmbeddingError: The model cannot encode.
        """
        golden = self.golden()
        if not golden.questions:
            return Verdict((), 0, len(golden.refused))
        base = self._base()
        asked = self._asked(base, golden)
        shown = {entry.slug: Published(entry, 0, confirmed=True)}
        (document,) = documents(shown)
        readings = asked.exam.try_document(document, asked.vectors)
        pointing = base.signposts | signposts(shown)
        now = standings(golden.questions, asked.exam, base.published, pointing)
        worse = tuple(worsened(entry.slug, readings, now, asked.exam, base.published, pointing))
        return Verdict(worse, sum(standing.rank == 1 for standing in now), len(golden.refused))

    def _asked(self, base: IndexedBase, golden: Golden) -> Asked:
        return self.exams.of(base.index, spelled_out(golden.questions, base.glossary), self.files)

    def _base(self) -> IndexedBase:
        newest = self.live.newest
        if not isinstance(newest, IndexedBase):
            raise SearchUnavailable("golden questions need the search index, and it could not be opened")
        return newest


def spelled_out(questions: Sequence[GoldenQuestion], glossary: Glossary) -> list[str]:
    """The questions as search takes them."""
    return [glossary.expand(clean(question.text)) for question in questions]
