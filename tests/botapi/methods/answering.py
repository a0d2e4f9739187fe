"""answerCallbackQuery and answerInlineQuery."""

from typing import Any

from tests.botapi.errors import ApiError, bad_request
from tests.botapi.inline import read_results
from tests.botapi.methods.registry import Call, method
from tests.botapi.questions import CallbackAnswer, InlineAnswer

NOTICE = 200
START = 64


def too_old() -> ApiError:
    """The 400 for a query that is unknown, answered or expired."""
    return bad_request("query is too old and response timeout expired or query ID is invalid")


@method("answerCallbackQuery")
async def answer_callback_query(call: Call) -> Any:
    """Show a notice or an alert to whoever pressed."""
    query = call.bot.callbacks.get(call.params.text("callback_query_id"))
    text = call.params.text("text")
    answer = CallbackAnswer(text, call.params.boolean("show_alert"), call.params.text("url") or None)
    call.params.ignore("cache_time")
    if query is None or query.answer.done():
        raise too_old()
    if call.world.clock.now() - query.asked > call.server.callback_life:
        raise too_old()
    if len(text) > NOTICE:
        raise bad_request("MESSAGE_TOO_LONG")
    if answer.url is not None and not answer.url.startswith(call.bot.link()):
        raise bad_request("URL_INVALID")
    query.answer.set_result(answer)
    return True


@method("answerInlineQuery")
async def answer_inline_query(call: Call) -> Any:
    """Show results under an inline query."""
    query = call.bot.inline_queries.get(call.params.text("inline_query_id"))
    given = call.params.array("results", "expected an Array of inline query results")
    results = read_results(call.world, given or [])
    button = call.params.mapping("button", "can't parse inline query results button JSON object")
    answer = InlineAnswer(
        [result | {"bot": call.bot} for result in results],
        button,
        call.params.boolean("is_personal"),
        call.params.integer("cache_time", 300, 0, 86400),
    )
    call.params.ignore("next_offset")
    if button is not None and len(button.get("start_parameter") or "") > START:
        raise bad_request("START_PARAM_TOO_LONG")
    if query is None or query.answer.done() or call.world.clock.now() - query.asked > call.server.inline_life:
        raise too_old()
    query.answer.set_result(answer)
    return True
