"""Chats: private, group, supergroup (with topics) and channel."""

from typing import TYPE_CHECKING, Any

from tests.botapi.accounts import BotAccount, User
from tests.botapi.members import Member
from tests.botapi.messages import Message
from tests.botapi.watching import WatchedChat

if TYPE_CHECKING:
    from tests.botapi.people import Person


class Chat(WatchedChat):
    """One chat.

    Attributes:
        kind: private, group, supergroup or channel.
        forum: a supergroup with topics.
        person, bot: the two sides of a private chat; None elsewhere.
        started: private chat: the person wrote to the bot at least once.
        blocked: private chat: the person blocked the bot.
        upgraded_to: the supergroup that took this group's place.
        topics: name of each topic by `message_thread_id`.
    """

    def __init__(
        self, chat_id: int, kind: str, title: str | None = None, *, username: str | None = None, forum: bool = False
    ) -> None:
        super().__init__()
        self.id = chat_id
        self.kind = kind
        self.title = title
        self.username = username
        self.forum = forum
        self.person: Person | None = None
        self.bot: BotAccount | None = None
        self.started = False
        self.blocked = False
        self.upgraded_to: Chat | None = None
        self.topics: dict[int, str] = {}
        self.pinned: list[Message] = []
        self.members: dict[int, Member] = {}
        self.log: dict[int, Message] = {}
        self.typing: list[tuple[int, str]] = []

    @property
    def private(self) -> bool:
        """Whether this is a chat of one person with one bot."""
        return self.kind == "private"

    @property
    def messages(self) -> list[Message]:  # type: ignore[override]
        """What can be seen now, oldest first."""
        return [message for message in self.log.values() if not message.deleted]

    @property
    def last(self) -> Message:
        """The newest visible message."""
        return self.messages[-1]

    def find(self, message_id: int) -> Message | None:
        """A message that still exists."""
        found = self.log.get(message_id)
        return found if found is not None and not found.deleted else None

    def member(self, user: User) -> Member:
        """Membership of an account; somebody who was never here has left."""
        return self.members.get(user.id) or Member(user, "left")

    def bots(self) -> list[BotAccount]:
        """Bots that are in this chat."""
        if self.bot is not None:
            return [self.bot]
        return [m.user for m in self.members.values() if m.present and isinstance(m.user, BotAccount)]

    def present(self) -> list[Member]:
        """Members that are here now."""
        return [member for member in self.members.values() if member.present]

    def json(self) -> dict[str, Any]:
        """The Bot API object Chat."""
        if self.person is not None:
            user = self.person
            made = {"first_name": user.first_name, "last_name": user.last_name, "username": user.username}
        else:
            made = {"title": self.title, "username": self.username, "is_forum": self.forum or None}
        return {"id": self.id, "type": self.kind} | {name: value for name, value in made.items() if value is not None}

    def full_json(self) -> dict[str, Any]:
        """The Bot API object ChatFullInfo, with the fields that this server keeps."""
        made = self.json() | {"accent_color_id": 0, "max_reaction_count": 11}
        made["accepted_gift_types"] = dict.fromkeys(
            ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
        )
        if self.username is not None:
            made["active_usernames"] = [self.username]
        if self.pinned:
            made["pinned_message"] = self.pinned[-1].json(with_reply=False)
        return made

    def __repr__(self) -> str:
        return f"<Chat {self.id} {self.kind} {self.title or self.person}>"
