"""A team with two leads, one of them a gedragswetenschapper, and a version that waits."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest

from actions.conversation import receive
from actions.vocabulary import LONGEST_PAYLOAD, Reply
from bot.assembly import Assembly
from knowledge.review.workflow import Workflow
from knowledge.roster.roles import Role
from knowledge.store import OPERATOR, RosterStore
from tests.conftest import message

NOW = datetime.now(UTC)
LOT, MO, SAM, TOM, NOBODY = "test:1", "test:2", "test:3", "test:4", "test:9"
"""Leads Lot and Mo, professional Sam, trainer Tom, and somebody in no team."""
GROUP = "test:-100"
SLUG = "schaalvraag-0-10"
TITLE = "De schaalvraag, zoals wij hem stellen"


@dataclass
class Desk:
    """A Houvast, and how leads talk to it."""

    assembly: Assembly
    team: str = ""

    @property
    def flow(self) -> Workflow:
        assert self.assembly.house is not None
        assert self.assembly.house.review is not None
        return self.assembly.house.review

    @property
    def roster(self) -> RosterStore:
        return RosterStore(self.assembly.database)

    def handed_in(self, by: str = MO, slug: str = SLUG, title: str = TITLE) -> int:
        """A changed title that waits for review; id of the version."""
        draft = self.flow.start(slug, by, NOW)
        changed = re.sub(r"^titel: .*$", f"titel: {title}", draft.text.entry, flags=re.MULTILINE)
        saved = self.flow.store.save(draft.draft_id, draft.revision, replace(draft.text, entry=changed), by, NOW)
        return self.flow.submit(saved.draft_id, saved.revision, by, NOW).version_id

    def published(self, slug: str = SLUG) -> int:
        """What readers see."""
        found = self.flow.entries.get(slug).published_version
        assert found is not None
        return found

    async def say(self, text: str, payload: str | None = None, *, person: str = LOT, **more: object) -> Reply:
        """Something said or pressed in private."""
        inbound = message(text, payload, conversation=person, **{"chat": person, **more})
        return self._checked(await receive(inbound, self.assembly.front))

    async def press(self, payload: str, person: str = LOT) -> Reply:
        return await self.say("", payload, person=person)

    async def in_group(self, text: str, quoted: str = "", *, person: str = LOT, payload: str | None = None) -> Reply:
        inbound = message(text, payload, conversation=f"{GROUP}:{person}", private=False, chat=GROUP, quoted=quoted)
        return self._checked(await receive(replace(inbound, person=person), self.assembly.front))

    @staticmethod
    def _checked(reply: Reply | None) -> Reply:
        assert reply is not None
        assert reply.messages
        assert all(len(button.payload.encode()) <= LONGEST_PAYLOAD for one in reply.messages for button in one.buttons)
        assert not re.search(r"[{}]", reply.text)
        return reply


def payloads(reply: Reply) -> Sequence[str]:
    """What the buttons of a reply carry."""
    return [button.payload for one in reply.messages for button in one.buttons]


@pytest.fixture
def desk(assembly: Assembly) -> Desk:
    made = Desk(assembly)
    made.team = made.roster.create_team("Noord", NOW, actor=OPERATOR).team_id
    roles = {LOT: Role.TEAM_LEAD, MO: Role.TEAM_LEAD, SAM: Role.PROFESSIONAL, TOM: Role.TRAINER}
    for (person, role), name in zip(roles.items(), ("Lot", "Mo", "Sam", "Tom"), strict=True):
        made.roster.redeem(made.roster.invite(made.team, role, NOW, actor=OPERATOR), person, name, NOW)
    made.roster.set_profile(made.team, MO, expertise=("gedragswetenschapper",))
    made.roster.note_chat(GROUP, "Teamchat", NOW)
    made.roster.link_chat(GROUP, made.team, NOW, actor=LOT)
    return made
