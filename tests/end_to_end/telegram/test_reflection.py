"""The question of the week through a real Bot API server: it comes once, and a reply to it is a lesson."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

from knowledge.reflection.rhythm import next_moment
from knowledge.store import ReflectionStore
from tests.botapi.chats import Chat
from tests.botapi.server import BotApiServer
from tests.end_to_end.telegram.running import Running, plain
from tests.end_to_end.telegram.wall import Wall, start

WEEKLY = "Reflectie van deze week"
LESSON = "We vroegen pas laat wat de ouders zelf al zagen."


def weekly(group: Chat) -> int:
    return sum(WEEKLY in text for text in plain(group))


async def some_rounds(running: Running, wall: Wall) -> None:
    """Let a few rounds be made from now on, and everything be sent."""
    wall.made = asyncio.Semaphore(0)
    for _ in range(3):
        await wall.made.acquire()
    await running.quiet()


async def test_the_question_comes_once_and_a_reply_is_a_lesson(
    botapi: BotApiServer, folder: Path, wall: Wall, again: list[Running]
) -> None:
    houvast = await start(botapi, folder, again)
    mila, youssef = houvast.person("Mila"), houvast.person("Youssef")
    team = houvast.team("Team Noord", mila, youssef)
    group = botapi.group("Team Noord", mila, youssef, kind="supergroup")
    await group.wait_for("hoor nu bij Team Noord")

    mila.send(mila.chat, "/ritme")
    page = await mila.chat.wait_for("komt nu geen vraag")
    mila.tap(page, page.buttons[0].data)
    await houvast.quiet()
    assert "Elke week op woensdag om 9.00 uur" in mila.chat.messages[-1].text  # the page itself was changed
    assert houvast.assembly.database is not None
    rhythm = ReflectionStore(houvast.assembly.database).rhythm(team.team_id)
    assert rhythm is not None
    moment = next_moment(rhythm, datetime.now(UTC), None)
    assert moment is not None

    wall.moment = moment - timedelta(minutes=1)
    await some_rounds(houvast, wall)
    assert weekly(group) == 0
    wall.moment = moment + timedelta(minutes=1)
    post = await group.wait_for(WEEKLY)
    await some_rounds(houvast, wall)
    assert weekly(group) == 1

    await houvast.stop()
    houvast = await start(botapi, folder, again)
    await some_rounds(houvast, wall)
    assert weekly(group) == 1

    youssef.send(group, LESSON, reply_to=post)
    await group.wait_for("Genoteerd bij de leerpunten van Team Noord")
    youssef.send(group, "/geleerd")
    assert LESSON in (await group.wait_for("Wat Team Noord leerde")).text

    other = next(button for button in post.buttons if button.text == "Andere vraag")
    youssef.tap(post, other.data)
    await group.wait_for("Reflectie: ")
    link = next(button for button in post.buttons if button.text == "Schrijf op wat we leerden")
    youssef.open(link.url)
    assert "De vraag was: " in (await youssef.chat.wait_for("Wat leerden jullie?")).text
    await houvast.quiet()
