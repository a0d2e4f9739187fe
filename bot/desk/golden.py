"""What publishing a text would do to the golden questions, for the pages that ask before it happens."""

from logging import getLogger

from bot.desk.desk import Desk
from bot.desk.presenting.golden import MAKING, UNKNOWN, GoldenShown, golden_shown
from embeddings.errors import EmbeddingError
from knowledge.entries.model import Entry
from knowledge.errors import SearchUnavailable

LOG = getLogger(__name__)


def golden_of(entry: Entry, desk: Desk) -> GoldenShown:
    """Try a text on the golden questions; tenths of a second.

    Where they cannot be asked, the page says so: that is no reason to keep a text from readers. After something was
    published they are asked anew, in a thread: until then the page says that.

    Args:
        entry: As it would be published.
        desk: The parts behind the pages.
    """
    if desk.house.golden is None:
        return UNKNOWN
    if not desk.house.golden.is_ready:
        desk.background.golden.start()
        return MAKING
    try:
        verdict = desk.house.golden.verdict(entry)
    except (SearchUnavailable, EmbeddingError) as error:
        LOG.warning("golden questions were not asked about %s: %s", entry.slug, error)
        return UNKNOWN
    titles = {slug: item.entry.title for slug, item in desk.shelf.published().items()}
    return golden_shown(verdict, titles | {entry.slug: entry.title})
