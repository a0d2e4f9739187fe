"""A session of practice: which item comes, what an answer does, and how it ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from actions.house import House
from actions.outcome import Outcome
from actions.practice.session import Mode, Phase, Session
from actions.practice.stores import Practising
from actions.practice.words import refused, said, session_of, shown
from actions.rendering.practice import Shown, feedback, nothing_due, plain, question, summary
from actions.rendering.practice_plan import coming_line
from actions.turn import Turn
from actions.vocabulary import Button, OutboundMessage
from knowledge.practice.day import ZONE, day_of, next_offer
from knowledge.practice.model import MOST_A_DAY, Grade, Plan
from knowledge.quiz.bank import BankItem, ItemState
from knowledge.quiz.choosing import choose
from knowledge.quiz.errors import ItemNotFound
from knowledge.quiz.model import Item, Kind

EXTRA = 5
"""Items on top of those of a day, each time somebody asks for more: our choice."""
DRILL = 3
"""Items of a drill: our choice, two minutes."""
_AHEAD = 60
"""Practice days that are looked at to tell when something is due again."""


@dataclass(frozen=True)
class Tutor:
    """Leads one turn of a session.

    Attributes:
        turn: The message.
        house: Words and entries.
        kept: Items, and how somebody is doing.
        now: The present.
    """

    turn: Turn
    house: House
    kept: Practising
    now: datetime

    def begin(self, mode: Mode) -> Outcome:
        """Go on with the session of today, or begin one.

        Raises:
            StoreError: The store cannot be used.
        """
        before = session_of(self.turn)
        if before and before.mode is mode and self._goes_on(before):
            return self.show(before)
        self.settle(before)
        askable = self.kept.bank.askable()
        if not askable:
            own = Button(self.house.catalogue.text("practice.buttons.own_sentence"), "/oefen zin")
            return refused("no_items", self.house, self.turn, own)
        names = self._names(mode, askable)
        if not names:
            return shown([nothing_due(self._why_nothing(mode, askable), self.house.catalogue)], self.turn, None)
        return self.next(Session(mode, names, since=self.now))

    def show(self, session: Session) -> Outcome:
        """Show where somebody is, once more."""
        if session.phase is Phase.DONE:
            return self.next(session)
        row = self._row(session)
        if row is None:
            return self._passed_over(session)
        if session.phase is Phase.RIGHT:
            return shown([self._feedback(row.item, session)], self.turn, session)
        return shown([question(self._shown(row.item), session, self.house.catalogue)], self.turn, session)

    def next(self, session: Session, *before: OutboundMessage) -> Outcome:
        """The next item, or the end of the session.

        Args:
            session: Of which the current item is done.
            before: Messages that come first.
        """
        rows = {row.name: row for row in self.kept.bank.askable()}
        while session.queue:
            row = rows.get(session.queue[0])
            if row is None or row.version_id is None:
                session = session.without_next()
                continue
            session = session.asked(row.version_id, f"{self.turn.key}#practice", self.now)
            message = question(self._shown(row.item), session, self.house.catalogue)
            return shown([*before, message], self.turn, session)
        coming = self._coming(list(rows.values())) if session.keeps else []
        if not session.keeps:
            coming = [self.house.catalogue.text("practice.summary.drill")]
        return shown([*before, summary(session, coming, self.house.catalogue)], self.turn, None)

    def answer(self, session: Session, options: Sequence[int]) -> Outcome:
        """Take an answer; the first one counts, and of an item that is gone or changed none does."""
        row = self._row(session)
        if row is None and session.phase is Phase.ASKING:
            return self._passed_over(session)
        if row is None or session.phase is not Phase.ASKING:
            return self.again(session)
        right = row.item.is_right(options)
        answered = session.answered(options, self.now, right=right)
        if not right:
            self._keep(answered, Grade.AGAIN)
        return shown([self._feedback(row.item, answered)], self.turn, answered)

    def again(self, session: Session) -> Outcome:
        """Something was pressed for the second time: the same is shown once more."""
        row = self._row(session)
        if row is None or not session.chosen or session.phase is Phase.ASKING:
            return self.show(session)
        return shown([self._feedback(row.item, session)], self.turn, session)

    def grade(self, session: Session, grade: Grade) -> Outcome:
        """How well a right answer was known; the next item follows."""
        if session.phase is Phase.ASKING:
            return self.show(session)
        if session.phase is Phase.RIGHT:
            self._keep(session, grade)
        return self.next(session.graded(self.now))

    def tick(self, session: Session, option: int, *, on: bool) -> Outcome:
        """An option on or off; the question is shown with it."""
        row = self._row(session)
        if row is None or session.phase is not Phase.ASKING:
            return self.again(session)
        known = 0 <= option < len(row.item.options)
        return self.show(session.ticked(option, self.now) if known and (option in session.chosen) != on else session)

    def ready(self, session: Session) -> Outcome:
        """What is ticked is the answer."""
        if session.phase is Phase.ASKING and not session.chosen:
            return said(plain("item.nothing_ticked", self.house.catalogue), self.turn)
        return self.answer(session, session.chosen)

    def settle(self, session: Session | None) -> None:
        """Keep a right answer of which nobody said how well it was known; before its session is left."""
        if session and session.phase is Phase.RIGHT:
            self._keep(session, Grade.GOOD)

    def item(self, session: Session) -> Item | None:
        """The current item, as long as it is what was shown."""
        row = self._row(session)
        return row.item if row else None

    def _goes_on(self, session: Session) -> bool:
        same_day = day_of(session.since) == day_of(self.now)
        unfinished = bool(session.queue) or session.phase is not Phase.DONE
        return session.is_fresh(self.now) and same_day and unfinished

    def _names(self, mode: Mode, askable: Sequence[BankItem]) -> tuple[str, ...]:
        if mode is Mode.DRILL:
            rows = [row for row in askable if row.item.kind is Kind.FACT_OR_READING and row.item.case is None]
            return tuple(row.name for row in choose(rows, DRILL, self.turn.key))
        extra = EXTRA if mode is Mode.EXTRA else 0
        return self.kept.practice.today(self.turn.person, askable, self.now, extra=extra).names

    def _why_nothing(self, mode: Mode, askable: Sequence[BankItem]) -> list[str]:
        text = self.house.catalogue.text
        done = self.kept.practice.today(self.turn.person, askable, self.now).done
        if done >= MOST_A_DAY or (done and mode is Mode.DAY):
            key = "done_one" if done == 1 else "done_today"
            return [text(f"practice.summary.{key}", done=done), *self._coming(askable)]
        learned = [] if mode is Mode.DRILL else [text("practice.summary.learned_all")]
        return [*learned, *self._coming(askable)]

    def _coming(self, askable: Sequence[BankItem]) -> list[str]:
        """When something is due again: on a day that was chosen, after today."""
        practice, person = self.kept.practice, self.turn.person
        plan = practice.plan(person) or Plan()
        moment = next_offer(plan, self.now, day_of(self.now))
        for _ in range(_AHEAD):
            if practice.today(person, askable, moment).names:
                return [coming_line(moment.astimezone(ZONE), self.house.catalogue)]
            moment = next_offer(plan, moment + timedelta(minutes=1), day_of(moment))
        return []

    def _row(self, session: Session) -> BankItem | None:
        """The item that was shown; ``None`` when it is gone or changed since."""
        if not session.name:
            return None
        try:
            row = self.kept.bank.get(session.name)
        except ItemNotFound:
            return None
        return row if row.state is ItemState.ASKABLE and row.version_id == session.version_id else None

    def _passed_over(self, session: Session) -> Outcome:
        # A right answer stays one, whatever becomes of the item.
        self.settle(session)
        left = session.without_current(self.now) if session.phase is Phase.ASKING else session.graded(self.now)
        return self.next(left, plain("said.changed", self.house.catalogue))

    def _keep(self, session: Session, grade: Grade) -> None:
        if session.keeps:
            self.kept.practice.answer(
                session.key, self.turn.person, session.name, session.version_id, session.chosen, grade, self.now
            )

    def _feedback(self, item: Item, session: Session) -> OutboundMessage:
        return feedback(self._shown(item), session, self.house.references, self.house.catalogue)

    def _shown(self, item: Item) -> Shown:
        published = self.house.knowledge.published.get(item.entry)
        theme = self.house.references.themes.get(item.theme, item.theme)
        return Shown(item, self.kept.bank.story(item), theme, published.entry.title if published else "")
