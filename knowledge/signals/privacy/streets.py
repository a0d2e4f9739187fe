"""Streets in lower case without a house number: "ze woont in de kerkstraat"."""

import re
from collections.abc import Iterator

from knowledge.signals.privacy.candidate import Candidate
from knowledge.signals.privacy.folding import key
from knowledge.signals.privacy.model import PersonalDataType

_STREET = re.compile(
    r"\b(?:in|aan|op|bij|van|uit|naar|achter|hoek) (?:de|het) ([a-z'\-]{3,30}(?:straat|gracht|singel|plantsoen|laan|"
    r"dreef|kade|plein|dijk|weg|hof|steeg))(?! ?\d)\b"
)
_LIVES = re.compile(
    r"\b(?:woon\w*|wonen|adres|verblij\w+|logeer\w*|verhui\w+|flat|huis|woning|slaap\w*|ingeschreven|buren|"
    r"buurvrouw|buurman|hoek)\b",
    re.IGNORECASE,
)
_SURE = ("straat", "gracht", "singel", "plantsoen", "laan", "dreef")
# Kinds of roads and places, and words that only end like one.
_ORDINARY = re.compile(
    r"(?:winkel|zij|dwars|woon|achter|parallel|eenrichtings|hoofd|snel|uit|om|fiets|land|zand|rond|lucht|spoor|vlucht|"
    r"midden|invals|toegangs|buiten|provinciale|school|speel|markt|dorps|voetbal|oprij|gerechts|kosten|leer|"
    r"werk|tijdens|levens|ontwikkelings|denk|zelf)"
    r"(?:straat|laan|weg|plein|hof|dijk|kade)|onderweg|aanwezig|kerkhof|hof"
)


def find_street(text: str, ordinary: frozenset[str]) -> Iterator[Candidate]:
    """Find a street after "in de" and the like; names of weaker form count only where somebody lives.

    Args:
        text: Folded text.
        ordinary: Words that name nothing.
    """
    lives = bool(_LIVES.search(text))
    for match in _STREET.finditer(text):
        word = key(match.group(1))
        if word not in ordinary and not _ORDINARY.fullmatch(word) and (lives or word.endswith(_SURE)):
            yield Candidate(PersonalDataType.ADRES, match.start(1), match.end(1), 6)
