"""Steps of a live quiz, for its tests."""

from datetime import datetime

from quizzing import TRAINER, Stage

from knowledge.quiz.live.model import Session

PEOPLE = tuple(f"test:p{number}" for number in range(6))


def begin(stage: Stage, now: datetime, **more: object) -> Session:
    return stage.live.start(stage.setup(**more), stage.bank.askable(), now, actor=TRAINER)


def ask(stage: Stage, session: Session, position: int, now: datetime) -> str:
    """Asks an item and tells that the call returned; the id of the poll."""
    ref = stage.live.ask(session.session_id, position, now)
    assert ref is not None
    poll = f"poll-{session.session_id}-{position}"
    stage.live.poll_sent(ref, poll, str(100 + position), now)
    return poll


def play(stage: Stage, now: datetime, people=PEOPLE, right=lambda person, place: True, **more: object) -> Session:
    """A whole quiz."""
    session = begin(stage, now, **more)
    for place in (1, 2, 3):
        poll = ask(stage, session, place, now)
        for person in people:
            stage.live.answer(poll, person, [0 if right(person, place) else 1], now)
        stage.live.close(session.session_id, place, now)
        session = stage.live.go_on(session.session_id, place, now, actor=TRAINER)
    return session
