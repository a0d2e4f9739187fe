"""What a group must see of its quiz: told from where the quiz is, so that a crash at any step loses nothing.

Buttons and commands only move a quiz on in the store. What follows from where it is now (the question, its result,
the end) is queued here under a key of its own: queued twice, it is one message.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from actions.jobs.parts import Queue, message
from actions.quizzes.parts import QuizParts, trainers
from actions.rendering.quiz_closing import closing_messages
from actions.rendering.quiz_poll import again_message, poll_message, story_message
from actions.rendering.quiz_result import result_message
from actions.rendering.quiz_setup import intro_message
from actions.vocabulary import OutboundMessage, Target
from knowledge.quiz.live import PollRef, PollState, Session, SessionState

ANNOUNCED_FOR = timedelta(hours=1)
"""How long after its end a quiz may still get its closing message: after a longer outage nobody waits for it."""

Keyed = tuple[str, OutboundMessage]


@dataclass(frozen=True, slots=True)
class Conductor:
    """Tells a group what its quiz is at.

    Attributes:
        parts: Stores and words.
    """

    parts: QuizParts

    def idle(self, now: datetime, said: Collection[str]) -> bool:
        """Whether no quiz goes on and every end was told; reads only.

        Raises:
            StoreError: The store cannot be read.
        """
        live, ended = self.parts.quizzing.live.running(), self.parts.ended.since(now - ANNOUNCED_FOR)
        return not live and all(_end_key(session) in said for session in ended)

    def run(self, now: datetime, queue: Queue, said: Collection[str]) -> set[str]:
        """Queue what follows from where each quiz is; call it inside :meth:`Database.together`.

        Args:
            now: The present.
            queue: Puts a message in the outbox; a key that it knows is not queued again.
            said: Keys that this process queued before; only to save work.

        Returns:
            Keys that were handed to the queue; remember them once the transaction is kept.

        Raises:
            KnowledgeError: Nothing was kept.
        """
        told: set[str] = set()
        for key, made in self._messages(now, said):
            if key not in said:
                queue(key, made)
                told.add(key)
        # Also of a quiz whose group is gone: there is nobody to tell.
        return told | {_end_key(session) for session in self.parts.ended.since(now - ANNOUNCED_FOR)}

    def refused(self, ref: PollRef, reason: str, now: datetime, queue: Queue) -> None:
        """The channel took a question for good: the quiz stops, and the trainers hear why.

        Args:
            ref: The question.
            reason: In a few words, without any text of a message.
            now: The present.
            queue: Puts a message in the outbox.

        Raises:
            KnowledgeError: Nothing was kept.
        """
        session = self.parts.quizzing.live.stop(ref.session_id, now)
        self._tell_trainers(session, "refused", queue, reason=reason)

    def removed(self, chat: str, now: datetime, queue: Queue) -> None:
        """The bot was taken out of a group: its quiz stops, and the trainers hear it.

        Raises:
            KnowledgeError: Nothing was kept.
        """
        session = self.parts.quizzing.live.running_in(chat)
        if session is not None:
            self.parts.quizzing.live.stop(session.session_id, now)
            self._tell_trainers(session, "removed", queue)

    def _tell_trainers(self, session: Session, key: str, queue: Queue, **values: object) -> None:
        text = self.parts.words.text(
            f"quiz.told.{key}", theme=self.parts.words.theme(session.setup.theme), number=session.position, **values
        )
        # Keys name no person.
        for number, person in enumerate(trainers(session.setup.team_id, self.parts.roster)):
            queue(f"quiz:{session.session_id}:{key}:{number}", message(text, Target(person)))

    def _messages(self, now: datetime, said: Collection[str]) -> Iterator[Keyed]:
        for session in self.parts.quizzing.live.running():
            yield from self._live(session, now, said)
        for session in self.parts.ended.since(now - ANNOUNCED_FOR):
            if _end_key(session) not in said:
                yield from self._ended(session)

    def _live(self, session: Session, now: datetime, said: Collection[str]) -> Iterator[Keyed]:
        live, words, name = self.parts.quizzing.live, self.parts.words, f"quiz:{session.session_id}"
        match session.state:
            case SessionState.RUNNING if not session.position:
                # Of a quiz that somebody started by hand, the reply to that is its introduction.
                if session.planned_for is not None:
                    yield f"{name}:intro", _to_chat(intro_message(session, words), session)
            case SessionState.RUNNING:
                live.ask(session.session_id, session.position + 1, now)
                yield from self._asked(live.session(session.session_id))
            case SessionState.ASKING:
                yield from self._asked(session)
            case SessionState.DISCUSSING if (key := f"{name}:{session.position}:result") not in said:
                result = live.item_result(session.session_id, session.position)
                yield key, result_message(session, result, words)

    def _asked(self, session: Session) -> Iterator[Keyed]:
        """The question that is to be sent; nothing when it stands in the chat."""
        polls = self.parts.quizzing.live.polls(session.session_id, session.position)
        if not polls or polls[-1].state is not PollState.SENDING:
            return
        ref, words = polls[-1].ref, self.parts.words
        name = f"quiz:{ref.session_id}:{ref.position}"
        item = session.items[ref.position - 1].item
        if item.story and ref.attempt == 1:
            yield f"{name}:story", story_message(session, item, words)
        if ref.attempt > 1:
            yield f"{name}:{ref.attempt}:again", again_message(session, ref, words)
        yield f"{name}:{ref.attempt}:poll", poll_message(session, ref, words)

    def _ended(self, session: Session) -> Iterator[Keyed]:
        linked = self.parts.roster.chat(session.setup.chat)
        if linked is None or linked.team_id != session.setup.team_id:
            return
        results = self.parts.quizzing.live.results(session.session_id)
        made = closing_messages(session, results, self.parts.words)
        if session.state is SessionState.STOPPED and session.current is not None:
            was_open = f"quiz:{session.session_id}:{session.position}:result"
            result = self.parts.quizzing.live.item_result(session.session_id, session.position)
            # Whoever answered the question that was cut off sees what was right; told before, it is not told again.
            yield was_open, result_message(session, result, self.parts.words, paused=False)
        for number, one in enumerate(made):
            yield (_end_key(session) if number == 0 else f"{_end_key(session)}:{number}"), one


def _to_chat(made: OutboundMessage, session: Session) -> OutboundMessage:
    return OutboundMessage(made.blocks, made.buttons, target=Target(session.setup.chat))


def _end_key(session: Session) -> str:
    return f"quiz:{session.session_id}:end"
