"""Texts about a consultation: taken from who wrote them, kept, and passed on to who should read them."""

from datetime import UTC, datetime

from actions.consultations import closing
from actions.consultations.purpose import Kind, Purpose, waited_for
from actions.consultations.words import consultations, names_in, plain, posts, refused, to_asker, to_person
from actions.forms.answers import checked_text
from actions.house import House
from actions.outcome import Outcome
from actions.steps import show
from actions.steps.commands import parse
from actions.turn import Pending, Turn
from actions.vocabulary import Button, Decision, DecisionKind, OutboundMessage
from knowledge.consultations.errors import ConsultationError, ConsultationNotFound
from knowledge.consultations.model import Consultation, Contribution, ContributionKind, consultation_of
from knowledge.search.query import clean, has_words

PROMPTS = {
    Kind.REPLY: "ask.reply",
    Kind.QUESTION: "ask.question",
    Kind.ANSWER: "ask.answer",
    Kind.DECIDED: "ask.decided",
    Kind.LEARNED: "ask.learned",
}
"""How each text is asked for."""


def answer(turn: Turn, house: House) -> Outcome | None:
    """Take a typed text that was asked for, or a direct reply to a card; ``None`` when it is neither."""
    found = purpose_of(turn, house)
    if found is None:
        return None
    purpose, pending = found
    return take(purpose, pending, turn, house)


def purpose_of(turn: Turn, house: House) -> tuple[Purpose, Pending | None] | None:
    """What the text of a turn is for, when it is about a consultation."""
    if turn.payload is not None or parse(turn) or turn.length > house.settings.message_limit:
        return None
    if not has_words(clean(turn.text)):
        return None
    waiting = waited_for(turn)
    if waiting:
        return waiting
    store = posts(house)
    if turn.private or not turn.replied_to or store is None:
        return None
    number = consultation_of(store.subject_at(turn.chat, turn.replied_to) or "")
    return None if number is None else (Purpose(Kind.GATHER, number), None)


def remembered(turn: Turn, house: House) -> tuple[str, tuple[str, ...]]:
    """What a text that has to wait for the check question about danger is for, as :class:`Pending` keeps it."""
    found = purpose_of(turn, house)
    if found is None:
        return "", ()
    purpose, pending = found
    waiting = purpose.pending(*(pending.options if pending else ()), now=datetime.now(UTC))
    return waiting.then, waiting.options


def resumed(waiting: Pending, turn: Turn, house: House) -> Outcome | None:
    """Take a text that waited for the check question; ``None`` when it was a question to the bot."""
    purpose = Purpose.read(waiting.then)
    return take(purpose, waiting, turn, house) if purpose else None


def ask(purpose: Purpose, house: House, *texts: str, buttons: tuple[Button, ...] = ()) -> Outcome:
    """Ask for a text.

    Args:
        purpose: What it is for.
        house: Words.
        texts: Redacted texts given before that belong to it.
        buttons: Ways to leave it out.
    """
    message = plain(PROMPTS[purpose.kind], house, *buttons)
    return Outcome(Decision(DecisionKind.SMALLTALK), (message,), purpose.pending(*texts, now=datetime.now(UTC)))


def take(purpose: Purpose, pending: Pending | None, turn: Turn, house: House) -> Outcome:
    """Do with a text what it is for; a text that cannot be kept is asked for again."""
    texts = pending.options if pending else ()
    if purpose.kind is not Kind.GATHER:
        reading = checked_text(turn.text, turn.personal_data, house)
        if not reading.accepted:
            again = plain("ask.again", house, reason=" ".join(reading.says))
            waiting = purpose.pending(*texts, now=datetime.now(UTC))
            return Outcome(Decision(DecisionKind.SMALLTALK), (again,), waiting)
    try:
        if purpose.kind is Kind.DECIDED:
            return closing.ask_learned(purpose.consultation_id, turn.text.strip(), house)
        if purpose.kind is Kind.LEARNED:
            decided = texts[0] if texts else ""
            return closing.close(purpose.consultation_id, decided, turn.text.strip(), turn, house)
        return _contribute(purpose, turn, house)
    except ConsultationError as error:
        return refused(error, house)


def _contribute(purpose: Purpose, turn: Turn, house: House) -> Outcome:
    store = consultations(house, purpose.consultation_id)
    consultation = store.read_by(purpose.consultation_id, turn.person)
    own = consultation.asker == turn.person
    kinds = {Kind.QUESTION: ContributionKind.QUESTION, Kind.ANSWER: ContributionKind.ANSWER}
    kind = kinds.get(purpose.kind, ContributionKind.ANSWER if own else ContributionKind.REPLY)
    made = store.contribute(
        purpose.consultation_id, turn.person, kind, turn.text.strip(), datetime.now(UTC), f"{turn.key}#consult"
    )
    key = "noted_group" if purpose.kind is Kind.GATHER else f"noted.{kind.value}"
    noted = plain(key, house, number=consultation.number)
    told = _told(made, purpose, consultation, house)
    return Outcome(Decision(DecisionKind.SMALLTALK), (show.with_notice(noted, turn, house), *told))


def _told(
    made: Contribution, purpose: Purpose, consultation: Consultation, house: House
) -> tuple[OutboundMessage, ...]:
    """Who hears of it: who asked, or who asked back."""
    names = names_in(consultation.team_id, house)
    name = names.get(made.person or "") or house.catalogue.text("consult.case.somebody")
    number = consultation.number
    if made.kind is ContributionKind.ANSWER:
        asked = question_of(purpose, house)
        if asked is None or asked.person is None:
            return ()
        text = house.catalogue.text("consult.told.answer", name=name, number=number, text=made.text)
        return (to_person(asked.person, text),)
    text = house.catalogue.text(f"consult.told.{made.kind.value}", name=name, number=number, text=made.text)
    if made.kind is not ContributionKind.QUESTION:
        return to_asker(consultation, text)
    payload = f"/antwoord {consultation.consultation_id} {made.contribution_id}"
    return to_asker(consultation, text, Button(house.catalogue.text("consult.buttons.answer"), payload))


def question_of(purpose: Purpose, house: House) -> Contribution | None:
    """The question that an answer is about; ``None`` for an answer to everybody.

    Raises:
        ConsultationNotFound: There is no such question (any more).
    """
    if not purpose.contribution_id:
        return None
    added = consultations(house, purpose.consultation_id).contributions(purpose.consultation_id)
    for item in added:
        if item.contribution_id == purpose.contribution_id and item.kind is ContributionKind.QUESTION:
            return item
    raise ConsultationNotFound(purpose.consultation_id)
