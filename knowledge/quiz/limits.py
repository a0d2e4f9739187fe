"""What fits in a quiz poll of Telegram.

Numbers: Bot API, ``sendPoll`` and ``InputPollOption`` (core.telegram.org/bots/api#sendpoll), the same as ``PollLimit``
of python-telegram-bot. Its newer releases allow 12 options; an item keeps to the 10 that every version takes.
"""

QUESTION_LENGTH = 300
"""Characters of a question."""

OPTION_LENGTH = 100
"""Characters of one option."""

FEWEST_OPTIONS = 2
MOST_OPTIONS = 10

EXPLANATION_LENGTH = 200
"""Characters of the explanation that appears after an answer."""

EXPLANATION_LINE_FEEDS = 2

SHORTEST_OPEN_S = 5
"""Seconds that a poll with a timer stays open at least."""

LONGEST_OPEN_S = 600
"""Seconds at most: our choice, in which every version of Telegram agrees. Longer than that is no live quiz."""

FEEDBACK_LENGTH = 200
"""Characters of what is told about one option: what fits in the alert of a pressed button
(core.telegram.org/bots/api#answercallbackquery)."""

STORY_LENGTH = 1500
"""Characters of the story of a case: our choice, one screen of a phone, with room for markup in one message."""


def length(text: str) -> int:
    """Characters as Telegram counts them: UTF-16 code units, so an emoji counts as two.

    Source: core.telegram.org/api/entities#entity-length.
    """
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2


def question_problem(text: str) -> str | None:
    """Why Telegram would refuse this question, or None."""
    return _too_long(text, QUESTION_LENGTH)


def explanation_problem(text: str) -> str | None:
    """Why Telegram would refuse this explanation, or None."""
    if text.count("\n") > EXPLANATION_LINE_FEEDS:
        return f"has {text.count(chr(10))} line feeds; at most {EXPLANATION_LINE_FEEDS}"
    return _too_long(text, EXPLANATION_LENGTH)


def feedback_problem(feedback: tuple[str, ...], options: int) -> str | None:
    """Why this feedback does not belong to that many options, or None; empty texts are options without any."""
    if feedback and len(feedback) != options:
        return f"has {len(feedback)} texts for {options} options; give one per option, or none at all"
    for number, text in enumerate(feedback, 1):
        if length(text) > FEEDBACK_LENGTH:
            return f"text {number} has {length(text)} characters; at most {FEEDBACK_LENGTH}"
    return None


def story_problem(text: str) -> str | None:
    """Why this cannot be the story of a case, or None."""
    return _too_long(text, STORY_LENGTH)


def options_problem(options: tuple[str, ...]) -> str | None:
    """Why Telegram would refuse these options, or None."""
    if not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS:
        return f"has {len(options)} options; {FEWEST_OPTIONS} to {MOST_OPTIONS} are allowed"
    for number, option in enumerate(options, 1):
        if problem := _too_long(option, OPTION_LENGTH):
            return f"option {number} {problem}"
    return None


def _too_long(text: str, most: int) -> str | None:
    if not text.strip():
        return "is empty"
    return f"has {length(text)} characters; at most {most}" if length(text) > most else None
