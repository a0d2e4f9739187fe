"""Character n-grams inside word boundaries."""

import re
import unicodedata
import zlib
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

CodeArray = NDArray[np.uint32]

_WORD = re.compile(r"\w+")


def folded(text: str) -> str:
    """Lower case without accents: people type "client" for "cliënt" and "een" for "één"."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def words(text: str) -> list[str]:
    """The folded words of a text, without punctuation."""
    return _WORD.findall(folded(text))


def word_ngrams(word: str, shortest: int, longest: int) -> list[str]:
    """The n-grams of one word with a space on either side.

    The scheme is scikit-learn's ``analyzer="char_wb"``: a padded word that is shorter than n counts
    once, whole.

    Args:
        word: A word without white space.
        shortest: Smallest n, in characters.
        longest: Largest n, in characters.

    Returns:
        The n-grams, shortest first, repeats included.
    """
    padded = f" {word} "
    found: list[str] = []
    for size in range(shortest, longest + 1):
        if len(padded) <= size:
            found.append(padded)
            break
        found.extend(padded[start : start + size] for start in range(len(padded) - size + 1))
    return found


@lru_cache(maxsize=20_000)
def word_codes(word: str, shortest: int, longest: int) -> CodeArray:
    """CRC-32 codes of a word's n-grams, ``(number of n-grams,) uint32``.

    Codes instead of strings keep the vocabulary of an index in one small array that loads at once.
    Among 100,000 n-grams about one pair shares a code by chance, which does not show in a score.
    """
    grams = word_ngrams(word, shortest, longest)
    return np.fromiter((zlib.crc32(gram.encode()) for gram in grams), dtype=np.uint32, count=len(grams))


def text_codes(text: str, shortest: int, longest: int) -> CodeArray:
    """Codes of all n-grams of a text, repeats included, ``(n,) uint32``."""
    pieces = [word_codes(word, shortest, longest) for word in words(text)]
    return np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.uint32)
