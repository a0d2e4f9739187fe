"""Which question finds a draft: its place and why, as it is in the editor and as it is published."""

from dataclasses import dataclass

from bot.desk.desk import Desk
from bot.desk.presenting.found import FoundFor, found_for
from embeddings.index.trial import Look
from embeddings.index.vector_cache import VectorCache
from knowledge.entries.model import Entry
from knowledge.search.opening import SearchFiles
from knowledge.search.trying import tried


@dataclass(frozen=True, slots=True)
class Finding:
    """A question that was tried.

    Attributes:
        question: Without personal data.
        published: What the bot does with it now.
        now: What in the published text is near it; None when readers see no such entry.
        rank: Place of the text in the editor; None when that is no entry yet.
        draft: What in the text in the editor is near it.
    """

    question: str
    published: FoundFor
    now: Look | None
    rank: int | None
    draft: Look | None


def finding_of(question: str, slug: str, entry: Entry | None, desk: Desk) -> Finding:
    """Try a question; some 100 ms, more when many phrasings are new.

    Args:
        question: Without personal data.
        slug: Of the entry.
        entry: The text in the editor; None while it breaks the format.
        desk: The parts behind the pages.

    Raises:
        SearchUnavailable: Index or model cannot be used.
    """
    vectors: VectorCache = SearchFiles(desk.settings.data_folder, desk.settings.content_folder).vectors()
    shown = desk.shelf.published().get(slug)
    base = desk.house.knowledge
    forms = list(dict.fromkeys(form for form in (shown.as_stored if shown else None, entry) if form))
    found = dict(zip(forms, tried(question, forms, base, vectors), strict=True))
    now = found[shown.as_stored] if shown else None
    draft = found[entry] if entry else None
    return Finding(
        question,
        found_for(question, slug, desk.house),
        now.look if now else None,
        draft.rank if draft else None,
        draft.look if draft else None,
    )
