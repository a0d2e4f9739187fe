"""What happens to quizzes by the clock: planned ones begin, missed ones are told, forgotten ones end."""

from datetime import datetime, timedelta
from logging import getLogger

from actions.jobs.parts import Queue, message
from actions.quizzes.choosing import items_for
from actions.quizzes.parts import QuizParts, trainers
from actions.vocabulary import OutboundMessage, Target
from knowledge.quiz.errors import NothingToAsk, QuizBusy
from knowledge.quiz.live import Session
from knowledge.reflection.rhythm import ZONE

LOG = getLogger(__name__)
FORGOTTEN_AFTER = timedelta(hours=12)
"""A quiz that goes on for so long was forgotten: it would keep the group from a new one. Our choice."""


def run(parts: QuizParts, now: datetime, queue: Queue) -> int:
    """Do what is due; call it inside :meth:`Database.together`.

    Args:
        parts: Stores and words.
        now: The present.
        queue: Puts a message in the outbox.

    Returns:
        How many messages were queued, or quizzes moved on: when not 0, there is something to send.

    Raises:
        KnowledgeError: Nothing was kept.
    """
    live = parts.quizzing.live
    done = sum(_begin(session, parts, now, queue) for session in live.due(now))
    done += sum(_tell(session, "missed", parts, queue) for session in live.missed(now))
    forgotten = [one for one in live.running() if one.started_at and now - one.started_at >= FORGOTTEN_AFTER]
    for session in forgotten:
        live.stop(session.session_id, now)
    return done + len(forgotten)


def _begin(session: Session, parts: QuizParts, now: datetime, queue: Queue) -> int:
    """Start a planned quiz; one that cannot start yet is tried again until it counts as missed."""
    setup = session.setup
    linked = parts.roster.chat(setup.chat)
    if linked is None or linked.team_id != setup.team_id:
        parts.quizzing.live.stop(session.session_id, now)
        return _tell(session, "no_group", parts, queue)
    try:
        items = items_for(parts.quizzing, setup.chat, setup.theme, setup.wanted, now)
        parts.quizzing.live.begin(session.session_id, items, now)
    except NothingToAsk:
        parts.quizzing.live.stop(session.session_id, now)
        return _tell(session, "nothing", parts, queue)
    except QuizBusy as busy:
        LOG.info("planned quiz %d waits for quiz %d in its group", session.session_id, busy.session_id)
        return 0
    return 1


def _tell(session: Session, key: str, parts: QuizParts, queue: Queue) -> int:
    """Tell the trainers of the team, in private."""
    when = (session.planned_for or datetime.now(ZONE)).astimezone(ZONE)
    text = parts.words.text(
        f"quiz.told.{key}",
        theme=parts.words.theme(session.setup.theme),
        day=f"{when.day}-{when.month}",
        hour=f"{when:%H.%M}",
    )
    people = trainers(session.setup.team_id, parts.roster)
    for number, person in enumerate(people):
        # Keys name no person.
        queue(f"quiz:{session.session_id}:{key}:{number}", _message(text, person))
    return len(people)


def _message(text: str, person: str) -> OutboundMessage:
    return message(text, Target(person))
