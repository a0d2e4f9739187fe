"""``action_agenda``: what the team wants to talk about in its meeting."""

import re

from actions.consultations.words import consultations, done, is_lead
from actions.outcome import Outcome
from actions.rasa.consult_base import ConsultAction
from actions.rendering.agenda import AgendaWords, TeamAgenda, agenda_page
from actions.steps.commands import Command
from actions.steps.teams import memberships_here
from actions.turn import Turn
from actions.vocabulary import Block, BlockKind, Button, OutboundMessage
from knowledge.consultations.agenda import in_order
from knowledge.store.roster_rows import Member

_PAGE = re.compile(r"pagina (\d{1,4})")


class ActionAgenda(ConsultAction):
    """Lists what is on the agenda of somebody's teams; in a group, of the team of that group."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_agenda"

    def act(self, command: Command, numbers: list[int], turn: Turn) -> Outcome:  # noqa: ARG002 - the page has its own form
        """``/agenda`` and ``/agenda pagina N``; with a number it is ``action_consult_case``."""
        members = memberships_here(turn, self.house)
        if not members:
            return done(self._no_team(turn))
        page = _PAGE.fullmatch(command.argument)
        words = AgendaWords(
            self.catalogue,
            self.house.references.expertise,
            self.house.today(),
            consultations(self.house).contributions,
        )
        return done(agenda_page([self._of(member, turn) for member in members], int(page[1]) if page else 1, words))

    def _of(self, member: Member, turn: Turn) -> TeamAgenda:
        store, leads = consultations(self.house), is_lead(member)
        items = in_order(store.agenda(member.team_id))
        more = sum(not item.on_agenda for item in store.open_of(member.team_id))
        return TeamAgenda(
            member.team_id,
            member.team_name,
            items,
            more,
            # In a group the buttons are for everybody; taking off is done below the card there, or in private.
            lambda item: turn.private and (leads or item.asker == turn.person),
        )

    def _no_team(self, turn: Turn) -> OutboundMessage:
        text = self.catalogue.text
        if turn.private:
            return OutboundMessage((Block(BlockKind.TEXT, text("agenda.no_team")),))
        button = Button(text("agenda.buttons.agenda"), "/agenda", private=True)
        return OutboundMessage((Block(BlockKind.TEXT, text("agenda.no_team_here")),), (button,))
