"""Deep links: every token the bot makes fits in Telegram's limits and leads back to the command it was made of."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.steps import commands
from actions.steps.deep_links import LONGEST, PLAIN, payload_of, token_for
from actions.turn import FORGET, Pending, State, Turn
from actions.vocabulary import LONGEST_PAYLOAD
from knowledge.entries.loader import load_content

CONTENT = load_content()
TOKEN = re.compile(r"[A-Za-z0-9_-]{1,64}")
SLUGS = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,4}", fullmatch=True)
CODES = st.from_regex(r"[A-Za-z0-9_-]{1,22}", fullmatch=True)
TERMS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=30).map(str.lower)


def turn(text: str = "", payload: str | None = None, **more: object) -> Turn:
    fields = {"danger": "none", "danger_kind": None, "personal_data": (), "length": len(text), "state": State()}
    return Turn("k", "p", text, payload, **{**fields, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize("token", sorted(PLAIN))
def test_a_token_without_argument_is_a_command(token: str) -> None:
    assert payload_of(token) == f"/{token}"
    assert token_for(f"/{token}") == token


@given(st.sampled_from(["kies", "meedoen"]), SLUGS | CODES)
def test_what_a_token_is_made_of_comes_back(command: str, argument: str) -> None:
    payload = f"/{command} {argument}"
    token = token_for(payload)
    if token:
        assert TOKEN.fullmatch(token)
        assert payload_of(token) == payload
    else:
        assert len(argument) > LONGEST - len("uitnodiging_")


@given(TERMS)
def test_any_term_can_be_linked_to(term: str) -> None:
    token = token_for(f"/begrip {term}")
    assert not token or (TOKEN.fullmatch(token) and payload_of(token) == f"/begrip {term}")


@given(st.text(max_size=80))
def test_what_somebody_else_wrote_never_breaks(token: str) -> None:
    payload = payload_of(token)
    assert payload is None or payload.startswith("/")


NOTHING = ("", "kaart", "kaart_", "nergens_heen", "begrip_XZ", "begrip_XffffffZ", "begrip_Xd800Z", "a b")
WITHOUT_LINK = ("/meer 12", "/kies", "help", "/kies " + "a" * 60, "/onbekend", "/begrip " + "&" * 30)


@pytest.mark.parametrize("token", NOTHING)
def test_what_stands_for_nothing(token: str) -> None:
    assert payload_of(token) is None


@pytest.mark.parametrize("payload", WITHOUT_LINK)
def test_no_token_for_other_commands(payload: str) -> None:
    assert token_for(payload) == ""


def test_every_entry_and_concept_has_a_link_and_fits_in_a_button() -> None:
    payloads = [f"/kies {slug}" for slug in CONTENT.entries]
    concepts = CONTENT.concepts.all.values()
    payloads += [f"/begrip {name}" for concept in concepts for name in (concept.id, *concept.terms)]
    for payload in payloads:
        assert payload_of(token_for(payload)) == payload.lower()
    assert all(len(payload.encode()) <= LONGEST_PAYLOAD for payload in payloads if payload.startswith("/kies"))


def test_a_start_link_is_read_as_the_command_behind_it() -> None:
    assert commands.parse(turn(payload="/start kaart_drie-huizen")) == commands.Command("kies", "drie-huizen")
    assert commands.parse(turn("/start help")) == commands.Command("help")
    assert commands.parse(turn("/start@houvast_bot")) == commands.Command("start")
    assert commands.parse(turn("/start verlopen_link")) == commands.Command("start", "verlopen_link")


@pytest.mark.parametrize(
    ("said", "more", "expected"),
    [
        ("ja", {"check_answer": "ja"}, commands.Command("vergeetmij", "ja")),
        ("nee", {"check_answer": "nee"}, commands.Command("vergeetmij", "nee")),
        ("weet niet", {"check_answer": "weetniet"}, commands.Command("vergeetmij", "nee")),
        ("ja, maar wat is een ots dan", {"check_answer": "ja"}, None),
        ("help", {"check_answer": "ja", "danger": "grey"}, None),
        ("wat is een ots", {}, None),
        ("/kaarten", {"check_answer": None}, commands.Command("kaarten")),
    ],
)
def test_a_typed_answer_to_are_you_sure(said: str, more: dict, expected: commands.Command | None) -> None:
    assert commands.parse(turn(said, state=State(Pending(FORGET)), **more)) == expected


def test_without_that_question_ja_is_no_command() -> None:
    assert commands.parse(turn("ja", check_answer="ja")) is None
