"""Dates of birth: a date counts only where the words around it say so."""

import re
from collections.abc import Iterator

from knowledge.signals.privacy.candidate import Candidate
from knowledge.signals.privacy.model import PersonalDataType

_MONTH = (
    r"(?:jan(?:uari|uary)?|feb(?:ruari|ruary)?|mrt|maart|march|apr(?:il)?|mei|may|juni?|june|juli?|july|"
    r"aug(?:ustus|ust)?|sept?(?:ember)?|okt(?:ober)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?:(?:19|20)\d\d|'\d\d|\d\d)"
_DATE = re.compile(
    rf"(?<![\d/.-])(?:\d{{1,2}}(?: ?[-/.] ?)\d{{1,2}}(?: ?[-/.] ?){_YEAR}|(?:19|"
    rf"20)\d\d[-/.]\d{{1,2}}[-/.]\d{{1,2}}|"
    rf"\d{{1,2}}(?:e|de|ste)?[ -](?i:{_MONTH})[ -]?(?:(?:19|20)\d\d|'\d\d|\d\d(?!\d|[:.]\d\d|u| uur))|"
    rf"\d{{1,2}} \d{{1,2}} (?:19|20)\d\d)(?![\d/]|-\d)"
)
_COMPACT = re.compile(r"(?<!\d)(?:[0-3]\d[01]\d(?:19|20)\d\d|(?:19|20)\d\d[01]\d[0-3]\d)(?!\d)")
_NO_YEAR = re.compile(rf"(?<![\d/.-])\d{{1,2}} (?i:{_MONTH})(?=\W|$)(?! ?'?\d)")
_SPOKEN_DAY = (
    r"(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|elfde|twaalfde|"
    r"dertiende|veertiende|"
    r"vijftiende|zestiende|zeventiende|achttiende|negentiende|(?:een|twee|drie|vier|vijf|zes|zeven|"
    r"acht|negen)en"
    r"(?:twintigste|dertigste)|twintigste|dertigste|een|twee|drie|vier|vijf|zes|zeven|acht|negen|"
    r"tien|elf|twaalf)"
)
_SPOKEN = re.compile(
    rf"\b{_SPOKEN_DAY} {_MONTH} (?:twee ?duizend|negentien ?honderd|negentien|twintig)[a-z]*", re.IGNORECASE
)
_BIRTH_BEFORE = re.compile(
    r"(?:\bgeb(?:oren|oorte\w*|\.? ?dat\w*|\.?)?\b|\bgeboorte|\bg\.? ?d\.?\b|\bd\.?o\.?b\.?\b|"
    r"\bdate of birth|\bborn\b|"
    r"\bverjaar(?:t|dag)\w*|\bjarig\b|\bkwam\b|\bter wereld|(?:^|\W)\*)[^\d]{0,40}$",
    re.IGNORECASE,
)
_BIRTH_AFTER = re.compile(
    r"^\W{0,3}(?:(?:is|was|als|ook|zijn|haar|hun|de|wel|op|te|in|\w{2,15}) ){0,4}"
    r"(?:geboren|geboortedatum|geboortedag|geb\b|ter wereld|jarig)",
    re.IGNORECASE,
)
_PERSON = (
    r"(?:kind(?:eren)?|jongen|jongste|oudste|middelste|meisje|baby|peuter|kleuter|puber|zoon(?:tje)?|"
    r"dochter(?:tje)?|moeder|vader|"
    r"tweeling|client(?:e)?|pupil|jongere|minderjarige|leerling|broertje|zusje|stiefzoon|stiefdochter|kleine|"
    r"ze|zij|hij|ie|oma|opa|mevrouw|meneer|mw|dhr|ouder|pleegkind)"
)
_PERSON_BEFORE = re.compile(
    rf"\b{_PERSON}\b[ ,]*(?:\(\W{{0,2}}|,? ?van |is van |zijn van |, |: |is |= | )$", re.IGNORECASE
)
_IDENTITY_BEFORE = re.compile(
    r"\b(?:pas|paspoort|id|id-kaart|identiteitskaart|brp|zoek(?:en)? op|document)\b[^\d]{0,25}$", re.I
)
_NO_BIRTH = re.compile(
    r"\b(?:zitting|mdo|beschikking|uitspraak|artikel|versie|evalua\w+|afspraak|verslag|sinds|"
    r"huisbezoek|tot|vanaf|deadline|"
    r"eindigt|loopt|gesprek|training|melding|incident|rapport|overleg|protocol|\w*wet|wmo|ingegaan|"
    r"uiterlijk|per|casusberaad|"
    r"dd|d\.d\.|datum|gepland|staat op|brief|mail|besluit|periode|week|plan)\b",
    re.IGNORECASE,
)
_BARE = re.compile(r"\W*(?:\w+\W+){0,3}\Z")
_BARE_AFTER = re.compile(r"\W*(?:\w+\W*){0,2}\Z")
_WHEN = re.compile(r"\b(?:op|om|voor|tot|sinds|vanaf|per|uiterlijk|rond|na|tussen)\W*\Z", re.IGNORECASE)
_FULL_YEAR = re.compile(r"(?:19|20)\d\d")
_BABY = re.compile(r"\b(?:bevalling|bevallen|baby is er|uitgerekend|couveuse|te vroeg)\b", re.IGNORECASE)


def find_birth_date(text: str, names: list[tuple[int, int]]) -> Iterator[Candidate]:
    """Find dates of birth.

    Args:
        text: Folded text.
        names: Slices of the names found in it; "Ilse Vermeer, 5 mei 2008" is a date of birth.
    """
    ends = {end for _, end in names}
    previous_end = -1
    for match in _DATE.finditer(text):
        start, end = match.start(), match.end()
        if _is_birth(text, start, end, ends) or (previous_end >= 0 and _continues(text[previous_end:start])):
            yield Candidate(PersonalDataType.GEBOORTEDATUM, start, end, 2)
            previous_end = end
    for pattern in (_COMPACT, _SPOKEN, _NO_YEAR):
        for match in pattern.finditer(text):
            before, after = text[max(0, match.start() - 60) : match.start()], text[match.end() : match.end() + 40]
            if _BIRTH_BEFORE.search(before) or (pattern is not _NO_YEAR and _BIRTH_AFTER.match(after)):
                yield Candidate(PersonalDataType.GEBOORTEDATUM, match.start(), match.end(), 3)


def _is_birth(text: str, start: int, end: int, name_ends: set[int]) -> bool:
    before, after = text[max(0, start - 60) : start], text[end : end + 40]
    if _BIRTH_BEFORE.search(before) or _BIRTH_AFTER.match(after):
        return True
    gap = before[len(before.rstrip(" ,(:*-")) :]
    if gap and start - len(gap) in name_ends and ("," in gap or "(" in gap or ":" in gap or gap == " "):
        return True
    if _PERSON_BEFORE.search(before) or _IDENTITY_BEFORE.search(before):
        return True
    if _stands_alone(text, start, end):
        return True
    near = text[max(0, start - 60) : end + 60]
    return bool(_BABY.search(near)) and not _NO_BIRTH.search(before)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether a whole date is nearly all there is ("12/03/2015"): then nothing says that it is an appointment."""
    before, after = text[:start], text[end:]
    if not _FULL_YEAR.search(text[start:end]) or _NO_BIRTH.search(text) or _WHEN.search(before):
        return False
    return bool(_BARE.fullmatch(before) or not before.strip()) and bool(_BARE_AFTER.fullmatch(after))


def _continues(between: str) -> bool:
    """Tell whether a date goes on a list of dates of birth: "oudste 5/5/12, middelste 19/9/15"."""
    return len(between) <= 25 and bool(
        re.fullmatch(rf"\W+(?:(?:en|de|haar|zijn|{_PERSON})\W+){{0,4}}", between, re.IGNORECASE)
    )
