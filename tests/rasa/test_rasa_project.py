"""The Rasa example project: made from Houvast, and its channel's parts that need no Rasa."""

import contextlib
import os
import re
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from actions.reception import message_of
from actions.registry import ACTIONS
from actions.runners.call import load_domain
from rasa import make, start
from rasa.channels import wire

ROOT = Path(__file__).resolve().parents[2]
PROJECT = ROOT / "rasa"
SENDER = str(uuid4())
DESCRIBED = {"text": "[naam] wil niet praten", "metadata": {"danger": {"level": "none", "kind": None}}}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["sender", "text", "payload", "id", "replies", "message", "metadata", "danger"]), inner
        )
    ),
)


def read(name: str) -> dict:
    return yaml.safe_load((PROJECT / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", make.FILES)
def test_what_is_made_from_houvast_is_up_to_date(name: str) -> None:
    assert (PROJECT / name).read_text(encoding="utf-8") == make.FILES[name](), "run: python -m rasa.make"


def test_the_domain_is_the_one_of_the_action_server() -> None:
    assert read("domain.yml") == load_domain()


def test_one_rule_takes_every_message_and_every_action_can_end_a_turn() -> None:
    rules = read("data/rules.yml")["rules"]
    taking = [rule for rule in rules if "or" in rule["steps"][0]]
    assert [rule["steps"][1]["action"] for rule in taking] == ["action_houvast"]
    intents = {choice["intent"] for choice in taking[0]["steps"][0]["or"]}
    assert intents == {intent["intent"] for intent in read("data/nlu.yml")["nlu"]} | set(load_domain()["intents"])
    ending = {rule["steps"][-1]["action"] for rule in rules}
    run_by_forms = {name for name in load_domain()["actions"] if name.startswith(("validate_", "action_ask_"))}
    assert ending | run_by_forms == set(load_domain()["actions"])
    assert len(ACTIONS) == len(load_domain()["actions"])


def test_only_the_redacting_channel_is_on_and_nothing_sends_on_or_keeps() -> None:
    assert list(read("credentials.yml")) == ["channels.houvast.HouvastInput"]
    endpoints = read("endpoints.yml")
    assert set(endpoints) == {"action_endpoint", "tracker_store"}
    assert endpoints["tracker_store"]["type"] == "stores.forgetful.ForgetfulTrackerStore"
    assert endpoints["tracker_store"]["max_events"] > 0


def test_the_pipeline_downloads_nothing() -> None:
    config = read("config.yml")
    assert config["language"] == "nl"
    assert {part["name"] for part in config["pipeline"]} == {
        "WhitespaceTokenizer",
        "CountVectorsFeaturizer",
        "LogisticRegressionClassifier",
    }
    assert [policy["name"] for policy in config["policies"]] == ["RulePolicy"]


def test_the_channel_away_from_houvast_shows_the_numbers() -> None:
    assert "112" in read("channels/away.yml")["text"]


def test_requirements_are_pinned_and_name_no_address() -> None:
    lines = (PROJECT / "requirements.txt").read_text(encoding="utf-8").splitlines()[1:]
    assert "rasa==3.6.21" in lines
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.!+]+", line)] == []


def test_a_message_reaches_houvast_as_it_was_typed() -> None:
    handed = wire.call_of(wire.incoming({"sender": SENDER.upper(), "text": "hij slaat haar", "id": "m1"}))
    message = message_of(handed)
    assert (message.key, message.conversation, message.person) == ("rasa:m1", f"rasa:{SENDER}", f"rasa:{SENDER}")
    assert (message.text, message.payload) == ("hij slaat haar", None)
    pressed = message_of(wire.call_of(wire.incoming({"sender": SENDER, "payload": "/gevaar ja"})))
    assert (pressed.text, pressed.payload) == ("", "/gevaar ja")


@pytest.mark.parametrize("sender", [None, 7, "", "jan@voorbeeld.nl", "111222333", "+31612345678", "sanne"])
def test_a_sender_that_could_be_somebody_is_refused(sender: object) -> None:
    with pytest.raises(wire.Refused, match="random UUID") as refused:
        wire.incoming({"sender": sender, "text": "hoi"})
    assert refused.value.status == 400
    assert str(sender or "leeg") not in str(refused.value)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (None, 400),
        ([], 400),
        ({"sender": SENDER}, 400),
        ({"sender": SENDER, "text": 7}, 400),
        ({"sender": SENDER, "payload": ["/help"]}, 400),
        ({"sender": SENDER, "text": "hoi", "id": "een zin"}, 400),
        ({"sender": SENDER, "text": "x" * (wire.LONGEST + 1)}, 413),
    ],
)
def test_what_is_no_message_is_refused(body: object, status: int) -> None:
    with pytest.raises(wire.Refused) as refused:
        wire.incoming(body)
    assert refused.value.status == status


@given(JSON)
def test_any_request_is_a_message_or_refused(body: object) -> None:
    with contextlib.suppress(wire.Refused):
        assert wire.incoming(body).conversation.startswith("rasa:")


def test_what_houvast_answers_goes_to_rasa_redacted_with_its_metadata() -> None:
    got = wire.received({"replies": [], "message": DESCRIBED})
    assert (got.replies, got.text, got.metadata) == ((), DESCRIBED["text"], DESCRIBED["metadata"])
    parsed = wire.parse_data(wire.received({"replies": [], "message": {**DESCRIBED, "text": "/overleg"}}))
    assert (parsed["text"], parsed["intent"]["name"], parsed["entities"]) == ("/overleg", "message", [])


def test_a_card_goes_to_the_asker_and_no_text_goes_to_rasa() -> None:
    card = {"text": "Is er nu gevaar? Bel 112."}
    got = wire.received({"replies": [card], "message": None})
    assert (got.replies, got.text, got.metadata) == ((card,), "", {})


@given(JSON)
def test_an_answer_is_understood_or_refused(answer: object) -> None:
    with contextlib.suppress(wire.NotUnderstood):
        got = wire.received(answer)
        assert bool(got.replies) != ("danger" in got.metadata)


@pytest.mark.parametrize("url", ["http://127.0.0.1:5055", "http://localhost:1/", "https://houvast.voorbeeld.nl"])
def test_raw_text_goes_to_this_machine_or_over_tls(url: str) -> None:
    assert wire.safe_url(url) == url.rstrip("/")


@pytest.mark.parametrize("url", [None, "", "127.0.0.1", "http://10.0.0.5:5055", "ftp://127.0.0.1", "https://"])
def test_raw_text_goes_nowhere_else(url: object) -> None:
    with pytest.raises(ValueError, match=r"credentials\.yml"):
        wire.safe_url(url)


def test_rasa_is_started_on_loopback_with_its_token_out_of_sight(tmp_path: Path) -> None:
    run = start.arguments(["run", "--port", "5005"], "")
    assert run == ["rasa", "run", "--interface", "127.0.0.1", "--port", "5005"]
    assert "--auth-token" in start.arguments(["run"], "geheim")
    assert start.arguments(["train"], "geheim") == ["rasa", "train"]
    (tmp_path / "token").write_text("uit een bestand\n", encoding="utf-8")
    settled = start.settled({"HOUVAST_RASA_TOKEN_FILE": str(tmp_path / "token"), "HOUVAST_ACTIONS_TOKEN": "zelf"})
    assert (settled[start.API_TOKEN], settled[start.ACTIONS_TOKEN]) == ("uit een bestand", "zelf")
    named = "".join((PROJECT / name).read_text(encoding="utf-8") for name in ("credentials.yml", "endpoints.yml"))
    assert set(re.findall(r"\$\{(\w+)\}", named)) <= set(start.settled({}))


NEEDS_RASA = pytest.mark.skipif(
    "HOUVAST_RASA_PYTHON" not in os.environ,
    reason="HOUVAST_RASA_PYTHON names no Python with Rasa in it (docs/operators/rasa.md)",
)


def run(command: list[str], folder: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=900
    )
    assert done.returncode == 0, done.stdout + done.stderr


@NEEDS_RASA
@pytest.mark.slow
def test_the_tracker_store_forgets_in_a_real_rasa() -> None:
    run([os.environ["HOUVAST_RASA_PYTHON"], str(ROOT / "tests" / "rasa" / "inside" / "check_store.py")], PROJECT)


@NEEDS_RASA
@pytest.mark.slow
def test_a_real_rasa_keeps_what_the_docs_promise() -> None:
    run([sys.executable, "rasa/prove.py"], ROOT)
