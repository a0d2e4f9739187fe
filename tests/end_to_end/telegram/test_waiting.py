"""What waits to be sent can be seen."""

import asyncio

from knowledge.store import OutboxStore
from knowledge.store.rows import OutboxStatus
from tests.end_to_end.telegram.running import Running


async def test_what_is_waiting_to_be_sent_is_counted(houvast: Running) -> None:
    sanne = houvast.person("Sanne")
    fault = houvast.server.faults.down("sendMessage")
    sanne.send(sanne.chat, "/help")
    await houvast.refused("sendMessage")
    await asyncio.sleep(0.2)
    assert houvast.assembly.database is not None
    counts = await asyncio.to_thread(OutboxStore(houvast.assembly.database).counts)
    assert sum(counts.get(status, 0) for status in (OutboxStatus.QUEUED, OutboxStatus.SENDING)) == 1
    houvast.server.faults.clear(fault)
    await sanne.chat.wait_for("Zo werkt Houvast")
