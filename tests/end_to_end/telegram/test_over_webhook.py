"""The contract of the channel over a webhook: the tests of polling, with updates that Telegram brings."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.botapi.server import BotApiServer
from tests.end_to_end.telegram.conftest import started
from tests.end_to_end.telegram.running import Running, webhook_config
from tests.end_to_end.telegram.test_conversations import SCRIPTS, read_as_written
from tests.end_to_end.telegram.test_delivery import (
    test_a_button_outlives_a_restart_and_a_forged_one_does_nothing,
    test_a_double_tap_counts_once,
    test_fifty_messages_from_twenty_chats_keep_their_order,
    test_forgetting_empties_the_chat_of_the_bots_words,
    test_telegram_away_for_a_while_loses_nothing,
    test_the_card_comes_while_the_database_is_locked,
    test_the_card_goes_before_everything_that_waits,
    test_who_blocked_the_bot_leaves_a_dead_letter_and_nobody_waits,
)
from tests.end_to_end.telegram.test_groups import (
    test_a_group_nobody_linked_is_left_after_a_goodbye,
    test_a_group_that_becomes_a_supergroup_keeps_its_team_and_its_answers,
    test_what_is_not_meant_for_the_bot_is_dropped_unseen,
)
from tests.end_to_end.telegram.test_quiz_live import (
    test_a_quiz_from_start_to_picture,
    test_the_group_moves_and_then_loses_the_bot,
)
from tests.ports import free_port

PLAYED = [f"{number:02}" for number in (1, 2, 3, 8, 11, 12, 13, 16, 17, 19, 21, 23, 26, 27, 31, 32, 33, 35, 46, 51)]
"""Conversations with every kind of update in them; the words are the same as with polling."""

__all__ = [
    "test_a_button_outlives_a_restart_and_a_forged_one_does_nothing",
    "test_a_double_tap_counts_once",
    "test_a_group_nobody_linked_is_left_after_a_goodbye",
    "test_a_group_that_becomes_a_supergroup_keeps_its_team_and_its_answers",
    "test_a_quiz_from_start_to_picture",
    "test_fifty_messages_from_twenty_chats_keep_their_order",
    "test_forgetting_empties_the_chat_of_the_bots_words",
    "test_telegram_away_for_a_while_loses_nothing",
    "test_the_card_comes_while_the_database_is_locked",
    "test_the_card_goes_before_everything_that_waits",
    "test_the_group_moves_and_then_loses_the_bot",
    "test_what_is_not_meant_for_the_bot_is_dropped_unseen",
    "test_who_blocked_the_bot_leaves_a_dead_letter_and_nobody_waits",
]


@pytest.fixture(autouse=True)
def _look_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.telegram.handling.membership.LOOK_EVERY_S", 0.2)


@pytest.fixture
async def houvast(botapi: BotApiServer, folder: Path) -> AsyncIterator[Running]:
    """A running Houvast to which Telegram brings updates."""
    async for running in started(botapi, folder, webhook_config(botapi, free_port())):
        yield running
        # It was the webhook that brought everything.
        assert botapi.calls.of("getUpdates") == []


async def test_conversations_read_as_written(houvast: Running) -> None:
    scripts = [script for script in SCRIPTS if script.path.name.partition("-")[0] in PLAYED]
    assert len(scripts) == len(PLAYED)
    await read_as_written(scripts, houvast)
