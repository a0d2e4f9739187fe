"""What came of one question of a live quiz; pure. Below five people there are no figures."""

from actions.rendering.quiz_poll import LETTERS
from actions.rendering.quiz_words import QuizWords
from actions.vocabulary import Block, BlockKind, Button, OutboundMessage, Target
from knowledge.quiz.live import ItemResult, Session
from knowledge.quiz.live.results import FEWEST
from knowledge.quiz.model import Item


def result_message(session: Session, result: ItemResult, words: QuizWords, *, paused: bool = True) -> OutboundMessage:
    """The right answer, the figures and why; with the way to the entry and, in the pause, on to the next question.

    Args:
        session: The quiz.
        result: The totals of the question.
        words: User texts and names.
        paused: Whether the trainer still has to go on.
    """
    item = result.item
    parts = [_right(item, words), _figures(result, words, paused=paused)]
    if result.counts is not None:
        parts.append(_options(result, words))
    if result.late:
        parts.append(words.text("quiz.result.late_one" if result.late == 1 else "quiz.result.late", count=result.late))
    blocks: tuple[Block, ...] = (
        Block(BlockKind.TITLE, words.text("quiz.result.title", number=result.position, count=len(session.items))),
        Block(BlockKind.TEXT, "\n\n".join(parts)),
        Block(BlockKind.TEXT, words.text("quiz.result.why", explanation=item.explanation)),
        Block(BlockKind.SOURCE, source(item, words)),
    )
    buttons = [Button(words.text("quiz.buttons.read"), f"/kies {item.entry}", private=True)]
    if paused:
        last = result.position >= len(session.items)
        key = "quiz.buttons.finish" if last else "quiz.buttons.next"
        buttons.append(Button(words.text(key), f"/quizverder {session.session_id} {result.position}"))
        blocks = (
            *blocks,
            Block(BlockKind.NOTICE, words.text("quiz.result.discuss_last" if last else "quiz.result.discuss")),
        )
    return OutboundMessage(blocks, tuple(buttons), target=Target(session.setup.chat))


def percent(share: float) -> int:
    """A share (0-1) in whole percents."""
    return round(100 * share)


def source(item: Item, words: QuizWords) -> str:
    """Where the right answer comes from, or that it has no source."""
    text = words.catalogue.text
    labels = [words.references.sources[name].label for name in item.mark.sources if name in words.references.sources]
    if not labels:
        return text("answer.source", sources=text("answer.no_source"))
    return text("answer.source_more" if len(labels) > 1 else "answer.source", sources="; ".join(labels))


def _right(item: Item, words: QuizWords) -> str:
    named = [f"{LETTERS[number]}. {item.options[number]}" for number in item.correct]
    if len(named) == 1:
        return words.text("quiz.result.right", option=named[0])
    return "\n".join([words.text("quiz.result.right_several"), *named])


def _figures(result: ItemResult, words: QuizWords, *, paused: bool) -> str:
    # Of a quiz that is over, few answers are not told apart from none.
    if not result.voters and paused:
        return words.text("quiz.result.nobody")
    if result.counts is None:
        return words.text("quiz.result.too_few", fewest=FEWEST)
    if result.right is None:
        return words.text("quiz.result.voters", voters=result.voters)
    share = percent(result.right / result.voters)
    return words.text("quiz.result.figures", right=result.right, voters=result.voters, share=share)


def _options(result: ItemResult, words: QuizWords) -> str:
    counts = result.counts or ()
    return "\n".join(
        words.text("quiz.result.option", letter=LETTERS[number], count=count) for number, count in enumerate(counts)
    )
