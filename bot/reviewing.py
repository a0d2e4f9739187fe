"""The review workflow for the house of the actions."""

from knowledge.entries.references import References
from knowledge.language.check import LanguageCheck
from knowledge.review.kept import FindsPersonalData
from knowledge.review.workflow import Workflow
from knowledge.store.database import Database


def workflow(
    database: Database | None, references: References, privacy: FindsPersonalData, language: LanguageCheck | None
) -> Workflow | None:
    """The workflow; None without a store to keep it in, or without the language check that a draft has to pass."""
    if database is None or language is None:
        return None
    return Workflow(database, references, privacy, language)
