"""Quizzes in private: what a trainer has, what was shared, and somebody's own result; pure."""

from collections.abc import Sequence

from actions.rendering.quiz_poll import LETTERS
from actions.rendering.quiz_words import QuizWords
from actions.vocabulary import Block, BlockKind, Button, OutboundMessage
from knowledge.quiz.live import OwnResult, Session, SharedResult
from knowledge.reflection.rhythm import ZONE

MOST_PAST = 5
"""Quizzes that are over, per team."""

TeamQuizzes = tuple[str, Sequence[Session], Sequence[Session]]
"""Name of a team, the quizzes it has ahead, and those it had or has, newest first."""


def overview_message(teams: Sequence[TeamQuizzes], words: QuizWords) -> OutboundMessage:
    """What a trainer sees in private: planned, running and past quizzes, and how to start one."""
    text = words.text
    lines: list[str] = []
    buttons: list[Button] = []
    for name, planned, had in teams:
        lines.append(text("quiz.private.team", team=name))
        lines += [text("quiz.private.planned", when=_when(one), theme=words.theme(one.setup.theme)) for one in planned]
        for one in had[:MOST_PAST]:
            key = "quiz.private.past" if one.state.is_over else "quiz.private.running"
            lines.append(text(key, when=_when(one), theme=words.theme(one.setup.theme), count=one.position))
            if one.state.is_over and not one.setup.anonymous and one.position:
                label = text("quiz.private.shared_button", when=_when(one), theme=words.theme(one.setup.theme))
                buttons.append(Button(label, f"/quizgedeeld {one.session_id}"))
        if not planned and not had:
            lines.append(text("quiz.private.none"))
    blocks = (
        Block(BlockKind.TITLE, text("quiz.private.title")),
        Block(BlockKind.TEXT, "\n".join(lines)),
        Block(BlockKind.TEXT, text("quiz.private.how")),
    )
    return OutboundMessage(blocks, tuple(buttons))


def own_message(session: Session, own: OwnResult, words: QuizWords) -> OutboundMessage:
    """Somebody's own result, question by question, and whether their trainer sees it."""
    text = words.text
    lines = [text("quiz.own.total", right=own.right, count=own.of)]
    for position, right in sorted(own.items.items()):
        if position == session.position and not session.state.is_over and session.items[position - 1].closed_at is None:
            # The others still think about it, and may look over a shoulder.
            lines.append(text("quiz.own.open", number=position))
            continue
        item = session.items[position - 1].item
        key = "none" if right is None else "right" if right else "wrong"
        answer = ", ".join(f"{LETTERS[number]}. {item.options[number]}" for number in item.correct)
        lines.append(text(f"quiz.own.{key}", number=position, question=item.question, answer=answer))
    verb = "uit" if own.shared else "aan"
    share = Button(
        text("quiz.own.unshare" if own.shared else "quiz.own.share"), f"/quizdeel {session.session_id} {verb}"
    )
    blocks = (
        Block(BlockKind.TITLE, text("quiz.own.title", theme=words.theme(session.setup.theme))),
        Block(BlockKind.TEXT, "\n".join(lines)),
        Block(BlockKind.NOTICE, text("quiz.own.is_shared" if own.shared else "quiz.own.not_shared")),
    )
    return OutboundMessage(blocks, (share,))


def shared_message(session: Session, shared: Sequence[SharedResult], words: QuizWords) -> OutboundMessage:
    """What participants chose to show their trainer."""
    title = words.text("quiz.shared.title", when=_when(session), theme=words.theme(session.setup.theme))
    if not shared:
        body = words.text("quiz.shared.none")
    else:
        body = "\n".join(words.text("quiz.shared.one", name=one.name, right=one.right, count=one.of) for one in shared)
    return OutboundMessage((Block(BlockKind.TITLE, title), Block(BlockKind.TEXT, body)))


def _when(session: Session) -> str:
    moment = session.started_at or session.planned_for
    if moment is None:
        return "?"
    here = moment.astimezone(ZONE)
    return f"{here.day}-{here.month} {here:%H.%M}"
