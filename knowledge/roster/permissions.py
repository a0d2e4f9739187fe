"""Who may do what, as data: one table, asked through `may`. The docs and the desk show the same table."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from knowledge.roster.roles import Role


class Action(StrEnum):
    """Something that not everybody may do."""

    ASK = "ask"
    """Ask a question and read published knowledge; danger cards need no permission at all."""
    SEE_TEAM = "see_team"
    EDIT_OWN_PROFILE = "edit_own_profile"
    LEAVE_TEAM = "leave_team"
    CONSULT = "consult"
    PRACTISE = "practise"
    INVITE = "invite"
    SET_ROLE = "set_role"
    REMOVE_MEMBER = "remove_member"
    EDIT_TEAM = "edit_team"
    """Change the name of the team, its goal and its reminders."""
    LINK_CHAT = "link_chat"
    START_QUIZ = "start_quiz"
    AUTHOR_QUIZ = "author_quiz"
    """Write items of the quiz, and hand them in."""
    APPROVE_QUIZ = "approve_quiz"
    """Approve, reject or confirm items that somebody else wrote."""
    SEE_MASTERY = "see_mastery"
    """See which topics the team has not mastered yet."""
    CURATE = "curate"
    """Write drafts of entries, hand them in, comment."""
    APPROVE = "approve"
    """Publish, return or confirm what somebody else wrote; nobody approves own text, whatever the role."""
    TAKE_OFFLINE = "take_offline"
    """Hide an entry from readers at once."""
    SET_OWNER = "set_owner"
    """Say who keeps an entry up to date."""
    ANSWER_QUESTIONS = "answer_questions"
    """Close what was not answered or marked wrong."""
    SEE_USAGE = "see_usage"
    """See what was asked, not answered, or marked wrong."""
    SEE_AUDIT = "see_audit"
    TEACH_SIGNALS = "teach_signals"
    """Label example sentences of danger and reflex, judge those of colleagues, and have them learned and measured."""
    SWITCH_SIGNALS = "switch_signals"
    """Put weights that were learned here in use, and go back."""
    USE_DESK = "use_desk"
    """Sign in at the desk; what each page shows there needs its own right."""
    MANAGE_INSTALLATION = "manage_installation"
    """Make and archive teams, appoint admins; holds for all teams."""


_NOBODY = frozenset({Action.ASK})
_PROFESSIONAL = _NOBODY | {
    Action.SEE_TEAM,
    Action.EDIT_OWN_PROFILE,
    Action.LEAVE_TEAM,
    Action.CONSULT,
    Action.PRACTISE,
}
_TRAINER = _PROFESSIONAL | {
    Action.START_QUIZ,
    Action.AUTHOR_QUIZ,
    Action.APPROVE_QUIZ,
    Action.SEE_MASTERY,
    Action.USE_DESK,
}
_TEAM_LEAD = _PROFESSIONAL | {
    Action.INVITE,
    Action.SET_ROLE,
    Action.REMOVE_MEMBER,
    Action.EDIT_TEAM,
    Action.LINK_CHAT,
    Action.CURATE,
    Action.APPROVE,
    Action.TAKE_OFFLINE,
    Action.SET_OWNER,
    Action.ANSWER_QUESTIONS,
    Action.SEE_USAGE,
    Action.SEE_AUDIT,
    Action.TEACH_SIGNALS,
    Action.SWITCH_SIGNALS,
    Action.AUTHOR_QUIZ,
    Action.APPROVE_QUIZ,
    Action.USE_DESK,
}

PERMISSIONS: Mapping[Role | None, frozenset[Action]] = MappingProxyType(
    {
        None: _NOBODY,
        Role.PROFESSIONAL: _PROFESSIONAL,
        Role.TRAINER: _TRAINER,
        Role.TEAM_LEAD: _TEAM_LEAD,
        Role.ADMIN: _TRAINER | _TEAM_LEAD | {Action.MANAGE_INSTALLATION},
    }
)
"""Actions per role; `None` is somebody in no team (design rule 5: published knowledge only)."""


def may(role: Role | None, action: Action) -> bool:
    """Whether somebody with this role in a team may do this there."""
    return action in PERMISSIONS[role]
