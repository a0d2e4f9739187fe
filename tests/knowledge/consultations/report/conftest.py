"""What the pages are worded with."""

from datetime import UTC, datetime

import pytest

from knowledge.consultations import Contribution, ContributionKind, SummaryWords
from knowledge.consultations.report import Report
from knowledge.messages.catalogue import load_catalogue
from tests.knowledge.consultations.conftest import make

__all__ = ["make"]

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def report() -> Report:
    words = SummaryWords(load_catalogue().text, {"lvb": "collega met kennis van LVB"}, lambda day: f"{day}")
    return Report(words, AT, "2 maart 2026 om 10:30")


@pytest.fixture
def added() -> list[Contribution]:
    kinds = [ContributionKind.THINK_ALONG, ContributionKind.REPLY, ContributionKind.ANSWER]
    return [Contribution(n, 17, f"p:{n}", kind, "geheim", AT, f"k:{n}") for n, kind in enumerate(kinds)]
