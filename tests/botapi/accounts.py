"""Accounts: people and bots, as the server knows them."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.botapi.updates import UpdateQueue

if TYPE_CHECKING:
    from tests.botapi.questions import CallbackQuery, InlineQuery
    from tests.botapi.webhook import Webhook

FIRST_UPDATE_ID = 870_000_001


@dataclass(eq=False)
class User:
    """One account. Ids are unique over people and bots."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = "nl"
    is_bot: bool = False
    deactivated: bool = False

    def json(self) -> dict[str, Any]:
        """The Bot API object User."""
        made = {
            "id": self.id,
            "is_bot": self.is_bot,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "username": self.username,
            "language_code": None if self.is_bot else self.language_code,
        }
        return {name: value for name, value in made.items() if value is not None}

    @property
    def name(self) -> str:
        """Name as shown above a message."""
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id} {self.name}>"


@dataclass(eq=False, repr=False)
class BotAccount(User):
    """A bot with its settings in BotFather, its queue and its open questions."""

    token: str = ""
    privacy: bool = True
    inline: bool = True
    inline_feedback: bool = True
    known: set[int] = field(default_factory=set)
    commands: dict[tuple[str, str], list[dict[str, str]]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    updates: UpdateQueue = field(default_factory=lambda: UpdateQueue(FIRST_UPDATE_ID))
    webhook: "Webhook | None" = None
    callbacks: dict[str, "CallbackQuery"] = field(default_factory=dict)
    inline_queries: dict[str, "InlineQuery"] = field(default_factory=dict)

    def me(self) -> dict[str, Any]:
        """The answer to getMe."""
        return {
            **self.json(),
            "can_join_groups": True,
            "can_read_all_group_messages": not self.privacy,
            "supports_inline_queries": self.inline,
            "can_connect_to_business": False,
            "has_main_web_app": False,
            "has_topics_enabled": False,
            "allows_users_to_create_topics": False,
            "can_manage_bots": False,
            "supports_guest_queries": False,
        }

    def link(self, start: str | None = None, *, group: bool = False) -> str:
        """A t.me link to this bot, with a deep link parameter where given."""
        parameter = "startgroup" if group else "start"
        return f"https://t.me/{self.username}" + (f"?{parameter}={start}" if start is not None else "")


# Telegram's own accounts behind which an administrator or a channel speaks in a group.
ANONYMOUS_ADMIN = User(1_087_968_824, "Group", username="GroupAnonymousBot", is_bot=True)
CHANNEL_SPEAKER = User(136_817_688, "Channel", username="Channel_Bot", is_bot=True)
