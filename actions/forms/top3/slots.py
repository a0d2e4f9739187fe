"""The slots of the Top-3 form: the situation at hand, those that are finished, and where somebody is."""

from enum import StrEnum

from knowledge.language.model import Aspect

FORM = "top3_form"
"""Name of the form in the domain; also what an action hands over to, as Rasa does."""
VALIDATE = f"validate_{FORM}"
SUBMIT = "action_top3_result"
"""What follows when the form is complete."""
MOST = 3
"""Situations in a Top-3."""


class Step(StrEnum):
    """A step of the form, named as its slot. ``None`` in the slot: not asked yet; empty: left out."""

    SITUATION = "top3_situation"
    WHO = "top3_who"
    WHEN = "top3_when"
    HOW_OFTEN = "top3_how_often"
    BEFORE = "top3_before"
    CHILD = "top3_child"
    MORE = "top3_more"

    @property
    def short(self) -> str:
        """The name in a payload and in the catalogue: ``how_often``."""
        return self.value.removeprefix("top3_")


PARTS = tuple(step for step in Step if step is not Step.MORE)
"""What one situation is made of, in the order in which is asked."""
ASPECTS: dict[Step, tuple[Aspect, ...]] = {
    Step.WHO: (Aspect.WIE, Aspect.WAT),
    Step.WHEN: (Aspect.WANNEER,),
    Step.HOW_OFTEN: (Aspect.HOE_VAAK,),
    Step.BEFORE: (Aspect.VOORAF,),
    Step.CHILD: (Aspect.KIND,),
}
"""What a step asks for: it is skipped when what was written says all of it already."""
BY_SHORT = {step.short: step for step in Step}

DONE = "top3_done"
"""Finished situations: for each what was written, by the short name of its step."""
KNOWN = "top3_known"
"""Short names of the steps that what was written answers already."""
AT = "top3_at"
"""Place of the situation at hand among the finished ones, when it is changed; ``None`` for a new one."""
REDO = "top3_redo"
"""A step that is asked again although it may have an answer."""
TURNED = "top3_turned"
"""Whether it was asked back that this is a problem or a goal: which one, or :data:`ASKED_BACK` after that."""
TOUCHED = "top3_touched"
"""Moment of the last message in the form, ISO 8601."""
AFTER_DANGER = "top3_after_danger"
"""True when the last message in the form came shortly after a danger card, and was allowed to."""
CHECKED = "top3_checked"
"""True once the check question about danger was answered with no in this form."""
PAUSED = "top3_paused"
"""True while "verder of stoppen?" waits for an answer."""

OPEN = "open"
"""Key in a finished situation: short names of the steps that nobody answered, separated by spaces."""

SLOTS = (*(step.value for step in Step), DONE, KNOWN, AT, REDO, TURNED, TOUCHED, AFTER_DANGER, CHECKED, PAUSED)
"""Every slot of the form, in the order of the domain."""

ANOTHER = "ja"
"""Value of :attr:`Step.MORE` when a next situation follows; empty when there is none."""
ASKED_BACK = "gevraagd"
"""Value of :data:`TURNED` once the question was put: it is put once for each situation."""
