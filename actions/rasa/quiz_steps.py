"""``action_quiz_step``: the buttons with which a trainer takes a quiz on, from question to question."""

from actions.outcome import Outcome
from actions.quizzes.parts import Quizzing
from actions.rasa.quiz_base import QuizAction, numbers
from actions.steps.commands import Command
from actions.turn import Turn
from actions.vocabulary import OutboundMessage
from knowledge.quiz.errors import SessionNotFound
from knowledge.quiz.live import PollRef, Session, SessionState
from knowledge.roster.errors import NotPermitted
from knowledge.roster.permissions import Action, may


class ActionQuizStep(QuizAction):
    """Closes a question, and ends the pause after it. What the group sees follows from where the quiz is then."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_quiz_step"

    def act(self, command: Command, quizzing: Quizzing, turn: Turn) -> OutboundMessage | Outcome:
        """``/quizsluit ID POSITION ATTEMPT`` and ``/quizverder ID POSITION``."""
        found = numbers(command.argument)
        if turn.private or len(found) < 2:
            return self.plain("quiz.refused.in_group")
        session = quizzing.live.session(found[0])
        if session.setup.chat != turn.chat:
            raise SessionNotFound(found[0])
        if not may(self.house.roster.role(session.setup.team_id, turn.person), Action.START_QUIZ):
            raise NotPermitted(Action.START_QUIZ)
        if command.name == "quizsluit":
            return self._close(session, found, quizzing, turn)
        return self._go_on(session, found[1], quizzing, turn)

    def _close(self, session: Session, found: list[int], quizzing: Quizzing, turn: Turn) -> OutboundMessage:
        attempt = found[2] if len(found) > 2 else 0
        known = quizzing.live.polls(session.session_id, found[1])
        pressed = next((poll for poll in known if poll.ref.attempt == attempt), None)
        if pressed is not None and pressed.message_id is None and turn.replied_to:
            # Its response was lost: the press tells where it stands, so that it can be stopped.
            ref = PollRef(session.session_id, found[1], attempt)
            quizzing.live.found(ref, message_id=turn.replied_to)
        quizzing.live.close(session.session_id, found[1], self.now())
        return OutboundMessage.silent()

    def _go_on(self, session: Session, position: int, quizzing: Quizzing, turn: Turn) -> OutboundMessage:
        """On from the introduction (position 0) or from the pause. The question that follows is the reply."""
        now = self.now()
        if position < session.position - 1:
            return self.plain("quiz.refused.moved_on")
        after = quizzing.live.go_on(session.session_id, position, now, actor=turn.person)
        if position == 0 and after.state is SessionState.RUNNING and not after.position:
            quizzing.live.ask(session.session_id, 1, now)
        return OutboundMessage.silent()
