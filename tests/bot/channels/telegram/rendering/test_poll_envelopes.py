"""A quiz question in Telegram's form, and a reply that shows nothing."""

import json

from actions.vocabulary import Button, OutboundMessage, QuizPoll, Target
from bot.channels.telegram.delivery.polls import POLL, ref_of
from bot.channels.telegram.intake.place import Place
from bot.channels.telegram.rendering.envelopes import Envelopes
from bot.channels.telegram.rendering.keyboard import Keyboards
from bot.channels.telegram.rendering.signing import Signer
from knowledge.quiz.live import PollRef

SIGNER = Signer(b"0" * 32)
ENVELOPES = Envelopes(Keyboards(SIGNER, "houvast_bot"))
NOWHERE = Place(0, group=True)
QUESTION = QuizPoll(
    17, 3, 2, "3/5 Wat eerst?", ("112", "wachten"), (0,), "Gevaar gaat voor.", seconds=30, anonymous=True
)


def test_a_question_becomes_one_call_that_names_itself() -> None:
    close = Button("Sluit de vraag", "/quizsluit 17 3 2")
    message = OutboundMessage((), (close,), target=Target("telegram:-100"), poll=QUESTION)
    (parcel,) = ENVELOPES.parcels([message], NOWHERE)
    assert parcel.place.chat == -100
    envelope = json.loads(json.dumps(parcel.envelope))  # as the outbox keeps it
    assert envelope["kind"] == POLL
    assert (envelope["question"], envelope["options"], envelope["correct"]) == (
        "3/5 Wat eerst?",
        ["112", "wachten"],
        [0],
    )
    assert (envelope["seconds"], envelope["anonymous"], envelope["explanation"]) == (30, True, "Gevaar gaat voor.")
    assert ref_of(envelope) == PollRef(17, 3, 2)
    # Anybody may press it in the chat; who may not is told in a flash.
    data = envelope["keyboard"][0][0]["callback_data"]
    assert SIGNER.read(data, person="telegram:1", chat="telegram:-100") == "/quizsluit 17 3 2"


def test_a_silent_reply_is_no_call_at_all() -> None:
    assert ENVELOPES.of([OutboundMessage.silent()], NOWHERE) == []
    assert OutboundMessage.from_json(OutboundMessage.silent().to_json()).is_silent
