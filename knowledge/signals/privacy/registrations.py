"""Licence plates and the numbers of cases, files and clients."""

import re
from collections.abc import Iterator

from knowledge.signals.privacy.candidate import Candidate
from knowledge.signals.privacy.model import PersonalDataType

# The fourteen Dutch series ("sidecodes") of the RDW: L = letter, D = digit.
_SERIES = (
    "LL-DD-DD", "DD-DD-LL", "DD-LL-DD", "LL-DD-LL", "LL-LL-DD", "DD-LL-LL", "DD-LLL-D", "D-LLL-DD", "LL-DDD-L",
    "L-DDD-LL", "LLL-DD-L", "L-DD-LLL", "D-LL-DDD", "DDD-LL-D",
)  # fmt: skip


def _series(separator: str) -> str:
    forms = []
    for series in _SERIES:
        parts = [re.sub("L", "[A-Za-z]", re.sub("D", r"\\d", part)) for part in series.split("-")]
        forms.append(separator.join(parts))
    return "|".join(forms)


_DASHED = re.compile(rf"(?<![\w/-])(?:{_series('[-.]')})(?![\w/]|-\w)")
_SPACED = re.compile(rf"(?<![\w/-])(?:{_series(' ')})(?![\w/-])")
_GLUED = re.compile(rf"(?<![\w/.-])(?:{_series('')})(?![\w/-])")
_PLATE_CUE = re.compile(
    r"\b(?:kenteken|kentekens|kentekennummer|plaat|plaatje|nummerplaat|nummerbord|auto|busje|scooter|"
    r"wagen|bus|bestelbus|"
    r"bestelbusje|motor|brommer|golf|polo|volkswagen|vw|bmw|audi|opel|ford|fiat|seat|renault|peugeot|"
    r"toyota|kia|mercedes|"
    r"skoda|volvo|tesla|caravan|rijdt|taxi|kent)\b[^\d\n]{0,24}$",
    re.IGNORECASE,
)
_STRONG_PLATE_CUE = re.compile(
    r"\b(?:kenteken|kentekennummer|plaat|plaatje|nummerplaat|nummerbord)\b(?:\W+[a-z]+){0,3}\W{1,3}$", re.IGNORECASE
)
_FOREIGN = re.compile(r"(?<![\w-])[A-Z]{1,3}[ -]?[A-Z0-9]{2,5}(?:[ -][A-Z0-9]{1,4})?(?![\w-])")
_ISSUED = re.compile("[bdfghjklnprstvxz]+", re.IGNORECASE)
"""Letters of today's series: no vowels, so that no word is made (RDW, https://www.rdw.nl)."""
_LETTERS = 4
_UNITS = frozenset(["kg", "km", "gr"])
_MONTHS = frozenset(["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"])

_COURT = re.compile(
    r"\b[Cc] ?/ ?\d{2} ?/ ?\d{4,7}(?: ?/? ?(?:[A-Za-z]{2} ?[Rr][Kk]|"
    r"[A-Za-z]{2} [Zz][Aa]) ?\d{2} ?[-/ ] ?\d{1,5})?"
)
_PETITION = re.compile(r"\b(?:JE|FA|KG|HA|EX|BZ|je|fa) ?(?:RK|ZA|rk|za) ?\d{2} ?[-/] ?\d{1,5}\b")
_PROSECUTION = re.compile(r"(?<![\d\w/-])\d{2}[-/.]\d{6}[-/.]\d{2}(?!\d)")
_POLICE = re.compile(r"\bPL ?\d{2,4}[- ]\d{6,12}\b", re.IGNORECASE)
_PREFIXED = re.compile(r"\b[A-Z]{2,5}(?:[-/][A-Z]{1,4})?[-/](?:19|20)?\d{2}[-/.]\d{3,7}\b")
_DATED = re.compile(r"(?<![\w.])20\d{2}\.(?:0[1-9]|1[0-2])\.\d{4,6}(?![\w.]*\d)")
# A postal code behind "client" is no number of a client; its letters would stay.
_POSTCODE = re.compile(r"[1-9]\d{3} {0,2}(?:[A-Z]{2}|[bcdghjklmnprstvwxz]{2})\b")
_CASE_WORD = (
    r"(?:zaak|dossier|casus|client|clienten|rekest|parket|proces[- ]?verbaal|pv|meldings?|"
    r"vt[- ]?meldings?|aangifte|"
    r"registratie|aanmeld(?:ings)?|kenmerk|ons kenmerk|uw kenmerk|referentie|ref|polis|patient|"
    r"leerling|klant|"
    r"beschikkings?|besluit|verwijs|burger|vreemdelingen|v|a|alien|document|paspoort|id[- ]?kaart|"
    r"identiteitskaart|"
    r"rijbewijs|relatie|cli|zorg|verzekerden|beroeps?|klacht|bezwaar|rol|onderwijs|pgn|big|ecd|jeugd)"
)
_NUMBER_WORD = r"[- ]?(?:nummer|nr|no|id|code)\b"
_VALUE = r"(#?(?:[A-Za-z]{1,5}[-/.]?|(?-i:[A-Z]{1,4}) )?\d[\w]*(?:[-/.][\w]+)*(?: \d[\d\-/.]*)*)"
_NUMBERED = re.compile(
    rf"\b{_CASE_WORD}{_NUMBER_WORD}\.?(?:\W{{0,3}}(?:is|van|:|moeder|vader|kind|hem|haar|het|de|onze|"
    rf"bij ons)){{0,4}}\W{{0,3}}{_VALUE}",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"\b(?:zaak|dossier|casus|kenmerk|referentie|ref|parket|rekest|client|aangifte|beschikking|"
    r"melding|ecd|pv)\.?"
    rf"(?: (?:heeft|met|onder|het|nummer|kenmerk|is)){{0,2}}[ :=]{{1,3}}{_VALUE}",
    re.IGNORECASE,
)
_ENOUGH_DIGITS = 4
_NO_CASE = re.compile(r"^(?:\w* )?(?:19|20)\d\d$|^\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d\d$")


def find_plate(text: str, common: frozenset[str]) -> Iterator[Candidate]:
    """Find licence plates.

    Args:
        text: Folded text.
        common: Ordinary words; "12 op 15" is no plate.
    """
    for pattern, spaced in ((_DASHED, False), (_SPACED, True), (_GLUED, True)):
        for match in pattern.finditer(text):
            if _is_plate(text, match, loose=spaced, common=common):
                rank = 5 if pattern is _GLUED else 3
                yield Candidate(PersonalDataType.KENTEKEN, match.start(), match.end(), rank)
    for match in _FOREIGN.finditer(text):
        word = match.group()
        mixed = any(c.isdigit() for c in word) and any(c.isalpha() for c in word)
        if mixed and _STRONG_PLATE_CUE.search(text[max(0, match.start() - 60) : match.start()]):
            yield Candidate(PersonalDataType.KENTEKEN, match.start(), match.end(), 4)


def _is_plate(text: str, match: re.Match[str], *, loose: bool, common: frozenset[str]) -> bool:
    word = match.group()
    if _PLATE_CUE.search(text[max(0, match.start() - 60) : match.start()]):
        return True
    letters = [part.lower() for part in re.findall("[A-Za-z]+", word)]
    if any(part in _MONTHS for part in letters):
        return False
    if not loose:
        return True
    issued = all(_ISSUED.fullmatch(part) and part not in _UNITS for part in letters)
    if " " not in word:
        runs = re.findall(r"[A-Za-z]+|\d+", word)
        told = len(runs) > 2 or len(letters[0]) == _LETTERS
        known = issued or (len(runs) > 2 and not any(part in common for part in letters))
        return told and known and (word.isupper() or word.islower())
    if any(part in common for part in letters):
        return False
    return word.isupper() or (word.islower() and issued and sum(len(part) for part in letters) > 2)


def find_case_number(text: str) -> Iterator[Candidate]:
    """Find numbers of court cases, police reports, files and clients."""
    for pattern in (_COURT, _PETITION, _PROSECUTION, _POLICE, _PREFIXED, _DATED):
        for match in pattern.finditer(text):
            if not match.group().upper().startswith("ECLI"):
                yield Candidate(PersonalDataType.ZAAKNUMMER, match.start(), match.end(), 1)
    for pattern, minimum in ((_NUMBERED, 3), (_BARE, _ENOUGH_DIGITS)):
        for match in pattern.finditer(text):
            value = match.group(1).rstrip("./-")
            if _POSTCODE.match(text, match.start(1)) and len(value) == _ENOUGH_DIGITS:
                continue
            if sum(c.isdigit() for c in value) >= minimum and not _NO_CASE.match(value):
                yield Candidate(PersonalDataType.ZAAKNUMMER, match.start(1), match.start(1) + len(value), 2)
