"""Live quizzes through the local Bot API server: every answer counts once, whatever happens to the process."""

import os
import time
from pathlib import Path

import pytest

from knowledge.quiz.live import PollState, SessionState
from knowledge.store import Database, StoreSettings
from knowledge.store.quiz_live import LiveQuizStore
from tests.botapi.messages import Message
from tests.botapi.people import Person
from tests.botapi.server import BotApiServer
from tests.botapi.voting import close_poll
from tests.end_to_end.telegram.process import Process
from tests.end_to_end.telegram.quiz import Class, answers, make_class, only_quiz, until
from tests.end_to_end.telegram.running import Running, telegram_config


def database_of(houvast: Running) -> Database:
    assert houvast.assembly.database is not None
    return houvast.assembly.database


async def begun(houvast: Running, server: BotApiServer, count: int, command: str, name: str = "Team Noord") -> Class:
    """A class whose quiz is at question 1."""
    made = make_class(server, database_of(houvast), name, count)
    await made.said(name)
    made.trainer.send(made.group, command)
    await made.said("Na elke vraag praten we er samen over")
    await made.press("Begin met vraag 1")
    return made


async def test_a_quiz_from_start_to_picture(houvast: Running, botapi: BotApiServer) -> None:
    made = await begun(houvast, botapi, 6, "/quiz start top-3 2 0")
    for number in (1, 2):
        poll = await made.poll(number)
        assert poll.poll is not None
        assert (poll.poll.quiz, poll.poll.anonymous, poll.poll.open_period) == (True, False, None)
        for place, person in enumerate(made.people):
            person.vote(poll, poll.poll.correct if place < 4 else [(poll.poll.correct[0] + 1) % len(poll.poll.options)])
        await made.press("Sluit de vraag")
        told = await made.said("Goed: ")
        assert "Goed: 4 van de 6 (67%)." in told.text
        assert "Waarom: " in told.text
        await made.group.wait_until(lambda p=poll: p.poll.closed, what="a closed poll")
        await made.press("Volgende vraag" if number == 1 else "Naar de uitslag")
    closing = await made.said("De uitslag van de quiz")
    assert closing.kind == "photo"
    assert "Top-3-methodiek: 67% goed (vragen: 2)" in closing.text
    assert answers(database_of(houvast)) == {(1, 1): 6, (1, 2): 6}
    assert only_quiz(database_of(houvast)).state is SessionState.FINISHED


PARTICIPANTS, ITEMS = 30, 10


@pytest.mark.slow
async def test_thirty_people_ten_questions_and_a_process_that_is_killed(botapi: BotApiServer, folder: Path) -> None:
    """300 answers: each question within 2 s, over a kill -9, an early answer and a lost response."""
    config = folder / "config.yml"
    config.write_text(f"paths:\n  data: data\n{telegram_config(botapi)}", encoding="utf-8")
    process = Process(config, botapi)
    try:
        await thirty_people(botapi, process, folder)
    finally:
        process.kill()
        await process.gone()


async def thirty_people(botapi: BotApiServer, process: Process, folder: Path) -> None:
    slowest = 0.0
    with Database.open(StoreSettings(folder / "data" / "houvast.sqlite3")) as database:
        made = make_class(botapi, database, "Team Noord", PARTICIPANTS)
        await process.start()
        await made.said("Team Noord")
        made.trainer.send(made.group, f"/quiz start top-3 {ITEMS} 0")
        await made.said("Na elke vraag praten we er samen over")
        await made.press("Begin met vraag 1")
        for number in range(1, ITEMS + 1):
            poll = await made.poll(number)
            if number == 5:
                await until(lambda: LiveQuizStore(database).polls(1, 5)[-1].state is PollState.OPEN)
                await vote(made, poll, made.people[:15])
                process.kill()
                await process.gone()
                await vote(made, poll, made.people[15:])
                await process.start()
            elif number == 6:
                # Killed while the sending call had no answer yet: votes to the poll that nobody knows count too.
                process.kill()
                await process.gone()
                await vote(made, poll, made.people[:15])
                await process.start()
                await vote(made, await second(made, number), made.people[15:])
            elif number == 8:
                # The answer to the sending call was lost: asked again, the first one found and stopped.
                await vote(made, await second(made, number), made.people)
            else:
                started = time.monotonic()
                await vote(made, poll, made.people)
                await until(lambda n=number: answers(database).get((1, n)) == PARTICIPANTS)
                slowest = max(slowest, time.monotonic() - started)
            await until(lambda n=number: answers(database).get((1, n)) == PARTICIPANTS)
            if number == 3:
                botapi.faults.late_answer(1.0, "sendPoll", calls=1)
            if number == 5:
                botapi.faults.late_answer(60.0, "sendPoll", calls=1)
            if number == 7:
                botapi.faults.lost_answer("sendPoll", calls=1)
            await made.press("Sluit de vraag")
            told = await made.said(f"Vraag {number} van {ITEMS}: het antwoord")
            assert f"van de {PARTICIPANTS} (" in told.text
            await made.press("Volgende vraag" if number < ITEMS else "Naar de uitslag")
        closing = await made.said("De uitslag van de quiz")
        assert f"{PARTICIPANTS} mensen deden mee. Vragen: {ITEMS}." in closing.text
        assert await process.stop() == 0
        assert answers(database) == {(1, number): PARTICIPANTS for number in range(1, ITEMS + 1)}
        session = only_quiz(database)
        assert session.state is SessionState.FINISHED
        states = [poll.state for poll in LiveQuizStore(database).polls(1)]
        assert states.count(PollState.LOST) == 2
        assert LiveQuizStore(database).to_stop() == []
    # Where more wants to run than there are cores, everything takes longer by that much.
    busy = max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
    assert slowest < 2.0 * busy, f"the slowest question took {slowest:.2f} s, on a machine busy {busy:.1f} times"
    assert len([m for m in made.group.messages if "komt nog een keer (mogelijk dubbel)" in (m.text or "")]) == 2


async def second(made: Class, number: int) -> Message:
    """The poll in which a question is asked again, once the lost one is stopped."""
    await made.group.wait_until(lambda: len(polls_of(made, number)) == 2, what="a second one")
    await made.group.wait_until(lambda: len(open_polls(made, number)) == 1, what="the lost one is stopped")
    return polls_of(made, number)[-1]


async def vote(made: Class, poll: Message, people: list[Person]) -> None:
    """Everybody answers at once: two in three are right."""
    assert poll.poll is not None
    wrong = next(number for number in range(len(poll.poll.options)) if number not in poll.poll.correct)
    for place, person in enumerate(people):
        person.vote(poll, [*poll.poll.correct] if place % 3 else [wrong])


def polls_of(made: Class, number: int) -> list[Message]:
    return [m for m in made.group.messages if m.poll and m.poll.question.startswith(f"{number}/")]


def open_polls(made: Class, number: int) -> list[Message]:
    return [m for m in polls_of(made, number) if m.poll and not m.poll.closed]


async def test_the_clock_closes_and_late_answers_do_not_count(houvast: Running, botapi: BotApiServer) -> None:
    made = await begun(houvast, botapi, 6, "/quiz start top-3 1 600")
    poll = await made.poll(1)
    await vote(made, poll, made.people[:5])
    await until(lambda: answers(database_of(houvast)) == {(1, 1): 5})
    botapi.advance(601)
    told = await made.said("Vraag 1 van 1: het antwoord")
    assert "van de 5 (" in told.text
    assert poll.poll is not None
    late = {"poll_id": poll.poll.id, "user": made.people[5].json(), "option_ids": [0], "option_persistent_ids": ["x0"]}
    botapi.world.emit(botapi.bot, "poll_answer", late, made.people[5])
    await botapi.wait_until_polled()
    result = LiveQuizStore(database_of(houvast)).item_result
    await until(lambda: result(1, 1).late == 1)
    assert result(1, 1).voters == 5


async def test_two_groups_at_once_an_anonymous_one_and_a_poll_closed_by_hand(
    houvast: Running, botapi: BotApiServer
) -> None:
    north = await begun(houvast, botapi, 6, "/quiz start top-3 1 0")
    south = await begun(houvast, botapi, 7, "/quiz start top-3 1 0 anoniem", "Team Zuid")
    first, second = await north.poll(1), await south.poll(1)
    assert first.poll is not None
    assert second.poll is not None
    assert second.poll.anonymous
    await vote(north, first, north.people)
    await vote(south, second, south.people)
    # Somebody starts another one where one goes on already.
    north.trainer.send(north.group, "/quiz start top-3 1 0")
    assert "Er loopt al een quiz" in (await north.said("Er loopt al een quiz")).text
    close_poll(botapi.world, second)
    assert "van de 7 (" in (await south.said("Vraag 1 van 1: het antwoord")).text
    assert open_polls(north, 1) == [first]
    await north.press("Sluit de vraag")
    assert "van de 6 (" in (await north.said("Vraag 1 van 1: het antwoord")).text
    assert answers(database_of(houvast)) == {(1, 1): 6}


async def test_the_group_moves_and_then_loses_the_bot(houvast: Running, botapi: BotApiServer) -> None:
    made = make_class(botapi, database_of(houvast), "Team Noord", 5, kind="group")
    await made.said("Team Noord")
    made.trainer.send(made.group, "/quiz start top-3 2 0")
    await made.said("Na elke vraag praten we er samen over")
    await made.press("Begin met vraag 1")
    poll = await made.poll(1)
    made.group = made.lead.upgrade(made.group)
    await until(lambda: only_quiz(database_of(houvast)).setup.chat == f"telegram:{made.group.id}")
    assert poll.poll is not None
    made.trainer.send(made.group, "/quiz")
    await made.said("Vraag 1 van 2 staat open")
    await made.press("Sluit de vraag")
    await made.said("Vraag 1 van 2: het antwoord")
    # A professional presses what is the trainer's: a flash for them alone, nothing in the group.
    message = [m for m in made.group.messages if any(b.text == "Volgende vraag" for b in m.buttons)][-1]
    flash = await made.people[0].press(message, "Volgende vraag")
    assert "Dit kan alleen een trainer" in flash.text
    made.lead.remove_bot(made.group, botapi.bot)
    await until(lambda: only_quiz(database_of(houvast)).state is SessionState.STOPPED)
    told = await made.trainer.chat.wait_for("ik ben uit de groep gehaald")
    assert "bij vraag 1" in told.text


async def test_danger_in_the_group_comes_first_and_the_quiz_goes_on(houvast: Running, botapi: BotApiServer) -> None:
    made = await begun(houvast, botapi, 5, "/quiz start top-3 1 0")
    poll = await made.poll(1)
    made.people[0].send(made.group, f"@{botapi.bot.username} hij slaat haar nu")
    await made.said("Is er nu gevaar? Bel 112.")
    await vote(made, poll, made.people)
    await made.press("Sluit de vraag")
    await made.said("van de 5 (")


async def test_where_the_bot_may_not_write_the_quiz_stops_and_the_trainer_hears_why(
    houvast: Running, botapi: BotApiServer
) -> None:
    made = make_class(botapi, database_of(houvast), "Team Noord", 5)
    await made.said("Team Noord")
    made.trainer.send(made.group, "/quiz start top-3 1 0")
    await made.said("Na elke vraag praten we er samen over")
    made.lead.restrict(made.group, botapi.bot)
    await made.press("Begin met vraag 1")
    told = await made.trainer.chat.wait_for("Telegram nam de vraag niet aan")
    assert "is gestopt bij vraag 1" in told.text
    assert only_quiz(database_of(houvast)).state is SessionState.STOPPED


async def test_a_question_that_never_gets_an_answer_stops_the_quiz(houvast: Running, botapi: BotApiServer) -> None:
    botapi.faults.malformed("sendPoll")
    made = await begun(houvast, botapi, 5, "/quiz start top-3 1 0")
    told = await made.trainer.chat.wait_for("geen antwoord na 5 keer proberen")
    assert "is gestopt bij vraag 1" in told.text
    assert len(polls_of(made, 1)) == 5
    # None of them takes votes any more.
    await made.group.wait_until(lambda: open_polls(made, 1) == [], what="every poll is stopped")
