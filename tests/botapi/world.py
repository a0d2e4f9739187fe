"""Everything that exists: accounts, chats, messages, files; and what of it reaches which bot."""

from itertools import count
from typing import Any
from uuid import uuid4

from tests.botapi.accounts import BotAccount, User
from tests.botapi.chats import Chat
from tests.botapi.clock import Clock
from tests.botapi.delivery import receives
from tests.botapi.files import StoredFile
from tests.botapi.members import Member
from tests.botapi.messages import Message
from tests.botapi.people import Person
from tests.botapi.polls import Poll
from tests.botapi.validation import Checker


class World:
    """The state of the server. Message ids count per supergroup or channel, and together everywhere else."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.checker = Checker()
        self.bots: dict[str, BotAccount] = {}
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.privates: dict[tuple[int, int], Chat] = {}
        self.polls: dict[str, Poll] = {}
        self.inline_messages: dict[str, Message] = {}
        self.files: dict[str, StoredFile] = {}
        self._account_ids = count(500_001)
        self._chat_ids = count(4_100_001)
        self._message_ids = count(11)
        self._own_message_ids: dict[int, Any] = {}
        self._question_ids = count(77_000_000_000_001)

    def question_id(self) -> str:
        """A fresh id for a callback query, inline query or poll."""
        return str(next(self._question_ids))

    def bot(
        self, username: str, first_name: str = "Testbot", *, privacy: bool = True, token: str | None = None
    ) -> BotAccount:
        """Make a bot; its token, made up unless given, is on the account."""
        account = next(self._account_ids)
        token = token or f"{account}:TEST-{uuid4().hex}"
        made = BotAccount(account, first_name, username=username, is_bot=True, token=token, privacy=privacy)
        self.bots[token] = made
        return made

    def person(self, first_name: str, last_name: str | None = None, username: str | None = None) -> Person:
        """Make a person."""
        made = Person(next(self._account_ids), first_name, last_name, username, world=self)
        self.people[made.id] = made
        return made

    def chat(self, kind: str, title: str, owner: User | None = None, **more: Any) -> Chat:
        """Make a group, supergroup or channel with an owner; nobody is told."""
        number = next(self._chat_ids)
        made = Chat(-number if kind == "group" else -1_000_000_000_000 - number, kind, title, **more)
        self.chats[made.id] = made
        if owner is not None:
            made.members[owner.id] = Member(owner, "creator")
        return made

    def private(self, person: Person, bot: BotAccount) -> Chat:
        """The chat of a person with a bot; it exists as soon as one looks at it."""
        key = (bot.id, person.id)
        if key not in self.privates:
            chat = self.privates[key] = Chat(person.id, "private")
            chat.person, chat.bot = person, bot
        return self.privates[key]

    def store_file(self, kind: str, name: str, mime: str, data: bytes) -> StoredFile:
        """Keep a file under a new id."""
        stored = StoredFile(f"BQAC{uuid4().hex}", kind, name, mime, data)
        self.files[stored.file_id] = stored
        return stored

    def next_message_id(self, chat: Chat) -> int:
        """The next id in a chat."""
        if chat.kind in {"supergroup", "channel"}:
            return next(self._own_message_ids.setdefault(chat.id, count(2)))
        return next(self._message_ids)

    def post(self, chat: Chat, sender: User | None, content: dict[str, Any], **fields: Any) -> Message:
        """Put a message in a chat and give it to the bots that may see it."""
        message = Message(self.next_message_id(chat), chat, self.clock.now(), sender, content, **fields)
        if message.reply_to is not None and message.thread is None:
            message.thread = self._thread_of(message.reply_to)
        if "forum_topic_created" in content:
            message.thread = message.id
        chat.log[message.id] = message
        self.deliver(message)
        chat.changed()
        return message

    def _thread_of(self, replied: Message) -> int | None:
        """The thread a reply joins: its topic, or in any supergroup the first message of the chain."""
        if replied.chat.forum or replied.thread is not None:
            return replied.thread
        return replied.id if replied.chat.kind == "supergroup" else None

    def deliver(self, message: Message) -> None:
        """Queue the update about a new or edited message for each bot that may see it."""
        kind = "channel_post" if message.chat.kind == "channel" else "message"
        for bot in [*message.chat.bots(), *self._leaving(message)]:
            if receives(bot, message):
                message.seen_by.add(bot.id)
                self.emit(bot, kind if message.edited is None else f"edited_{kind}", message.json(), message.sender)

    def _leaving(self, message: Message) -> list[BotAccount]:
        gone = message.content.get("left_chat_member", {}).get("id")
        return [bot for bot in self.bots.values() if bot.id == gone and bot not in message.chat.bots()]

    def emit(self, bot: BotAccount, kind: str, payload: dict[str, Any], by: User | None = None) -> None:
        """Queue one update for one bot, after checking that both client libraries understand it."""
        if by is not None:
            bot.known.add(by.id)
        update = bot.updates.put(kind, payload)
        if update is not None:
            self.checker.update(update)

    def set_member(self, chat: Chat, user: User, by: User, **change: Any) -> None:
        """Change a membership and tell the bots: my_chat_member to the bot itself, chat_member to leading bots."""
        old = chat.member(user)
        new = Member(user, old.status, set(old.rights), old.anonymous, old.title)
        for name, value in change.items():
            setattr(new, name, value)
        chat.members[user.id] = new
        payload = {
            "chat": chat.json(),
            "from": by.json(),
            "date": self.clock.now(),
            "old_chat_member": old.json(chat.kind),
            "new_chat_member": new.json(chat.kind),
        }
        for bot in self.bots.values():
            if bot is user:
                self.emit(bot, "my_chat_member", payload, by)
            elif bot in chat.bots() and chat.member(bot).leads:
                self.emit(bot, "chat_member", payload, by)
        chat.changed()

    def set_blocked(self, chat: Chat, *, blocked: bool) -> None:
        """Block or unblock a bot; the bot gets my_chat_member."""
        assert chat.person is not None
        assert chat.bot is not None
        if chat.blocked == blocked:
            return
        chat.blocked = blocked
        states = [{"status": "member", "user": chat.bot.json()}]
        states.append({"status": "kicked", "user": chat.bot.json(), "until_date": 0})
        old, new = states if blocked else states[::-1]
        payload = {"chat": chat.json(), "from": chat.person.json(), "date": self.clock.now()}
        payload |= {"old_chat_member": old, "new_chat_member": new}
        self.emit(chat.bot, "my_chat_member", payload, chat.person)
        chat.changed()

    def erase(self, message: Message) -> None:
        """Delete a message for everybody. Bots are not told, as in Telegram."""
        message.deleted = True
        message.chat.changed()
