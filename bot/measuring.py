"""How long each stage of a message takes and what is decided, told to whoever wants to know. Never what was said."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Protocol

from actions.front import Front
from actions.house import House
from actions.runners.protocol import ActionResult, ActionRunner
from actions.vocabulary import DecisionKind, InboundMessage, Reply
from knowledge.search.base import KnowledgeBase, SearchOutcome
from knowledge.search.live import LiveBase
from knowledge.search.published import Published
from knowledge.signals.danger.model import DangerJudgement
from knowledge.signals.privacy.model import Redaction

ERROR = "error"
"""What is counted instead of a decision when a part did not work."""


class Stage(StrEnum):
    """A part of the way of a message."""

    DANGER = "danger"
    REDACTION = "redaction"
    TURN = "turn"  # state, actions and commit
    ACTIONS = "actions"  # within the turn
    SEARCH = "search"  # within the actions
    SENDING = "sending"  # one call to the platform
    CARD = "card"  # the danger card, from rendered to arrived


class Measure(Protocol):
    """Wants to know."""

    def took(self, stage: Stage, seconds: float) -> None:
        """A stage took so long."""

    def decided(self, kind: str) -> None:
        """A decision was taken: a :class:`DecisionKind`, or :data:`ERROR`."""


class Unmeasured:
    """Does not want to know."""

    def took(self, stage: Stage, seconds: float) -> None:
        """Nothing."""

    def decided(self, kind: str) -> None:
        """Nothing."""


@contextmanager
def timed(measure: Measure, stage: Stage) -> Iterator[None]:
    """Tell how long the block took, also when it failed."""
    start = time.perf_counter()
    try:
        yield
    finally:
        measure.took(stage, time.perf_counter() - start)


def measured_house(house: House, measure: Measure) -> House:
    """The same house, whose searches are timed."""
    return replace(house, knowledge=MeasuredBase(house.knowledge, measure))


def measured_front(front: Front, measure: Measure) -> "MeasuredFront":
    """The same front, whose stages are timed and whose decisions are counted."""
    parts: dict[str, Any] = {name: getattr(front, name) for name in Front.__dataclass_fields__}
    return MeasuredFront(**{**parts, "runner": MeasuredRunner(front.runner, measure)}, measure=measure)


@dataclass(frozen=True)
class MeasuredFront(Front):
    """A front that tells what it does.

    Attributes:
        measure: Is told.
    """

    measure: Measure = Unmeasured()  # noqa: RUF009 - it holds nothing

    async def judge(self, message: InboundMessage) -> DangerJudgement:
        """Judge danger; see :meth:`Front.judge`."""
        with timed(self.measure, Stage.DANGER):
            return await super().judge(message)

    async def redact(self, message: InboundMessage) -> Redaction:
        """Redact; see :meth:`Front.redact`."""
        with timed(self.measure, Stage.REDACTION):
            return await super().redact(message)

    async def act(self, message: InboundMessage, redaction: Redaction, danger: DangerJudgement) -> Reply | None:
        """Run the turn; see :meth:`Front.act`."""
        with timed(self.measure, Stage.TURN):
            reply = await super().act(message, redaction, danger)
        if reply is not None:
            self.measure.decided(reply.decision.kind.value)
        return reply

    def card(self, message: InboundMessage, danger: DangerJudgement) -> Reply:
        """Render the danger card; see :meth:`Front.card`."""
        self.measure.decided(DecisionKind.DANGER.value)
        return super().card(message, danger)

    def cannot_answer(self, message: InboundMessage, danger: DangerJudgement, error: Exception) -> Reply:
        """Say that there is no answer; see :meth:`Front.cannot_answer`."""
        reply = super().cannot_answer(message, danger, error)
        if reply.decision.kind is not DecisionKind.DANGER:
            self.measure.decided(ERROR)
        return reply


class MeasuredRunner:
    """An :class:`actions.runners.protocol.ActionRunner` that is timed."""

    def __init__(self, runner: ActionRunner, measure: Measure) -> None:
        self._runner = runner
        self._measure = measure

    async def run(self, name: str, tracker: dict[str, Any]) -> ActionResult:
        """Run an action."""
        with timed(self._measure, Stage.ACTIONS):
            return await self._runner.run(name, tracker)

    async def close(self) -> None:
        """Let go of connections."""
        await self._runner.close()


class MeasuredBase(LiveBase):
    """A live base whose searches are timed; everything else is that of the base behind it."""

    def __init__(self, live: LiveBase, measure: Measure) -> None:
        self._live = live
        self._measure = measure

    @property
    def newest(self) -> KnowledgeBase:
        """The base that the next turn gets."""
        return self._live.newest

    def replace(self, base: KnowledgeBase) -> None:
        """Put another base in place."""
        self._live.replace(base)

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Keep the base of now for everything inside."""
        with self._live.hold():
            yield

    @property
    def published(self) -> Mapping[str, Published]:
        """Published entries by slug."""
        return self._live.published

    def version(self, version: int) -> Published | None:
        """The published entry with this version id."""
        return self._live.version(version)

    def search(self, text: str, previous: Sequence[tuple[str, float]] = ()) -> SearchOutcome:
        """Find entries."""
        with timed(self._measure, Stage.SEARCH):
            return self._live.search(text, previous)
