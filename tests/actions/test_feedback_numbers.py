"""A typed judgement about a version that is not there gets a word of help, and no "I cannot answer"."""

import pytest


@pytest.mark.parametrize("typed", ["/helpt 0", "/kloptniet 99999999999999999999", "/reden 987654 unclear"])
async def test_a_number_that_no_version_has(say, typed: str) -> None:
    reply = await say(typed)
    assert reply.decision.reason != "error"
    assert "Ik weet niet over welke kaart dit gaat" in reply.text
