"""Telephone numbers, e-mail addresses and accounts on social media."""

import re
from collections.abc import Iterator

from knowledge.signals.privacy.candidate import Candidate
from knowledge.signals.privacy.model import PersonalDataType

_SEP = r"[ .\-/]{0,3}"
_WORD_DIGIT = r"(?:\d|nul|een|twee|drie|vier|vijf|zes|zeven|acht|negen)"
_DATE_AHEAD = r"(?!\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d\d)"
_MOBILE = re.compile(
    rf"(?<![\d+])(?:(?:\+|00){_SEP}31{_SEP}(?:\(0\){_SEP}|0{_SEP})?|"
    rf"\(?0\)?{_SEP})\(?6\)?(?:{_SEP}\d){{8}}(?!\d)"
)
_SPOKEN = re.compile(rf"\b(?:nul|0){_SEP}(?:zes|6)(?:{_SEP}{_WORD_DIGIT}){{8}}(?![\da-z])", re.IGNORECASE)
_LANDLINE = re.compile(rf"(?<![\d+]){_DATE_AHEAD}\(?0[1-578]\)?(?:[ .\-/()]{{0,3}}\d){{8}}(?!\d)(?![-/]\d)")
_ABROAD = re.compile(r"(?<![\w+])(?:\+|00)(?:[ .\-/()]{0,3}\d){8,14}(?!\d)")
_CUED = re.compile(
    r"\b(?:tel|telefoon|telnr|telefoonnummer|telefoonnr|mobiel|mobielnr|gsm|whatsapp|toestel)\b"
    r"\W{0,3}(?:nummer|nr|is|van \w{1,12} is)?\W{0,3}(\d(?:[ .\-]?\d){6,11})(?!\d)",
    re.IGNORECASE,
)
_PUBLIC = re.compile(r"^(?:0?800|0?900|0?906|0?909|14|116|18|112|113|144|088)")
_EMAIL_LOCAL = re.compile(r"[\w.+\-'%]{1,64}$")
_EMAIL_DOMAIN = re.compile(r"[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,8}")
_SPELLED_AT = re.compile(
    r"(?<![\w.])[\w.+\-]{1,64} ?(?:\[at\]|\(at\)|\{at\}|\[apenstaartje\]| apenstaartje )"
    r" ?[\w\-]{1,63}(?: ?(?:\.|\[dot\]|\[punt\]|\(dot\)|\(punt\)| punt ) ?[\w\-]{2,63}){1,3}",
    re.IGNORECASE,
)
_SPACED_AT = re.compile(
    r"(?<![\w.])[\w.+\-]{1,64}(?: {1,2}@ {0,2}| {0,2}@ {1,2})[\w\-]{1,63}(?:\.[\w\-]{1,63}){0,3} ?\. ?"
    r"(?:nl|com|net|org|eu|be|de|info|me|online)\b",
    re.IGNORECASE,
)
_PLATFORM = (
    r"(?:insta(?:gram)?|snap(?:chat)?|tik ?tok|facebook|fb|youtube|twitter|telegram|discord|twitch|roblox|"
    r"fortnite|minecraft|psn|xbox|playstation|steam|signal|bereal|threads|x|gamer?tag|gamernaam)"
)
_HANDLE_AT = re.compile(r"(?<![\w.@/])@[\w](?:[\w.\-]{0,38}[\w])?")
_HANDLE_HASH = re.compile(r"(?<![\w#])[\w.]{2,32}#\d{4}(?!\d)")
_URL = re.compile(
    r"(?:https?://)?(?:www\.)?(?:instagram|facebook|tiktok|snapchat|twitter|x|youtube|twitch|linkedin|t)"
    r"\.(?:com|me|tv|nl)/[@\w.\-/+]{2,80}",
    re.IGNORECASE,
)
_HANDLE_CUED = re.compile(
    rf"\b(?:{_PLATFORM}(?:[- ]?(?:naam|account|accountnaam|profiel|kanaal|handle|id))?|account|"
    rf"gebruikersnaam|username|"
    r"accountnaam|nickname|profielnaam|nepaccount)"
    r"(?: (?:naam|account|profiel|is|heet|als|onder|van|hem|haar|ze|hij|zij|ie|zijn|de|met|op|en|"
    r"daar|zich|naam)){0,4}"
    r"[ :=]{1,3}(?:@)?([A-Za-z0-9_][\w.\-]{2,38}[\w])",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"\b(?i:{_PLATFORM}|account|profiel|kanaal)(?: kanaal| account)? (?i:onder|als|heet|genaamd|"
    rf"met de naam|onder de naam) "
    r"((?:[A-Z][\w'\-]{1,30} ?){2,4})(?=[ ,.;!?]|$)"
)


def find_phone(text: str) -> Iterator[Candidate]:
    """Find telephone numbers of people; public help numbers are left alone."""
    for pattern in (_MOBILE, _LANDLINE, _ABROAD, _SPOKEN):
        for match in pattern.finditer(text):
            start = match.start()
            if not _is_public(match.group()):
                yield Candidate(PersonalDataType.TELEFOON, start, match.end(), 1)
    for match in _CUED.finditer(text):
        if not _is_public(match.group(1)) and "." not in match.group(1)[:2]:
            yield Candidate(PersonalDataType.TELEFOON, match.start(1), match.end(1), 3)


def _is_public(number: str) -> bool:
    digits = "".join(c for c in number if c.isdigit())
    if number.startswith("+") or digits.startswith("00"):
        return False
    return (bool(_PUBLIC.match(digits)) and not digits.startswith(("06", "14"))) or (
        digits.startswith("14") and len(digits) <= 6
    )


def find_email(text: str) -> Iterator[Candidate]:
    """Find e-mail addresses, also written with spaces around the sign, with "[at]" or with "apenstaartje"."""
    at = text.find("@")
    while at >= 0:
        local = _EMAIL_LOCAL.search(text[max(0, at - 64) : at])
        domain = _EMAIL_DOMAIN.match(text, at + 1)
        if local and domain:
            end = domain.end()
            while text[end - 1] in "-_":
                end -= 1
            yield Candidate(PersonalDataType.EMAIL, at - len(local.group().lstrip(".'-")), end, 0)
        at = text.find("@", at + 1)
    for pattern in (_SPELLED_AT, _SPACED_AT):
        for match in pattern.finditer(text):
            yield Candidate(PersonalDataType.EMAIL, match.start(), match.end(), 1)


def find_account(text: str) -> Iterator[Candidate]:
    """Find accounts: @handles, handles after the name of a platform, links to a profile."""
    for pattern in (_URL, _HANDLE_AT, _HANDLE_HASH):
        for match in pattern.finditer(text):
            if not match.group().lower().endswith("bot"):
                yield Candidate(PersonalDataType.ACCOUNT, match.start(), match.end(), 1)
    for match in _HANDLE_CUED.finditer(text):
        if _looks_like_handle(match.group(1)):
            yield Candidate(PersonalDataType.ACCOUNT, match.start(1), match.end(1), 4)
    for match in _NAMED.finditer(text):
        yield Candidate(PersonalDataType.ACCOUNT, match.start(1), match.start(1) + len(match.group(1).rstrip()), 4)


def _looks_like_handle(word: str) -> bool:
    """A handle holds a digit, underscore or inner dot next to letters, or a capital inside."""
    letters = any(c.isalpha() for c in word)
    inner_capital = any(c.isupper() for c in word[1:]) and any(c.islower() for c in word)
    marks = any(c.isdigit() or c in "_." for c in word)
    return letters and (marks or inner_capital) and "-" not in word.strip("-")[:3]
