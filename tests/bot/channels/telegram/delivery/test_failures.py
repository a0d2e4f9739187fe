"""What each error of the Bot API means for its message."""

from datetime import timedelta

import httpx
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.channels.telegram.delivery.failures import (
    LONGEST_URGENT_S,
    MOST_ATTEMPTS,
    MOST_URGENT_ATTEMPTS,
    Fate,
    described,
    judge,
    pause_of,
)


@pytest.fixture(autouse=True)
def _timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


def caused_by(error: TelegramError, cause: Exception) -> TelegramError:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "fate", "in_doubt"),
    [
        (Forbidden("Forbidden: bot was blocked by the user"), Fate.DEAD, False),
        (BadRequest("Chat not found"), Fate.DEAD, False),
        (BadRequest("Message is not modified: specified new message content is the same"), Fate.DONE, False),
        (BadRequest("Message to edit not found"), Fate.DONE, False),
        (caused_by(TimedOut(), httpx.ReadTimeout("")), Fate.RETRY, True),
        (caused_by(TimedOut(), httpx.ConnectTimeout("")), Fate.RETRY, False),
        (caused_by(NetworkError("x"), httpx.ConnectError("")), Fate.RETRY, False),
        (caused_by(NetworkError("x"), httpx.RemoteProtocolError("")), Fate.RETRY, True),
        (NetworkError("Bad Gateway"), Fate.RETRY, True),
        (TelegramError("the answer is no JSON object"), Fate.RETRY, True),
        (InvalidToken("Unauthorized"), Fate.RETRY, False),
    ],
)
def test_the_fate_of_a_message(error: TelegramError, fate: Fate, *, in_doubt: bool) -> None:
    verdict = judge(error, 1)
    assert (verdict.fate, verdict.in_doubt) == (fate, in_doubt)


def test_a_flood_limit_says_itself_how_long_it_holds() -> None:
    error = RetryAfter(timedelta(seconds=37))
    assert judge(error, 1).after == pause_of(error) == timedelta(seconds=37)


def test_waiting_grows_and_ends() -> None:
    error = NetworkError("x")
    waits = [judge(error, attempt).after.total_seconds() for attempt in range(1, 9)]
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
    assert judge(error, MOST_ATTEMPTS).fate is Fate.DEAD


def test_what_is_about_danger_is_tried_every_two_seconds_for_as_long() -> None:
    error = NetworkError("x")
    waits = [judge(error, attempt, urgent=True).after.total_seconds() for attempt in range(1, MOST_URGENT_ATTEMPTS)]
    assert waits[:3] == [1, 2, 2]
    assert max(waits) == LONGEST_URGENT_S
    assert sum(waits) > 0.9 * sum(judge(error, attempt).after.total_seconds() for attempt in range(1, MOST_ATTEMPTS))
    assert judge(error, MOST_URGENT_ATTEMPTS, urgent=True).fate is Fate.DEAD
    assert judge(RetryAfter(timedelta(seconds=9)), 1, urgent=True).after == timedelta(seconds=9)


def test_a_group_that_moved_names_its_new_id() -> None:
    assert judge(ChatMigrated(-100200), 1).moved_to == -100200


def test_the_words_of_an_error_never_hold_what_it_quotes() -> None:
    quoted = BadRequest("can't parse entities: unsupported start tag 'Yasmin' at byte offset 3")
    assert described(quoted) == "BadRequest (can't parse entities)"
    assert described(NetworkError("https://api.example/bot123:SECRET/sendMessage")) == "NetworkError"
