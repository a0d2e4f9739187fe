"""The store: everything Houvast keeps, in one SQLite file. The only package with SQL."""

from knowledge.store.audit import AuditLog
from knowledge.store.consultations import ConsultationStore
from knowledge.store.conversations import ConversationStore
from knowledge.store.database import Database
from knowledge.store.desk_links import LINK_MINUTES, DeskLinkStore
from knowledge.store.desk_sessions import DeskSession, DeskSessionStore, SessionLimits
from knowledge.store.entries import EntryStore
from knowledge.store.feedback import FeedbackStore
from knowledge.store.generation import Generation
from knowledge.store.handled import HandledStore, Once
from knowledge.store.migrations import MigrationStep
from knowledge.store.outbox import DANGER, LATER, NORMAL, DeadLetter, OutboxStore, Outgoing, SentMessage
from knowledge.store.personal import Forgotten, PersonalData
from knowledge.store.posts import Post, PostStore
from knowledge.store.pseudonyms import OPERATOR
from knowledge.store.questions import QuestionStore
from knowledge.store.reflections import ReflectionStore
from knowledge.store.retention import Retention
from knowledge.store.review import ReviewStore
from knowledge.store.roster import RosterStore
from knowledge.store.roster_rows import Invitation, Member, Team, TeamChat
from knowledge.store.secret import InstallationSecret
from knowledge.store.settings import RetentionSettings, StoreSettings

__all__ = [
    "DANGER",
    "LATER",
    "LINK_MINUTES",
    "NORMAL",
    "OPERATOR",
    "AuditLog",
    "ConsultationStore",
    "ConversationStore",
    "Database",
    "DeadLetter",
    "DeskLinkStore",
    "DeskSession",
    "DeskSessionStore",
    "EntryStore",
    "FeedbackStore",
    "Forgotten",
    "Generation",
    "HandledStore",
    "InstallationSecret",
    "Invitation",
    "Member",
    "MigrationStep",
    "Once",
    "OutboxStore",
    "Outgoing",
    "PersonalData",
    "Post",
    "PostStore",
    "QuestionStore",
    "ReflectionStore",
    "Retention",
    "RetentionSettings",
    "ReviewStore",
    "RosterStore",
    "SentMessage",
    "SessionLimits",
    "StoreSettings",
    "Team",
    "TeamChat",
]
