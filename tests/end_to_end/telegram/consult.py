"""Two teams with five members and their groups, and the short way to a question before the team."""

from dataclasses import dataclass

from knowledge.consultations.model import Consultation
from knowledge.roster import Role
from knowledge.store import OPERATOR, ConsultationStore, RosterStore
from tests.botapi.chats import Chat
from tests.botapi.messages import Message
from tests.botapi.people import Person
from tests.botapi.server import BotApiServer
from tests.end_to_end.telegram.running import Running

FACTS = "Het kind had drie keer deze week geen brood mee naar school."
QUESTION = "Wat zie ik over het hoofd?"
EXPERTISE = "lvb"
LABEL = "collega met kennis van LVB"


@dataclass
class Teams:
    """Team Noord (Mila leads; Youssef, Sam) and team Zuid (Noor leads; Daan), each with a group.

    Sam has the expertise that is asked for.
    """

    houvast: Running
    mila: Person
    youssef: Person
    sam: Person
    noor: Person
    daan: Person
    north: Chat
    south: Chat
    north_id: str

    @property
    def store(self) -> ConsultationStore:
        assert self.houvast.assembly.database is not None
        return ConsultationStore(self.houvast.assembly.database)

    @property
    def roster(self) -> RosterStore:
        assert self.houvast.assembly.database is not None
        return RosterStore(self.houvast.assembly.database)

    def opened(self) -> list[Consultation]:
        """The consultations of Youssef."""
        return self.store.of_person(f"telegram:{self.youssef.id}")

    async def ask(self, person: Person | None = None, group: Chat | None = None) -> Message:
        """Walk the shortest way; returns the card in the group."""
        person, group = person or self.youssef, group or self.north
        for send in ("/overleg", FACTS, QUESTION):
            person.send(person.chat, send)
            await self.houvast.quiet()
        for label in (LABEL, "Klaar, laat zien", "Zet in de teamchat"):
            await tap(person, label)
            await self.houvast.quiet()
        await group.wait_for("wie denkt mee?")
        return [message for message in group.messages if "wie denkt mee?" in message.text][-1]


async def tap(person: Person, label: str, chat: Chat | None = None) -> None:
    """Press the newest button with these words that a chat shows."""
    shown = [m for m in reversed((chat or person.chat).messages) if any(label in b.text for b in m.buttons)]
    assert shown, f"no button {label!r} in {[m.text for m in (chat or person.chat).messages][-3:]}"
    await person.press(shown[0], label)


def two_teams(houvast: Running, server: BotApiServer) -> Teams:
    """Bring everybody on."""
    server.callback_life = 60  # a busy machine may take long; how fast it is, is measured elsewhere
    mila, youssef, sam, noor, daan = (houvast.person(name) for name in ("Mila", "Youssef", "Sam", "Noor", "Daan"))
    north_id = houvast.team("Team Noord", mila, youssef, sam).team_id
    houvast.team("Team Zuid", noor, daan)
    north = server.group("Team Noord", mila, youssef, sam)
    south = server.group("Team Zuid", noor, daan, kind="supergroup")
    teams = Teams(houvast, mila, youssef, sam, noor, daan, north, south, north_id)
    teams.roster.set_profile(north_id, f"telegram:{sam.id}", expertise=(EXPERTISE,))
    return teams


__all__ = ["FACTS", "LABEL", "OPERATOR", "QUESTION", "Role", "Teams", "tap", "two_teams"]
