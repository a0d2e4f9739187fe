"""The slots of the consultation form: what was answered, and where somebody is. Texts in them are redacted."""

from enum import StrEnum

FORM = "consult_form"
"""Name of the form in the domain; also what an action hands over to, as Rasa does."""
VALIDATE = f"validate_{FORM}"
SUBMIT = "action_consult_preview"
"""What follows when the form is complete."""
REQUESTED = "requested_slot"
"""Rasa's own slot: which step was asked."""


class Step(StrEnum):
    """A step of the form, named as its slot. ``None`` in the slot: not asked yet; empty: left out."""

    TEAM = "consult_team"
    FACTS = "consult_facts"
    QUESTION = "consult_question"
    EXPERTISE = "consult_expertise"
    WORRIES = "consult_worries"
    STRENGTHS = "consult_strengths"
    SCALE = "consult_scale"
    SCALE_REASON = "consult_scale_reason"
    UNKNOWN = "consult_unknown"
    DUE = "consult_due"

    @property
    def short(self) -> str:
        """The name in a payload and in the catalogue: ``facts``."""
        return self.value.removeprefix("consult_")


ORDER = tuple(Step)
"""The order in which is asked: what must be there first, so that the short way is short; facts before all."""
REQUIRED = frozenset({Step.TEAM, Step.FACTS, Step.QUESTION, Step.EXPERTISE})
TEXTS = (
    Step.FACTS,
    Step.QUESTION,
    Step.WORRIES,
    Step.STRENGTHS,
    Step.SCALE_REASON,
    Step.UNKNOWN,
)
"""Steps that hold what somebody wrote."""
BY_SHORT = {step.short: step for step in Step}

ORIGIN = "consult_origin"
"""Slug of the entry that led here."""
CHOSEN = "consult_chosen"
"""Expertise that is switched on, before it is confirmed."""
SUGGESTION = "consult_suggestion"
"""A question to the team that may be taken over."""
REDO = "consult_redo"
"""A step that is asked again although it may have an answer."""
TOUCHED = "consult_touched"
"""Moment of the last message in the form, ISO 8601."""
AFTER_DANGER = "consult_after_danger"
"""True when the last message in the form came shortly after a danger card, and was allowed to."""
CHECKED = "consult_checked"
"""True once the check question about danger was answered with no in this form."""
PAUSED = "consult_paused"
"""True while "verder of stoppen?" waits for an answer."""

SLOTS = (*(step.value for step in ORDER), ORIGIN, CHOSEN, SUGGESTION, REDO, TOUCHED, AFTER_DANGER, CHECKED, PAUSED)
"""Every slot of the form, in the order of the domain."""

NO_DAY = "mdo"
"""Value of :attr:`Step.DUE` for "the next MDO", which has no date."""
