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
_WORD = re.compile(r"\w{4,}")
"""Words that say something; shorter ones are in any sentence."""
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
        meanings: Meanings by term, in lower case; several for an ambiguous term.
        terms: Matches any term as whole words, the longest first.
    """

    meanings: Mapping[str, tuple[str, ...]]
    terms: re.Pattern[str]

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read ``begrippen.yml``.

        Raises:
            EntryFormatError: Missing file or another shape than ``term: meaning`` or
                ``term: [meaning, other meaning]`` lines.
        """
        data = read_yaml(path, EntryFormatError)
        if not isinstance(data, dict) or not all(map(_is_meaning, data.values())):
            raise EntryFormatError(path, 1, "expected 'term: meaning' lines, or a list of at least two meanings")
        meanings = {
            str(term).casefold(): (meaning,) if isinstance(meaning, str) else tuple(meaning)
            for term, meaning in data.items()
        }
        longest_first = sorted(meanings, key=len, reverse=True)
        return cls(meanings, re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"))

    def expand(self, text: str) -> str:
        """The text with the meaning of each known term appended once, unless it is already there.

        Of an ambiguous term the meaning is appended only when the text itself has a word of exactly one of
        its meanings: a wrong guess would pull the question to the wrong entry.
        """
        lowered = text.casefold()
        added: list[str] = []
        for term in self.terms.findall(lowered):
            meaning = self._meaning(term, lowered)
            if meaning is not None and meaning not in lowered and meaning not in added:
                added.append(meaning)
        return " ".join([text, *added])

    def _meaning(self, term: str, lowered: str) -> str | None:
        meanings = self.meanings[term]
        if len(meanings) == 1:
            return meanings[0]
        said = set(_WORD.findall(lowered)) - {term}
        fitting = [meaning for meaning in meanings if said & set(_WORD.findall(meaning))]
        return fitting[0] if len(fitting) == 1 else None


def _is_meaning(value: object) -> bool:
    if isinstance(value, list):
        return len(value) > 1 and all(isinstance(meaning, str) for meaning in value)
    return isinstance(value, str)
