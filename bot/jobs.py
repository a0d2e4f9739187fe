"""What the jobs of a channel need, also where the actions run on a server of their own."""

from actions.jobs.parts import JobParts
from actions.jobs.practice import PracticeParts
from actions.jobs.reflection import ReflectionParts
from actions.jobs.reviews import ReviewParts
from actions.practice.stores import Practising
from actions.quizzes.parts import QuizParts, Quizzing
from actions.rendering.quiz_words import QuizWords
from bot.settings import Settings
from knowledge.entries.model import Entry
from knowledge.entries.references import load_references
from knowledge.messages.catalogue import Catalogue
from knowledge.reflection.prompts import load_prompts
from knowledge.seeding import read_published
from knowledge.store.consultations import ConsultationStore
from knowledge.store.database import Database
from knowledge.store.entries import EntryStore
from knowledge.store.posts import PostStore
from knowledge.store.practice import PracticeStore
from knowledge.store.quiz_ended import EndedQuizzes
from knowledge.store.quiz_items import ItemBank
from knowledge.store.quiz_live import LiveQuizStore
from knowledge.store.reflections import ReflectionStore
from knowledge.store.review import ReviewStore
from knowledge.store.roster import RosterStore


def reflection_parts(settings: Settings, catalogue: Catalogue, database: Database | None) -> ReflectionParts | None:
    """Stores and words of the reflection question of the week.

    Args:
        settings: The configuration.
        catalogue: User texts.
        database: The store; without one there is nothing to do.

    Raises:
        KnowledgeError: The reference lists or the questions cannot be read.
    """
    if database is None:
        return None
    references = load_references(settings.content_folder)

    def entries() -> dict[str, Entry]:
        # Read anew each week: a lead may have published something since.
        hidden = settings.hide_expired_on()
        published = read_published(EntryStore(database), settings.local_facts(), hide_expired_on=hidden)
        return {slug: item.entry for slug, item in published.items()}

    return ReflectionParts(
        reflections=ReflectionStore(database),
        roster=RosterStore(database),
        catalogue=catalogue,
        references=references,
        prompts=load_prompts(settings.content_folder, references),
        entries=entries,
    )


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


def review_parts(settings: Settings, catalogue: Catalogue, database: Database | None) -> ReviewParts | None:
    """Store and words of the review reminders; None without a store."""
    return None if database is None else ReviewParts(ReviewStore(database), catalogue, settings.review.remind_days)


def quiz_parts(settings: Settings, catalogue: Catalogue, database: Database | None) -> QuizParts | None:
    """Stores and words of live quizzes.

    Args:
        settings: The configuration.
        catalogue: User texts.
        database: The store; without one there is nothing to do.

    Raises:
        KnowledgeError: The reference lists of the content cannot be read.
    """
    if database is None:
        return None
    references = load_references(settings.content_folder)
    return QuizParts(
        quizzing=Quizzing(ItemBank(database), LiveQuizStore(database)),
        ended=EndedQuizzes(database),
        roster=RosterStore(database),
        words=QuizWords(catalogue, references, settings.for_store().retention.quiz_days),
    )


def practice_parts(catalogue: Catalogue, database: Database | None) -> PracticeParts | None:
    """Plans and items of the practice of today; None without a store."""
    if database is None:
        return None
    return PracticeParts(Practising(PracticeStore(database), ItemBank(database)), catalogue)
