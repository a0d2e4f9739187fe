"""Whole messages that are a cry for help by themselves: "112", "sos", "help", a knife as emoji.

Rules and classifier read sentences; of one word they can make nothing, and whoever types one word is in a hurry.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from knowledge.signals.danger.model import DangerJudgement, DangerLevel
from knowledge.signals.wording.yaml_records import read_groups

FILE = "kreten.yml"
KIND = "overig"
_EDGES = " \t\r\n.,!?;:…-'\"()*"


@dataclass(frozen=True, slots=True)
class Cries:
    """Cries by level.

    Attributes:
        acute: Get the danger card.
        grey: Get the check question.
        signs: Those of ``grey`` that are no words (emoji): one in a message without letters is enough.
    """

    acute: frozenset[str]
    grey: frozenset[str]
    signs: frozenset[str]

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read ``kreten.yml``.

        Raises:
            SignalDataError: The file is missing or malformed.
        """
        groups = read_groups(folder / FILE)
        grey = frozenset(groups["grijs"])
        return cls(frozenset(groups["acuut"]), grey, frozenset(sign for sign in grey if not _has_letters(sign)))

    def judge(self, text: str) -> DangerJudgement | None:
        """The judgement when the whole text is a cry, else ``None``."""
        said = " ".join(text.casefold().strip(_EDGES).split())
        if said in self.acute:
            return DangerJudgement(DangerLevel.ACUTE, KIND, ("kreet",), None)
        if said in self.grey or (not _has_letters(text) and any(sign in text for sign in self.signs)):
            return DangerJudgement(DangerLevel.GREY, KIND, ("kreet",), None)
        return None


def _has_letters(text: str) -> bool:
    return any(ch.isalnum() for ch in text)
