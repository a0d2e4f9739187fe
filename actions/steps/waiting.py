"""Answers the bot waits for: the check question about danger and a choice from "bedoel je"."""

from dataclasses import replace

from actions.consultations import writing
from actions.curating import writing as curating
from actions.house import House
from actions.outcome import Outcome
from actions.practice import drills
from actions.reflections import writing as reflecting
from actions.rendering.danger import check_question, danger_card
from actions.rendering.notices import plain_notice
from actions.steps import question, show, wording
from actions.steps.commands import parse
from actions.steps.teams import renderer_for, team_of
from actions.turn import Pending, Turn
from actions.vocabulary import Decision, DecisionKind
from knowledge.signals.danger.model import DangerLevel
from knowledge.signals.manner.check_answer import CheckAnswer, is_short

MOST_WORDS = 2
"""A longer message that is no answer is a new question."""
MOST_QUESTIONS = 2
"""How often the check question is put before a message counts as a new one."""


def answer(turn: Turn, house: House) -> Outcome | None:
    """Take a message as the answer that was waited for, if it is one."""
    command = parse(turn)
    if command and command.name == "gevaar":
        return _checked(CheckAnswer(command.argument), turn, house) if command.argument in set(CheckAnswer) else None
    if command and command.name == "kies":
        return _chosen(command.argument, turn, house)
    pending = turn.state.pending
    if pending is None or command:
        return None
    if pending.kind == "danger_check":
        return _typed_check(pending, turn, house)
    return _typed_choice(pending, turn, house) if pending.kind == "choice" else None


def ask_about_danger(turn: Turn, house: House) -> Outcome | None:
    """Put the check question for a message that may mean danger."""
    if turn.danger != DangerLevel.GREY:
        return None
    return ask(turn, house)


def ask(turn: Turn, house: House) -> Outcome:
    """Put the check question about a message, with the notice about personal data."""
    then, texts = writing.remembered(turn, house)
    if not then:
        then, texts = curating.remembered(turn, house)
    then = then or reflecting.remembered(turn, house) or wording.remembered(turn) or drills.remembered(turn)
    waiting = Pending("danger_check", turn.text, texts, turn.danger_kind, then=then, personal_data=turn.personal_data)
    outcome = _ask(waiting, house)
    return replace(outcome, messages=tuple(show.with_notice(message, turn, house) for message in outcome.messages))


def _ask(pending: Pending, house: House) -> Outcome:
    message = check_question(house.catalogue, house.settings.local_number, again=pending.asked > 1)
    return Outcome(Decision(DecisionKind.DANGER_CHECK, danger_kind=pending.danger_kind), (message,), pending)


def _typed_check(pending: Pending, turn: Turn, house: House) -> Outcome | None:
    given = CheckAnswer(turn.check_answer) if turn.check_answer else house.readers.check_answer.read(turn.text)
    if given is CheckAnswer.NO and turn.danger == DangerLevel.GREY:
        given = CheckAnswer.UNKNOWN  # "nee, maar hij dreigt wel": doubt falls to the safe side
    if given is not None:
        return _checked(given, turn, house)
    if turn.danger == DangerLevel.GREY:
        return None
    # In a form the text that waits is an answer that must not get lost: the question stays.
    if not turn.form and (not is_short(turn.text, MOST_WORDS) or pending.asked >= MOST_QUESTIONS):
        return None
    return _ask(pending.again(), house)


def _checked(given: CheckAnswer, turn: Turn, house: House) -> Outcome:
    pending = turn.state.pending
    waiting = pending if pending and pending.kind == "danger_check" else None
    if given is not CheckAnswer.NO:
        kind = waiting.danger_kind if waiting else None
        card = danger_card(house.catalogue, kind, house.settings.local_number)
        return Outcome(Decision(DecisionKind.DANGER, danger_kind=kind), (card,))
    if waiting is None or not waiting.question:
        lost = plain_notice("danger.check.lost", house.catalogue)
        return Outcome(Decision(DecisionKind.ABSTAIN, confidence=0.0, reason="question_lost"), (lost,))
    original = replace(turn, text=waiting.question, payload=None, danger=DangerLevel.NONE, personal_data=())
    as_typed = replace(original, personal_data=waiting.personal_data)
    awaited = writing.resumed(waiting, as_typed, house) or reflecting.resumed(waiting.then, as_typed, house)
    awaited = awaited or wording.resumed(waiting.then, as_typed, house)
    awaited = awaited or curating.resumed(waiting, as_typed, house)
    awaited = awaited or drills.resumed(waiting.then, as_typed, house)
    if awaited:
        return awaited
    return question.answer(original, house)


def _typed_choice(pending: Pending, turn: Turn, house: House) -> Outcome | None:
    options = [house.knowledge.published.get(slug) for slug in pending.options]
    titles = [option.entry.title if option else "" for option in options]
    place = house.readers.choice.read(turn.text, titles)
    if place is None:
        return None
    return _chosen((*pending.options, "geen")[place], turn, house)


def _chosen(slug: str, turn: Turn, house: House) -> Outcome:
    pending = turn.state.pending
    asked = pending.question if pending and pending.kind == "choice" else ""
    if slug == "geen":
        filed = bool(asked) and house.recorder.unanswered(
            turn.key, turn.person, asked, pending.options if pending else (), team_of(turn, house)
        )
        key = "clarify.none_reply" if filed else "clarify.none_reply_unfiled"
        decision = Decision(DecisionKind.ABSTAIN, confidence=0.0, reason="none_of_these")
        return Outcome(decision, (plain_notice(key, house.catalogue),))
    published = house.knowledge.published.get(slug)
    if published is None:
        retired = plain_notice("answer.retired", house.catalogue)
        return Outcome(Decision(DecisionKind.ABSTAIN, confidence=0.0, reason="retired"), (retired,))
    escalation = bool(asked) and house.shows_reflex(asked)
    renderer = renderer_for(turn, house)
    return show.entry(published, turn, house, renderer, escalation=escalation, confidence=1.0, entries=())
