"""Tell whether a message is written in another language than Dutch.

Function words decide for languages in Latin script; another script decides by itself. A language model
would be more exact, but this only chooses the wording of "I do not know", never whether to answer.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from knowledge.signals.manner.patterns import FOLDER, plain, read_lists

_MINIMUM_WORDS = 3


@dataclass(frozen=True, slots=True)
class LanguageReader:
    """Counts function words per language.

    Attributes:
        words: Function words by language code; must hold ``nl``.
    """

    words: Mapping[str, frozenset[str]]

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Self:
        """Read the function words.

        Raises:
            SignalDataError: The word file cannot be used.
        """
        return cls({code: frozenset(words) for code, words in read_lists(folder / "function_words.yml").items()})

    def is_foreign(self, text: str) -> bool:
        """Whether the text is clearly not Dutch; mixed or short texts count as Dutch."""
        letters = [ch for ch in text if ch.isalpha()]
        if letters and sum("LATIN" not in unicodedata.name(ch, "") for ch in letters) > len(letters) / 2:
            return True
        tokens = plain(text).split()
        if len(tokens) < _MINIMUM_WORDS:
            return False
        counts = {code: sum(token in words for token in tokens) for code, words in self.words.items()}
        dutch = counts.pop("nl")
        return max(counts.values(), default=0) > max(1, 2 * dutch)
