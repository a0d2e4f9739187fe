"""Which text says why the workflow refused; the texts stand in the catalogue under ``desk_refused``."""

from knowledge.errors import EntryFormatError, EntryNotFound, KnowledgeError, OwnVersionError, VersionNotFound
from knowledge.exchange.errors import NotExpressible
from knowledge.review import errors

NOT_FOUND: tuple[type[KnowledgeError], ...] = (EntryNotFound, VersionNotFound, errors.DraftNotFound)
"""Answered with "this page does not exist"."""

REFUSALS: dict[type[KnowledgeError], str] = {
    OwnVersionError: "own",
    NotExpressible: "title",
    EntryFormatError: "style",
    errors.SlugRefused: "slug",
    errors.SlugTaken: "taken",
    errors.DraftExists: "draft_exists",
    errors.DraftConflict: "conflict",
    errors.DraftWaiting: "waiting",
    errors.DraftNotReady: "not_ready",
    errors.PersonalDataUnchecked: "unchecked",
    errors.PersonalDataRefused: "personal",
    errors.TextMissing: "text_missing",
    errors.PhrasingKnown: "phrasing_known",
    errors.NothingChanged: "nothing_changed",
    errors.AlreadyDecided: "decided",
    errors.ExpertiseNeeded: "expertise",
    errors.OutdatedBase: "outdated",
    errors.NotAuthor: "not_author",
    errors.NotShown: "not_shown",
    errors.NotConfirmed: "not_confirmed",
    errors.DateRefused: "date",
    errors.NotRetired: "not_retired",
    errors.OwnerRefused: "owner",
    errors.IdeaNotFound: "idea",
    errors.QuestionsGone: "gone",
}


def refusal_key(error: KnowledgeError) -> str | None:
    """The key of the text for a refusal; ``None`` for an error that is no refusal."""
    return next((key for kind, key in REFUSALS.items() if isinstance(error, kind)), None)
