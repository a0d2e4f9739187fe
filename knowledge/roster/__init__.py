"""Who is who in a team and what each may do; the rows themselves are in `knowledge.store`."""

from knowledge.roster.deep_link import INVITATION_PREFIX, invitation_token
from knowledge.roster.permissions import PERMISSIONS, Action, may
from knowledge.roster.roles import Role

__all__ = ["INVITATION_PREFIX", "PERMISSIONS", "Action", "Role", "invitation_token", "may"]
