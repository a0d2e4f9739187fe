"""What the jobs of a channel need, also where the actions run on a server of their own."""

from actions.jobs.consultations import JobParts
from bot.settings import Settings
from knowledge.entries.references import load_references
from knowledge.messages.catalogue import Catalogue
from knowledge.store.consultations import ConsultationStore
from knowledge.store.database import Database
from knowledge.store.posts import PostStore
from knowledge.store.roster import RosterStore


def job_parts(settings: Settings, catalogue: Catalogue, database: Database | None) -> JobParts | None:
    """Stores and words of the jobs.

    Args:
        settings: The configuration.
        catalogue: User texts.
        database: The store; without one there is nothing to do.

    Raises:
        KnowledgeError: The reference lists of the content cannot be read.
    """
    if database is None:
        return None
    return JobParts(
        consultations=ConsultationStore(database),
        posts=PostStore(database),
        roster=RosterStore(database),
        catalogue=catalogue,
        labels=load_references(settings.content_folder).expertise,
        reduce_after_days=settings.consult.reduce_after_days,
    )
