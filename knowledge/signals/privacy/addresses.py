"""Street addresses and post boxes."""

import re
from collections.abc import Iterator

from knowledge.signals.privacy.candidate import Candidate
from knowledge.signals.privacy.folding import key
from knowledge.signals.privacy.model import PersonalDataType

_ADDITION = r"(?:[ -]?(?:hs|bis|huis|zwart|rood|I{1,3}V?|[a-zA-Z](?![\w'])))?(?:[-/][\w]{1,4})?"
_HOUSE = (
    rf"(\d{{1,5}}{_ADDITION}(?:,? (?:bus|appartement|app|apt|kamer) \d{{1,4}})?)(?!\d|[.,:]\d|"
    rf"-\d| uur| jaar| keer| kinderen| weken| dagen| maanden| ?(?i:januari|februari|maart|april|mei|juni|"
    rf"juli|augustus|september|oktober|november|december|jan|feb|mrt|apr|jun|jul|aug|sep|sept|okt|nov|"
    rf"dec|euro|x|%)\b)"
)
_STRONG = (
    r"(?:straat|str\.|laan|weg|plein|kade|gracht|singel|dijk|pad|hof|dreef|plantsoen|steeg|boulevard|"
    r"dwarsstraat|"
    r"allee|kwartier|wal|hage|erf|passage|promenade|markt|haven|oever|park|brink|werf|stadion|diep|"
    r"vaart|burg|"
    r"kanaal|eiland|sluis|ring|baan|tuin|poort|veld|horst|kamp|donk|akker|weide|woud|bos|meer|zoom|"
    r"rade|hoek|stede|hoeve|bergen|berg|waard|polder|zijde|es|ede|gaarde|wijk|buurt|stein|rak|"
    r"steiger|flat)"
)
_STREET = re.compile(
    rf"\b((?:(?:[A-Z][\w'.\-]{{0,30}}|van|de|den|der|het|ter|ten|'t|v\.d\.|vd|bonte|oude|nieuwe|"
    rf"lange|korte|eerste|tweede|derde|1e|2e|3e) ){{0,4}})"
    rf"\b([A-Za-z'\-]{{2,40}}{_STRONG}|[A-Z][a-z]{{1,30}}(?:straat|laan|weg|plein|kade|gracht|singel)\b)"
    rf"(?:,? ?(?:nummer|nr\.?|huisnummer|no\.?))? {_HOUSE}",
)
_TWO_WORD_STREET = re.compile(
    rf"\b((?:[A-Z][\w'\-]{{1,30}} ){{1,4}}(?:[Ss]traat|[Ll]aan|[Ww]eg|[Pp]lein|[Kk]ade|[Gg]racht|"
    rf"[Ss]ingel|[Dd]ijk|[Pp]ad|[Hh]of|[Dd]reef))"
    rf"(?: {_HOUSE})?"
)
_ADDRESS_CUE = (
    r"(?i:adres|woon(?:t|de|achtig|adres)?|wonen|verhuis(?:d|t|en)?|ingeschreven|verblij\w+|logeert|"
    r"flat|ligplaats|"
    r"schuil\w*|opvang|huisbezoek|politie|slaapt|huurt|staat|stuur|naar|op|aan|bij|in|van)"
)
_CUED = re.compile(
    rf"\b{_ADDRESS_CUE}(?: (?i:is|van|opa|oma|moeder|vader|de|het|aan|op|in|naar|nu|nog|ook|bij|"
    rf"onder|ingeschreven|haar|zijn|hun)){{0,4}}[: ]{{1,2}}"
    rf"((?:(?:De|Het|It|'t|Van|[A-Z][a-z'\-]{{3,30}}) ){{0,3}}[A-Z][a-zA-Z'\-]{{2,30}}(?: [A-Z])?) {_HOUSE}"
)
_WEAK_CUE = frozenset(["op", "aan", "bij", "in", "van", "naar", "staat", "stuur", "politie"])
_BOX = re.compile(r"\b[Pp]ostbus \d{2,6}\b")
_NO_HOUSE = re.compile(
    r"\b(?i:woon(?:t|achtig|de)?|wonen|adres|verblijft|logeert|verhuisd|straat|woning|huis|"
    r"flat)\b(?: \w+){0,3} "
    r"(?:aan|in|op|naar|is)(?: de| het)? ((?:[A-Z][\w'\-]{1,30} ){0,3}[A-Z][a-z'\-]{1,30}(?:straat|"
    r"laan|weg|gracht|singel|kade|plein|dijk|dreef|plantsoen|hof|pad|steeg))\b"
)
_NOT_A_STREET = frozenset(
    [
        "stap",
        "kolom",
        "artikel",
        "art",
        "groep",
        "klas",
        "team",
        "versie",
        "fase",
        "punt",
        "lid",
        "hoofdstuk",
        "bijlage",
        "top",
        "bus",
        "lijn",
        "week",
        "kamer",
        "zaal",
        "spreekkamer",
        "verdieping",
        "paragraaf",
        "schaal",
        "boek",
        "titel",
        "cluster",
        "awb",
        "havo",
        "vmbo",
        "mbo",
        "vwo",
        "nen",
        "jeugdwet",
        "wmo",
        "tel",
        "bsn",
        "nummer",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
        "januari",
        "februari",
        "maandag",
        "dinsdag",
        "woensdag",
        "donderdag",
        "vrijdag",
        "zaterdag",
        "zondag",
        "huisnummer",
        "spoor",
        "pagina",
        "vraag",
        "tabel",
        "rond",
        "bestelling",
        "ticket",
        "formulier",
        "route",
        "niveau",
        "deel",
        "les",
        "sessie",
        "ronde",
        "postcode",
        "dossier",
        "zaak",
        "casus",
        "kerst",
    ]
)


def find_address(text: str, common: frozenset[str]) -> Iterator[Candidate]:
    """Find a street with a house number, a post box, or a street after "woont aan de".

    Args:
        text: Folded text.
        common: Ordinary words; "onderweg 3 keer" is no address.
    """
    for match in _BOX.finditer(text):
        yield Candidate(PersonalDataType.ADRES, match.start(), match.end(), 3)
    for match in _STREET.finditer(text):
        word = match.group(2)
        capital = word[0].isupper()
        if (not capital and key(word) in common) or key(word) in _NOT_A_STREET:
            continue
        if capital and key(word) in common and not match.group(1):
            continue
        yield Candidate(PersonalDataType.ADRES, _trim(match), match.end(), 4)
    for match in _TWO_WORD_STREET.finditer(text):
        if match.group(2):
            yield Candidate(PersonalDataType.ADRES, match.start(1), match.end(), 4)
    for match in _CUED.finditer(text):
        words = [key(word) for word in match.group(1).split()]
        if words[-1] in _NOT_A_STREET or words[0] in _NOT_A_STREET or all(word in common for word in words):
            continue
        yield Candidate(PersonalDataType.ADRES, match.start(1), match.end(), 5)
    for match in _NO_HOUSE.finditer(text):
        yield Candidate(PersonalDataType.ADRES, match.start(1), match.end(1), 6)


_LEADING_SMALL = re.compile(r"(?:(?:van|de|den|der|het|ter|ten|vd|v\.d\.) )+")


def _trim(match: re.Match[str]) -> int:
    """Leave articles and prepositions before the street name out of the span."""
    small = _LEADING_SMALL.match(match.group(1))
    return match.start() + (small.end() if small else 0)
