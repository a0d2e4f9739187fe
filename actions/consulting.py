"""Consultations as the actions use them: the store, its posts, and who is who in a team."""

from dataclasses import dataclass

from knowledge.store.consultations import ConsultationStore
from knowledge.store.posts import PostStore


@dataclass(frozen=True, slots=True)
class Consulting:
    """What is kept about consultations.

    Attributes:
        consultations: Consultations and what was added to them.
        posts: Which message in a group is about which consultation.
    """

    consultations: ConsultationStore
    posts: PostStore
