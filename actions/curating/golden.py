"""The one line about golden questions before a lead approves in chat; the desk says which they are."""

from logging import getLogger

from actions.house import House
from embeddings.errors import EmbeddingError
from knowledge.entries.serial import from_document
from knowledge.errors import SearchUnavailable
from knowledge.review.workflow import Workflow

LOG = getLogger(__name__)


def count_worse(version_id: int, flow: Workflow, house: House) -> int | None:
    """How many golden questions get worse when a version is published; None where they cannot be asked.

    Raises:
        StoreError: There is no such version.
    """
    if house.golden is None:
        return None
    entry = from_document(flow.entries.version(version_id).document)
    try:
        return len(house.golden.verdict(entry).worse)
    except (SearchUnavailable, EmbeddingError) as error:
        LOG.warning("golden questions were not asked about %s: %s", entry.slug, error)
        return None


def golden_line(worse: int | None, house: House) -> str:
    """What is said of them; nothing when none gets worse."""
    if worse is None:
        return house.catalogue.text("ijkvragen.unknown")
    if worse == 0:
        return ""
    return house.catalogue.text(f"ijkvragen.chat_{'one' if worse == 1 else 'many'}", count=worse)
