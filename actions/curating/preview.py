"""An entry as the chat shows it, also one that is not published: for the desk, and for a review in chat."""

from datetime import date

from actions.house import House
from actions.rendering.answer import AnswerRenderer
from actions.steps.show import related
from actions.vocabulary import OutboundMessage
from knowledge.entries.model import Entry
from knowledge.search.published import Published


def bubbles(item: Published, house: House, today: date) -> list[OutboundMessage]:
    """The answer, and what *Lees meer* gives."""
    renderer = AnswerRenderer(house.catalogue, house.references, today)
    made = [renderer.answer(item, escalation=False, related=related(item, house))]
    return [*made, renderer.more(item)] if item.entry.more else made


def draft_bubbles(entry: Entry | None, house: House, today: date) -> list[OutboundMessage]:
    """A text that nobody approved yet; nothing when it cannot be read as an entry.

    An expertise that does not exist is left out: the check beside the preview names it.
    """
    if entry is None or not set(entry.expertise) <= set(house.references.expertise):
        return []
    known = all(source in house.references.sources for source in _sources(entry))
    return bubbles(Published(entry, 0, confirmed=True), house, today) if known else []


def _sources(entry: Entry) -> set[str]:
    sentences = (sentence for part in (entry.short, entry.more) for p in part for sentence in p.sentences)
    return {source for sentence in sentences for source in sentence.mark.sources}
