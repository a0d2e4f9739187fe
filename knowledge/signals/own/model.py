"""A labelled sentence of the organisation, and what it may be labelled as."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

LONGEST = 400
"""Characters of a sentence: what people type in one breath, our choice; longer texts are judged by sentence."""
SHORTEST_WORDS = 2
"""Words of a sentence; one word is a cry, which stands in a list of its own."""


class Subject(StrEnum):
    """The signal that a sentence is an example of; also the name of its data folder."""

    DANGER = "danger"
    REFLEX = "reflex"


class State(StrEnum):
    """Where a sentence stands. Only an accepted one is learned."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    TURNED_DOWN = "turned_down"
    WITHDRAWN = "withdrawn"


_DANGER = (
    *("geweld", "dreiging", "kind", "seksueel", "suicide", "vermist"),
    *("middelen", "verward", "professional", "brand", "overig"),
)
_HARMLESS = (
    *("casus", "zorgen-niet-acuut", "werk", "kennisvraag", "verleden", "opgelost", "ontkenning", "hypothetisch"),
    *("figuurlijk", "andere-betekenis", "oefening", "fictie", "beleid", "planning", "alledaags", "buiten-bereik"),
)
_REFLEX = (
    *("overdragen", "opschalen", "melden-en-klaar", "maatregel-eisen", "afsluiten"),
    *("uitsluiten-ouder", "overslaan-begrijpen", "zonder-team-beslissen", "schuld-afschuiven", "tijdsdruk"),
)
_NO_REFLEX = (
    *("norm-melden", "al-overlegd", "kennisvraag", "betrokken-blijven", "praktische-overdracht"),
    *("twijfel-en-vragen", "over-ander", "planning", "zorgvraag"),
)
KINDS: Mapping[Subject, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        Subject.DANGER: MappingProxyType({"acuut": _DANGER, "grijs-hoog-risico": _DANGER, "niet-acuut": _HARMLESS}),
        Subject.REFLEX: MappingProxyType({"escalatiereflex": _REFLEX, "geen-escalatiereflex": _NO_REFLEX}),
    }
)
"""Kinds by label by subject: of the shipped material, those that a person can tell apart. A test compares them."""
LABELS: Mapping[Subject, frozenset[str]] = MappingProxyType({subject: frozenset(KINDS[subject]) for subject in Subject})
"""Labels by subject: those of the training modules, which are not imported where nothing is fitted."""
REFLEX = "escalatiereflex"
"""The label of a sentence that shows the reflex."""


@dataclass(frozen=True, slots=True)
class OwnSentence:
    """One sentence of the organisation.

    Attributes:
        sentence_id: Its number.
        subject: The signal.
        text: Without personal data; empty once withdrawn.
        label: One of `KINDS` of the subject.
        kind: One of the label.
        state: Where it stands.
        proposed_at: When somebody added it.
        proposed_by: Pseudonym.
        decided_at: When it was accepted, turned down or withdrawn; None while it waits.
        decided_by: Pseudonym; None while it waits.
    """

    sentence_id: int
    subject: Subject
    text: str
    label: str
    kind: str
    state: State
    proposed_at: datetime
    proposed_by: str
    decided_at: datetime | None
    decided_by: str | None
