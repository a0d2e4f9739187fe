"""Buttons carry a mark, so that only those they were shown to can press them."""

from hypothesis import given
from hypothesis import strategies as st

from actions.vocabulary import LONGEST_PAYLOAD
from bot.channels.telegram.rendering.signing import Refusal, Signer

SIGNER = Signer(b"0" * 32)
PAYLOADS = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=LONGEST_PAYLOAD)
PEOPLE = st.integers(1, 10**12).map(lambda number: f"telegram:{number}")


@given(PAYLOADS, PEOPLE, PEOPLE)
def test_anybody_may_press_an_open_button(payload: str, person: str, chat: str) -> None:
    data = SIGNER.sign(payload)
    assert len(data.encode()) <= 64
    assert SIGNER.read(data, person=person, chat=chat) == payload


@given(PAYLOADS, PEOPLE, PEOPLE)
def test_only_the_owner_may_press_an_owned_button(payload: str, owner: str, other: str) -> None:
    data = SIGNER.sign(payload, owner=owner, chat="telegram:-1")
    assert SIGNER.read(data, person=owner, chat="telegram:-1") == payload
    if other != owner:
        assert SIGNER.read(data, person=other, chat="telegram:-1") is Refusal.NOT_YOURS
    assert SIGNER.read(data, person=owner, chat="telegram:-2") is Refusal.NOT_YOURS


@given(st.text(max_size=64))
def test_what_was_never_signed_is_refused(data: str) -> None:
    assert isinstance(SIGNER.read(data, person="telegram:1", chat="telegram:1"), Refusal)


def test_another_payload_under_a_known_mark_is_refused() -> None:
    data = SIGNER.sign("/verwijder 12", owner="telegram:1", chat="telegram:-1")
    forged = data.replace("12", "13", 1)
    assert SIGNER.read(forged, person="telegram:1", chat="telegram:-1") is Refusal.NOT_YOURS


def test_a_restart_with_the_same_secret_keeps_buttons_alive() -> None:
    data = SIGNER.sign("/meer 12")
    assert Signer(b"0" * 32).read(data, person="telegram:1", chat="telegram:1") == "/meer 12"
    assert Signer(b"1" * 32).read(data, person="telegram:1", chat="telegram:1") is Refusal.FORGED
