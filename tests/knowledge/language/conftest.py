import pytest

from knowledge.language.check import LanguageCheck


@pytest.fixture(scope="session")
def language() -> LanguageCheck:
    return LanguageCheck.load()
