"""Clubs, and schools that are named without the word school: "ze zit op de Regenboog", "voetbalt bij vv De Meeuwen"."""

import re
from collections.abc import Iterator

from knowledge.signals.privacy.candidate import Candidate
from knowledge.signals.privacy.folding import key
from knowledge.signals.privacy.model import PersonalDataType

_CAP = r"[A-Z][\w'\-]{1,30}"
_ARTICLE = r"(?:[Dd]e|[Hh]et|'t|It) "
_CLUB = re.compile(
    r"\b(?i:vv|v\.v\.|svv|rksv|avv|hv|hc|fc|sc|tc|sv|sportclub|sportvereniging|voetbalclub|voetbalvereniging|"
    r"voetbalschool|turnclub|turnvereniging|gymvereniging|zwemclub|zwemvereniging|hockeyclub|korfbalclub|"
    r"judoschool|judoclub|karateschool|boksschool|sportschool|dansschool|balletschool|muziekschool|manege|"
    r"scouting(?:groep)?|jongerencentrum|buurthuis|speeltuin(?:vereniging)?|kinderboerderij|moskee|kerk) "
    rf"((?:{_ARTICLE})?{_CAP}(?: {_CAP}){{0,2}})"
)
# A verb or a noun that belongs to school, then "op de" and a word with a capital.
_ATTENDS = re.compile(
    r"\b(?:(?i:zit|zat|zitten|gaat|gaan|ging|les|plek)(?: \w+){0,3}? op|"
    r"(?i:leerling|leerlingen|juf|meester|leerkracht|ib'er|mentor|klas|groep \d|school|opvang|overblijf|gymles)"
    rf"(?: \w+){{0,2}}? (?:op|naar|van|bij)) ({_ARTICLE}{_CAP}(?: {_CAP})?)"
)
_ATTENDS_LOWER = re.compile(r"\b(?:op|naar|van|bij) ((?:[Dd]e|[Hh]et|'t) ([A-Za-z]{4,30}))\b")
_SCHOOL_WORD = re.compile(
    r"\b(?i:zit|zat|gaat|ging|leerling|juf|meester|leerkracht|ib'er|mentor|klas|groep \d|school|les|gym|opvang|"
    r"overblijf|verzuim|aangemeld|ingeschreven)\b"
)
_KIND_LOWER = re.compile(
    r"\b((?i:kdv|obs|cbs|rkbs|kbs|pcbs|psz|ikc|bso|kinderdagverblijf) )((?:de |het |'t )?)"
    r"([a-z]{4,30})\b"
)
_PARTICIPLE = re.compile(r"(?:ge|be|ver|ont|her)\w+(?:d|t|en)$")
# Words that primary schools and day care in the Netherlands are often called by, in lower case no place to go to.
_TYPICAL = frozenset(
    (
        "regenboog", "klimop", "wegwijzer", "toermalijn", "vlindertuin", "kameleon", "piramide", "hoeksteen",
        "vuurvogel", "zonnebloem", "springplank", "wingerd", "windroos", "sterrenkijker", "toverlantaarn",
        "duizendpoot", "kindertuin", "zevensprong", "krullevaar", "rietlanden", "boomgaard", "tweemaster",
        "driemaster", "kleurdoos", "wonderboom", "zeppelin", "ijsvogel", "kievit", "zonnewijzer", "lichtboei",
        "bongerd", "mozaiek", "toverberg", "poolster", "morgenster", "zilvermeeuw", "kikkervijver", "bijenkorf",
        "rakkertjes", "dreumesen", "vlinders", "kabouters", "kaboutertjes", "hummeltjes", "pinkeltje", "pippi",
        "nijntje",
    )
)  # fmt: skip
_NOT_A_NAME = frozenset(
    (
        "gi", "raad", "mdo", "ots", "uhp", "vt", "ggz", "politie", "rechter", "rechtbank", "gemeente", "bijlmer",
        "jordaan", "pijp", "baarsjes", "zaanstreek", "hema", "efteling", "artis", "ikea", "action", "jumbo", "lidl",
        "blokker", "universiteit", "kamer", "randstad", "veluwe", "randweg", "overtoom", "balie", "crisisdienst",
        "opvoedpoli", "bascule",
    )
)  # fmt: skip
_STREETS = ("straat", "gracht", "singel", "laan", "weg", "plein", "kade", "dijk", "dreef", "plantsoen", "hof")


def find_club(text: str, ordinary: frozenset[str], allowed: frozenset[str]) -> Iterator[Candidate]:
    """Find clubs and schools that are named without a word such as "basisschool".

    Args:
        text: Folded text.
        ordinary: Words that name nothing.
        allowed: Words of organisations, places and methods.
    """
    for match in _CLUB.finditer(text):
        yield Candidate(PersonalDataType.SCHOOL, match.start(), match.end(), 5)
    for match in _ATTENDS.finditer(text):
        words = [key(word) for word in match.group(1).split()[1:]]
        known = set(words) & (allowed | _NOT_A_NAME) or words[0].endswith(_STREETS)
        if not known and not match.group(1).split()[1].isupper():
            yield Candidate(PersonalDataType.SCHOOL, match.start(1), match.end(1), 5)
    for match in _KIND_LOWER.finditer(text):
        word = key(match.group(3))
        unknown = word not in ordinary and not _PARTICIPLE.match(word)
        if word in _TYPICAL or unknown:
            yield Candidate(PersonalDataType.SCHOOL, match.start(), match.end(), 5)
    if _SCHOOL_WORD.search(text):
        for match in _ATTENDS_LOWER.finditer(text):
            if key(match.group(2)) in _TYPICAL:
                yield Candidate(PersonalDataType.SCHOOL, match.start(1), match.end(1), 5)
