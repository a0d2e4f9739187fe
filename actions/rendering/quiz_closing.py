"""The end of a live quiz: figures per theme in words and as a picture, never of fewer than five people; pure."""

from actions.rendering.pictures import Bar, Chart, Fill, Group, Part, in_words, picture
from actions.rendering.quiz_result import percent
from actions.rendering.quiz_words import QuizWords
from actions.vocabulary import Block, BlockKind, Button, OutboundMessage, Target
from knowledge.quiz.live import FEWEST, ItemResult, Results, Scoreboard, Session, SessionState

MOST_NICKNAMES = 10
"""On a scoreboard: who stands lower need not be told so in front of everybody."""
FILE = "quiz-uitslag"


def closing_messages(session: Session, results: Results, words: QuizWords) -> list[OutboundMessage]:
    """The end in the chat.

    Args:
        session: The quiz, finished or stopped.
        results: What came of it.
        words: User texts and names.
    """
    stopped = session.state is SessionState.STOPPED
    title = Block(BlockKind.TITLE, words.text("quiz.closing.stopped" if stopped else "quiz.closing.title"))
    text = "\n\n".join(_parts(session, results, words))
    buttons = (
        ()
        if session.setup.anonymous or not session.position
        else (Button(words.text("quiz.buttons.own"), f"/quizuitslag {session.session_id}", private=True),)
    )
    target = Target(session.setup.chat)
    charted = chart(session, results, words)
    if charted is None:
        return [OutboundMessage((title, Block(BlockKind.TEXT, text)), buttons, target=target)]
    # All that the picture says stands in the text too: for who cannot see it, and where it is not shown.
    blocks = (title, Block(BlockKind.TEXT, text), Block(BlockKind.TEXT, in_words(charted)))
    return [OutboundMessage(blocks, buttons, picture(charted, FILE), target=target)]


def chart(session: Session, results: Results, words: QuizWords) -> Chart | None:
    """The picture of a quiz; None when there are no figures that may be shown."""
    if results.too_few or not (results.themes or results.teams):
        return None
    themes = tuple(
        _bar(words.theme(theme.theme), theme.right_share, words.text("quiz.closing.asked", count=theme.asked), words)
        for theme in results.themes
    )
    items = tuple(_item_bar(result, words) for result in results.items)
    teams = tuple(
        _bar(
            team.team_name,
            team.right_share,
            words.text("quiz.closing.people", count=team.participants),
            words,
        )
        for team in results.teams
    )
    groups = [
        Group(words.text("quiz.closing.by_theme"), themes),
        Group(words.text("quiz.closing.by_item"), items),
        Group(words.text("quiz.closing.by_team"), teams),
    ]
    return Chart(
        words.text("quiz.closing.picture", theme=words.theme(session.setup.theme)),
        tuple(group for group in groups if group.bars),
        legend=((Fill.SOLID, words.text("quiz.closing.legend")),),
    )


def _parts(session: Session, results: Results, words: QuizWords) -> list[str]:
    """Who took part, and the scoreboard that was asked for."""
    if not session.position:
        return [words.text("quiz.closing.nothing_asked")]
    if not results.participants:
        return [words.text("quiz.closing.nobody")]
    counts = {"people": results.participants, "asked": session.position}
    parts = [
        words.text("quiz.closing.took_part_one" if results.participants == 1 else "quiz.closing.took_part", **counts)
    ]
    if results.too_few:
        parts.append(words.text("quiz.closing.too_few", fewest=FEWEST))
    if session.setup.scoreboard is Scoreboard.NICKNAME:
        parts.append(_nicknames(results, words))
    if session.setup.scoreboard is Scoreboard.TEAM and not results.teams:
        parts.append(words.text("quiz.closing.no_teams", fewest=FEWEST))
    if not results.too_few and results.themes:
        weakest = results.themes[0]
        if len(results.themes) > 1:
            parts.append(words.text("quiz.closing.weakest", theme=words.theme(weakest.theme)))
    parts.append(words.text("quiz.closing.no_persons"))
    return parts


def _nicknames(results: Results, words: QuizWords) -> str:
    if not results.nicknames:
        return words.text("quiz.closing.no_nicknames")
    lines = [
        words.text("quiz.closing.nickname", place=place, name=score.nickname, right=score.right, count=score.of)
        for place, score in enumerate(results.nicknames[:MOST_NICKNAMES], start=1)
    ]
    return "\n".join([words.text("quiz.closing.by_nickname"), *lines])


def _item_bar(result: ItemResult, words: QuizWords) -> Bar:
    label = words.text("quiz.closing.item", number=result.position)
    if result.right is None or not result.voters:
        return Bar(label, words.text("quiz.closing.no_figure"))
    return _bar(label, result.right / result.voters, words.text("quiz.closing.people", count=result.voters), words)


def _bar(label: str, share: float, of: str, words: QuizWords) -> Bar:
    return Bar(label, words.text("quiz.closing.figure", share=percent(share), of=of), (Part(share),))
