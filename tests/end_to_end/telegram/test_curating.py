"""Curating by leads through Telegram: who never started the bot, and what readers see seconds later."""

import asyncio

from tests.botapi.server import BotApiServer
from tests.end_to_end.telegram.consult import tap
from tests.end_to_end.telegram.running import Running, plain

ASKED = "wat zijn de drie huizen"
SAID = "Kevin Jansen werd rustig toen ik eerst vroeg wat lukt."


async def test_a_lead_who_never_started_the_bot_goes_on_by_the_link(houvast: Running, botapi: BotApiServer) -> None:
    mila, youssef = botapi.person("Mila"), houvast.person("Youssef")
    houvast.team("Team Berk", mila, youssef)
    group = botapi.group("Team Berk", mila, youssef)
    await houvast.quiet()
    said = youssef.send(group, SAID)
    await houvast.quiet()
    assert plain(group)[-1].startswith("Hallo"), "nothing is read before somebody asks"
    mila.send(group, "/maakkaart", reply_to=said)
    line = await group.wait_for("maakt hier een concept van")
    await houvast.quiet()
    assert plain(mila.chat) == [], "who never started the bot cannot be written to"
    mila.open(line.button("Verder in de privéchat").url)
    shown = await mila.chat.wait_for("Een concept van dit bericht")
    assert "[naam] werd rustig" in shown.text
    sent = "\n".join(str(call.params) for call in botapi.calls.of("sendMessage"))
    assert "Kevin" not in sent


async def test_what_goes_offline_is_gone_for_readers_in_seconds(houvast: Running, botapi: BotApiServer) -> None:
    botapi.callback_life = 60  # a busy machine may take long
    mila, sanne = houvast.person("Mila"), houvast.person("Sanne")
    houvast.team("Team Iep", mila, sanne)
    sanne.send(sanne.chat, ASKED)
    await sanne.chat.wait_for("De Drie Huizen")
    assert all("offline" not in button.text for button in sanne.chat.last.buttons)
    mila.send(mila.chat, ASKED)
    await mila.chat.wait_for("De Drie Huizen")
    await tap(mila, "Haal offline")
    await mila.chat.wait_for("Waarom haal je")
    mila.send(mila.chat, "De bron is ingetrokken.")
    await mila.chat.wait_for("Weet je het zeker")
    await tap(mila, "Ja, haal offline")
    await mila.chat.wait_for("is offline")
    for _ in range(30):
        await asyncio.sleep(1)
        sanne.send(sanne.chat, ASKED)
        await houvast.quiet()
        if "De Drie Huizen" not in plain(sanne.chat)[-1]:
            break
    assert "De Drie Huizen" not in plain(sanne.chat)[-1]
