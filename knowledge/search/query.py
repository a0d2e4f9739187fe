"""Prepare a question for search: clean it and spell out abbreviations."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from knowledge.errors import EntryFormatError
from knowledge.yaml_text import read_yaml

_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_PLACEHOLDER = re.compile(r"\[[a-z][a-z -]{1,40}\]")
_TAG = re.compile(r"<[^<>]{0,200}>")


def clean(text: str) -> str:
    """One line without control and invisible characters, HTML tags or redaction marks, in Unicode NFKC.

    A mark such as ``[naam]`` says nothing about the question, but would pull it to the entries about privacy.
    NFKC folds look-alike forms (full-width letters, ligatures) to the letters colleagues type.
    """
    composed = unicodedata.normalize("NFKC", text)
    kept = "".join(" " if ch.isspace() else ch for ch in composed if ch.isspace() or _kept(ch))
    return " ".join(_TAG.sub(" ", _PLACEHOLDER.sub(" ", kept)).split())


def _kept(ch: str) -> bool:
    return unicodedata.category(ch) not in _DROPPED


def has_words(text: str) -> bool:
    """Whether anything remains that could be a question: at least one letter or digit."""
    return any(ch.isalnum() for ch in text)


@dataclass(frozen=True, slots=True)
class Glossary:
    """Abbreviations, English terms and other spellings with what they mean.

    Attributes:
        meanings: Meaning by term, in lower case.
        terms: Matches any term as whole words, the longest first.
    """

    meanings: Mapping[str, str]
    terms: re.Pattern[str]

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read ``begrippen.yml``.

        Raises:
            EntryFormatError: Missing file or another shape than ``term: meaning`` lines.
        """
        data = read_yaml(path, EntryFormatError)
        if not isinstance(data, dict) or not all(isinstance(value, str) for value in data.values()):
            raise EntryFormatError(path, 1, "expected 'term: meaning' lines")
        meanings = {str(term).casefold(): meaning for term, meaning in data.items()}
        longest_first = sorted(meanings, key=len, reverse=True)
        return cls(meanings, re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"))

    def expand(self, text: str) -> str:
        """The text with the meaning of each known term appended once, unless it is already there."""
        lowered = text.casefold()
        added: list[str] = []
        for term in self.terms.findall(lowered):
            meaning = self.meanings[term]
            if meaning not in lowered and meaning not in added:
                added.append(meaning)
        return " ".join([text, *added])
