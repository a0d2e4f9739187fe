"""Questions, results and the end in words and pictures; nothing that tells of few people."""

from dataclasses import replace

from actions.rendering.quiz_closing import chart, closing_messages
from actions.rendering.quiz_overview import own_message
from actions.rendering.quiz_poll import asked_question, poll_message
from actions.rendering.quiz_result import result_message
from actions.rendering.quiz_setup import intro_message
from actions.rendering.quiz_words import QuizWords
from actions.vocabulary import OutboundMessage
from knowledge.quiz.limits import QUESTION_LENGTH, length
from knowledge.quiz.live import (
    AskedItem,
    ItemResult,
    NickScore,
    OwnResult,
    PollRef,
    QuizSetup,
    Results,
    Scoreboard,
    Session,
    SessionState,
    TeamScore,
    ThemeResult,
)
from knowledge.quiz.model import Item, Kind
from tests.actions.quizzes.conftest import CHAT, NOW
from tests.knowledge.store.quizzing import item


def session(*items: Item, **setup: object) -> Session:
    made = replace(QuizSetup("team", CHAT, None, len(items), 0), **setup)  # type: ignore[arg-type]
    asked = tuple(AskedItem(place, one.id, place, one) for place, one in enumerate(items, 1))
    return Session(1, made, SessionState.DISCUSSING, len(items), asked, None, NOW, None)


def test_a_question_says_its_number_and_that_more_are_right_as_far_as_there_is_room(words: QuizWords) -> None:
    several = item("a", kind=Kind.SEVERAL, correct=(0, 2))
    assert asked_question(session(several), 1, words) == "1/1 Vraag a? (meer antwoorden goed)"
    for size in range(QUESTION_LENGTH - 40, QUESTION_LENGTH + 1):
        long = replace(several, question="x" * size)
        assert length(asked_question(session(long), 1, words)) <= QUESTION_LENGTH


def test_a_poll_survives_the_way_over_an_action_server(words: QuizWords) -> None:
    made = poll_message(session(item("a"), seconds=30, anonymous=True), PollRef(1, 1, 2), words)
    assert OutboundMessage.from_json(made.to_json()) == made
    assert made.poll is not None
    assert (made.poll.seconds, made.poll.anonymous, made.poll.attempt) == (30, True, 2)
    # A channel without polls shows the blocks, which say the same.
    assert "A. goed\nB. fout\nC. ook fout" in made.text


def test_below_five_people_a_result_has_no_figures(words: QuizWords) -> None:
    asked = session(item("a"))
    few = result_message(asked, ItemResult(1, "a", item("a"), 4, None, None, 0), words).text
    assert "Er waren minder dan 5 antwoorden" in few
    assert "keer gekozen" not in few
    assert "Goed is A. goed" in few


def test_an_anonymous_result_of_several_right_answers_gives_counts_only(words: QuizWords) -> None:
    several = item("a", kind=Kind.SEVERAL, correct=(0, 2))
    text = result_message(session(several), ItemResult(1, "a", several, 6, None, (5, 1, 6), 2), words).text
    assert "anoniem niet te tellen" in text
    assert "C: 6 keer gekozen" in text
    assert "2 antwoorden kwamen na het sluiten" in text


def test_the_end_of_few_people_has_no_picture_and_no_theme(words: QuizWords) -> None:
    (closing,) = closing_messages(session(item("a")), Results(4, too_few=True), words)
    assert closing.attachment is None
    assert "4 mensen deden mee" in closing.text
    assert "%" not in closing.text


def test_the_end_says_in_words_what_the_picture_shows(words: QuizWords) -> None:
    results = Results(
        12,
        too_few=False,
        items=(ItemResult(1, "a", item("a"), 12, 9, (9, 2, 1), 0), ItemResult(2, "b", item("b"), 3, None, None, 0)),
        themes=(ThemeResult("top-3", 1, 0.5), ThemeResult("signs-of-safety", 1, 0.75)),
        teams=(TeamScore("Team Noord", 7, 2 / 3), TeamScore("Team Zuid", 5, 0.5)),
    )
    made = session(item("a"), item("b"), scoreboard=Scoreboard.TEAM)
    (closing,) = closing_messages(made, results, words)
    assert closing.attachment is not None
    assert closing.attachment.photo
    assert "Top-3-methodiek: 50% goed (vragen: 1)" in closing.text
    assert "Vraag 2: geen cijfer" in closing.text
    assert "Team Noord: 67% goed (mensen: 7)" in closing.text
    assert "Het moeilijkst was: Top-3-methodiek." in closing.text
    assert chart(made, Results(4, too_few=True), words) is None


def test_a_scoreboard_holds_chosen_names_only(words: QuizWords) -> None:
    made = session(item("a"), scoreboard=Scoreboard.NICKNAME)
    results = Results(3, too_few=True, nicknames=(NickScore("Uil", 1, 1),))
    assert "1. Uil: 1 van 1" in closing_messages(made, results, words)[0].text
    nobody = closing_messages(made, Results(3, too_few=True), words)[0].text
    assert "Niemand koos een bijnaam" in nobody


def test_who_sees_what_is_told_first(words: QuizWords) -> None:
    open_quiz = intro_message(session(item("a")), words)
    assert "iedereen in deze groep zien wie wat koos" in open_quiz.text
    assert "hoogstens 180 dagen" in open_quiz.text
    anonymous = intro_message(session(item("a"), anonymous=True), words)
    assert "Niemand ziet wie wat koos" in anonymous.text
    assert "hoogstens 180 dagen" not in anonymous.text
    named = intro_message(session(item("a"), scoreboard=Scoreboard.NICKNAME), words)
    assert [button.private for button in named.buttons] == [False, True]


def test_an_own_result_does_not_give_the_open_question_away(words: QuizWords) -> None:
    asked = replace(session(item("a"), item("b")), state=SessionState.ASKING)
    text = own_message(asked, OwnResult(1, 2, {1: True, 2: False}, shared=False), words).text
    assert "✓ Vraag 1, goed." in text
    assert "Vraag 2 staat nog open" in text
    assert "Vraag b?" not in text
