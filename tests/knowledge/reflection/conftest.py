"""The questions that ship."""

import pytest

from knowledge.entries.loader import CONTENT_FOLDER
from knowledge.entries.references import load_references
from knowledge.reflection.prompts import Prompts, load_prompts


@pytest.fixture(scope="session")
def prompts() -> Prompts:
    return load_prompts(CONTENT_FOLDER, load_references(CONTENT_FOLDER))
