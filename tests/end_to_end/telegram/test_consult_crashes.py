"""kill -9 at each step of a consultation: it goes on where it was, and what was done is done once."""

import asyncio
import random
from collections import Counter
from pathlib import Path

import pytest

from knowledge.roster import Role
from knowledge.store import OPERATOR, ConsultationStore, Database, RosterStore, StoreSettings
from tests.botapi.chats import Chat
from tests.botapi.people import Person
from tests.botapi.server import BotApiServer
from tests.end_to_end.telegram.consult import FACTS, LABEL, QUESTION
from tests.end_to_end.telegram.process import Process
from tests.end_to_end.telegram.running import telegram_config
from tests.end_to_end.telegram.test_crashes import DOUBT

DECIDED, LEARNED = "we bellen samen de juf", "eerst vragen wat er al goed gaat"


@pytest.mark.slow
async def test_a_consultation_killed_at_each_step_ends_well(botapi: BotApiServer, folder: Path) -> None:
    botapi.callback_life = 60
    config = folder / "config.yml"
    config.write_text(f"paths:\n  data: data\n{telegram_config(botapi)}", encoding="utf-8")
    youssef, sam = botapi.person("Youssef"), botapi.person("Sam")
    for person in (youssef, sam):
        botapi.world.private(person, botapi.bot).started = True
    group = _team(botapi, folder, youssef, sam)
    process, chance = Process(config, botapi), random.Random(11)
    await process.start()
    await group.wait_for("hoor nu bij Team Noord")

    async def step(person: Person, what: str, chat: Chat, words: str, where: Chat | None = None) -> None:
        """Say or press something, kill at once or while an answer is on its way, start again, and see it through."""
        slow = botapi.faults.delay(0.1, "sendMessage", "editMessageText")
        before = len(botapi.calls.sent())
        if what.startswith("["):
            await _tap(person, what[1:-1], chat)
        else:
            person.send(chat, what)
        reached = asyncio.create_task(botapi.calls.wait_until(lambda: len(botapi.calls.sent()) > before, what="a call"))
        await asyncio.wait([reached], timeout=chance.choice([0.0, 0.05, 0.3, 5.0]))
        reached.cancel()
        process.kill()
        await process.gone()
        botapi.faults.clear(slow)
        await process.start()
        await (where or chat).wait_for(words)

    own = youssef.chat
    await step(youssef, "/overleg", own, "Wat heb je gezien of gehoord?")
    await step(youssef, FACTS, own, "Wat wil je van je team?")
    await step(youssef, QUESTION, own, "Wie kan hierover meedenken?")
    await step(youssef, f"[{LABEL}]", own, "Wie kan hierover meedenken?")
    await _until_button(own, "Klaar, laat zien")
    await step(youssef, "[Klaar, laat zien]", own, "Zo komt het in de teamchat")
    await step(youssef, "[Zet in de teamchat]", own, "wie denkt mee?", group)
    await step(sam, "[Ik denk mee]", group, "Sam denkt mee", own)
    youssef.send(own, "/sluit 1")
    await own.wait_for("Wat is er besloten?")
    await step(youssef, DECIDED, own, "Wat heb je ervan geleerd?")
    await step(youssef, LEARNED, own, "is afgerond", group)
    await asyncio.sleep(1)
    assert await process.stop() == 0

    with Database.open(StoreSettings(folder / "data" / "houvast.sqlite3")) as database:
        store = ConsultationStore(database)
        (only,) = store.of_person(f"telegram:{youssef.id}")
        assert (only.facts, only.question, only.expertise) == (FACTS, QUESTION, ("lvb",))
        assert (only.decided, only.learned) == (DECIDED, LEARNED)
        assert len(store.contributions(only.consultation_id)) == 1
    for chat in (own, group, sam.chat):
        # What was sent, not what stands there now: a press changes a marked double in place, and the mark goes.
        texts = [str(call.params.get("text", "")) for call in botapi.calls.sent(chat) if call.ok]
        said = [text for text in texts if text and DOUBT not in text]
        assert not said or max(Counter(said).values()) == 1, f"unmarked doubles: {Counter(said)}"


def _team(botapi: BotApiServer, folder: Path, lead: Person, member: Person) -> Chat:
    with Database.open(StoreSettings(folder / "data" / "houvast.sqlite3")) as database:
        from bot.channels.telegram.storage import now

        roster = RosterStore(database)
        team = roster.create_team("Team Noord", now(), actor=OPERATOR)
        for person, role in ((lead, Role.TEAM_LEAD), (member, Role.PROFESSIONAL)):
            code = roster.invite(team.team_id, role, now(), actor=OPERATOR)
            roster.redeem(code, f"telegram:{person.id}", person.first_name, now())
        roster.set_profile(team.team_id, f"telegram:{member.id}", expertise=("lvb",))
    return botapi.group("Team Noord", lead, member, kind="supergroup")


async def _tap(person: Person, label: str, chat: Chat) -> None:
    await _until_button(chat, label)
    message, data = next(
        (m, b.data) for m in reversed(chat.messages) for b in m.buttons if label in b.text and b.data is not None
    )
    # Nobody waits for the flash: the bot may be killed before it comes.
    person.tap(message, data).add_done_callback(lambda done: done.cancelled() or done.exception())


async def _until_button(chat: Chat, label: str) -> None:
    def shown() -> bool:
        return any(label in b.text for m in chat.messages for b in m.buttons)

    await chat.wait_until(shown, what=f"a button {label!r}")
