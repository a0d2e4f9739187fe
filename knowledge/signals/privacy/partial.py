"""Parts of numbers: "bsn eindigt op 782", "06-1234". A part narrows down whose number it is."""

import re
from collections.abc import Iterator

from knowledge.signals.privacy.candidate import Candidate
from knowledge.signals.privacy.model import PersonalDataType

_RANK = 5
_LEAD = r"(?:[^\d\n.?!]{0,30}?)[ :]"
_BSN = re.compile(rf"\b(?:bsn|burgerservicenummer|sofinummer)\b{_LEAD}(\d(?:[ .]?\d){{2,7}})(?![\d])", re.IGNORECASE)
_IBAN = re.compile(
    rf"\b(?:iban|rekeningnummer|rekeningnr|bankrekening|rekening (?:eindigt|begint))\b{_LEAD}"
    r"((?:NL\d\d ?[A-Z]{4} ?)?\d(?:[ .]?\d){3,8})"
    r"(?!\d| ?(?:euro|eur|%))",
    re.IGNORECASE,
)
# Not a month and year such as "06-2024".
_MOBILE = re.compile(r"(?<![\d/.\-])06[ \-](?!(?:19|20)\d\d(?!\d))\d{3,7}(?![\d/]|[.\-]\d)")


def find_partial(text: str) -> Iterator[Candidate]:
    """Find parts of a BSN, an account number or a mobile number; whole ones are found elsewhere.

    Args:
        text: Folded text.
    """
    for pattern, kind in ((_BSN, PersonalDataType.BSN), (_IBAN, PersonalDataType.IBAN)):
        for match in pattern.finditer(text):
            yield Candidate(kind, match.start(1), match.end(1), _RANK)
    for match in _MOBILE.finditer(text):
        yield Candidate(PersonalDataType.TELEFOON, match.start(), match.end(), _RANK)
