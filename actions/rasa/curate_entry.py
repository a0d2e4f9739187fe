"""``action_offline``, ``action_recheck`` and ``action_bring_back``: an entry that readers see, or saw."""

from actions.curating import retiring
from actions.curating.words import done, message, not_done
from actions.outcome import Outcome
from actions.rasa.curate_base import CurateAction, is_sure, number_in
from actions.steps.commands import Command
from actions.turn import Turn
from actions.vocabulary import Block, BlockKind, Button
from knowledge.errors import EntryNotFound
from knowledge.review.workflow import Workflow
from knowledge.roster.permissions import Action
from knowledge.store.rows import EntryRecord

MOST_FOUND = 5
"""Entries that are offered when a word fits more than one."""


class ActionOffline(CurateAction):
    """Takes an entry away from readers, with a reason and after asking once."""

    right = Action.TAKE_OFFLINE

    def name(self) -> str:
        """Name in the domain."""
        return "action_offline"

    def act(self, command: Command, flow: Workflow, turn: Turn) -> Outcome:
        """``/offline VERSION [ja|nee]`` from a button, ``/offline SLUG`` or ``/offline WORDS`` typed."""
        number = number_in(command.argument)
        if number is None:
            return self._named(command.argument, flow)
        if command.argument.endswith(" nee"):
            return retiring.cancelled(turn, self.house)
        if is_sure(command.argument):
            return retiring.take_offline(number, turn, flow, self.house)
        return retiring.ask_reason(number, flow, self.house)

    def _named(self, words: str, flow: Workflow) -> Outcome:
        """The entry with this slug, or whose title holds these words."""
        wanted = " ".join(words.casefold().split())
        if not wanted:
            return not_done("offline.how", self.house)
        known = _entry(wanted, flow)
        if known and known.published_version:
            return retiring.ask_reason(known.published_version, flow, self.house)
        published = self.house.knowledge.published.values()
        found = [item for item in published if wanted in item.entry.title.casefold()][:MOST_FOUND]
        if len(found) == 1:
            return retiring.ask_reason(found[0].version, flow, self.house)
        if not found:
            return not_done("offline.not_found", self.house)
        buttons = [Button(item.entry.title, f"/offline {item.version}") for item in found]
        title = self.house.catalogue.text("beheer_chat.offline.which")
        return done(message([Block(BlockKind.TITLE, title)], buttons, self.house))


class ActionRecheck(CurateAction):
    """Looks an entry over before it expires."""

    right = Action.APPROVE

    def name(self) -> str:
        """Name in the domain."""
        return "action_recheck"

    def act(self, command: Command, flow: Workflow, turn: Turn) -> Outcome:
        """``/nakijken VERSION [ja]``."""
        number = number_in(command.argument)
        if number is None:
            return not_done("recheck.how", self.house)
        return retiring.still_right(number, turn, flow, self.house, is_sure=is_sure(command.argument))


class ActionBringBack(CurateAction):
    """Hands an entry that is offline in again."""

    right = Action.CURATE

    def name(self) -> str:
        """Name in the domain."""
        return "action_bring_back"

    def act(self, command: Command, flow: Workflow, turn: Turn) -> Outcome:
        """``/terugzetten VERSION`` from a button, ``/terugzetten SLUG`` typed."""
        number = number_in(command.argument)
        if number is None:
            known = _entry(command.argument.casefold(), flow)
            number = known.published_version if known else None
        if number is None:
            return not_done("bring_back.how", self.house)
        return retiring.bring_back(number, turn, flow, self.house)


def _entry(slug: str, flow: Workflow) -> EntryRecord | None:
    try:
        return flow.entries.get(slug)
    except EntryNotFound:
        return None
