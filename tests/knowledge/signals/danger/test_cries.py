"""Whole messages that are a cry for help by themselves."""

import pytest

from knowledge.errors import SignalDataError
from knowledge.signals.danger.cries import Cries
from knowledge.signals.danger.detector import DangerDetector
from knowledge.signals.danger.model import DangerLevel

DETECTOR = DangerDetector.load()


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("112", DangerLevel.ACUTE),
        ("  SOS!!! ", DangerLevel.ACUTE),
        ("help", DangerLevel.GREY),
        ("🔪", DangerLevel.GREY),
        ("🆘🆘 !", DangerLevel.GREY),
    ],
)
def test_cries_are_judged_by_themselves(text: str, level: DangerLevel) -> None:
    judged = DETECTOR.judge(text)
    assert (judged.level, judged.reasons) == (level, ("kreet",))


@pytest.mark.parametrize("text", ["wanneer bel ik 112", "snijd de taart 🔪", "", "hoi", "🙂"])
def test_part_of_a_message_is_no_cry(text: str) -> None:
    assert DETECTOR.cries.judge(text) is None


def test_a_missing_list_is_named(tmp_path) -> None:
    with pytest.raises(SignalDataError, match=r"kreten\.yml"):
        Cries.load(tmp_path)
