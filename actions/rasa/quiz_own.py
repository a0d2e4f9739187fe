"""``action_quiz_own``: what a participant sees and decides in private: result, sharing it, nickname."""

from actions.outcome import Outcome
from actions.quizzes.parts import Quizzing
from actions.rasa.quiz_base import QuizAction, numbers
from actions.rendering.quiz_overview import own_message, shared_message
from actions.steps.commands import Command
from actions.turn import QUIZ, Pending, Turn
from actions.vocabulary import Button, Decision, DecisionKind, OutboundMessage
from knowledge.quiz.errors import SessionNotFound
from knowledge.quiz.live.model import LONGEST_NICKNAME

_CLEAR = "-"


class ActionQuizOwn(QuizAction):
    """Shows somebody their own result, and to trainers what was shared with them."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_quiz_own"

    def act(self, command: Command, quizzing: Quizzing, turn: Turn) -> OutboundMessage | Outcome:
        """``/quizuitslag ID``, ``/quizdeel ID aan|uit``, ``/quiznaam ID [NAME]`` and ``/quizgedeeld ID``."""
        found = numbers(command.argument)
        if not found:
            return self.plain("quiz.private.professional")
        session_id, rest = found[0], command.argument.partition(" ")[2].strip()
        if command.name == "quiznaam":
            return self._nickname(session_id, rest, quizzing, turn)
        if command.name == "quizgedeeld":
            shared = quizzing.live.shared(session_id, actor=turn.person)
            return shared_message(quizzing.live.session(session_id), shared, self.words)
        if command.name == "quizdeel":
            if rest == "aan":
                quizzing.live.share(session_id, turn.person, self.now())
            else:
                quizzing.live.unshare(session_id, turn.person)
        session = quizzing.live.session(session_id)
        return own_message(session, quizzing.live.own_result(session_id, turn.person), self.words)

    def _nickname(self, session_id: int, typed: str, quizzing: Quizzing, turn: Turn) -> OutboundMessage | Outcome:
        session = quizzing.live.session(session_id)
        if self.house.roster.member(session.setup.team_id, turn.person) is None:
            # Who is not in the team has no business on its scoreboard, and learns nothing about its quizzes.
            raise SessionNotFound(session_id)
        if session.state.is_over:
            return self._done(self.plain("quiz.nickname.over"))
        if not typed:
            return self._ask(session_id, self.plain("quiz.nickname.ask", self._none(session_id), most=LONGEST_NICKNAME))
        if turn.personal_data:
            types = ", ".join(self.house.catalogue.text(f"privacy.types.{name}") for name in turn.personal_data)
            return self._ask(session_id, self.plain("quiz.nickname.personal", self._none(session_id), types=types))
        if len(typed) > LONGEST_NICKNAME:
            again = self.plain(
                "quiz.nickname.too_long", self._none(session_id), length=len(typed), most=LONGEST_NICKNAME
            )
            return self._ask(session_id, again)
        kept = quizzing.live.set_nickname(session_id, turn.person, None if typed == _CLEAR else typed)
        return self._done(self.plain("quiz.nickname.set", name=kept) if kept else self.plain("quiz.nickname.cleared"))

    def _none(self, session_id: int) -> Button:
        return Button(self.words.text("quiz.nickname.none"), f"/quiznaam {session_id} {_CLEAR}")

    @staticmethod
    def _ask(session_id: int, message: OutboundMessage) -> Outcome:
        return Outcome(Decision(DecisionKind.SMALLTALK), (message,), Pending(QUIZ, then=str(session_id)))

    @staticmethod
    def _done(message: OutboundMessage) -> Outcome:
        return Outcome(Decision(DecisionKind.SMALLTALK), (message,))
