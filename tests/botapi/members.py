"""Membership of a chat: status, rights, and how the Bot API shows them."""

from dataclasses import dataclass, field
from typing import Any

from tests.botapi.accounts import User

# Rights every administrator object shows (Bot API 10.3; python-telegram-bot 22.8 knows those of 10.0).
RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
)
RIGHTS_BY_KIND = {
    "group": ("can_pin_messages",),
    "supergroup": ("can_pin_messages", "can_manage_topics"),
    "channel": ("can_post_messages", "can_edit_messages"),
}
# What every administrator of a basic group may do; only supergroups let one choose (tdlib, chatAdministratorRights).
GROUP_RIGHTS = frozenset(
    {
        "can_manage_chat",
        "can_change_info",
        "can_delete_messages",
        "can_invite_users",
        "can_restrict_members",
        "can_pin_messages",
        "can_manage_video_chats",
    }
)
PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)


@dataclass
class Member:
    """One account in one chat.

    `status` is creator, administrator, member, restricted, left or kicked. `rights` count for administrators.
    """

    user: User
    status: str = "member"
    rights: set[str] = field(default_factory=set)
    anonymous: bool = False
    title: str | None = None

    @property
    def present(self) -> bool:
        """Whether the account is in the chat."""
        return self.status not in {"left", "kicked"}

    @property
    def leads(self) -> bool:
        """Owner or administrator."""
        return self.status in {"creator", "administrator"}

    def may(self, right: str) -> bool:
        """Whether an owner or administrator has a right."""
        return self.status == "creator" or (self.status == "administrator" and right in self.rights)

    def json(self, kind: str) -> dict[str, Any]:
        """The Bot API object ChatMember, for a chat of this kind."""
        made: dict[str, Any] = {"status": self.status, "user": self.user.json()}
        if self.leads:
            made["is_anonymous"] = self.anonymous
            if self.title is not None:
                made["custom_title"] = self.title
        if self.status == "administrator":
            made["can_be_edited"] = False
            made |= {right: right in self.rights for right in (*RIGHTS, *RIGHTS_BY_KIND.get(kind, ()))}
        elif self.status == "restricted":
            made |= {"is_member": True, "until_date": 0}
            made |= dict.fromkeys(PERMISSIONS, False)
        elif self.status == "kicked":
            made["until_date"] = 0
        return made
