"""Rule 1: danger first, with each part broken in turn, and the check question."""

from dataclasses import replace
from unittest.mock import Mock

import pytest

from actions.conversation import receive
from actions.runners.http import HttpRunner
from actions.vocabulary import DecisionKind
from bot.assembly import Assembly, assemble
from bot.broken import BrokenLedger
from tests.conftest import SMALL, damage, message, settings_in

ACUTE = "vader slaat moeder nu, help"
GREY = "hij heeft haar vorige maand een keer geslagen, nu is het rustig"
CARD = "Is er nu gevaar? Bel 112."
SAFETY_LINE = "Nu gevaar? Bel 112. Twijfel? Veilig Thuis 0800-2000."


class Broken:
    """Raises whatever is asked of it."""

    def __getattr__(self, name: str):
        raise RuntimeError(f"{name} is broken")


def broken_model(_: str):
    raise RuntimeError("the model is broken")


BREAKS = {
    "nothing": {},
    "store": {"ledger": BrokenLedger()},
    "redaction": {"privacy": Broken()},
    "model": {"vectorise": broken_model},
    "actions": {"runner": Broken()},
    "everything": {
        "ledger": BrokenLedger(),
        "privacy": Broken(),
        "vectorise": broken_model,
        "runner": Broken(),
    },
}


@pytest.mark.parametrize("broken", BREAKS)
async def test_the_card_comes_first_whatever_is_broken(assembly: Assembly, broken: str) -> None:
    front = replace(assembly.front, **BREAKS[broken])
    reply = await receive(message(ACUTE), front)
    assert reply is not None
    assert reply.decision.kind is DecisionKind.DANGER
    assert reply.text.startswith(CARD)
    assert not reply.decision.consult


@pytest.mark.parametrize("broken", [name for name in BREAKS if name not in ("nothing", "model")])
async def test_a_question_is_told_that_there_is_no_answer_now(assembly: Assembly, broken: str, caplog) -> None:
    front = replace(assembly.front, **BREAKS[broken])
    reply = await receive(message("wat is een schaalvraag"), front)
    assert reply is not None
    assert "Ik kan nu niet antwoorden" in reply.text
    assert reply.text.endswith(SAFETY_LINE)
    assert "cannot answer" in caplog.text
    assert "schaalvraag" not in caplog.text


@pytest.mark.parametrize("broken", [name for name in BREAKS if name not in ("nothing", "model")])
async def test_possible_danger_still_gets_numbers_and_its_question(assembly: Assembly, broken: str) -> None:
    front = replace(assembly.front, **BREAKS[broken])
    reply = await receive(message(GREY), front)
    assert reply is not None
    assert reply.decision.kind is DecisionKind.DANGER_CHECK
    assert "Is iemand nu in gevaar?" in reply.text
    pressed = await receive(message("Ja", "/gevaar ja"), front)
    assert pressed is not None
    assert pressed.text.startswith(CARD)


async def test_no_network_to_the_action_server(assembly: Assembly) -> None:
    runner = HttpRunner.connect("http://127.0.0.1:9/webhook", 300)
    front = replace(assembly.front, runner=runner)
    assert (await receive(message(ACUTE), front)).text.startswith(CARD)
    assert "Ik kan nu niet antwoorden" in (await receive(message("wat is een MDO"), front)).text
    await runner.close()


async def test_a_database_that_is_no_database(folder) -> None:
    (folder / "data" / "houvast.sqlite3").write_bytes(b"this is no database" * 500)
    opened = assemble(settings_in(folder))
    assert any(problem.startswith("database") for problem in opened.problems)
    assert (await receive(message(ACUTE), opened.front)).text.startswith(CARD)
    assert "Ik kan nu niet antwoorden" in (await receive(message("wat is een MDO"), opened.front)).text
    await opened.close()


async def test_a_damaged_index_is_rebuilt_and_a_missing_model_reported(small_folder) -> None:
    for path in (small_folder / "data" / "index").rglob("*"):
        if path.is_file():
            damage(path, path.read_bytes()[: path.stat().st_size // 2])
    opened = assemble(settings_in(small_folder, SMALL))
    assert opened.problems == []
    reply = await receive(message("wat betekent een 0 en een 10 op de schaalvraag"), opened.front)
    assert reply.decision.entries[0].slug == "schaalvraag-0-10"
    await opened.close()
    without_model = settings_in(small_folder, SMALL + "encoder:\n  kind: sentence-transformer\n  model: /nergens\n")
    degraded = assemble(without_model)
    assert any(problem.startswith("model") for problem in degraded.problems)
    assert (await receive(message(ACUTE), degraded.front)).text.startswith(CARD)
    assert "Ik kan nu niet antwoorden" in (await receive(message("wat is een MDO"), degraded.front)).text
    assert (await receive(message("/kaarten"), degraded.front)).messages[0].buttons
    await degraded.close()


async def test_danger_comes_before_personal_data_and_interrupts_what_is_waited_for(say) -> None:
    await say(GREY)
    reply = await say("bsn 999990639 Kevin de Bruin slaat zijn moeder NU")
    assert reply.text.startswith(CARD)
    assert "Kevin" not in reply.text


@pytest.mark.parametrize(("typed", "kind"), [("ja", "danger"), ("weet ik niet", "danger"), ("JA!!", "danger")])
async def test_yes_and_unknown_give_the_card(say, typed: str, kind: str) -> None:
    assert (await say(GREY)).decision.kind is DecisionKind.DANGER_CHECK
    reply = await say(typed)
    assert reply.decision.kind.value == kind
    assert reply.text.startswith(CARD)


async def test_no_answers_the_original_question(say) -> None:
    checked = await say(GREY)
    assert not checked.decision.consult
    assert not any(word in checked.text.lower() for word in ("mdo", "vertraag", "eerst begrijpen"))
    reply = await say("nee hoor")
    assert reply.decision.kind in (DecisionKind.ANSWER, DecisionKind.CLARIFY, DecisionKind.ABSTAIN)
    assert reply.decision.entries


async def test_doubt_after_no_is_on_the_safe_side(say) -> None:
    await say(GREY)
    assert (await say("nee, maar ik weet het niet zeker")).text.startswith(CARD)


async def test_an_answer_that_is_none_is_asked_again_once(say) -> None:
    await say(GREY)
    assert "Ik begreep je antwoord niet" in (await say("banaan")).text
    assert (await say("banaan")).decision.kind is not DecisionKind.DANGER_CHECK


async def test_the_check_question_survives_a_restart(assembly, say, folder) -> None:
    await say(GREY)
    await assembly.close()
    reopened = assemble(settings_in(folder))
    reply = await receive(message("nee"), reopened.front)
    await reopened.close()
    assert reply.decision.entries
    assert reply.decision.reason != "question_lost"


async def test_a_button_pressed_late_is_still_understood(say) -> None:
    assert (await say("Weet ik niet", "/gevaar weetniet")).text.startswith(CARD)
    assert "niet meer" in (await say("Nee", "/gevaar nee")).text


async def test_the_danger_judgement_is_made_before_anything_else(assembly: Assembly) -> None:
    front = replace(assembly.front, ledger=Mock(wraps=assembly.front.ledger))
    await receive(message(ACUTE), front)
    assert front.ledger.method_calls == []


async def test_a_short_word_is_read_before_redaction_takes_it_for_a_name(say) -> None:
    await say(GREY)
    assert (await say("jawel")).text.startswith(CARD)


async def test_a_new_question_may_be_asked_instead_of_an_answer(say) -> None:
    await say(GREY)
    assert (await say("wat betekent een 0 en een 10 op de schaalvraag")).decision.kind is DecisionKind.ANSWER


async def test_after_a_card_nobody_is_told_to_stand_still_or_left_without_numbers(say) -> None:
    await say(ACUTE)
    reply = await say("wat moet ik nu doen")
    assert "112" in reply.text
    assert "Even stilstaan" not in reply.text
    assert "Overleg dan eerst" not in reply.text


@pytest.mark.parametrize("cry", ["112", "SOS!", "nood"])
async def test_one_word_can_be_a_cry_for_help(say, cry: str) -> None:
    assert (await say(cry)).text.startswith(CARD)


@pytest.mark.parametrize("cry", ["help", "🆘", "🔪🔪"])
async def test_an_unclear_cry_is_asked_about(say, cry: str) -> None:
    assert (await say(cry)).decision.kind is DecisionKind.DANGER_CHECK


async def test_talking_to_the_family_is_never_offered_first_where_it_is_dangerous(say) -> None:
    reply = await say("moet ik met de ouders praten bij een vermoeden van eergeweld")
    assert reply.decision.entries[0].slug != "gesprek-met-ouders-stap-3"
    follow_up = await say("en moet ik het dan met de ouders bespreken")
    assert follow_up.decision.entries[0].slug != "gesprek-met-ouders-stap-3"
