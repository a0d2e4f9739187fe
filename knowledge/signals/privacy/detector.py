"""The personal-data detector: all families of finds in one pass, repeated until nothing is left."""

import re
from pathlib import Path

from knowledge.signals.privacy.addresses import find_address
from knowledge.signals.privacy.candidate import Candidate, settle
from knowledge.signals.privacy.clubs import find_club
from knowledge.signals.privacy.contact import find_account, find_email, find_phone
from knowledge.signals.privacy.dates import find_birth_date
from knowledge.signals.privacy.folding import fold
from knowledge.signals.privacy.identifiers import find_bsn, find_iban
from knowledge.signals.privacy.lexicon import DATA_FOLDER, Lexicon, load_lexicon
from knowledge.signals.privacy.model import PersonalDataType, Redaction, Span
from knowledge.signals.privacy.names import NameFinder
from knowledge.signals.privacy.partial import find_partial
from knowledge.signals.privacy.postcodes import find_postcode
from knowledge.signals.privacy.redacting import redacted
from knowledge.signals.privacy.registrations import find_case_number, find_plate
from knowledge.signals.privacy.schools import find_school
from knowledge.signals.privacy.scorer import NameScorer, load_weights
from knowledge.signals.privacy.streets import find_street
from knowledge.signals.privacy.words import Reader, Word


class PersonalDataDetector:
    """Finds personal data in Dutch messages of professionals.

    Structured data follow patterns and check digits; names follow word lists and a small fitted
    scorer. It errs on the side of finding: a needless placeholder costs a word, a missed name a person.
    """

    def __init__(self, lexicon: Lexicon, reader: Reader, scorer: NameScorer) -> None:
        self._lexicon = lexicon
        self._reader = reader
        self._names = NameFinder(lexicon, reader, scorer)
        placeholders = sorted(lexicon.placeholders.values(), key=len, reverse=True)
        self._placeholder = re.compile("|".join(re.escape(word) for word in placeholders))
        allowed = {w for phrases in lexicon.allowed.values() for words, author in phrases if not author for w in words}
        self._allowed = frozenset(allowed)
        self._ordinary = lexicon.common | lexicon.groups.keys() | allowed

    @classmethod
    def load(cls, folder: Path | None = None) -> "PersonalDataDetector":
        """Load the detector.

        Args:
            folder: Word lists, placeholders and weights; the packaged data when None.

        Returns:
            A detector that can be shared between threads.

        Raises:
            SignalDataError: A data file is missing or malformed.
        """
        root = folder or DATA_FOLDER
        lexicon = load_lexicon(root)
        scorer, characters = load_weights(root)
        return cls(lexicon, Reader(lexicon, characters), scorer)

    def find(self, text: str) -> tuple[Span, ...]:
        """Find personal data.

        Args:
            text: Any text.

        Returns:
            Spans in code points of ``text``, sorted, none overlapping.
        """
        return self.redact(text).spans

    def redact(self, text: str) -> Redaction:
        """Replace personal data by placeholders.

        The replaced text is searched again until nothing is found, so redacting twice changes nothing.

        Args:
            text: Any text.

        Returns:
            The redacted text and what was replaced.
        """
        return redacted(text, self._find_once, self.placeholder)

    def words(self, folded: str) -> list[Word]:
        """Give the words of a folded text with what the lists say about them."""
        return self._reader.read(folded)

    def placeholders(self, text: str) -> list[tuple[int, int]]:
        """Give where placeholders stand, in a text or a folded text."""
        return [match.span() for match in self._placeholder.finditer(text)]

    def placeholder(self, kind: PersonalDataType) -> str:
        """Give what personal data of a kind is replaced by."""
        return self._lexicon.placeholders[kind]

    def _find_once(self, text: str) -> list[Span]:
        folded = fold(text)
        plain = folded.text
        blocked = self.placeholders(plain)
        structured = self._structured(plain)
        firm = settle(structured, blocked)
        busy = blocked + [(c.start, c.end) for c in firm]
        names = settle(list(self._names.find(plain, busy)), busy)
        around = [(c.start, c.end) for c in names] + blocked
        dates = list(find_birth_date(plain, around))
        chosen = settle(structured + dates, blocked)
        chosen += settle(names, blocked + [(c.start, c.end) for c in chosen])
        spans = []
        for find in sorted(chosen, key=lambda c: c.start):
            start, end = folded.original(find.start, find.end)
            spans.append(Span(find.type, start, end))
        return spans

    def _structured(self, plain: str) -> list[Candidate]:
        """All finds but names and dates of birth."""
        found: list[Candidate] = []
        if any(c.isdigit() for c in plain):
            found += find_iban(plain)
            found += find_phone(plain)
            found += find_bsn(plain)
            found += find_case_number(plain)
            found += find_plate(plain, self._ordinary)
            found += find_postcode(plain)
            found += find_partial(plain)
            found += find_address(plain, self._ordinary)
        elif _ADDRESS_HINT.search(plain):
            found += (c for c in find_address(plain, self._ordinary) if c.type is PersonalDataType.ADRES)
        if _ADDRESS_HINT.search(plain):
            found += find_street(plain, self._ordinary)
        found += find_email(plain)
        found += find_account(plain)
        found += find_school(plain, self._ordinary)
        found += find_club(plain, self._ordinary, self._allowed)
        return found


_ADDRESS_HINT = re.compile(
    r"(?:straat|laan|weg|gracht|singel|kade|plein|dijk|dreef|plantsoen|hof|"
    r"pad|steeg)\b"
)
