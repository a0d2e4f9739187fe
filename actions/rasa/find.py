"""``action_find``: entries for a channel's inline search; nothing is logged, filed or remembered."""

from actions.outcome import Outcome
from actions.rasa.base import HouvastAction
from actions.rendering.answer import AnswerRenderer
from actions.rendering.danger import danger_card
from actions.steps.family_talk import without_family_talk
from actions.turn import Turn
from actions.vocabulary import Decision, DecisionKind, OutboundMessage
from knowledge.search.published import Published
from knowledge.search.query import clean, has_words
from knowledge.signals.danger.model import DangerLevel

MOST = 5
"""Entries in one result."""


class ActionFind(HouvastAction):
    """Looks up entries while somebody types."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_find"

    def outcome(self, turn: Turn) -> Outcome:
        """Up to five entries, one message each; without a query one entry of each of the first themes.

        Danger comes before anything that was found, and a query that the base is unsure about finds only
        entries that have its words in their title.
        """
        found = self._found(turn.text) if has_words(clean(turn.text)) else self._examples()
        renderer = AnswerRenderer(self.house.catalogue, self.house.references, self.house.today())
        messages: list[OutboundMessage] = []
        if turn.danger != DangerLevel.NONE:
            messages.append(danger_card(self.house.catalogue, turn.danger_kind, self.house.settings.local_number))
        messages += [renderer.brief(published) for published in found]
        return Outcome(Decision(DecisionKind.SMALLTALK), tuple(messages), turn.state.pending)

    def _found(self, text: str) -> list[Published]:
        published = self.house.knowledge.published
        outcome = without_family_talk(self.house.knowledge.search(text), (), self.house)
        if outcome.confidence >= self.house.answer.suggest_at:
            return [published[found.slug] for found in outcome.found[:MOST]]
        words = clean(text).casefold().split()
        titled = (item for item in published.values() if all(word in item.entry.title.casefold() for word in words))
        return list(titled)[:MOST]

    def _examples(self) -> list[Published]:
        published = list(self.house.knowledge.published.values())
        firsts = (
            next((item for item in published if item.entry.theme == theme and not item.entry.is_signpost), None)
            for theme in self.house.references.themes
        )
        return [item for item in firsts if item is not None][:MOST]
