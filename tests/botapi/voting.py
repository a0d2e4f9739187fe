"""Votes, results and the end of a poll."""

from typing import TYPE_CHECKING

from tests.botapi.errors import NotPossible

if TYPE_CHECKING:
    from tests.botapi.messages import Message
    from tests.botapi.people import Person
    from tests.botapi.polls import Poll
    from tests.botapi.world import World


def cast_vote(world: "World", person: "Person", message: "Message", options: "list[int | str]") -> None:
    """Let a person vote; the bot gets `poll_answer` (unless the poll is anonymous) and the new state as `poll`.

    Args:
        world: where the poll is.
        person: who votes.
        message: the message with the poll.
        options: numbers or texts; empty takes the vote back.

    Raises:
        NotPossible: the app would not allow this vote.
    """
    poll = message.poll
    if poll is None or message.deleted:
        raise NotPossible("there is no poll in this message")
    close_if_due(world, message)
    chosen = sorted(poll.options.index(each) if isinstance(each, str) else each for each in options)
    if poll.closed:
        raise NotPossible("the poll is closed")
    if person.id in poll.votes and not poll.revoting:
        raise NotPossible("this poll does not let you vote again")
    if len(chosen) > 1 and not poll.multiple:
        raise NotPossible("one option only")
    if chosen and not 0 <= chosen[0] <= chosen[-1] < len(poll.options):
        raise NotPossible(f"no such option: {options}")
    poll.votes[person.id] = chosen
    if not chosen:
        del poll.votes[person.id]
    if not poll.anonymous:
        world.emit(poll.owner, "poll_answer", poll.answer_json(person), person)
    world.emit(poll.owner, "poll", poll.json())
    message.chat.changed()


def close_poll(world: "World", message: "Message") -> "Poll":
    """Close a poll and tell the bot."""
    assert message.poll is not None
    message.poll.closed = True
    world.emit(message.poll.owner, "poll", message.poll.json())
    message.chat.changed()
    return message.poll


def close_if_due(world: "World", message: "Message") -> None:
    """Close a poll whose time is over."""
    poll = message.poll
    if poll is not None and not poll.closed and poll.close_date is not None and poll.close_date <= world.clock.now():
        close_poll(world, message)
