"""Work that takes seconds, done before a page needs it, so that no page waits for it.

Which golden questions get worse can be told within tenths of a second once all of them were asked of the index; that
takes seconds, and each published change brings another index. Grouping questions needs a vector of each. A page that
comes too early says that it is being done.
"""

import threading
from collections.abc import Callable
from logging import getLogger

from actions.house import House
from bot.desk.remembered import OpenVectors
from embeddings.errors import EmbeddingError
from knowledge.errors import KnowledgeError
from knowledge.review.curated import Curated
from knowledge.search.indexed import IndexedBase
from knowledge.store import QuestionStore
from knowledge.store.database import Database

LOG = getLogger(__name__)
LOOK_EVERY_S = 1.0
"""Seconds between looks at the base; a comparison in memory."""
MOST_QUESTIONS = 300
"""Questions grouped at once; time grows with the square of it. Resolve some, and the rest comes."""


class Errand:
    """A piece of work for a thread of its own, which never runs twice at the same time.

    Attributes:
        name: Of the thread, and in the log.
    """

    def __init__(self, name: str, work: Callable[[], object]) -> None:
        """Nothing runs yet.

        Args:
            name: Of the thread, and in the log.
            work: What has to be done; a failure of the store or the model is logged, and a page says it then.
        """
        self.name, self._work = name, work
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def start(self) -> bool:
        """Begin, unless it is being done.

        Returns:
            Whether it began now; otherwise what it does may be of before a change.
        """
        with self._lock:
            if self._thread is not None and self._thread.is_alive():
                return False
            self._thread = threading.Thread(target=self._run, name=self.name, daemon=True)
            self._thread.start()
            return True

    def wait(self, within: float | None = None) -> None:
        """Until it is done.

        Args:
            within: Seconds at most; None waits as long as it takes.
        """
        with self._lock:  # a thread that is only just made cannot be waited for
            thread = self._thread
        if thread is not None:
            thread.join(within)

    def _run(self) -> None:
        try:
            self._work()
        except (KnowledgeError, EmbeddingError) as error:
            LOG.warning("%s: not done: %s", self.name, error)


class Background:
    """The errands of the desk.

    Attributes:
        entries: Reads the published entries, and makes ready what drafts are compared with.
        golden: Asks the golden questions of the base of now.
        vectors: Makes the vectors of the questions without an answer.
    """

    def __init__(self, house: House, database: Database, curated: Curated, vectors: OpenVectors) -> None:
        """Nothing runs yet: a page starts what it misses, and :meth:`follow` does it before."""
        self._house = house
        self.entries = Errand("entries", lambda: curated.now().neighbours)
        self.golden = Errand("golden questions", house.golden.prepare if house.golden else lambda: None)
        self.vectors = Errand("vectors of questions", lambda: vectors.of(_waiting(database), house.vectorise))
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._seen: object = None

    def follow(self) -> None:
        """Keep ready what pages need, from now on; for processes that run for long."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="desk-background", daemon=True)
            self._thread.start()

    def stop(self, within: float = 2.0) -> None:
        """End; an errand that is being done needs nothing any more that is closed after this.

        Args:
            within: Seconds to wait for a look that is going on.
        """
        self._stop.set()
        if self._thread is not None:
            self._thread.join(within)

    def _run(self) -> None:
        self.vectors.start()
        self.entries.start()
        self.entries.wait()
        while True:
            self._look()
            if self._stop.wait(LOOK_EVERY_S):
                return

    def _look(self) -> None:
        """Ask the golden questions of a base that stays: after a change a quick index comes first, for seconds."""
        newest = self._house.golden.live.newest if self._house.golden else None
        if newest is self._seen or not isinstance(newest, IndexedBase) or newest.passing:
            return
        if self.golden.start():
            self._seen = newest


def _waiting(database: Database) -> list[str]:
    return [item.redacted_text for item in QuestionStore(database).open_questions(limit=MOST_QUESTIONS)]
