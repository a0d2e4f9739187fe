"""No text makes the detectors run for long: what grows is the text, never the time per character."""

import time

import pytest

from knowledge.signals.danger.detector import DangerDetector
from knowledge.signals.privacy.detector import PersonalDataDetector

LONGEST_MESSAGE = 4096
"""Characters of the longest message that Telegram takes (https://core.telegram.org/bots/api#sendmessage)."""
MOST_S = 3.0
"""Seconds of processor time; a tenth of it on a quiet machine."""
REPEATED = ("a", "1", " ", "1 ", "A. ", "Jan ", "a@", "straat ", "de heer ", "'s-", "0612", "-", "1-1-", "NL91ABNA")


@pytest.fixture(scope="module")
def detectors() -> tuple[PersonalDataDetector, DangerDetector]:
    return PersonalDataDetector.load(), DangerDetector.load()


@pytest.mark.parametrize("part", [*REPEATED, "hij slaat haar niet ", "nu " * 3, "\n", "e\u0301"])
def test_a_repeated_part(detectors: tuple[PersonalDataDetector, DangerDetector], part: str) -> None:
    privacy, danger = detectors
    text = (part * LONGEST_MESSAGE)[:LONGEST_MESSAGE]
    begun = time.process_time()
    privacy.redact(text)
    danger.judge(text, None)
    assert time.process_time() - begun < MOST_S
