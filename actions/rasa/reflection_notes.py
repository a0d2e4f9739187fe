"""``action_reflection_notes``: what the team learned; reading it, adding to it, and taking a note away."""

from datetime import UTC, datetime

from actions.outcome import Outcome
from actions.rasa.reflection_base import ReflectionAction
from actions.reflections.purpose import Kind, Purpose
from actions.reflections.words import done, leads, prompt_words, store_of
from actions.rendering.reflection_pages import DROP, REMOVE, YES, learned_page, sure_to_remove
from actions.steps.commands import Command
from actions.steps.teams import memberships_here
from actions.turn import Turn
from actions.vocabulary import Block, BlockKind, Button, OutboundMessage
from knowledge.reflection.model import Given, Prompt
from knowledge.roster.errors import NotPermitted
from knowledge.roster.permissions import Action
from knowledge.store.roster_rows import Member

_LONGEST = 16
"""Digits of an id; a longer one is none of ours."""


class ActionReflectionNotes(ReflectionAction):
    """``/geleerd`` and ``/leerpunt``."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_reflection_notes"

    def for_team(self, command: Command, turn: Turn) -> Outcome:
        """``/leerpunt N`` names a question, and with it the team."""
        if command.name == "leerpunt":
            if command.argument == DROP:
                return done(self.plain("note.dropped"))
            number = _number(command.argument)
            members = memberships_here(turn, self.house)
            named = any(member.team_id == command.argument for member in members)
            given = store_of(self.house).prompt(number) if number is not None and members and not named else None
            if given:
                return self._for_prompt(given, members, turn)
        return super().for_team(command, turn)

    def act(self, command: Command, member: Member, rest: list[str], turn: Turn) -> Outcome:
        """``/leerpunt`` and ``/geleerd [PAGE | weg NOTE [ja]]``."""
        if command.name == "leerpunt":
            return self._ask(member, None)
        if rest[:1] == [REMOVE] and len(rest) > 1 and (number := _number(rest[1])) is not None:
            return self._remove(member, number, turn, sure=rest[2:] == [YES])
        return self.shown(self._page(member, _number(rest[0]) or 1 if rest else 1, turn), turn)

    def _for_prompt(self, given: Given, members: list[Member], turn: Turn) -> Outcome:
        member = next((member for member in members if member.team_id == given.team_id), None)
        if member is None:
            return self.shown(self.plain("note.other_team"), turn)
        return self._ask(member, given)

    def _ask(self, member: Member, given: Given | None) -> Outcome:
        never_mind = Button(self.house.catalogue.text("reflection.note.never_mind"), f"/leerpunt {DROP}")
        message = self.plain("note.ask", never_mind)
        words = prompt_words(self.house)
        question = words.question(given.prompt) if words and given else None
        if question:
            about = Block(BlockKind.TEXT, self.house.catalogue.text("reflection.note.about", question=question))
            message = OutboundMessage((about, *message.blocks), message.buttons)
        purpose = Purpose(Kind.NOTE, member.team_id, given.prompt_id if given else 0)
        return done(message, purpose.pending(datetime.now(UTC)))

    def _page(self, member: Member, number: int, turn: Turn) -> OutboundMessage:
        words = prompt_words(self.house)

        def name_of(prompt: Prompt) -> str | None:
            return words.name(prompt) if words else None

        # In the group a list with buttons to take notes away would be in everybody's way.
        may_remove = turn.private and leads(turn.person, member.team_id, self.house)
        notes = store_of(self.house).notes(member.team_id)
        return learned_page(member, notes, number, name_of, self.house.catalogue, may_remove=may_remove)

    def _remove(self, member: Member, number: int, turn: Turn, *, sure: bool) -> Outcome:
        store = store_of(self.house)
        if not leads(turn.person, member.team_id, self.house):
            raise NotPermitted(Action.EDIT_TEAM)
        note = next((note for note in store.notes(member.team_id) if note.note_id == number), None)
        if note is None:
            return self.shown(self.plain("learned.gone"), turn)
        if not sure:
            return self.shown(sure_to_remove(note, self.house.catalogue), turn)
        store.remove_note(member.team_id, number, datetime.now(UTC), actor=turn.person)
        return self.shown(self.plain("learned.removed"), turn)


def _number(word: str) -> int | None:
    return int(word) if word.isdecimal() and len(word) <= _LONGEST else None
