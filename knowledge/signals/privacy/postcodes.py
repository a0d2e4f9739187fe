"""Dutch postal codes, with a house number right after one."""

import re
from collections.abc import Iterator

from knowledge.signals.privacy.candidate import Candidate
from knowledge.signals.privacy.model import PersonalDataType

_POSTCODE = re.compile(r"(?<![\d.,/-])([1-9]\d{3})( {0,2})([A-Za-z]{2})(?![A-Za-z]|-[A-Za-z])")
_POSTCODE_CUE = re.compile(r"\b(?:postcode\w*|pc|post code|brp|adres)\W{0,3}(?:\w+ ){0,3}$", re.IGNORECASE)
_NEVER_ISSUED = frozenset({"SA", "SD", "SS"})  # stdnum.nl.postcode: never issued by PostNL
_NOT_AFTER_YEAR = frozenset(
    [
        "gi",
        "vt",
        "bw",
        "jb",
        "ob",
        "ab",
        "om",
        "ot",
        "mo",
        "hb",
        "kg",
        "km",
        "cm",
        "mm",
        "ml",
        "mg",
        "pv",
        "vo",
        "po",
        "av",
        "tv",
        "cb",
        "id",
        "ok",
        "nr",
        "jr",
        "sr",
        "bv",
        "nv",
        "vs",
        "eu",
        "ch",
    ]
)
_UNITS = frozenset(["km", "kg", "cm", "mm", "ml", "mg", "gr", "eu", "me", "mb", "gb", "kb", "ww", "wa"])
_SHORT_WORDS = frozenset(
    [
        "aan",
        "af",
        "al",
        "as",
        "au",
        "be",
        "ca",
        "da",
        "de",
        "do",
        "ei",
        "el",
        "en",
        "er",
        "ex",
        "ga",
        "ha",
        "he",
        "ik",
        "in",
        "is",
        "ja",
        "je",
        "ka",
        "la",
        "ma",
        "me",
        "mn",
        "na",
        "ne",
        "no",
        "nu",
        "of",
        "oh",
        "ok",
        "om",
        "on",
        "op",
        "pa",
        "re",
        "ro",
        "so",
        "st",
        "ta",
        "te",
        "ti",
        "to",
        "tv",
        "uh",
        "ui",
        "uw",
        "va",
        "vd",
        "vs",
        "we",
        "wo",
        "ze",
        "zn",
        "zo",
        "gr",
        "mw",
        "dr",
        "mr",
        "hb",
        "vt",
        "gi",
        "ff",
    ]
)
_YEAR = re.compile(r"(?:19|20)\d\d$")
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
    if letters.isupper():
        shouting = text[max(0, match.start() - 30) : match.end() + 30].isupper()
        if shouting and gap and letters.lower() in _SHORT_WORDS:
            return False
        return not (gap and _YEAR.match(digits) and letters.lower() in _NOT_AFTER_YEAR)
    if letters.lower() in _UNITS and not gap:
        return False
    if gap:
        return letters.lower() not in _SHORT_WORDS and letters.lower() not in _UNITS - {"gb"} and not letters.istitle()
    return letters.lower() not in {"er", "en", "is", "te"}
