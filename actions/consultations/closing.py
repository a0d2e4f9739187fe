"""The end of a consultation: what was decided and learned, who hears of it, or withdrawing it."""

from datetime import UTC, datetime

from actions.consultations.purpose import Kind, Purpose
from actions.consultations.words import consultations, done, leads, plain, posts, to_person
from actions.house import House
from actions.outcome import Outcome
from actions.turn import Turn
from actions.vocabulary import Block, BlockKind, Button, Decision, DecisionKind, OutboundMessage, Target
from knowledge.consultations.errors import ConsultationRefused
from knowledge.consultations.model import Consultation, Status
from knowledge.consultations.rules import Act, Refusal, refusal

SKIP_DECIDED, SKIP_LEARNED = "geleerd", "klaar"
"""What follows the number in the buttons that leave out one of the two questions."""


def begin(consultation_id: int, turn: Turn, house: House) -> Outcome:
    """Ask what was decided.

    Raises:
        ConsultationError: It cannot be closed, or not by this person.
    """
    consultation = consultations(house, consultation_id).read_by(consultation_id, turn.person)
    member = house.roster.member(consultation.team_id, turn.person)
    asker = house.roster.member(consultation.team_id, consultation.asker) if consultation.asker else None
    why = refusal(Act.CLOSE, consultation, turn.person, member.role if member else None, asker_left=asker is None)
    if why:
        raise ConsultationRefused(why)
    return _asking(Kind.DECIDED, consultation_id, SKIP_DECIDED, house)


def ask_learned(consultation_id: int, decided: str, house: House) -> Outcome:
    """Ask what was learned, after what was decided (empty when that was left out)."""
    return _asking(Kind.LEARNED, consultation_id, SKIP_LEARNED, house, decided)


def close(consultation_id: int, decided: str, learned: str, turn: Turn, house: House) -> Outcome:
    """Close it, tell the team that it is over, and the leads what was learned.

    Raises:
        ConsultationError: It cannot be closed, or not by this person.
    """
    consultation = _closed(consultation_id, decided or None, learned or None, turn, house)
    number = consultation.number
    messages = [plain("closed.done", house, number=number)]
    messages += in_team(consultation, house.catalogue.text("consult.closed.team", number=number), house)
    if consultation.learned:
        text = house.catalogue.text("consult.closed.lead", number=number, learned=consultation.learned)
        button = Button(house.catalogue.text("consult.buttons.idea"), f"/idee {consultation_id}")
        messages += [
            to_person(lead.person, text, button)
            for lead in leads(consultation.team_id, house)
            if lead.person != turn.person
        ]
    return done(*messages)


def withdraw(consultation_id: int, turn: Turn, house: House) -> Outcome:
    """Withdraw it; its texts are gone at once, and its card becomes its number.

    Raises:
        ConsultationError: It cannot be withdrawn, or not by this person.
    """
    store = consultations(house, consultation_id)
    try:
        consultation = store.withdraw(consultation_id, turn.person, datetime.now(UTC))
    except ConsultationRefused as error:
        consultation = store.read_by(consultation_id, turn.person)
        # The same turn once more, after a crash between the two: it is done, and is told again.
        repeated = error.refusal is Refusal.NOT_OPEN and consultation.status is Status.WITHDRAWN
        if not repeated or consultation.asker not in (None, turn.person):
            raise
    return done(plain("withdrawn", house, number=consultation.number))


def in_team(consultation: Consultation, text: str, house: House) -> list[OutboundMessage]:
    """One line in the group where the card stands."""
    line = (Block(BlockKind.TEXT, text),)
    chat = group_of(consultation, house)
    return [OutboundMessage(line, target=Target(chat, protect=True))] if chat else []


def group_of(consultation: Consultation, house: House) -> str | None:
    """The group where the card stands, while it still belongs to the team; else another group of the team."""
    linked = [chat.chat for chat in house.roster.chats(consultation.team_id)]
    store = posts(house)
    posted = [post.chat for post in store.of(consultation.subject)] if store else []
    return next((chat for chat in posted if chat in linked), None) or next(iter(linked), None)


def _closed(consultation_id: int, decided: str | None, learned: str | None, turn: Turn, house: House) -> Consultation:
    store = consultations(house, consultation_id)
    try:
        return store.close(consultation_id, turn.person, decided, learned, datetime.now(UTC))
    except ConsultationRefused as error:
        found = store.read_by(consultation_id, turn.person)
        same = found.status is Status.CLOSED and (found.decided, found.learned) == (decided, learned)
        # The same turn once more, after a crash between closing and the reply: everybody is told after all.
        if error.refusal is not Refusal.NOT_OPEN or not same:
            raise
        return found


def _asking(kind: Kind, consultation_id: int, skip: str, house: House, *texts: str) -> Outcome:
    purpose = Purpose(kind, consultation_id)
    buttons = (
        Button(house.catalogue.text("consult.buttons.skip"), f"/sluit {consultation_id} {skip}"),
        Button(house.catalogue.text("consult.buttons.never_mind"), f"/casus {consultation_id}"),
    )
    message = plain(f"ask.{kind.value}", house, *buttons)
    return Outcome(Decision(DecisionKind.SMALLTALK), (message,), purpose.pending(*texts, now=datetime.now(UTC)))
