"""Reading and checking the parameters of sendPoll."""

from typing import TYPE_CHECKING, Any

from tests.botapi.entities import units
from tests.botapi.errors import ApiError, bad_request
from tests.botapi.formatting import formatted
from tests.botapi.polls import Poll

if TYPE_CHECKING:
    from tests.botapi.accounts import BotAccount
    from tests.botapi.params import Params
    from tests.botapi.world import World

# Limits of Bot API 10 (telegram.constants.PollLimit). Lengths in UTF-16 units, times in seconds.
QUESTION, OPTION, OPTIONS = 300, 100, 12
EXPLANATION, EXPLANATION_LINES, DESCRIPTION = 200, 2, 1024
OPEN_LEAST, OPEN_MOST = 5, 2_628_000


def read_poll(world: "World", bot: "BotAccount", params: "Params") -> Poll:
    """Make a poll from the parameters.

    Raises:
        ApiError: 400, for anything out of Telegram's limits.
    """
    question = formatted(world, params.text("question"), params.text("question_parse_mode")).text
    options = _options(world, params)
    if not question:
        raise bad_request("poll question must be non-empty")
    if units(question) > QUESTION:
        raise bad_request(f"poll question length must not exceed {QUESTION}")
    kind = params.text("type") or "regular"
    if kind not in {"regular", "quiz"}:
        raise bad_request("unsupported poll type specified")
    poll = Poll(world.question_id(), bot, question, options, quiz=kind == "quiz")
    poll.anonymous = params.boolean("is_anonymous", default=True)
    poll.multiple = params.boolean("allows_multiple_answers")
    poll.revoting = params.boolean("allows_revoting", default=not poll.quiz)
    poll.hide_results = params.boolean("hide_results_until_closes")
    params.ignore("shuffle_options")  # the order in the app; ids stay as given
    _describe(world, params, poll)
    if poll.quiz:
        _make_quiz(world, params, poll)
    _set_end(world, params, poll)
    poll.closed = params.boolean("is_closed")
    return poll


def _options(world: "World", params: "Params") -> list[str]:
    given = params.array("options", "expected an Array of String as options")
    if given is None:
        raise bad_request("can't parse options JSON object")
    texts = [_option(world, option) for option in given]
    if not texts:
        raise bad_request("poll must have at least 1 option")
    if len(texts) > OPTIONS:
        raise bad_request(f"poll can't have more than {OPTIONS} options")
    if not all(texts):
        raise bad_request("poll options must be non-empty")
    if max(map(units, texts)) > OPTION:
        raise bad_request(f"poll options length must not exceed {OPTION}")
    if len(set(texts)) < len(texts):
        raise bad_request("POLL_OPTION_DUPLICATE")
    return texts


def _option(world: "World", option: Any) -> str:
    if isinstance(option, str):
        return option.strip()
    if not isinstance(option, dict) or "text" not in option:
        raise bad_request("expected an option to be of type String")
    return formatted(world, option["text"], option.get("text_parse_mode")).text


def _describe(world: "World", params: "Params", poll: Poll) -> None:
    mode, given = params.text("description_parse_mode"), params.get("description_entities")
    parsed = formatted(world, params.text("description"), mode, given)
    if units(parsed.text) > DESCRIPTION:
        raise bad_request("message caption is too long")
    poll.description, poll.description_entities = parsed.text, parsed.entities


def _make_quiz(world: "World", params: "Params", poll: Poll) -> None:
    correct = params.array("correct_option_ids", "expected an Array of correct option identifiers")
    if correct is None:
        # The parameter before Bot API 9.6, which Telegram still takes.
        single = params.integer("correct_option_id", default=-1)
        correct = [single] if single >= 0 else []
    if not correct or not all(isinstance(number, int) and 0 <= number < len(poll.options) for number in correct):
        raise bad_request("wrong correct option ID specified")
    if sorted(set(correct)) != correct:
        raise bad_request("correct option identifiers must be strictly increasing")
    if len(correct) > 1 and not poll.multiple:
        raise _quiz_with_one_answer()
    mode, given = params.text("explanation_parse_mode"), params.get("explanation_entities")
    parsed = formatted(world, params.text("explanation"), mode, given)
    if units(parsed.text) > EXPLANATION or parsed.text.count("\n") > EXPLANATION_LINES:
        raise bad_request("QUIZ_EXPLANATION_INVALID" if "\n" in parsed.text else "message caption is too long")
    poll.correct, poll.explanation, poll.explanation_entities = correct, parsed.text, parsed.entities


def _quiz_with_one_answer() -> ApiError:
    return bad_request("QUIZ_CORRECT_ANSWERS_TOO_MUCH")


def _set_end(world: "World", params: "Params", poll: Poll) -> None:
    period, date = params.integer("open_period"), params.integer("close_date")
    if period and date:
        raise bad_request("open_period and close_date can't be used together")
    now = world.clock.now()
    left = period or (date - now if date else 0)
    if left and not OPEN_LEAST <= left <= OPEN_MOST:
        raise bad_request("POLL_CLOSE_DATE_INVALID" if date else "open period must be between 5 and 2628000 seconds")
    if left:
        poll.close_date = now + left
        poll.open_period = left
