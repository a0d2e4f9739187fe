"""Drills on a sentence of one's own: fact or interpretation, and a sentence for a Top-3. Nothing of it is kept.

The sentence lives in the memory of the process, as the text of the language check does; not in the store, not in the
log. Personal data in it is refused: the step waits until it is written again.
"""

from dataclasses import replace
from datetime import UTC, datetime

from actions.forms.top3.answers import LONGEST_SITUATION
from actions.house import House
from actions.outcome import Outcome
from actions.practice.purpose import Kind, Purpose, begun, waited_for
from actions.practice.words import refused, said
from actions.rendering import practice_drills as rendering
from actions.rendering.notices import with_safety_line
from actions.rendering.practice import plain
from actions.rendering.practice_drills import CASES, CHOICES
from actions.steps import show
from actions.turn import Turn
from actions.vocabulary import Block, BlockKind, OutboundMessage
from knowledge.language.check import LanguageCheck
from knowledge.language.model import StatementKind
from knowledge.search.query import clean, has_words
from knowledge.signals.danger.model import DangerLevel

_OVER = frozenset({"klaar", "stop", "stoppen", "nee"})
"""Typed words that end a drill."""
_LONGEST = 2
"""Digits of the number of a case."""


def begin(what: str, words: list[str], turn: Turn, house: House) -> Outcome | None:
    """What ``/oefen zin``, ``vind``, ``top3``, ``voorbeeld`` and ``einde`` do; ``None`` for another word."""
    if what == "einde":
        return _over(turn, house)
    if what not in {"zin", "vind", "top3", "voorbeeld"}:
        return None
    if house.language is None:
        return refused("fact.broken", house, turn)
    now = datetime.now(UTC)
    if what == "zin":
        return said(rendering.ask_sentence(house.catalogue), turn, begun(Kind.FACT, turn).pending(now))
    if what == "vind":
        return _chosen(words[0] if words else "", turn, house, house.language)
    number = _case(words)
    waiting = begun(Kind.TOP3, turn, number).pending(now)
    if what == "voorbeeld":
        return said(rendering.example(number, house.catalogue), turn, waiting)
    return said(rendering.case(number, house.catalogue), turn, waiting)


def told_safe(turn: Turn, house: House) -> Outcome | None:
    """A sentence that may mean danger, in a drill in which was said that nobody is in danger now.

    As in a form: the numbers and no second question (docs/decisions/danger-in-forms.md). Acute danger gets its card.
    """
    purpose = waited_for(turn)
    if purpose is None or not purpose.safe or turn.danger != DangerLevel.GREY:
        return None
    outcome = _take(purpose, turn, house)
    *first, last = outcome.messages
    # One message: two would be two signals on a phone.
    ends_safely = last.blocks[-1].kind is BlockKind.SAFETY
    blocks = last.blocks if ends_safely else with_safety_line(last.blocks, house.catalogue)
    return replace(outcome, messages=(*first, replace(last, blocks=blocks)))


def answer(turn: Turn, house: House) -> Outcome | None:
    """Take a typed text that a drill waits for; ``None`` when none does."""
    purpose = waited_for(turn)
    return _take(purpose, turn, house) if purpose else None


def remembered(turn: Turn) -> str:
    """What a text that has to wait for the check question about danger is for; empty for anything else."""
    purpose = waited_for(turn)
    return purpose.written(datetime.now(UTC)) if purpose else ""


def resumed(then: str, turn: Turn, house: House) -> Outcome | None:
    """Take a text that waited for the check question; ``None`` when it was something else."""
    purpose = Purpose.read(then)
    # The message that can be deleted now is the answer to the check question, not this text.
    return _take(purpose.told_safe(), replace(turn, deletable=None), house) if purpose else None


def _take(purpose: Purpose, turn: Turn, house: House) -> Outcome:
    language = house.language
    if language is None:
        return refused("fact.broken", house, turn)
    text = turn.text.strip()
    if text.strip(" .!").casefold() in _OVER:
        return _over(turn, house)
    if purpose.kind is Kind.CHOOSE:
        kind = CHOICES.get(text.strip(" .!").casefold().removeprefix("een "))
        if kind is not None:
            return _chosen(kind.value, turn, house, language)
        # Another sentence instead of a choice.
        purpose = purpose.next(Kind.FACT)
    if why := _refusal(text, turn, house):
        return _again(why, purpose, turn, house)
    waiting = purpose.pending(datetime.now(UTC))
    if purpose.kind is Kind.TOP3:
        return said(rendering.top3_feedback(purpose.case, text, language, house.catalogue), turn, waiting)
    house.sentences.keep(turn.person, text, clean=True)
    choose = purpose.next(Kind.CHOOSE).pending(datetime.now(UTC))
    return said(rendering.ask_kind(text, house.catalogue), turn, choose)


def _over(turn: Turn, house: House) -> Outcome:
    house.sentences.forget(turn.person)
    return said(plain("said.drill_over", house.catalogue), turn)


def _refusal(text: str, turn: Turn, house: House) -> str:
    """Why a sentence cannot be taken; empty when it can."""
    say = house.catalogue.text
    if turn.personal_data:
        types = ", ".join(say(f"privacy.types.{name}") for name in turn.personal_data)
        return say("practice.refused.personal_data", types=types)
    if not has_words(clean(text)):
        return say("practice.refused.empty")
    if len(text) > LONGEST_SITUATION:
        return say("practice.refused.too_long", length=turn.length, limit=LONGEST_SITUATION)
    return say("practice.refused.foreign") if house.readers.language.is_foreign(text) else ""


def _again(why: str, purpose: Purpose, turn: Turn, house: House) -> Outcome:
    """The step waits until the sentence is written again."""
    blocks = with_safety_line([Block(BlockKind.TEXT, why)], house.catalogue)
    buttons = show.delete_buttons(turn, house.catalogue) if turn.personal_data else ()
    return said(OutboundMessage(blocks, buttons), turn, purpose.pending(datetime.now(UTC)))


def _chosen(word: str, turn: Turn, house: House, language: LanguageCheck) -> Outcome:
    """What the language check reads in the sentence, next to what somebody chose."""
    kept = house.sentences.find(turn.person)
    again = begun(Kind.FACT, turn).pending(datetime.now(UTC))
    if kept is None or word not in set(StatementKind):
        return said(plain("fact.gone", house.catalogue), turn, again)
    house.sentences.forget(turn.person)
    message = rendering.fact_feedback(StatementKind(word), kept.text, language, house.catalogue)
    return said(message, turn, again)


def _case(words: list[str]) -> int:
    """The number of a case, from 1; after the last one the first comes again."""
    word = words[0] if words else "1"
    number = int(word) if word.isascii() and word.isdecimal() and len(word) <= _LONGEST else 1
    return (max(number, 1) - 1) % len(CASES) + 1
