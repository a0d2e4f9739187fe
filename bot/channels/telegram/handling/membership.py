"""The bot in groups: it says that it does not read along, and leaves where no team lead linked it (rule 5)."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from logging import getLogger

from telegram import ChatMember, ChatMemberUpdated, Update
from telegram.constants import ChatMemberStatus, ChatType

from actions.rendering.notices import plain_notice
from actions.vocabulary import OutboundMessage
from bot.channels.telegram.delivery.sender import Sender
from bot.channels.telegram.handling.quizzes import Keeper
from bot.channels.telegram.intake.addressing import Self
from bot.channels.telegram.intake.place import Place, chat_key, chat_number, person_key
from bot.channels.telegram.intake.reading import update_key
from bot.channels.telegram.rendering.envelopes import Envelope, Envelopes
from bot.channels.telegram.storage import Storage, now
from knowledge.errors import StoreError
from knowledge.messages.catalogue import Catalogue
from knowledge.roster import Action, may
from knowledge.store.outbox import Outgoing

LOG = getLogger(__name__)
LOOK_EVERY_S = 30.0
_THERE = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER)


@dataclass
class Membership:
    """Joins, links, leaves and follows groups.

    Attributes:
        me: Who the bot is.
        storage: Group chats and the outbox.
        envelopes: Puts texts in Telegram's form.
        sender: Woken when something is queued.
        catalogue: Words of the channel.
        minutes: How long a group may stay without a team.
        quizzes: Told of groups that are left or get a new id.
    """

    me: Self
    storage: Storage
    envelopes: Envelopes
    sender: Sender
    catalogue: Catalogue
    minutes: int
    quizzes: Keeper | None = None

    async def changed(self, update: Update) -> None:
        """The bot was added to a chat or removed from one.

        Raises:
            StoreError: It could not be kept.
        """
        change = update.my_chat_member
        if change is None or change.chat.type == ChatType.PRIVATE:
            return
        was, is_ = _present(change.old_chat_member), _present(change.new_chat_member)
        key = update_key(update, self.me)
        if is_ and not was:
            await self._once(key, lambda: self._joined(change, key))
        elif was and not is_:
            await self._once(key, lambda: self._removed(chat_key(change.chat.id)))

    async def migrated(self, update: Update) -> None:
        """A group became a supergroup and has a new id from now on.

        Raises:
            StoreError: It could not be kept.
        """
        message = update.message
        if message is None or not message.migrate_to_chat_id:
            return
        old, new = chat_key(message.chat.id), chat_key(message.migrate_to_chat_id)

        def move() -> None:
            self.storage.outbox.move_chat(old, new)
            self.storage.roster.move_chat(old, new)
            if self.quizzes is not None:
                self.quizzes.moved(old, new)

        await self._once(update_key(update, self.me), move)

    async def watch(self) -> None:
        """Leave groups that nobody linked in time, for ever."""
        while True:
            try:
                left = await self.storage.write(self._leave_unlinked)
            except StoreError as error:
                LOG.error("cannot look for groups without a team: %s", error)
            else:
                if left:
                    self.sender.wake()
            await asyncio.sleep(LOOK_EVERY_S)

    async def _once(self, key: str, work: "object") -> None:
        await self.storage.write(lambda: self.storage.handled.once(key, now(), work))  # type: ignore[arg-type]
        self.sender.wake()

    def _removed(self, chat: str) -> None:
        if self.quizzes is not None:
            self.quizzes.removed(chat)
        self.storage.roster.forget_chat(chat)

    def _joined(self, change: ChatMemberUpdated, key: str) -> None:
        """Note the group, link it when its adder leads one team, and say how the bot behaves."""
        place = Place(change.chat.id, group=True)
        if change.chat.type == ChatType.CHANNEL:
            self._queue(place, f"{key}:leave", {"kind": "leave"})
            return
        roster, actor = self.storage.roster, person_key(change.from_user.id)
        chat = roster.note_chat(place.chat_key, None, now())
        if chat.team_id is None:
            led = [member for member in roster.memberships(actor) if may(member.role, Action.LINK_CHAT)]
            if len(led) == 1:
                chat = roster.link_chat(place.chat_key, led[0].team_id, now(), actor=actor)
        if chat.team_id is None:
            text = plain_notice("telegram.group.joined", self.catalogue, minutes=self.minutes)
        else:
            team = roster.team(chat.team_id).name
            text = plain_notice("telegram.group.linked", self.catalogue, team=team)
        self._say(place, key, text)

    def _leave_unlinked(self) -> int:
        chats = self.storage.roster.chats_without_team(now() - timedelta(minutes=self.minutes))
        for chat in chats:
            place = Place(chat_number(chat.chat), group=True)
            key = f"leave:{chat.chat}:{chat.added_at.isoformat()}"
            self._say(place, key, plain_notice("telegram.group.leaving", self.catalogue))
            self._queue(place, f"{key}:leave", {"kind": "leave"})
            self.storage.roster.forget_chat(chat.chat)
        return len(chats)

    def _say(self, place: Place, key: str, text: OutboundMessage) -> None:
        for number, envelope in enumerate(self.envelopes.of([text], place)):
            self._queue(place, f"{key}:{number}", envelope)

    def _queue(self, place: Place, key: str, envelope: Envelope) -> None:
        self.storage.outbox.queue(Outgoing(key, place.chat_key, envelope), now())


def _present(member: ChatMember) -> bool:
    """Whether a member is in the chat; a restricted one may or may not be."""
    return member.status in _THERE or bool(getattr(member, "is_member", False))
