"""``action_entry``: Lees meer, Leg voor aan het team and Verwant under an answer."""

from actions.outcome import Outcome
from actions.rasa.base import HouvastAction
from actions.rendering.notices import choice_lines, plain_notice
from actions.steps.commands import parse
from actions.steps.show import related
from actions.steps.teams import renderer_for
from actions.turn import Turn
from actions.vocabulary import Block, BlockKind, Button, Decision, DecisionKind, OutboundMessage
from knowledge.entries.model import Urgency
from knowledge.search.published import Published


class ActionEntry(HouvastAction):
    """Shows another side of an entry that was shown."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_entry"

    def outcome(self, turn: Turn) -> Outcome:
        """``/meer V``, ``/team V`` and ``/verwant V``; V is the version shown."""
        command = parse(turn)
        published = (
            self.house.knowledge.version(int(command.argument)) if command and command.argument.isdecimal() else None
        )
        if command is None or published is None:
            message = plain_notice("answer.retired", self.house.catalogue)
            return Outcome(Decision(DecisionKind.ABSTAIN, confidence=0.0, reason="retired"), (message,))
        renderer = renderer_for(turn, self.house)
        if command.name == "meer":
            shown = renderer.more(published, related(published, self.house))
        else:
            shown = renderer.team(published) if command.name == "team" else self._related(published)
        consult = command.name == "team" and published.entry.urgency is Urgency.NORMAL
        decision = Decision(DecisionKind.ANSWER, consult=consult, confidence=1.0, version=published.version)
        return Outcome(decision, (shown,), turn.state.pending)

    def _related(self, published: Published) -> OutboundMessage:
        buttons = tuple(Button(item.entry.title, f"/kies {item.entry.slug}") for item in related(published, self.house))
        title = Block(BlockKind.TITLE, self.house.catalogue.text("answer.related_title"))
        return OutboundMessage((title, choice_lines(buttons, self.house.catalogue)), buttons)
