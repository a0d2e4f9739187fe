"""The rules of the check: each takes the whole base and yields its findings."""

from collections.abc import Callable, Iterator

from knowledge.checking.model import Base, Finding
from knowledge.checking.rules.families import family_first
from knowledge.checking.rules.formats import refused
from knowledge.checking.rules.golden import golden_questions
from knowledge.checking.rules.phrasings import shared_phrasings
from knowledge.checking.rules.references import dead_links, dead_references, empty_fields, one_way, unused_fields
from knowledge.checking.rules.reviews import review_past, unconfirmed
from knowledge.checking.rules.similarity import near_duplicates
from knowledge.checking.rules.sourcing import few_sources
from knowledge.checking.rules.wording import readability, vague

RULES: tuple[Callable[[Base], Iterator[Finding]], ...] = (
    refused,
    dead_links,
    dead_references,
    one_way,
    unused_fields,
    empty_fields,
    shared_phrasings,
    family_first,
    review_past,
    unconfirmed,
    few_sources,
    near_duplicates,
    readability,
    vague,
    golden_questions,
)
"""All rules."""
