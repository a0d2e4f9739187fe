"""The Top-3 as a Rasa server would drive it, and examples that do not call the danger card."""

import re

from actions.forms.top3.slots import FORM, PARTS, SLOTS, SUBMIT, VALIDATE, Step
from actions.runners.call import load_domain
from actions.steps.commands import FORMS, PRIVATE_ONLY
from actions.steps.deep_links import payload_of, token_for
from knowledge.messages.catalogue import load_catalogue
from knowledge.signals.danger.model import DangerLevel
from tests.actions.consult.conftest import Stage
from tests.conftest import message


def test_the_domain_lets_a_rasa_server_drive_it() -> None:
    domain = load_domain()
    assert domain["forms"][FORM]["required_slots"] == [step.value for step in Step]
    asks = {f"action_ask_{FORM}_{step.value}" for step in Step}
    assert {VALIDATE, SUBMIT, *asks} <= set(domain["actions"])
    assert set(SLOTS) <= set(domain["slots"])


def test_it_opens_in_private_and_through_a_link() -> None:
    assert FORMS["top3"] == FORM
    assert "top3" in PRIVATE_ONLY
    for payload in ("/top3", "/overleg top3", "/overleg taalcheck", "/taalcheck"):
        assert payload_of(token_for(payload)) == payload


async def test_who_writes_as_the_examples_do_gets_no_card(stage: Stage) -> None:
    texts = [load_catalogue().text(f"top3.steps.{step.short}.example") for step in PARTS]
    examples = [quote for text in texts for quote in re.findall(r'"(.+)"', text)]
    assert len(examples) == len(PARTS)
    for example in examples:
        judged = await stage.assembly.front.judge(message(example))
        assert judged.level is not DangerLevel.ACUTE, example
