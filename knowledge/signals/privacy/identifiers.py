"""Citizen service numbers (BSN) and bank account numbers (IBAN)."""

import re
from collections.abc import Iterator

from stdnum import iban as stdnum_iban
from stdnum.nl import bsn as stdnum_bsn

from knowledge.signals.privacy.candidate import Candidate
from knowledge.signals.privacy.model import PersonalDataType

_BSN_DIGITS = 9
_GROUPS = re.compile(r"\d+(?:[ .\-/]\d+)*")
_GROUP = re.compile(r"\d+")
_DATE = re.compile(r"(?:\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d\d|(?:19|20)\d\d[-/]\d{1,2}[-/]\d{1,2})(?!\d)")
_BSN_CUE = re.compile(
    r"(?:\b(?:bsn|burger\s?service\s?(?:nummer|nr)?|burgerservicenr|sofi)(?:[- ]?(?:nummer|nr))?)"
    r"[^\d\n]{0,24}$",
    re.IGNORECASE,
)
_NO_BSN_CUE = re.compile(
    r"\b(?:order|bestel|bestelling|factuur|ticket|artikel|pakket|serie|kvk)"
    r"(?:nummer|nr)?\W{0,3}$",
    re.IGNORECASE,
)
_IBAN_START = re.compile(r"(?<![A-Za-z])(?:iban)?([A-Za-z]{2}[ -]?\d{2})(?=[ .-]?[A-Za-z0-9])", re.IGNORECASE)
_IBAN_CUE = re.compile(r"\b(?:iban|rekening|rek|bank)\w*\W{0,3}(?:\w+\W{1,3}){0,2}$", re.IGNORECASE)
# Lengths per country as published in the SWIFT IBAN registry.
_IBAN_LENGTHS = {
    "NL": 18, "BE": 16, "DE": 22, "FR": 27, "ES": 24, "PT": 25, "IT": 27, "PL": 28, "RO": 24, "BG": 22, "TR": 26,
    "GB": 22, "IE": 22, "AT": 20, "LU": 20, "CH": 21, "DK": 18, "SE": 24, "NO": 15, "FI": 18, "CZ": 24, "SK": 24,
    "HU": 28, "HR": 21, "SI": 19, "GR": 27, "CY": 28, "MT": 31, "EE": 20, "LV": 21, "LT": 20, "RS": 22, "BA": 20,
    "AL": 28, "MK": 19, "XK": 20, "UA": 29, "MA": 28, "TN": 24, "AE": 23, "SA": 24, "GE": 22, "MD": 24,
}  # fmt: skip


def find_bsn(text: str) -> Iterator[Candidate]:
    """Find numbers of nine digits that pass the eleven test, and any 8 or 9 digits after "bsn"."""
    for run in _GROUPS.finditer(text):
        groups = [(run.start() + g.start(), run.start() + g.end()) for g in _GROUP.finditer(run.group())]
        first = 0
        while first < len(groups):
            last = _bsn_groups(text, groups, first)
            if last < 0:
                first += 1
                continue
            yield Candidate(PersonalDataType.BSN, groups[first][0], groups[last][1], 1)
            first = last + 1


def _bsn_groups(text: str, groups: list[tuple[int, int]], first: int) -> int:
    """Give the index of the last group of a BSN that starts at group ``first``, or -1."""
    start = groups[first][0]
    single = groups[first][1] - start == 1
    digits = ""
    index = first
    while index < len(groups) and len(digits) < _BSN_DIGITS and (groups[index][1] - groups[index][0] == 1) == single:
        digits += text[groups[index][0] : groups[index][1]]
        index += 1
    last = index - 1
    before = text[max(0, start - 40) : start]
    decimal = text[start - 1 : start] in (",", ".") and text[start - 2 : start - 1].isdigit()
    if decimal or _DATE.match(text[start : groups[last][1]]):
        return -1
    if len(digits) in (_BSN_DIGITS - 1, _BSN_DIGITS) and _BSN_CUE.search(before):
        return last
    valid = len(digits) == _BSN_DIGITS and stdnum_bsn.is_valid(digits)
    return last if valid and not _NO_BSN_CUE.search(before) else -1


def find_iban(text: str) -> Iterator[Candidate]:
    """Find IBANs: Dutch ones by their form, others by form and check digits (ISO 13616)."""
    position = 0
    while start := _IBAN_START.search(text, position):
        position = start.start(1) + 1
        country = text[start.start(1) : start.start(1) + 2].upper()
        length = _IBAN_LENGTHS.get(country)
        if length is None:
            continue
        end, compact = _read(text, start.start(1), length)
        if end < 0:
            continue
        dutch = country == "NL" and compact[4:8].isalpha() and compact[8:].isdigit()
        known = stdnum_iban.is_valid(compact, check_country=False)
        if dutch or known or _IBAN_CUE.search(text[max(0, start.start(1) - 40) : start.start(1)]):
            yield Candidate(PersonalDataType.IBAN, start.start(1), end, 0)
            position = end


def _read(text: str, start: int, length: int) -> tuple[int, str]:
    """Read ``length`` letters and digits with at most one separator between two of them.

    Returns:
        The end and the compact upper-case text, or (-1, "") if there are not that many.
    """
    compact: list[str] = []
    separators = 0
    for position in range(start, min(len(text), start + 2 * length)):
        character = text[position]
        if character.isascii() and character.isalnum():
            compact.append(character.upper())
            separators = 0
            if len(compact) == length:
                following = text[position + 1 : position + 2]
                return (position + 1, "".join(compact)) if not following.isdigit() else (-1, "")
        elif character in " -." and not separators:
            separators += 1
        else:
            break
    return -1, ""
