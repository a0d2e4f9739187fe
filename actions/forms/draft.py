"""What was filled in so far, read from the slots."""

from datetime import date

from actions.forms.slots import CHOSEN, NO_DAY, ORDER, ORIGIN, REDO, REQUIRED, SUGGESTION, TEXTS, Step
from actions.forms.values import SlotValues
from knowledge.consultations.model import Draft


class FormDraft(SlotValues):
    """A draft."""

    __slots__ = ()

    @property
    def begun(self) -> bool:
        """Whether there is anything that would be lost."""
        return any(self.get(step) is not None for step in ORDER if step is not Step.TEAM)

    @property
    def ready(self) -> bool:
        """Whether it can be put before the team."""
        return all(self.get(step) for step in REQUIRED)

    @property
    def scale(self) -> int | None:
        """How safe it is, 0 to 10."""
        value = self.get(Step.SCALE)
        return value if isinstance(value, int) else None

    @property
    def expertise(self) -> tuple[str, ...]:
        """Ids of the expertise that is wanted."""
        return tuple(self.get(Step.EXPERTISE) or ())

    @property
    def chosen(self) -> tuple[str, ...]:
        """Ids of the expertise that is switched on now."""
        return tuple(self.values.get(CHOSEN) or ())

    @property
    def origin(self) -> str | None:
        """Slug of the entry that led here."""
        return self.values.get(ORIGIN)

    @property
    def suggestion(self) -> str:
        """A question to the team that may be taken over; empty without one."""
        return self.values.get(SUGGESTION) or ""

    @property
    def due(self) -> date | None:
        """The day on which an answer is needed."""
        value = self.get(Step.DUE)
        return date.fromisoformat(value) if value and value != NO_DAY else None

    @property
    def for_agenda(self) -> bool:
        """Whether it is for the next meeting of the team."""
        return bool(self.get(Step.DUE) == NO_DAY)

    def asked(self, step: Step) -> bool:
        """Whether a step belongs to this draft: a reason without a number does not."""
        return step is not Step.SCALE_REASON or bool(self.get(Step.SCALE) != "")

    def next(self) -> Step | None:
        """The step to ask now: one that is to be done again, else the first without an answer."""
        again = self.values.get(REDO)
        if again:
            return Step(again)
        return next((step for step in ORDER if self.get(step) is None and self.asked(step)), None)

    def before(self, step: Step) -> Step:
        """The step before a step, the first one itself. The team is not gone back to: *Pas aan* changes it."""
        steps = [other for other in ORDER if other is not Step.TEAM and self.asked(other)]
        place = steps.index(step) if step in steps else 0
        return steps[max(place - 1, 0)]

    def filled(self) -> str:
        """Every text, for a look at all of them."""
        return "\n".join(text for step in TEXTS if (text := self.text(step)))

    def finished(self, asker: str) -> Draft:
        """As the store takes it.

        Raises:
            ValueError: Something that must be there is not; see :attr:`ready`.
        """
        return Draft(
            team_id=self.text(Step.TEAM),
            asker=asker,
            facts=self.text(Step.FACTS),
            question=self.text(Step.QUESTION),
            worries=self.text(Step.WORRIES) or None,
            strengths=self.text(Step.STRENGTHS) or None,
            scale=self.scale,
            scale_reason=self.text(Step.SCALE_REASON) or None,
            unknown=self.text(Step.UNKNOWN) or None,
            expertise=self.expertise,
            due=self.due,
            origin_slug=self.origin,
        )
