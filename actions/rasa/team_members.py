"""``action_members``: what a team lead does with the members of a team."""

from datetime import timedelta

from actions.outcome import Outcome
from actions.rasa.team_base import TeamAction
from actions.rendering.notices import choice_lines
from actions.rendering.paging import page_buttons, page_of, page_title
from actions.rendering.sources import day
from actions.rendering.team import named, role_name, sure
from actions.steps.commands import Command
from actions.steps.teams import TEAM_ID, led_by
from actions.turn import Turn
from actions.vocabulary import LONGEST_PAYLOAD, Block, BlockKind, Button, Decision, DecisionKind, OutboundMessage
from knowledge.reflection.rhythm import ZONE
from knowledge.roster.errors import MemberNotFound, NotPermitted
from knowledge.roster.permissions import Action, may
from knowledge.roster.roles import Role
from knowledge.store.roster_rows import Member

GIVEN = (Role.PROFESSIONAL, Role.TRAINER, Role.TEAM_LEAD)
"""Roles that are given in the chat; admins are made at the command line."""
VALID_DAYS = 7


class ActionMembers(TeamAction):
    """Invites, gives roles and removes; the roster checks every right itself."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_members"

    def message(self, command: Command, turn: Turn) -> OutboundMessage | Outcome:
        """``/uitnodigen [TEAM [ROLE]]``, ``/leden [TEAM [PAGE]]``, ``/lid``, ``/rol`` and ``/eruit``."""
        words = command.argument.split()
        if command.name in ("uitnodigen", "leden"):
            return self._of_team(command.name, words, turn)
        if len(words) < 2 or not TEAM_ID.fullmatch(words[0]):
            return self.plain("which_member")
        team, person, rest = words[0], words[1], words[2:]
        if not may(self.house.roster.role(team, turn.person), Action.SET_ROLE):
            raise NotPermitted(Action.SET_ROLE)
        member = self.house.roster.member(team, person)
        if member is None:
            raise MemberNotFound(team)
        if command.name == "rol" and rest and rest[0] in [role.value for role in GIVEN]:
            changed = self.house.roster.set_role(team, person, Role(rest[0]), self.now(), actor=turn.person)
            return self._member(changed)
        if command.name == "eruit":
            return self._remove(member, turn, is_sure=rest == ["ja"])
        return self._member(member)

    def _of_team(self, name: str, words: list[str], turn: Turn) -> OutboundMessage | Outcome:
        action = Action.INVITE if name == "uitnodigen" else Action.SET_ROLE
        led = led_by(turn.person, action, self.house)
        if not led:
            raise NotPermitted(action)
        chosen = self.choose(led, words[0] if words else "", name)
        if isinstance(chosen, OutboundMessage):
            return chosen
        rest = words[1] if len(words) > 1 else ""
        if name == "uitnodigen":
            return self._invite(chosen, rest, turn)
        return self._members(chosen, int(rest) if rest.isdecimal() else 1)

    def _invite(self, team: Member, role: str, turn: Turn) -> OutboundMessage | Outcome:
        text = self.house.catalogue.text
        if role not in [given.value for given in GIVEN]:
            buttons = [
                Button(role_name(given, self.house.catalogue), f"/uitnodigen {team.team_id} {given.value}", owner=True)
                for given in GIVEN
            ]
            title = Block(BlockKind.TITLE, text("roster.invite_as", team=team.team_name))
            return OutboundMessage((title, choice_lines(buttons, self.house.catalogue)), tuple(buttons))
        now = self.now()
        code = self.house.roster.invite(team.team_id, Role(role), now, actor=turn.person, valid_days=VALID_DAYS)
        until = day((now + timedelta(days=VALID_DAYS)).astimezone(ZONE).date(), self.house.catalogue)
        given = role_name(Role(role), self.house.catalogue)
        how = self.plain("invited", team=team.team_name, role=given, date=until)
        # A message of its own, so that it can be forwarded as it is.
        pass_on = self.plain("invitation", team=team.team_name, code=code)
        return Outcome(Decision(DecisionKind.SMALLTALK), (how, pass_on), turn.state.pending)

    def _members(self, team: Member, number: int) -> OutboundMessage:
        page = page_of(self.house.roster.members(team.team_id), number)
        buttons = [
            Button(named(member, self.house.catalogue), payload, owner=True)
            for member in page.items
            if len((payload := f"/lid {member.team_id} {member.person}").encode()) <= LONGEST_PAYLOAD
        ]
        buttons += page_buttons(page, lambda other: f"/leden {team.team_id} {other}", self.house.catalogue)
        title = self.house.catalogue.text("roster.members_title", team=team.team_name)
        blocks = (
            Block(BlockKind.TITLE, page_title(title, page, self.house.catalogue)),
            choice_lines(buttons, self.house.catalogue),
        )
        return OutboundMessage(blocks, tuple(buttons))

    def _member(self, member: Member) -> OutboundMessage:
        text = self.house.catalogue.text
        labels = self.house.references.expertise
        who = f"{member.team_id} {member.person}"
        others = [role for role in GIVEN if role is not member.role]
        buttons = [
            Button(
                text("roster.make", role=role_name(role, self.house.catalogue)), f"/rol {who} {role.value}", owner=True
            )
            for role in others
        ]
        buttons.append(Button(text("roster.remove"), f"/eruit {who}", owner=True))
        buttons.append(Button(text("roster.manage"), f"/leden {member.team_id}", owner=True))
        lines = [
            text("roster.profile_team", team=member.team_name, role=role_name(member.role, self.house.catalogue)),
            text(
                "roster.profile_expertise",
                expertise=", ".join(labels.get(key, key) for key in member.expertise) or text("roster.not_filled"),
            ),
        ]
        fitting = tuple(button for button in buttons if len(button.payload.encode()) <= LONGEST_PAYLOAD)
        title = Block(BlockKind.TITLE, named(member, self.house.catalogue))
        return OutboundMessage((title, Block(BlockKind.TEXT, "\n".join(lines))), fitting)

    def _remove(self, member: Member, turn: Turn, *, is_sure: bool) -> OutboundMessage:
        name = named(member, self.house.catalogue)
        if not is_sure:
            question = self.house.catalogue.text("roster.remove_sure", name=name, team=member.team_name)
            return sure(question, f"/eruit {member.team_id} {member.person} ja", self.house.catalogue)
        self.house.roster.remove(member.team_id, member.person, self.now(), actor=turn.person)
        return self.plain("removed", name=name, team=member.team_name)
