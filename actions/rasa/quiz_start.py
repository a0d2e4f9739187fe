"""``action_quiz``: ``/quiz`` in a group: choose, start, look and stop; in private where quizzes are."""

from actions.outcome import Outcome
from actions.quizzes.asking import Misread, read_choice
from actions.quizzes.choosing import items_for, theme_counts
from actions.quizzes.parts import Quizzing
from actions.rasa.quiz_base import QuizAction, numbers
from actions.rendering.quiz_overview import overview_message
from actions.rendering.quiz_setup import choice_message, intro_message, status_message, themes_message
from actions.steps.commands import Command
from actions.steps.teams import led_by
from actions.turn import Turn
from actions.vocabulary import OutboundMessage
from knowledge.quiz.errors import QuizBusy
from knowledge.quiz.live import QuizSetup
from knowledge.roster.errors import NotPermitted
from knowledge.roster.permissions import Action, may

_STOP, _START = "stop", "start"


class ActionQuiz(QuizAction):
    """Chooses, starts, shows and stops the quiz of a group."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_quiz"

    def act(self, command: Command, quizzing: Quizzing, turn: Turn) -> OutboundMessage | Outcome:
        """``/quiz``, ``/quiz start THEME ...``, ``/quiz stop [ID]`` and ``/quizkeuze [THEME ...]``."""
        if turn.private:
            return self._in_private(quizzing, turn)
        team_id = self._team(turn)
        if team_id is None:
            return self.plain("quiz.refused.no_team_here")
        if not may(self.house.roster.role(team_id, turn.person), Action.START_QUIZ):
            raise NotPermitted(Action.START_QUIZ)
        verb, _, rest = command.argument.partition(" ")
        if command.name == "quizkeuze":
            return self._choose(command.argument, quizzing)
        if verb.casefold() == _START:
            return self._start(rest, team_id, quizzing, turn)
        if verb.casefold() == _STOP:
            return self._stop(rest, quizzing, turn)
        running = quizzing.live.running_in(turn.chat)
        if running is not None:
            return status_message(running, self.words)
        note = self.words.text("quiz.misread.command") if command.argument else ""
        return themes_message(theme_counts(quizzing), self.words, note)

    def _team(self, turn: Turn) -> str | None:
        linked = self.house.roster.chat(turn.chat) if turn.chat else None
        return linked.team_id if linked else None

    def _choose(self, argument: str, quizzing: Quizzing) -> OutboundMessage:
        counts = theme_counts(quizzing)
        if not argument:
            return themes_message(counts, self.words)
        choice = read_choice(argument, self._titles(counts))
        if isinstance(choice, Misread):
            return themes_message(counts, self.words, self.words.text(f"quiz.misread.{choice.reason}", **choice.values))
        available = sum(counts.values()) if choice.theme is None else counts[choice.theme]
        return choice_message(choice, available, self.words)

    def _start(self, argument: str, team_id: str, quizzing: Quizzing, turn: Turn) -> OutboundMessage:
        counts = theme_counts(quizzing)
        choice = read_choice(argument, self._titles(counts))
        if isinstance(choice, Misread):
            return themes_message(counts, self.words, self.words.text(f"quiz.misread.{choice.reason}", **choice.values))
        setup = QuizSetup(
            team_id, turn.chat, choice.theme, choice.count, choice.seconds, choice.anonymous, choice.board
        )
        now = self.now()
        items = items_for(quizzing, turn.chat, choice.theme, choice.count, now)
        try:
            session = quizzing.live.start(setup, items, now, actor=turn.person, key=turn.key)
        except QuizBusy as busy:
            return status_message(quizzing.live.session(busy.session_id), self.words, refused=True)
        return intro_message(session, self.words)

    def _stop(self, argument: str, quizzing: Quizzing, turn: Turn) -> OutboundMessage:
        running = quizzing.live.running_in(turn.chat)
        named = numbers(argument)
        if running is None or (named and named[0] != running.session_id):
            return self.plain("quiz.refused.none_running")
        quizzing.live.stop(running.session_id, self.now(), actor=turn.person)
        # The group sees the closing message, which follows from where the quiz is now.
        return OutboundMessage.silent()

    def _in_private(self, quizzing: Quizzing, turn: Turn) -> OutboundMessage:
        teams = led_by(turn.person, Action.START_QUIZ, self.house)
        if not teams:
            return self.plain("quiz.private.professional")
        return overview_message(
            [
                (member.team_name, quizzing.live.planned(member.team_id), quizzing.live.of_team(member.team_id))
                for member in teams
            ],
            self.words,
        )

    def _titles(self, counts: dict[str, int]) -> dict[str, str]:
        return {theme: self.words.theme(theme) for theme in counts}
