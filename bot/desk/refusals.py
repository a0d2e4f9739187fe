"""Which text says why the workflow refused; the texts stand in the catalogue under ``desk_refused``."""

from knowledge.errors import EntryFormatError, EntryNotFound, KnowledgeError, OwnVersionError, VersionNotFound
from knowledge.exchange.errors import NotExpressible
from knowledge.quiz import errors as quiz
from knowledge.review import errors
from knowledge.signals.learning import errors as learning
from knowledge.signals.own import errors as own

NOT_FOUND: tuple[type[KnowledgeError], ...] = (
    EntryNotFound,
    VersionNotFound,
    errors.DraftNotFound,
    own.SentenceNotFound,
    quiz.ItemNotFound,
    quiz.ItemVersionNotFound,
    quiz.SessionNotFound,
)
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
    own.SentenceDecided: "sentence_decided",
    own.OwnProposal: "own_sentence",
    learning.NothingToLearn: "nothing_to_learn",
    learning.LearningBusy: "learning_busy",
    learning.LearnerMissing: "learner_missing",
    learning.WeightsUnusable: "weights_unusable",
    learning.NotMeasured: "not_measured",
    learning.NotBetterEnough: "not_better",
    learning.SwitchedMeanwhile: "switched_meanwhile",
    quiz.OwnItem: "own",
    quiz.ItemDecided: "quiz_decided",
    quiz.NotItsAuthor: "not_author",
    quiz.ItemNotShown: "quiz_not_shown",
    quiz.WrongState: "quiz_state",
}


def refusal_key(error: KnowledgeError) -> str | None:
    """The key of the text for a refusal; ``None`` for an error that is no refusal."""
    return next((key for kind, key in REFUSALS.items() if isinstance(error, kind)), None)
