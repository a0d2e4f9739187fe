"""Random walks through the form: nothing that was answered gets lost, and nothing breaks."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.forms.slots import TEXTS
from actions.vocabulary import Reply
from bot.assembly import assemble
from knowledge.roster.roles import Role
from knowledge.store import OPERATOR
from tests.actions.consult.conftest import ASKER, GROUP, LEAD, NOW, Stage, buttons
from tests.conftest import data_in, settings_in

TYPED = (
    "Het kind had drie keer deze week geen brood mee naar school.",
    "Wat zie ik over het hoofd?",
    "Een tante kookt twee avonden.",
    "7",
    "0",
    "?",
    "een lange zin over de school en de buurt " * 20,
    "mail samira@voorbeeld.nl",
    "Vader dreigt soms dat hij weggaat.",
    "nee",
    "ja",
    "verder",
    "/terug",
    "/sla_over",
    "/klaar",
    "/stop",
    "/hervat",
    "/overleg",
    "/help",
    "/pasaan",
    "/pasaan question",
    "/pasaan scale",
    "/wie lvb aan",
    "/wie onbekend aan",
    "/verder expertise",
    "/cijfer 12",
    "/voor mdo",
    "/neemover",
    "/ruimer alles",
    "/overleg_ja 00000000",
)
PRESS = st.integers(0, 14)
STEPS = st.lists(st.sampled_from(TYPED) | PRESS, min_size=4, max_size=14)
ENDS = ("/weg", "/opnieuw", "/overleg_ja")
ERROR = "Ik kan nu niet antwoorden"


@pytest.fixture(scope="module")
def walking(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    folder = tmp_path_factory.mktemp("walking")
    data_in(built, folder)
    made = Stage(assemble(settings_in(folder)))
    made.team = made.roster.create_team("Noord", NOW, actor=OPERATOR).team_id
    made.join(LEAD, "Lot", Role.TEAM_LEAD)
    made.join(ASKER, "Sam")
    made.link(GROUP)
    yield made
    made.assembly.database.close()


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(STEPS)
def test_no_walk_loses_an_answer_or_breaks(walking: Stage, steps: list[str | int]) -> None:
    asyncio.run(walk(walking, steps))


async def walk(stage: Stage, steps: list[str | int]) -> None:
    await stage.say("/weg")
    reply = await stage.say("/overleg")
    for step in steps:
        text, payload = pressed(step, reply)
        before = answers(stage)
        reply = await stage.say(text, payload)
        assert ERROR not in reply.text
        if not (payload or text).startswith(ENDS):
            after = answers(stage)
            assert before.keys() <= after.keys(), f"{text or payload} lost {before.keys() - after.keys()}"


def pressed(step: str | int, reply: Reply) -> tuple[str, str | None]:
    """What is typed, or the payload of a button of the last reply."""
    if isinstance(step, str):
        return step, None
    payloads = list(buttons(reply).values())
    return ("", payloads[step % len(payloads)]) if payloads else ("/hervat", None)


def answers(stage: Stage) -> dict[str, str]:
    """Texts that are in the draft."""
    slots = stage.slots()
    return {step.value: slots[step.value] for step in TEXTS if slots.get(step.value)}
