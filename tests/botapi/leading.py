"""What a person does with groups: make, join, invite, promote, remove, upgrade."""

from typing import TYPE_CHECKING, Any

from tests.botapi.accounts import User
from tests.botapi.detect import find_entities
from tests.botapi.errors import NotPossible
from tests.botapi.members import GROUP_RIGHTS, Member

if TYPE_CHECKING:
    from tests.botapi.chats import Chat
    from tests.botapi.messages import Message
    from tests.botapi.world import World


class Leading(User):
    """Group actions of a person. They follow the person's own rights in that group only where a test is likely to care:
    who promotes, removes or pins must lead the group."""

    world: "World"

    def create_group(self, title: str, *members: User, kind: str = "group", **more: Any) -> "Chat":
        """Make a group or supergroup, with the others in it at once; bots among them are told."""
        chat = self.world.chat(kind, title, self, **more)
        self.world.post(chat, self, {f"{kind}_chat_created": True})
        for other in members:
            self.add(chat, other)
        return chat

    def add(self, chat: "Chat", other: User, start: str | None = None) -> "Message":
        """Bring somebody in: a person or a bot.

        Args:
            chat: a group where this person is.
            other: who comes in.
            start: parameter of a `t.me/bot?startgroup=...` link; the app then sends `/start@bot parameter` as well.
        """
        if not chat.member(self).present:
            raise NotPossible(f"{self.name} is not in {chat.title}")
        self.world.set_member(chat, other, self, status="member", rights=set())
        made = self.world.post(chat, self, {"new_chat_members": [other.json()]})
        if start is not None:
            text = f"/start@{other.username} {start}".strip()
            self.world.post(chat, self, {"text": text, "entities": find_entities(text)})
        return made

    add_bot = add

    def join(self, chat: "Chat") -> "Message":
        """Come in through a link."""
        self.world.set_member(chat, self, self, status="member", rights=set())
        return self.world.post(chat, self, {"new_chat_members": [self.json()]})

    def leave(self, chat: "Chat") -> "Message":
        """Leave a group."""
        self.world.set_member(chat, self, self, status="left")
        return self.world.post(chat, self, {"left_chat_member": self.json()})

    def remove(self, chat: "Chat", other: User) -> "Message":
        """Put somebody out of the group: a person or a bot."""
        self._lead(chat)
        self.world.set_member(chat, other, self, status="kicked", rights=set())
        return self.world.post(chat, self, {"left_chat_member": other.json()})

    remove_bot = remove

    def promote(
        self, chat: "Chat", other: User, *rights: str, anonymous: bool = False, title: str | None = None
    ) -> None:
        """Make somebody an administrator with these rights, or change the rights.

        `can_manage_chat` comes with it. In a basic group there is no choice: `GROUP_RIGHTS`.
        """
        self._lead(chat)
        given = GROUP_RIGHTS if chat.kind == "group" else {"can_manage_chat", *rights}
        change = {"status": "administrator", "rights": set(given)}
        self.world.set_member(chat, other, self, **change, anonymous=anonymous, title=title)

    def demote(self, chat: "Chat", other: User) -> None:
        """Make an administrator an ordinary member."""
        self._lead(chat)
        self.world.set_member(chat, other, self, status="member", rights=set(), anonymous=False, title=None)

    def restrict(self, chat: "Chat", other: User) -> None:
        """Forbid a member of a supergroup to send anything."""
        self._lead(chat)
        self.world.set_member(chat, other, self, status="restricted", rights=set())

    def rename(self, chat: "Chat", title: str) -> "Message":
        """Give the group another name."""
        chat.title = title
        return self.world.post(chat, self, {"new_chat_title": title})

    def pin(self, message: "Message") -> "Message":
        """Pin a message for all."""
        message.chat.pinned.append(message)
        return self.world.post(message.chat, self, {"pinned_message": message})

    def open_topic(self, chat: "Chat", name: str) -> int:
        """Make a topic in a forum; returns its `message_thread_id`."""
        if not chat.forum:
            raise NotPossible(f"{chat.title} is no forum")
        content = {"forum_topic_created": {"name": name, "icon_color": 7322096}}
        opening = self.world.post(chat, self, content)
        chat.topics[opening.id] = name
        return opening.id

    def upgrade(self, chat: "Chat", *, forum: bool = False) -> "Chat":
        """Turn a group into a supergroup; the old id answers with `migrate_to_chat_id` from now on."""
        self._lead(chat)
        if chat.kind != "group" or chat.upgraded_to is not None:
            raise NotPossible("only a group can become a supergroup, and once")
        made = self.world.chat("supergroup", chat.title or "", forum=forum)
        made.members = {m.user.id: Member(m.user, m.status, m.rights, m.anonymous, m.title) for m in chat.present()}
        self.world.post(chat, self, {"migrate_to_chat_id": made.id})
        chat.upgraded_to = made
        self.world.post(made, self, {"migrate_from_chat_id": chat.id})
        return made

    def _lead(self, chat: "Chat") -> None:
        if not chat.member(self).leads:
            raise NotPossible(f"{self.name} does not lead {chat.title}")
