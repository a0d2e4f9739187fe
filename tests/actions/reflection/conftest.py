"""The team of the consultation tests, and the questions that ship."""

import pytest

from knowledge.entries.loader import CONTENT_FOLDER
from knowledge.entries.references import References, load_references
from knowledge.reflection.prompts import Prompts, load_prompts
from tests.actions.consult.conftest import stage

__all__ = ["stage"]


@pytest.fixture(scope="session")
def references() -> References:
    return load_references(CONTENT_FOLDER)


@pytest.fixture(scope="session")
def prompts(references: References) -> Prompts:
    return load_prompts(CONTENT_FOLDER, references)
