"""Which entries are near what a team asks, without telling what it asked."""

from collections.abc import Iterable, Mapping

from knowledge.entries.model import Entry, Urgency


def near(used: Iterable[str], entries: Mapping[str, Entry]) -> dict[str, int]:
    """Entries to reflect on: what a team read lately, and what is related to it.

    Both come in one heap and without counts, so that nobody in the chat can tell who asked what. Urgent entries
    ask for a call, not for reflection; those that bar talking to the family first are no subject for a chat.

    Args:
        used: Slugs that the team read.
        entries: Published entries by slug.

    Returns:
        How many questions each has, by slug.
    """
    read = [slug for slug in used if slug in entries]
    around = dict.fromkeys([*read, *(other for slug in read for other in entries[slug].related)])
    return {slug: len(entries[slug].reflection) for slug in around if slug in entries and _fits(entries[slug])}


def _fits(entry: Entry) -> bool:
    urgent = entry.urgency is Urgency.URGENT or entry.not_family_first
    return bool(entry.reflection) and not entry.is_signpost and not urgent
