"""The store: everything Houvast keeps, in one SQLite file. The only package with SQL."""

from knowledge.store.audit import AuditLog
from knowledge.store.conversations import ConversationStore
from knowledge.store.database import Database
from knowledge.store.entries import EntryStore
from knowledge.store.feedback import FeedbackStore
from knowledge.store.generation import Generation
from knowledge.store.handled import HandledStore, Once
from knowledge.store.migrations import MigrationStep
from knowledge.store.outbox import DANGER, NORMAL, OutboxStore, Outgoing
from knowledge.store.personal import Forgotten, PersonalData
from knowledge.store.questions import QuestionStore
from knowledge.store.retention import Retention
from knowledge.store.settings import RetentionSettings, StoreSettings

__all__ = [
    "DANGER",
    "NORMAL",
    "AuditLog",
    "ConversationStore",
    "Database",
    "EntryStore",
    "FeedbackStore",
    "Forgotten",
    "Generation",
    "HandledStore",
    "MigrationStep",
    "Once",
    "OutboxStore",
    "Outgoing",
    "PersonalData",
    "QuestionStore",
    "Retention",
    "RetentionSettings",
    "StoreSettings",
]
