"""What answers depend on: the model, the index, and how the entries stand."""

from collections.abc import Iterator
from datetime import timedelta

from bot.opening import search_files
from bot.operations.doctor.finding import Finding, fail, ok, warn
from bot.operations.doctor.subject import Subject
from embeddings.documents import asked_texts, content_hash, statements
from embeddings.encoders.factory import make_encoder
from embeddings.errors import EmbeddingError, IndexDamaged, IndexMismatch, IndexMissing
from embeddings.index.search_index import SearchIndex
from embeddings.settings import IndexSettings
from knowledge.reflection.rhythm import ZONE
from knowledge.review.listing import EntryView, ReaderStatus
from knowledge.search.negatives import strangers
from knowledge.search.published import documents
from knowledge.store import ReviewStore

SOON = timedelta(days=30)
"""An entry that expires within this time asks for a review; the same as the first reminder."""
NEAR = 0.9
"""Share of the limit on examples from which it is said."""


def search(subject: Subject) -> Iterator[Finding]:
    """Whether the model can be loaded, and the saved index belongs to it and to what is published."""
    try:
        encoder = make_encoder(subject.settings.for_encoder())
    except EmbeddingError as error:
        yield fail("model", "broken", reason=error)
        return
    yield ok("model", "fine", name=encoder.fingerprint)
    if not subject.sound or not subject.published:
        return
    wanted = content_hash(documents(subject.published), strangers())
    try:
        SearchIndex.load(search_files(subject.settings).index, encoder, wanted, IndexSettings())
    except IndexMissing:
        yield warn("index", "absent")
    except IndexDamaged as error:
        yield warn("index", "damaged", reason=error)
    except IndexMismatch:
        yield warn("index", "stale")
    else:
        yield ok("index", "fine", count=len(subject.published))


def phrasings(subject: Subject) -> Iterator[Finding]:
    """How near the number of examples is to what the kernel ridge regression of the ranking is fitted on."""
    if not subject.sound or not subject.published:
        return
    limit = IndexSettings().ridge_limit
    # Everything that the ranking learns from: phrasings, statements, and questions that nothing answers.
    count = len(strangers())
    count += sum(len(asked_texts(document)) + len(statements(document)) for document in documents(subject.published))
    if count > limit:
        yield warn("phrasings", "over", count=count, limit=limit)
    elif count > NEAR * limit:
        yield warn("phrasings", "near", count=count, limit=limit)
    else:
        yield ok("phrasings", "fine", count=count, limit=limit)


def entries(subject: Subject) -> Iterator[Finding]:
    """Which entries nobody of the organisation confirmed, and which expire."""
    if not subject.sound:
        return
    today = subject.now.astimezone(ZONE).date()
    shown = [view for view in ReviewStore(subject.database).overview(today, subject.now) if _is_shown(view)]
    if not shown:
        yield warn("entries", "none")
        return
    unconfirmed = [view for view in shown if not view.confirmed]
    if unconfirmed:
        urgent = sum(view.urgent for view in unconfirmed)
        yield warn("seed", "unconfirmed", count=len(unconfirmed), total=len(shown), urgent=urgent)
    else:
        yield ok("seed", "fine", count=len(shown))
    dates = [view.expires_on for view in shown if view.expires_on is not None]
    expired, soon = sum(day <= today for day in dates), sum(today < day <= today + SOON for day in dates)
    if expired:
        yield warn("expiry", "expired", count=expired)
    if soon:
        yield warn("expiry", "soon", count=soon, days=SOON.days)
    if not expired and not soon:
        yield ok("expiry", "fine", days=SOON.days)


def _is_shown(view: EntryView) -> bool:
    return view.reader in (ReaderStatus.EXPIRED, ReaderStatus.UNCONFIRMED, ReaderStatus.PUBLISHED)
