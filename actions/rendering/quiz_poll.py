"""A question of a live quiz on its way to the chat; pure."""

from actions.rendering.quiz_words import QuizWords
from actions.vocabulary import Block, BlockKind, Button, OutboundMessage, QuizPoll, Target
from knowledge.quiz.limits import QUESTION_LENGTH, length
from knowledge.quiz.live import PollRef, Session
from knowledge.quiz.model import Item

LETTERS = "ABCDEFGHIJ"
"""How options are named in a text; an item has at most ten."""


def poll_message(session: Session, ref: PollRef, words: QuizWords) -> OutboundMessage:
    """The question as a poll, with a button that closes it.

    Args:
        session: The quiz, with the item asked.
        ref: Which time that the item is asked.
        words: User texts and names.
    """
    item = session.items[ref.position - 1].item
    title = words.text("quiz.poll.title", number=ref.position, count=len(session.items))
    blocks = (
        Block(BlockKind.TITLE, title),
        Block(BlockKind.TEXT, item.question),
        Block(BlockKind.TEXT, "\n".join(f"{LETTERS[n]}. {option}" for n, option in enumerate(item.options))),
    )
    poll = QuizPoll(
        session.session_id,
        ref.position,
        ref.attempt,
        asked_question(session, ref.position, words),
        item.options,
        item.correct,
        item.explanation,
        session.setup.seconds,
        session.setup.anonymous,
    )
    close = Button(words.text("quiz.buttons.close"), f"/quizsluit {ref.session_id} {ref.position} {ref.attempt}")
    return OutboundMessage(blocks, (close,), target=Target(session.setup.chat), poll=poll)


def asked_question(session: Session, position: int, words: QuizWords) -> str:
    """The question as it stands in the poll, with its number and how to answer as far as there is room."""
    item = session.items[position - 1].item
    numbered = words.text("quiz.poll.question", number=position, count=len(session.items), question=item.question)
    if len(item.correct) > 1:
        more = words.text("quiz.poll.several", question=numbered)
        numbered = more if length(more) <= QUESTION_LENGTH else numbered
    return numbered if length(numbered) <= QUESTION_LENGTH else item.question


def story_message(session: Session, item: Item, words: QuizWords) -> OutboundMessage:
    """What a case is about, before its first question."""
    blocks = (Block(BlockKind.TITLE, words.text("quiz.poll.story")), Block(BlockKind.TEXT, item.story))
    return OutboundMessage(blocks, target=Target(session.setup.chat))


def again_message(session: Session, ref: PollRef, words: QuizWords) -> OutboundMessage:
    """A question comes once more, because nobody knows whether it arrived."""
    text = words.text("quiz.poll.again", number=ref.position)
    return OutboundMessage((Block(BlockKind.TEXT, text),), target=Target(session.setup.chat))
