"""Postal codes and street addresses."""

import re
from collections.abc import Iterator

from knowledge.signals.privacy.candidate import Candidate
from knowledge.signals.privacy.folding import key
from knowledge.signals.privacy.model import PersonalDataType

_POSTCODE = re.compile(r"(?<![\d.,/-])([1-9]\d{3})( {0,2})([A-Za-z]{2})(?![A-Za-z]|-[A-Za-z])")
_POSTCODE_CUE = re.compile(r"\b(?:postcode\w*|pc|post code|brp|adres)\W{0,3}(?:\w+ ){0,3}$", re.IGNORECASE)
_NEVER_ISSUED = frozenset({"SA", "SD", "SS"})  # stdnum.nl.postcode: never issued by PostNL
_NOT_AFTER_YEAR = frozenset(
    ["gi", "vt", "bw", "jb", "ob", "ab", "om", "ot", "mo", "hb", "kg", "km", "cm", "mm", "ml", "mg", "pv", "vo", "po", "av", "tv", "cb", "id", "ok", "nr", "jr", "sr", "bv", "nv", "vs", "eu", "ch"]
)
_UNITS = frozenset(["km", "kg", "cm", "mm", "ml", "mg", "gr", "eu", "me", "mb", "gb", "kb", "ww", "wa"])
_SHORT_WORDS = frozenset(
    ["aan", "af", "al", "as", "au", "be", "ca", "da", "de", "do", "ei", "el", "en", "er", "ex", "ga", "ha", "he", "ik", "in", "is", "ja", "je", "ka", "la", "ma", "me", "mn", "na", "ne", "no", "nu", "of", "oh", "ok", "om", "on", "op", "pa", "re", "ro", "so", "st", "ta", "te", "ti", "to", "tv", "uh", "ui", "uw", "va", "vd", "vs", "we", "wo", "ze", "zn", "zo", "gr", "mw", "dr", "mr", "hb", "vt", "gi", "ff"]
)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_HOUSE_AFTER_POSTCODE = re.compile(
    r"[ ,]{1,3}(?:(?:huis)?(?:nummer|nr)\.? ?)?(\d{1,5}(?: ?(?:hs|bis|[A-Za-z]{1,2}(?![\w])|[-/][\w]{1,4}))?)(?![\d.,:]*\d)",
    re.IGNORECASE,
)
_ADDITION = r"(?:[ -]?(?:hs|bis|huis|zwart|rood|I{1,3}V?|[a-zA-Z](?![\w'])))?(?:[-/][\w]{1,4})?"
_HOUSE = rf"(\d{{1,5}}{_ADDITION}(?:,? (?:bus|appartement|app|apt|kamer) \d{{1,4}})?)(?!\d|[.,:]\d|-\d| uur| jaar| keer| kinderen| weken| dagen| maanden| ?(?i:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|jan|feb|mrt|apr|jun|jul|aug|sep|sept|okt|nov|dec|euro|x|%)\b)"
_STRONG = (
    r"(?:straat|str\.|laan|weg|plein|kade|gracht|singel|dijk|pad|hof|dreef|plantsoen|steeg|boulevard|dwarsstraat|"
    r"allee|kwartier|wal|hage|erf|passage|promenade|markt|haven|oever|park|brink|werf|stadion|diep|vaart|burg|"
    r"kanaal|eiland|sluis|ring|baan|tuin|poort|veld|horst|kamp|donk|akker|weide|woud|bos|meer|zoom|rade|hoek|stede|hoeve|bergen|berg|waard|polder|zijde|es|ede|gaarde|wijk|buurt|stein|rak|steiger|flat)"
)
_STREET = re.compile(
    rf"\b((?:(?:[A-Z][\w'.\-]*|van|de|den|der|het|ter|ten|'t|v\.d\.|vd|bonte|oude|nieuwe|lange|korte|eerste|tweede|derde|1e|2e|3e) ){{0,4}})"
    rf"\b([A-Za-z'\-]{{2,40}}{_STRONG}|[A-Z][a-z]+(?:straat|laan|weg|plein|kade|gracht|singel)\b)"
    rf"(?:,? ?(?:nummer|nr\.?|huisnummer|no\.?))? {_HOUSE}",
)
_TWO_WORD_STREET = re.compile(
    rf"\b((?:[A-Z][\w'\-]+ ){{1,4}}(?:[Ss]traat|[Ll]aan|[Ww]eg|[Pp]lein|[Kk]ade|[Gg]racht|[Ss]ingel|[Dd]ijk|[Pp]ad|[Hh]of|[Dd]reef))"
    rf"(?: {_HOUSE})?"
)
_ADDRESS_CUE = (
    r"(?i:adres|woon(?:t|de|achtig|adres)?|wonen|verhuis(?:d|t|en)?|ingeschreven|verblij\w+|logeert|flat|ligplaats|"
    r"schuil\w*|opvang|huisbezoek|politie|slaapt|huurt|staat|stuur|naar|op|aan|bij|in|van)"
)
_CUED = re.compile(
    rf"\b{_ADDRESS_CUE}(?: (?i:is|van|opa|oma|moeder|vader|de|het|aan|op|in|naar|nu|nog|ook|bij|onder|ingeschreven|haar|zijn|hun)){{0,4}}[: ]{{1,2}}"
    rf"((?:(?:De|Het|It|'t|Van|[A-Z][a-z'\-]{{3,}}) ){{0,3}}[A-Z][a-zA-Z'\-]{{2,}}(?: [A-Z])?) {_HOUSE}"
)
_WEAK_CUE = frozenset(["op", "aan", "bij", "in", "van", "naar", "staat", "stuur", "politie"])
_BOX = re.compile(r"\b[Pp]ostbus \d{2,6}\b")
_NO_HOUSE = re.compile(
    r"\b(?i:woon(?:t|achtig|de)?|wonen|adres|verblijft|logeert|verhuisd|straat|woning|huis|flat)\b(?: \w+){0,3} "
    r"(?:aan|in|op|naar|is)(?: de| het)? ((?:[A-Z][\w'\-]+ ){0,3}[A-Z][a-z'\-]+(?:straat|laan|weg|gracht|singel|kade|plein|dijk|dreef|plantsoen|hof|pad|steeg))\b"
)
_NOT_A_STREET = frozenset(["stap", "kolom", "artikel", "art", "groep", "klas", "team", "versie", "fase", "punt", "lid", "hoofdstuk", "bijlage", "top", "bus", "lijn", "week", "kamer", "zaal", "spreekkamer", "verdieping", "paragraaf", "schaal", "boek", "titel", "cluster", "awb", "havo", "vmbo", "mbo", "vwo", "nen", "jeugdwet", "wmo", "tel", "bsn", "nummer", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december", "januari", "februari", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "huisnummer", "spoor", "pagina", "vraag", "tabel", "rond", "bestelling", "ticket", "formulier", "route", "niveau", "deel", "les", "sessie", "ronde", "postcode", "dossier", "zaak", "casus", "kerst"])


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
