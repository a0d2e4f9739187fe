"""The bot as a guest in groups: linked, left, upgraded."""

import asyncio

import pytest

from bot.channels.telegram.handling import membership
from tests.end_to_end.telegram.running import Running, plain


@pytest.fixture(autouse=True)
def _look_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(membership, "LOOK_EVERY_S", 0.2)


def _long_ago(houvast: Running) -> None:
    """Let the bot have been in all its groups for years."""
    assert houvast.assembly.database is not None
    change = "UPDATE team_chat SET added_at = '2020' || SUBSTR(added_at, 5)"
    houvast.assembly.database.write(lambda sql: sql.execute(change))


async def test_a_group_nobody_linked_is_left_after_a_goodbye(houvast: Running) -> None:
    sanne = houvast.person("Sanne")
    group = houvast.server.group("Losse groep", sanne, kind="supergroup")
    await group.wait_for("Ik lees niet mee")
    await asyncio.sleep(0.5)
    assert houvast.server.calls.of("leaveChat") == []
    _long_ago(houvast)
    await houvast.server.wait_for_call("leaveChat")
    assert any("Daarom ga ik nu weg" in text for text in plain(group))


async def test_a_linked_group_stays(houvast: Running) -> None:
    mila = houvast.person("Mila")
    houvast.team("Team Noord", mila)
    group = houvast.server.group("Team Noord", mila, kind="supergroup")
    await group.wait_for("hoor nu bij Team Noord")
    _long_ago(houvast)
    await asyncio.sleep(0.6)
    assert houvast.server.calls.of("leaveChat") == []


async def test_a_channel_is_left_at_once(houvast: Running) -> None:
    sanne = houvast.person("Sanne")
    houvast.server.channel("Nieuws", sanne)
    await houvast.server.wait_for_call("leaveChat")


async def test_a_group_that_becomes_a_supergroup_keeps_its_team_and_its_answers(houvast: Running) -> None:
    mila = houvast.person("Mila")
    houvast.team("Team Noord", mila)
    group = houvast.server.group("Team Noord", mila)
    await group.wait_for("hoor nu bij Team Noord")
    await houvast.quiet()
    fault = houvast.server.faults.down("sendMessage")
    mila.send(group, "/help")
    await houvast.refused("sendMessage")
    upgraded = mila.upgrade(group)
    houvast.server.faults.clear(fault)
    await upgraded.wait_for("Zo werkt Houvast")
    mila.send(upgraded, "/privacy")
    await upgraded.wait_for("Wat Houvast met je bericht doet")
    await houvast.quiet()
    assert not any("Ik werk alleen in groepen van een team" in text for text in plain(upgraded))


async def test_answers_stay_in_their_topic(houvast: Running) -> None:
    mila = houvast.person("Mila")
    houvast.team("Team Noord", mila)
    group = houvast.server.group("Team Noord", mila, kind="supergroup", forum=True)
    thread = mila.open_topic(group, "Vragen")
    mila.send(group, "/help", thread=thread)
    answer = await group.wait_for("Zo werkt Houvast")
    assert answer.thread == thread


async def test_what_is_not_meant_for_the_bot_is_dropped_unseen(houvast: Running) -> None:
    houvast.server.bot.privacy = False
    sanne = houvast.person("Sanne")
    group = houvast.server.group("Team", sanne, kind="supergroup")
    await group.wait_for("Ik lees niet mee")
    sanne.send(group, "hij slaat haar nu, help")
    await houvast.quiet()
    assert len(plain(group)) == 1
