"""A team with a group, and somebody who puts a question before it."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from actions.conversation import receive
from actions.vocabulary import LONGEST_PAYLOAD, Button, OutboundMessage, Reply
from bot.assembly import Assembly
from knowledge.roster.roles import Role
from knowledge.store import OPERATOR, ConsultationStore, PostStore, RosterStore
from knowledge.store.conversations import ConversationStore
from tests.conftest import message

NOW = datetime.now(UTC)
ASKER, MILA, LEAD, OUTSIDER = "test:1", "test:2", "test:3", "test:9"
GROUP = "test:-100"
FACTS = "Het kind had drie keer deze week geen brood mee naar school."
QUESTION = "Wat zie ik over het hoofd?"


@dataclass
class Stage:
    """A Houvast with a team, and how people talk to it."""

    assembly: Assembly
    team: str = ""
    sent: list[tuple[str, Reply]] = field(default_factory=list)

    @property
    def roster(self) -> RosterStore:
        return RosterStore(self.assembly.database)

    @property
    def consultations(self) -> ConsultationStore:
        return ConsultationStore(self.assembly.database)

    @property
    def posts(self) -> PostStore:
        return PostStore(self.assembly.database)

    @property
    def conversations(self) -> ConversationStore:
        return ConversationStore(self.assembly.database)

    def join(self, person: str, name: str, role: Role = Role.PROFESSIONAL, expertise: tuple[str, ...] = ()) -> None:
        code = self.roster.invite(self.team, role, NOW, actor=OPERATOR)
        self.roster.redeem(code, person, name, NOW)
        self.roster.set_profile(self.team, person, expertise=expertise)

    def link(self, chat: str = GROUP, title: str = "Teamchat") -> None:
        self.roster.note_chat(chat, title, NOW)
        self.roster.link_chat(chat, self.team, NOW, actor=LEAD)

    async def say(self, text: str, payload: str | None = None, *, person: str = ASKER, **more: object) -> Reply:
        """Something said or pressed in somebody's private chat."""
        inbound = message(text, payload, conversation=person, chat=person, **more)
        reply = await receive(inbound, self.assembly.front)
        assert reply is not None
        self.sent.append((text or payload or "", reply))
        checked(reply)
        return reply

    async def in_group(self, text: str, payload: str | None = None, *, person: str = MILA, **more: object) -> Reply:
        """Something said or pressed in the group of the team."""
        where = {"conversation": f"{GROUP}:{person}", "chat": GROUP, "private": False, **more}
        inbound = message(text, payload, **where)
        reply = await receive(inbound.__class__(**{**_fields(inbound), "person": person}), self.assembly.front)
        assert reply is not None
        checked(reply)
        return reply

    async def press(self, label: str, reply: Reply | None = None, *, person: str = ASKER) -> Reply:
        """Press a button of the last reply, by its words."""
        shown = reply or self.sent[-1][1]
        return await self.say("", buttons(shown)[label], person=person)

    async def filled(self, person: str = ASKER) -> Reply:
        """The short way up to the preview."""
        await self.say("/overleg", person=person)
        await self.say(FACTS, person=person)
        await self.say(QUESTION, person=person)
        await self.say("", "/wie lvb aan", person=person)
        return await self.press("Klaar, laat zien", person=person)

    async def asked(self, person: str = ASKER) -> int:
        """A consultation that stands in the group; its id."""
        await self.filled(person)
        await self.press("Zet in de teamchat", person=person)
        return self.consultations.open_of(self.team)[-1].consultation_id

    def slots(self, person: str = ASKER) -> dict:
        return self.conversations.load(person).slots


def _fields(inbound: object) -> dict:
    return {name: getattr(inbound, name) for name in inbound.__dataclass_fields__}  # type: ignore[attr-defined]


def buttons(reply: Reply) -> dict[str, str]:
    """Buttons of a reply that are shown to who wrote, by label."""
    return {b.label: b.payload for m in reply.messages for b in m.buttons if _own(m)}


def _own(shown: OutboundMessage) -> bool:
    return shown.target is None or not shown.target.subject


def elsewhere(reply: Reply) -> dict[str, OutboundMessage]:
    """Messages of a reply that go to another chat, by chat."""
    return {shown.target.chat: shown for shown in reply.messages if shown.target}


def checked(reply: Reply) -> None:
    """Whatever is sent can be shown and pressed."""
    assert reply.messages
    pressed: list[Button] = [button for shown in reply.messages for button in shown.buttons]
    assert all(len(button.payload.encode()) <= LONGEST_PAYLOAD for button in pressed)
    assert not re.search(r"[{}]", reply.text)


Say = Callable[..., Awaitable[Reply]]


@pytest.fixture
def stage(assembly: Assembly) -> Stage:
    """Team Noord with a group: somebody who asks, a colleague who knows about LVB, and a lead."""
    made = Stage(assembly)
    made.team = made.roster.create_team("Noord", NOW, actor=OPERATOR).team_id
    made.join(ASKER, "Sam")
    made.join(MILA, "Mila", expertise=("lvb",))
    made.join(LEAD, "Lot", Role.TEAM_LEAD)
    made.link()
    return made
