"""How easy a Dutch text reads: the Flesch-Douma score, and sentence length.

Flesch-Douma (W.H. Douma, "De leesbaarheid van landbouwbladen", Landbouwhogeschool Wageningen, 1960):
``206.84 - 0.93 * words per sentence - 77 * syllables per word``. Douma's classes: 0-30 very hard, 30-45 hard, 45-60
rather hard, 60-70 normal, 70-80 rather easy, 80-90 easy, 90-100 very easy (quoted in Onze Taal, 1977). It
measures length only, so it is a hint: field terms that professionals know ("vertrouwensarts") count as hard.

Syllables are counted as runs of vowels, with the Dutch combinations that are spoken as one; a trema starts a new one.
An abbreviation in capitals is spelt, so each letter counts. Numbers are left out.
"""

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_VOWELS = re.compile(
    r"ieuw|eeuw|ieu|aai|ooi|oei|aa|ee|oo|uu|ie|ij|ei|eu|oe|ou|ui|au|ai|oi|qu(?=[aeiou])|[aeiouyáàâäéèêëíìîïóòôöúùûü]"
)
_SPELT = re.compile(r"[A-Z]{2,5}")
_LONG_WORD = 6


@dataclass(frozen=True, slots=True)
class Ease:
    """How a text reads.

    Attributes:
        score: Flesch-Douma, about 0 (very hard) to 100 (very easy); may fall outside.
        words_per_sentence: Mean.
        long_words: Share of words of more than six letters, 0 to 1.
    """

    score: float
    words_per_sentence: float
    long_words: float


def syllables(word: str) -> int:
    """Spoken syllables of a word, at least one."""
    if _SPELT.fullmatch(word):
        return len(word)
    found = _VOWELS.findall(word.lower())
    return max(1, sum(not run.startswith("q") for run in found))


def words_of(text: str) -> list[str]:
    """The words of a text; numbers are none."""
    return _WORD.findall(text)


def ease(sentences: tuple[str, ...]) -> Ease | None:
    """Measure a text.

    Args:
        sentences: Its sentences.

    Returns:
        The figures; None when there is not a single word.
    """
    read = [words for words in map(words_of, sentences) if words]
    words = [word for sentence in read for word in sentence]
    if not words:
        return None
    length = len(words) / len(read)
    weight = sum(map(syllables, words)) / len(words)
    share = sum(len(word) > _LONG_WORD for word in words) / len(words)
    return Ease(206.84 - 0.93 * length - 77 * weight, length, share)
