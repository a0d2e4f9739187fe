"""The library deduce itself: opened for real where it is installed, and said plainly where it is not."""

import logging
from importlib.metadata import PackageNotFoundError
from importlib.util import find_spec
from pathlib import Path

import pytest

from bot.redaction import open_redaction
from knowledge.errors import SecondOpinionUnavailable
from knowledge.signals.privacy.detector import PersonalDataDetector
from knowledge.signals.privacy.second_opinion import library
from knowledge.signals.privacy.second_opinion.detector import JoinedDetector
from knowledge.signals.privacy.second_opinion.library import Deduce, deduce_version
from tests.conftest import settings_in


def test_not_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def absent(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(library, "version", absent)
    with pytest.raises(SecondOpinionUnavailable, match=r"pip install 'deduce>=3\.0\.6,<4'.*second_opinion to none"):
        Deduce.open(tmp_path / "deduce")
    assert not (tmp_path / "deduce").exists()
    problems: list[str] = []
    assert type(open_redaction(settings_in(tmp_path, "privacy: {second_opinion: deduce}"), problems)) is (
        PersonalDataDetector
    )
    assert len(problems) == 1
    assert problems[0].startswith("second opinion on personal data: the library deduce is not installed.")
    assert open_redaction(settings_in(tmp_path), []).find("bel Sanne de Jong")


def test_the_old_version_that_pip_falls_back_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "version", lambda name: "1.0.8")
    with pytest.raises(SecondOpinionUnavailable, match=r"deduce 1\.0\.8 is installed; version 3 is needed"):
        deduce_version()


@pytest.mark.skipif(find_spec("deduce") is None, reason="deduce is not installed; see docs/operators/models.md")
@pytest.mark.slow
def test_the_real_library(detector: PersonalDataDetector, tmp_path: Path) -> None:
    handlers = list(logging.getLogger().handlers)
    both = JoinedDetector(detector, Deduce.open(tmp_path / "deduce"))
    assert logging.getLogger().handlers == handlers
    assert both.redact("Joep in 't Veld, 16, blowt nu dagelijks").text == "[naam], 16, blowt nu dagelijks"
    assert both.redact("Wat doet de Hartstichting? Zie Thuisarts.nl, in Utrecht").spans == ()
