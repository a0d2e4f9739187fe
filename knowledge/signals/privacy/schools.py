"""Names of schools, nurseries and day care."""

import re
from collections.abc import Iterator

from knowledge.signals.privacy.candidate import Candidate
from knowledge.signals.privacy.folding import key
from knowledge.signals.privacy.model import PersonalDataType

_KIND = (
    r"(?i:(?:(?:islamitische|christelijke|katholieke|openbare|protestantse|reformatorische|joodse|hindoe) )?"
    r"(?:basisschool|montessorischool|daltonschool|jenaplanschool|vrijeschool|vrije school|"
    r"praktijkschool|middelbare school|"
    r"voorschool|peuterspeelzaal|peuteropvang|peutergroep|kinderdagverblijf|kinderopvang|"
    r"kinderdagcentrum|creche|gastouder|"
    r"gastouderopvang|dagopvang|schakelklas|scholengemeenschap|school voor \w+|taalschool|speelschool|school|"
    r"obs|cbs|rkbs|kbs|pcbs|ikc|kc|kindcentrum|kdv|kdc|bso|nso|psz|sbo|vso|so|vmbo|mavo|havo|vwo|mbo|"
    r"hbo|roc|isk|pro|vo|"
    r"college|lyceum|gymnasium|atheneum))"
)
_CAP = r"[A-Z0-9][\w'\-]{0,30}"
_NAME = (
    rf"(?:(?:De|Het|It|'t|'T|Den|d'|El|Al|Op|In|de|het) )?{_CAP}(?: (?:(?:van|de|der|den|het|en|"
    rf"'t|op|in|aan|&) ){{0,2}}{_CAP}){{0,3}}"
)
_NAMED = re.compile(rf"\b({_KIND}) (?:(?:genaamd|heet) |van (?=(?:De|Het|'t) ))?(\"?{_NAME})")
_LOWER = re.compile(rf"\b({_KIND}) ((?:de|het|'t) ([a-z][\w'\-]{{3,}}))")
_SUFFIX = re.compile(
    rf"\b((?:(?:{_CAP}) (?:(?:van|de|der|den|ibn|al) )?){{0,3}}(?:{_CAP} ?(?:[Cc]ollege|[Ll]yceum|"
    rf"[Gg]ymnasium|[Ss]cholengemeenschap|"
    r"[Vv]akcollege|[Kk]indcentrum|[Mm]avo|[Mm]ontessori|[Aa]cademie|[Pp]raktijkonderwijs)|"
    r"[A-Z]\w{1,30}-?(?:school|college|lyceum)))\b"
)
_STAFF = re.compile(
    rf"\b(?i:juf|meester|leerkracht|lerares|leraar|docent|mentor|ib'er|intern begeleider|directeur|"
    rf"conrector|zorgcoordinator|klas|groep \d|leerling|school)"
    rf"(?: {_CAP})? (?:van|op|bij) ((?:De|Het|It|'t|de|het) {_CAP}(?: {_CAP})?)"
)
_CARE = frozenset(("bso", "gastouder", "school"))  # kinds before an article and a name: "bso de Vlinders"
_KNOWN_KIND = frozenset(
    [
        "college",
        "lyceum",
        "school",
        "so",
        "pro",
        "vo",
        "hbo",
        "mbo",
        "vwo",
        "havo",
        "mavo",
        "vmbo",
        "gastouder",
        "sbo",
        "vso",
        "isk",
        "bso",
        "roc",
    ]
)


def find_school(text: str, is_ordinary: frozenset[str]) -> Iterator[Candidate]:
    """Find the names of schools and day care.

    Args:
        text: Folded text.
        is_ordinary: Ordinary words and abbreviations that name no school.
    """
    for match in _NAMED.finditer(text):
        words = match.group(2).strip('"').split()
        if _is_name(words, is_ordinary, match.group(1)):
            yield Candidate(PersonalDataType.SCHOOL, match.start(), match.end(), 4)
    for match in _LOWER.finditer(text):
        if key(match.group(3)) not in is_ordinary and key(match.group(1)) not in _KNOWN_KIND:
            yield Candidate(PersonalDataType.SCHOOL, match.start(), match.end(), 6)
    for match in _SUFFIX.finditer(text):
        start = _skip_leading(match)
        if any(key(word) not in is_ordinary for word in text[start : match.end()].split()):
            yield Candidate(PersonalDataType.SCHOOL, start, match.end(), 5)
    for match in _STAFF.finditer(text):
        words = match.group(1).split()
        if key(words[-1]) not in is_ordinary or len(words) > 2:
            yield Candidate(PersonalDataType.SCHOOL, match.start(1), match.end(1), 5)


_LEADING = frozenset(("het", "de", "een", "is", "wat", "bij", "op", "van", "wil", "mag"))


def _skip_leading(match: re.Match[str]) -> int:
    """Leave words such as "Het" out at the start of a name; the last word always stays."""
    start = match.start()
    for word in match.group(1).split()[:-1]:
        if key(word) not in _LEADING:
            break
        start += len(word) + 1
    return start


def _is_name(words: list[str], ordinary: frozenset[str], kind: str) -> bool:
    """Tell whether the words after "basisschool" name one; "MBO Entree" or "school De" do not."""
    plain = [key(word) for word in words]
    if all(word.isdigit() for word in plain) or (words[0].isupper() and len(words[0]) > 1 and len(words) == 1):
        return False
    if words[0] in {"de", "het"}:
        named = words[-1][0].isupper() and key(kind) in _CARE
        return named or (key(kind) not in _KNOWN_KIND and any(word not in ordinary for word in plain[1:]))
    article = words[0] in {"De", "Het", "It", "'t", "'T", "Den", "Op", "El", "Al"}
    if article:
        return len(words) > 1 and not (len(plain[1]) < 2)
    if key(kind) in _KNOWN_KIND:
        return plain[0] not in ordinary
    return any(word not in ordinary for word in plain)
