import ctypes

import pytest

from bot.operations.memory import one_arena


def test_a_library_that_cannot_share_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    assert one_arena() in (True, False)
    monkeypatch.setattr(ctypes, "CDLL", lambda _: object())
    assert one_arena() is False
