"""Refusals of the review workflow: what was asked, why not, and what to do next.

None of these means that the store is broken, so none is a `StoreError`. Names of people are in none of them.
"""

from datetime import date
from typing import TYPE_CHECKING

from knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from knowledge.review.model import Draft, DraftText, Problem


class ReviewError(KnowledgeError):
    """The workflow refuses; nothing was changed."""


class SlugRefused(ReviewError):
    """A new entry cannot have this slug.

    Attributes:
        slug: What was asked for.
    """

    def __init__(self, slug: str) -> None:
        super().__init__(f"{slug!r} is no slug: use small letters, digits and single hyphens, at most 58 characters.")
        self.slug = slug


class SlugTaken(ReviewError):
    """There is an entry or a draft with this slug already.

    Attributes:
        slug: What was asked for.
    """

    def __init__(self, slug: str) -> None:
        super().__init__(f"There is an entry or a draft {slug!r} already. Open that one, or choose another slug.")
        self.slug = slug


class DraftNotFound(ReviewError):
    """There is no such draft: published, or thrown away."""

    def __init__(self, draft_id: int) -> None:
        super().__init__(f"There is no draft {draft_id} (any more): it was published or thrown away. Load the list.")


class DraftExists(ReviewError):
    """The entry has an open draft, which would be lost.

    Attributes:
        slug: The entry.
    """

    def __init__(self, slug: str) -> None:
        super().__init__(f"Entry {slug!r} has an open draft. Hand that in, or throw it away first.")
        self.slug = slug


class DraftConflict(ReviewError):
    """Somebody saved in between; neither text is lost.

    Attributes:
        theirs: The draft as it stands now.
        mine: The text that was not saved.
    """

    def __init__(self, theirs: "Draft", mine: "DraftText | None" = None) -> None:
        super().__init__(
            f"Draft {theirs.draft_id} was saved by somebody else meanwhile. Compare both texts and save again."
        )
        self.theirs = theirs
        self.mine = mine


class DraftWaiting(ReviewError):
    """The draft was handed in; its text stands until there is a decision.

    Attributes:
        version_id: The version that waits.
    """

    def __init__(self, version_id: int) -> None:
        super().__init__(f"Version {version_id} of this draft waits for a decision. Withdraw it to change the text.")
        self.version_id = version_id


class DraftNotReady(ReviewError):
    """The draft breaks the entry format or points at something unknown.

    Attributes:
        problems: What to solve, by line.
    """

    def __init__(self, problems: "tuple[Problem, ...]") -> None:
        first = problems[0]
        super().__init__(
            f"The draft cannot be handed in: {len(problems)} to solve, first {first.file.value} line {first.line} "
            f"({first.key})."
        )
        self.problems = problems


class PersonalDataUnchecked(ReviewError):
    """Nobody confirmed yet that a draft made from a case holds no personal data."""

    def __init__(self, draft_id: int) -> None:
        super().__init__(f"Draft {draft_id} was made from a case. Read it, confirm that it is about nobody, and save.")


class PersonalDataRefused(ReviewError):
    """A text that is kept for good holds personal data.

    Attributes:
        types: The kinds that were found, never the values.
    """

    def __init__(self, types: tuple[str, ...]) -> None:
        super().__init__(f"The text holds personal data ({', '.join(types)}) and was not kept. Write it without.")
        self.types = types


class TextMissing(ReviewError):
    """A comment or reason is empty or too long."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"Write 1 to {limit} characters, so that others can read why.")


class PhrasingKnown(ReviewError):
    """The entry has this phrasing already."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"Entry {slug!r} has this phrasing already. Check why it is not found instead.")
        self.slug = slug


class NothingChanged(ReviewError):
    """The draft says what readers see already."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"The draft of {slug!r} says what readers see already. Change it, or throw it away.")
        self.slug = slug


class AlreadyDecided(ReviewError):
    """Somebody else decided first, or the version was never meant to be decided about.

    Attributes:
        version_id: The version.
        decision: What was decided.
    """

    def __init__(self, version_id: int, decision: str) -> None:
        super().__init__(f"Version {version_id} does not wait any more: {decision}. Load the list again.")
        self.version_id = version_id
        self.decision = decision


class ExpertiseNeeded(ReviewError):
    """An urgent entry needs somebody with the expertise in their profile.

    Attributes:
        expertise: Id of the expertise.
    """

    def __init__(self, expertise: str) -> None:
        super().__init__(f"This entry is urgent: somebody with the expertise '{expertise}' in their profile decides.")
        self.expertise = expertise


class OutdatedBase(ReviewError):
    """Another version was published since the text was written; publishing would undo that unseen.

    Attributes:
        version_id: The version that was to be published.
    """

    def __init__(self, version_id: int) -> None:
        super().__init__(
            f"Version {version_id} was written before the text that readers see now. Return it, so that the author "
            "takes that text into account."
        )
        self.version_id = version_id


class NotAuthor(ReviewError):
    """Only who wrote a version withdraws it; others return it."""

    def __init__(self, version_id: int) -> None:
        super().__init__(f"Version {version_id} was written by somebody else. Return it with a comment instead.")


class NotShown(ReviewError):
    """The version is not what readers see now."""

    def __init__(self, version_id: int) -> None:
        super().__init__(f"Version {version_id} is not what readers see now. Load the entry again.")


class NotConfirmed(ReviewError):
    """Seed content that nobody confirmed cannot be reviewed again."""

    def __init__(self, version_id: int) -> None:
        super().__init__(f"Version {version_id} came from a file and nobody confirmed it yet. Confirm it first.")


class DateRefused(ReviewError):
    """A review date is past or too far away."""

    def __init__(self, until: date, last: date) -> None:
        super().__init__(f"{until} is no date to review an entry again: choose one after today, at most {last}.")


class NotRetired(ReviewError):
    """The entry is not offline, so there is nothing to bring back."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"Entry {slug!r} is not offline or archived, or was never published. Load the list again.")
        self.slug = slug


class OwnerRefused(ReviewError):
    """Somebody who may not write entries cannot own one."""

    def __init__(self) -> None:
        super().__init__("An owner is a team lead of a team at work, or an admin. Choose another person.")


class IdeaNotFound(ReviewError):
    """There is no such idea for this person: used, expired, or of another team."""

    def __init__(self, consultation_id: int) -> None:
        super().__init__(f"Consultation {consultation_id} is no idea that you may use (any more). Load the list again.")
        self.consultation_id = consultation_id


class QuestionsGone(ReviewError):
    """Questions are not open any more."""

    def __init__(self, question_ids: tuple[int, ...]) -> None:
        shown = ", ".join(map(str, question_ids))
        super().__init__(f"Not open (any more): question {shown}. Somebody resolved it, or it expired. Load the list.")
        self.question_ids = question_ids
