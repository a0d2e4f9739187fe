"""Put a reply into the outbox."""

from collections.abc import Sequence

from actions.vocabulary import FORGOTTEN, DecisionKind, InboundMessage, Reply
from bot.channels.telegram.intake.place import Place
from bot.channels.telegram.rendering.envelopes import Parcel
from bot.channels.telegram.storage import now
from knowledge.store.outbox import DANGER, NORMAL, OutboxStore, Outgoing


def queue_reply(
    outbox: OutboxStore, parcels: Sequence[Parcel], message: InboundMessage, reply: Reply, place: Place
) -> None:
    """Queue a reply, inside the transaction of its turn.

    Args:
        outbox: The queue.
        parcels: The reply in Telegram's form.
        message: What is answered; its key makes queueing twice harmless.
        reply: Decides on urgency.
        place: Where the asker is answered.

    Raises:
        StoreError: Nothing was queued.
    """
    danger = reply.decision.kind in (DecisionKind.DANGER, DecisionKind.DANGER_CHECK)
    # Of a reply to somebody who was forgotten nothing may stay behind.
    forgotten = reply.decision.reason == FORGOTTEN
    for number, parcel in enumerate(parcels):
        outgoing = Outgoing(
            key=f"{message.key}:{number}",
            chat=parcel.place.chat_key,
            message={**parcel.envelope, "keep": False} if forgotten else parcel.envelope,
            person=None if forgotten else person_of(parcel.place, place),
            priority=DANGER if danger else NORMAL,
            subject=parcel.subject,
        )
        outbox.queue(outgoing, now())


def person_of(there: Place, asker: Place | None = None) -> str | None:
    """Whom a message is for, so that forgetting finds it; a post in a group is for nobody in particular."""
    if asker is not None and there is asker:
        return asker.person
    return None if there.group else there.chat_key
