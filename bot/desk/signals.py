"""What the pages of *Signalen* share: the rules and sentences, read once, and the parts that learn and switch."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.desk.desk import Desk
from bot.signals import signals_folder
from knowledge.signals.danger.lexicon import DangerLexicon
from knowledge.signals.learning.errors import WeightsUnusable
from knowledge.signals.learning.regression import RegressionSet
from knowledge.signals.learning.shelf import FitShelf
from knowledge.signals.learning.switching import Switching
from knowledge.signals.material import DATA
from knowledge.signals.own.model import Subject
from knowledge.signals.own.proposing import Proposing
from knowledge.signals.own.shipped import ShippedSentences
from knowledge.signals.reflex.lexicon import ReflexLexicon
from knowledge.signals.wording.yaml_records import read_texts
from knowledge.store.signal_sentences import SignalSentenceStore
from knowledge.store.signal_switch import SignalSwitchStore, Switch

SUBJECTS = {"gevaar": Subject.DANGER, "reflex": Subject.REFLEX}
"""Subjects by the word in the address."""
TABS = (
    ("try", "/signalen"),
    ("own", "/signalen/zinnen"),
    ("shipped", "/signalen/meegeleverd"),
    ("rules", "/signalen/regels"),
    ("learn", "/signalen/leren"),
)
"""The pages, by the name of their text."""

danger_lexicon = cache(DangerLexicon.load)
reflex_lexicon = cache(ReflexLexicon.load)
shipped_sentences = cache(ShippedSentences.load)
regression_set = cache(RegressionSet.load)


@cache
def kind_names() -> dict[str, str]:
    """How kinds of danger and reflex are called in the files of the rules."""
    return read_texts(DATA / "reflex" / "soorten.yml") | read_texts(DATA / "danger" / "soorten.yml")


@dataclass(frozen=True, slots=True)
class InUse:
    """Which weights judge.

    Attributes:
        switch: The last switch.
        data: The data folder of the weights that judge.
        unusable: Why the shipped weights judge although others are switched on, as the last part of a key of
            `desk_signals.unusable`; empty when all is well.
    """

    switch: Switch
    data: Path
    unusable: str = ""


def sentences(desk: Desk) -> SignalSentenceStore:
    """Own sentences."""
    return SignalSentenceStore(desk.database)


def proposing(desk: Desk) -> Proposing:
    """Adds own sentences."""
    return Proposing(sentences(desk), desk.house.privacy, shipped_sentences(), regression_set())


def switching(desk: Desk) -> Switching:
    """Compares and switches learned weights."""
    return Switching(FitShelf(signals_folder(desk.settings)), SignalSwitchStore(desk.database), regression_set())


def in_use(desk: Desk) -> InUse:
    """Which weights judge now."""
    parts = switching(desk)
    current = parts.store.current()
    if current.weights is None:
        return InUse(current, DATA)
    try:
        return InUse(current, parts.shelf.data_of(current.weights))
    except WeightsUnusable as error:
        return InUse(current, DATA, error.key)
