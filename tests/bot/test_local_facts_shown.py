"""Local facts through a whole Houvast: what was filled in is read; an unknown field is a problem in the log."""

from pathlib import Path

from actions.conversation import receive
from bot.assembly import assemble
from tests.conftest import message, settings_in

LOCAL = """organisation:
  local_number: {label: Dienst, number: '088 000 00 02'}
  local: {achterwacht: bel 088 000 00 01, achterwachtt: x}
"""


async def test_what_was_filled_in_is_read_and_what_was_not_is_left_out(folder: Path) -> None:
    opened = assemble(settings_in(folder, LOCAL), keep=False)
    try:
        assert opened.problems == [
            "organisation.local: 'achterwachtt' is no field of lokaal.yml; did you mean 'achterwacht'?"
        ]
        reply = await receive(message("", "/kies acuut-gevaar-eerst-112"), opened.front)
        assert reply is not None
        assert "Startinhoud: jullie organisatie heeft deze kaart nog niet bevestigd." in reply.text
        more = next(
            button.payload for m in reply.messages for button in m.buttons if button.payload.startswith("/meer")
        )
        told = await receive(message("", more), opened.front)
        assert told is not None
        assert "Jullie achterwacht: bel 088 000 00 01." in told.text
        assert "Het crisisnummer van de regio: Dienst 088 000 00 02." in told.text
        other = await receive(message("", "/kies wapen-of-dreiging-aan-de-deur"), opened.front)
        assert other is not None
        more = next(
            button.payload for m in other.messages for button in m.buttons if button.payload.startswith("/meer")
        )
        told = await receive(message("", more), opened.front)
        assert told is not None
        assert "agressieprotocol" not in told.text
        assert "{" not in told.text
    finally:
        await opened.close()
