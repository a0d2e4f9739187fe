"""Dutch postal codes, with a house number right after one."""

import re
from collections.abc import Iterator

from knowledge.signals.privacy.candidate import Candidate
from knowledge.signals.privacy.model import PersonalDataType

_POSTCODE = re.compile(r"(?<![\d.,/-])([1-9]\d{3})( {0,2})([A-Za-z]{2})(?![A-Za-z]|-[A-Za-z])")
_POSTCODE_CUE = re.compile(r"\b(?:postcode\w*|pc|post code|brp|adres)\W{0,3}(?:\w+ ){0,3}$", re.IGNORECASE)
_NEVER_ISSUED = frozenset({"SA", "SD", "SS"})  # stdnum.nl.postcode: never issued by PostNL
# Two letters that stand behind a year as words or abbreviations of this field: "in 2019 GI ingeschakeld".
_NOT_AFTER_YEAR = re.compile(
    r"gi|vt|bw|jb|ob|ab|om|ot|mo|hb|kg|km|cm|mm|ml|mg|pv|vo|po|av|tv|cb|id|ok|nr|jr|sr|bv|nv|vs|eu|ch"
)
_NOT_AFTER_MOMENT = re.compile(
    r"af|al|as|au|be|ca|da|de|do|ei|el|en|er|ex|ga|ha|he|ik|in|is|ja|je|ka|la|ma|me|mn|na|ne|no|nu|of|oh|ok|om|on|"
    r"op|pa|re|ro|so|st|ta|te|ti|to|tv|uh|ui|uw|va|vd|vs|we|wo|ze|zn|zo|gr|mw|dr|mr|hb|vt|gi|ff"
)
# Words and units behind any number.
_NOT_AFTER_NUMBER = re.compile(r"al|de|en|er|ff|ga|gr|ha|ik|in|is|ja|je|kg|km|me|na|nu|of|om|op|te|uw|we|ze|zo")
_UNITS = re.compile("kg|km|cm|mm|ml|mg|gr")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_MOMENT = re.compile(r"(?:19|20)\d\d$|(?:1\d|2[0-3])[0-5]\d$")
"""A year, or a time without a colon; no postal code begins with a 0."""
_SHOUTED_LETTERS = 4
_HOUSE_AFTER_POSTCODE = re.compile(
    r"[ ,]{1,3}(?:(?:huis)?(?:nummer|nr)\.? ?)?(\d{1,5}(?: ?(?:hs|bis|[A-Za-z]{1,2}(?![\w])|"
    r"[-/][\w]{1,4}))?)(?![\d.,:]*\d)",
    re.IGNORECASE,
)


def find_postcode(text: str) -> Iterator[Candidate]:
    """Find Dutch postal codes and a house number right after one."""
    for match in _POSTCODE.finditer(text):
        if not _is_postcode(text, match):
            continue
        yield Candidate(PersonalDataType.POSTCODE, match.start(), match.end(), 3)
        house = _HOUSE_AFTER_POSTCODE.match(text, match.end())
        if house:
            yield Candidate(PersonalDataType.ADRES, house.start(1), house.end(1), 6)


def _is_postcode(text: str, match: re.Match[str]) -> bool:
    digits, gap, letters = match.groups()
    if letters.upper() in _NEVER_ISSUED:
        return False
    if _POSTCODE_CUE.search(text[max(0, match.start() - 40) : match.start()]):
        return True
    small = letters.lower()
    words = _NOT_AFTER_MOMENT if _MOMENT.match(digits) else _NOT_AFTER_NUMBER
    if letters.isupper():
        if gap and words.fullmatch(small) and _is_shouted(text, match):
            return False
        return not (gap and _YEAR.match(digits) and _NOT_AFTER_YEAR.fullmatch(small))
    if _UNITS.fullmatch(small):
        return False
    if gap:
        return not words.fullmatch(small) and not letters.istitle()
    return small not in {"er", "en", "is", "te"}


def _is_shouted(text: str, match: re.Match[str]) -> bool:
    """Whether what stands around is in capitals, so that those of the code say nothing."""
    around = text[max(0, match.start() - 30) : match.start()] + text[match.end() : match.end() + 30]
    return around.isupper() and sum(character.isalpha() for character in around) >= _SHOUTED_LETTERS
