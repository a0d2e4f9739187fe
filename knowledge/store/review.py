"""The review workflow: concept, ter beoordeling, published, archived."""

from knowledge.store.review_decisions import Decisions
from knowledge.store.review_drafts import Drafts
from knowledge.store.review_ideas import Ideas
from knowledge.store.review_overview import Overview
from knowledge.store.review_owners import Owners
from knowledge.store.review_questions import ReviewedQuestions
from knowledge.store.review_versions import Versions


class ReviewStore(Drafts, Decisions, Versions, Owners, Overview, Ideas, ReviewedQuestions):
    """The whole workflow in one object.

    Every act takes `by`: the person's opaque id, or `OPERATOR` at the command line. The right to do it is checked,
    and the audit row is written, in the transaction of the act. Somebody who may do it in any team at work may do it
    here, because the knowledge base is of the whole installation.
    """
