import pytest

from knowledge.signals.privacy.detector import PersonalDataDetector


@pytest.fixture(scope="session")
def detector() -> PersonalDataDetector:
    return PersonalDataDetector.load()
