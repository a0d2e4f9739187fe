"""The roster: teams, their members and invitations, and the group chats they work in."""

from knowledge.store.invitations import Invitations
from knowledge.store.members import Members
from knowledge.store.team_chats import TeamChats
from knowledge.store.teams import Teams


class RosterStore(Teams, Members, Invitations, TeamChats):
    """The whole roster in one object.

    Every act of a lead takes `actor`: the person's opaque id, or `OPERATOR` at the command line. The right to
    do it is checked, and the audit row is written, in the transaction of the act (design rule 7).
    """
