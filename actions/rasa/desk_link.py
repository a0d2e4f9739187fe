"""``action_desk_link``: a link with which a team lead, trainer or admin signs in at the desk."""

from actions.outcome import Outcome
from actions.rasa.team_base import TeamAction
from actions.steps.commands import Command
from actions.turn import Turn
from actions.vocabulary import Block, BlockKind, OutboundMessage
from knowledge.roster.desk_address import sign_in_address
from knowledge.roster.errors import NotPermitted
from knowledge.store.desk_links import LINK_MINUTES


class ActionDeskLink(TeamAction):
    """Gives the link; the store checks the right itself."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_desk_link"

    def message(self, command: Command, turn: Turn) -> OutboundMessage | Outcome:  # noqa: ARG002 - takes no argument
        """``/beheer``: a link that works once, for :data:`LINK_MINUTES` minutes.

        The text is shown without a preview by every channel: a preview would fetch the page. Fetching it spends
        nothing either; only its button does.
        """
        text = self.house.catalogue.text
        address, links = self.house.settings.desk_url, self.house.desk_links
        if not turn.private:
            return OutboundMessage((Block(BlockKind.TEXT, text("private_only.text")),))
        if not address or links is None:
            return OutboundMessage((Block(BlockKind.TEXT, text("desk_link.not_set_up")),))
        try:
            token = links.offer_link(turn.person, self.now())
        except NotPermitted:
            return OutboundMessage((Block(BlockKind.TEXT, text("desk_link.refused")),))
        link = sign_in_address(address, token)
        return OutboundMessage(
            (
                Block(BlockKind.TITLE, text("desk_link.title")),
                Block(BlockKind.TEXT, text("desk_link.text", link=link, minutes=LINK_MINUTES)),
                Block(BlockKind.NOTICE, text("desk_link.warning")),
            )
        )
