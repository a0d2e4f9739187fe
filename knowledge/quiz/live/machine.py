"""Where a quiz can go from where it is: pure functions, each returns the session after the step.

``planned -> running -> asking -> discussing -> running -> ... -> finished``, and ``stopped`` from anywhere. A step
that was taken before is not an error where a restart or a second press may repeat it: those functions return None.
"""

from dataclasses import replace
from datetime import datetime

from knowledge.quiz.errors import WrongState
from knowledge.quiz.live.model import AskedItem, Session, SessionState


def begun(session: Session, items: tuple[AskedItem, ...], now: datetime) -> Session:
    """A planned quiz starts.

    Raises:
        WrongState: It is not planned (any more).
    """
    if session.state is not SessionState.PLANNED or not items:
        raise WrongState(session.session_id, session.state, "begin")
    return replace(session, state=SessionState.RUNNING, items=items, started_at=now)


def asked(session: Session, position: int) -> Session | None:
    """The next item goes to the chat.

    Returns:
        None when that item was asked before.

    Raises:
        WrongState: Another item is open, or it is not the next one.
    """
    if session.state.is_live and 1 <= position <= session.position:
        return None
    if session.state is not SessionState.RUNNING or position != session.position + 1 or position > len(session.items):
        raise WrongState(session.session_id, session.state, f"ask item {position}")
    return replace(session, state=SessionState.ASKING, position=position)


def closed(session: Session, position: int, now: datetime) -> Session | None:
    """The poll of an item closes; answers are late from now on.

    Returns:
        None when it is not open (any more): closed by hand, by the clock and by the trainer may coincide.
    """
    if session.state is not SessionState.ASKING or position != session.position:
        return None
    return replace(_shut(session, now), state=SessionState.DISCUSSING)


def gone_on(session: Session, position: int, now: datetime) -> Session | None:
    """The pause after an item ends: on to the next, or to the end.

    Returns:
        None when it went on from there before, or is over.

    Raises:
        WrongState: The item was not discussed.
    """
    if session.state is SessionState.FINISHED or (
        session.state is not SessionState.STOPPED and _past(session, position)
    ):
        return None
    if session.state is not SessionState.DISCUSSING or position != session.position:
        raise WrongState(session.session_id, session.state, f"go on from item {position}")
    if session.is_last:
        return replace(session, state=SessionState.FINISHED, ended_at=now)
    return replace(session, state=SessionState.RUNNING)


def stopped(session: Session, now: datetime) -> Session | None:
    """The quiz stops, wherever it is; None when it was over already."""
    if session.state.is_over:
        return None
    return replace(_shut(session, now), state=SessionState.STOPPED, ended_at=now)


def _past(session: Session, position: int) -> bool:
    return position < session.position or (position == session.position and session.state is SessionState.RUNNING)


def _shut(session: Session, now: datetime) -> Session:
    """The item that is open gets its time of closing."""
    if session.state is not SessionState.ASKING:
        return session
    items = tuple(
        replace(asked, closed_at=now) if asked.position == session.position else asked for asked in session.items
    )
    return replace(session, items=items)
