import pytest

from knowledge.signals.identifiability.check import IdentifiabilityCheck


@pytest.fixture(scope="session")
def identifiability() -> IdentifiabilityCheck:
    return IdentifiabilityCheck.load()
