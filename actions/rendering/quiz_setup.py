"""Before and around a live quiz: the choices of the trainer, what the group is told first, where a quiz is; pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from actions.rendering.notices import choice_lines
from actions.rendering.quiz_words import QuizWords
from actions.vocabulary import Block, BlockKind, Button, OutboundMessage
from knowledge.quiz.live import Scoreboard, Session, SessionState

COUNTS = (3, 5, 10, 15)
"""Numbers of questions on buttons; another one is typed."""
TIMES = (0, 20, 30, 60)
"""Seconds on buttons; 0 lets the trainer close each question."""
MODES = {Scoreboard.NONE: "open", Scoreboard.TEAM: "team", Scoreboard.NICKNAME: "bijnaam"}
"""How a scoreboard is written in a command; each of them is a quiz with names."""
ANONYMOUS = "anoniem"
ALL = "alles"
"""Stands for every theme in a command."""
_LONGEST_THEME = 30
"""Characters of a theme in a button, which takes 57 bytes; the beginning of a longer one is enough to find it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a trainer chose so far.

    Attributes:
        theme: Key of a theme; None takes all.
        count: Number of questions.
        seconds: How long each is open; 0 until the trainer closes it.
        anonymous: Nobody sees who answers what.
        board: What the end shows.
    """

    theme: str | None
    count: int = 5
    seconds: int = 30
    anonymous: bool = False
    board: Scoreboard = Scoreboard.NONE

    @property
    def written(self) -> str:
        """As it stands in a command."""
        mode = ANONYMOUS if self.anonymous else MODES[self.board]
        return f"{(self.theme or ALL)[:_LONGEST_THEME]} {self.count} {self.seconds} {mode}"


def themes_message(counts: Mapping[str, int], words: QuizWords, note: str = "") -> OutboundMessage:
    """Which theme? Each with its number of questions.

    Args:
        counts: Questions that may be asked, by theme.
        words: User texts and names.
        note: What there is to say first, such as that a theme is not known.
    """
    if not counts:
        return OutboundMessage((Block(BlockKind.TEXT, words.text("quiz.setup.empty")),))
    known = [theme for theme in words.references.themes if theme in counts]
    buttons = [
        Button(words.text("quiz.setup.theme", theme=words.theme(theme), count=counts[theme]), _choose(Choice(theme)))
        for theme in known
    ]
    if len(known) > 1:
        total = sum(counts.values())
        buttons.append(
            Button(words.text("quiz.setup.theme", theme=words.theme(None), count=total), _choose(Choice(None)))
        )
    blocks = [Block(BlockKind.TEXT, note)] if note else []
    blocks += [
        Block(BlockKind.TITLE, words.text("quiz.setup.which_theme")),
        choice_lines(buttons, words.catalogue),
        Block(BlockKind.TEXT, words.text("quiz.setup.typed")),
    ]
    return OutboundMessage(tuple(blocks), tuple(buttons))


def choice_message(choice: Choice, available: int, words: QuizWords) -> OutboundMessage:
    """Everything that was chosen, with a button to change each part and one to start.

    Args:
        choice: So far.
        available: Questions that may be asked about the theme.
        words: User texts and names.
    """
    text = words.text
    counts = [number for number in COUNTS if number <= available] or [available]
    buttons = [
        Button(
            text("quiz.setup.count_one" if number == 1 else "quiz.setup.count", count=number),
            _choose(replace(choice, count=number)),
        )
        for number in counts
        if number != choice.count
    ]
    buttons += [
        Button(
            time_of(seconds, words) if seconds else text("quiz.setup.no_timer_button"),
            _choose(replace(choice, seconds=seconds)),
        )
        for seconds in TIMES
        if seconds != choice.seconds
    ]
    key = "quiz.setup.make_open" if choice.anonymous else "quiz.setup.make_anonymous"
    buttons.append(Button(text(key), _choose(replace(choice, anonymous=not choice.anonymous, board=Scoreboard.NONE))))
    if not choice.anonymous:
        buttons += [
            Button(text(f"quiz.setup.board.{other.value}"), _choose(replace(choice, board=other)))
            for other in MODES
            if other is not choice.board
        ]
    buttons.append(Button(text("quiz.setup.other_theme"), "/quizkeuze"))
    buttons.append(Button(text("quiz.buttons.start"), f"/quiz start {choice.written}"))
    lines = [
        text("quiz.setup.chosen_count", count=choice.count, available=available),
        text("quiz.setup.chosen_time", time=time_of(choice.seconds, words)),
        text("quiz.setup.chosen_anonymous" if choice.anonymous else "quiz.setup.chosen_open"),
        text(f"quiz.setup.chosen_board.{choice.board.value}"),
    ]
    title = Block(BlockKind.TITLE, text("quiz.setup.title", theme=words.theme(choice.theme)))
    return OutboundMessage((title, Block(BlockKind.TEXT, "\n".join(lines))), tuple(buttons))


def intro_message(session: Session, words: QuizWords) -> OutboundMessage:
    """What the group is told before the first question: how it goes, who sees what, and what is kept."""
    text, setup = words.text, session.setup
    lines = [text("quiz.intro.how", count=len(session.items), time=time_of(setup.seconds, words))]
    if len(session.items) < setup.wanted:
        lines.append(text("quiz.intro.fewer", wanted=setup.wanted, count=len(session.items)))
    lines += [
        text("quiz.intro.anonymous" if setup.anonymous else "quiz.intro.open"),
        text("quiz.intro.kept_anonymous") if setup.anonymous else text("quiz.intro.kept", days=words.days),
        text("quiz.intro.no_score"),
    ]
    if setup.scoreboard is Scoreboard.NICKNAME:
        lines.append(text("quiz.intro.nickname"))
    elif setup.scoreboard is Scoreboard.TEAM:
        lines.append(text("quiz.intro.team"))
    buttons = [Button(text("quiz.buttons.begin"), f"/quizverder {session.session_id} 0")]
    if setup.scoreboard is Scoreboard.NICKNAME:
        buttons.append(Button(text("quiz.buttons.nickname"), f"/quiznaam {session.session_id}", private=True))
    title = Block(BlockKind.TITLE, text("quiz.intro.title", theme=words.theme(setup.theme)))
    blocks = (
        title,
        Block(BlockKind.TEXT, "\n".join(f"• {line}" for line in lines)),
        Block(BlockKind.NOTICE, text("quiz.intro.trainer")),
    )
    return OutboundMessage(blocks, tuple(buttons))


def status_message(session: Session, words: QuizWords, *, refused: bool = False) -> OutboundMessage:
    """Where the quiz of this group is, and what the trainer can do.

    Args:
        session: The quiz.
        words: User texts and names.
        refused: Somebody tried to start another one.
    """
    number, count = session.position, len(session.items)
    key = {SessionState.ASKING: "asking", SessionState.DISCUSSING: "discussing"}.get(session.state, "waiting")
    lines = [words.text("quiz.status.busy")] if refused else []
    lines.append(words.text(f"quiz.status.{key}", theme=words.theme(session.setup.theme), number=number, count=count))
    buttons = []
    if session.state is SessionState.ASKING:
        buttons.append(Button(words.text("quiz.buttons.close"), f"/quizsluit {session.session_id} {number} 0"))
    elif session.state is SessionState.DISCUSSING:
        key = "quiz.buttons.finish" if session.is_last else "quiz.buttons.next"
        buttons.append(Button(words.text(key), f"/quizverder {session.session_id} {number}"))
    elif not number:
        buttons.append(Button(words.text("quiz.buttons.begin"), f"/quizverder {session.session_id} 0"))
    buttons.append(Button(words.text("quiz.buttons.stop"), f"/quiz stop {session.session_id}"))
    return OutboundMessage((Block(BlockKind.TEXT, "\n".join(lines)),), tuple(buttons))


def time_of(seconds: int, words: QuizWords) -> str:
    """How long a question is open, in words."""
    return words.text("quiz.setup.seconds", seconds=seconds) if seconds else words.text("quiz.setup.no_timer")


def _choose(choice: Choice) -> str:
    return f"/quizkeuze {choice.written}"
