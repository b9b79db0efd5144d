"""Groups, supergroups and channels: who is in them, and what of them reaches the bot."""

from dataclasses import dataclass, field
from typing import Any

from simulator.refusal import Refusal, bad_request, forbidden
from simulator.room import Room
from simulator.texts import part

JSON = dict[str, Any]

KINDS = ("group", "supergroup", "channel")
STATUSES = ("creator", "administrator", "member", "left", "kicked")
# Telegram puts this account in the place of an administrator who stays anonymous.
ANONYMOUS = {
    "id": 1_087_968_824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
_RIGHTS = (
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
)
_CHANNEL_RIGHTS = ("can_post_messages", "can_edit_messages")
_GROUP_RIGHTS = ("can_pin_messages",)


@dataclass(frozen=True, slots=True)
class Member:
    """What somebody is in a group; those who left are remembered."""

    user: JSON
    status: str
    anonymous: bool = False

    @property
    def inside(self) -> bool:
        """Whether they are in the group now."""
        return self.status not in ("left", "kicked")

    @property
    def leads(self) -> bool:
        """Whether they are the owner or an administrator."""
        return self.status in ("creator", "administrator")

    def described(self, kind: str) -> JSON:
        """The ChatMember of the Bot API."""
        described: JSON = {"user": self.user, "status": self.status}
        if self.leads:
            described["is_anonymous"] = self.anonymous
        if self.status == "administrator":
            rights = _RIGHTS + (_CHANNEL_RIGHTS if kind == "channel" else _GROUP_RIGHTS)
            described |= {"can_be_edited": False, **dict.fromkeys(rights, True)}
        if self.status == "kicked":
            described["until_date"] = 0
        return described


@dataclass(slots=True, kw_only=True)
class Group(Room):
    """A chat of several people; `privacy` keeps from the bot what is not meant for it."""

    bot: JSON
    privacy: bool = True
    members: dict[int, Member] = field(default_factory=dict)
    own: set[int] = field(default_factory=set)
    migrated_to: int | None = None

    @property
    def kind(self) -> str:
        """One of group, supergroup and channel."""
        kind: str = self.card["type"]
        return kind

    @property
    def me(self) -> Member:
        """What the bot is here."""
        return self.member(self.bot)

    def member(self, user: JSON) -> Member:
        """What somebody is here."""
        return self.members.get(user["id"]) or Member(user, "left")

    def inside(self) -> list[Member]:
        """Everybody who is here now, the bot too."""
        return [member for member in self.members.values() if member.inside]

    def answers_to(self, name: str) -> bool:
        """Whether this is the @username of the group."""
        return "username" in self.card and name.lower() == f"@{self.card['username']}".lower()

    def check_place(self) -> None:
        """Refuse the id of a group that has become a supergroup."""
        if self.migrated_to is not None:
            raise Refusal(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=self.migrated_to,
            )

    def admit(self) -> None:
        """Refuse a bot that is not in here."""
        self.check_place()
        if self.me.status == "kicked":
            raise forbidden(f"bot was kicked from the {self.kind} chat")
        if not self.me.inside:
            raise forbidden(f"bot is not a member of the {self.kind} chat")
        if self.kind == "channel" and not self.me.leads:
            raise bad_request("need administrator rights in the channel chat")

    def wrote(self, message: JSON) -> bool:
        """Others are bots too, and in a channel nobody signs."""
        return message["message_id"] in self.own

    def forget(self, message_id: int) -> None:
        """Take a message out."""
        Room.forget(self, message_id)
        self.own.discard(message_id)

    def update(self, message: JSON) -> str | None:
        """In privacy mode only what is addressed to the bot reaches it."""
        if not self.me.inside:
            return None
        if self.kind == "channel":
            return "channel_post"
        heard = self.me.leads or not self.privacy or self._addressed(message)
        return "message" if heard else None

    def _addressed(self, message: JSON) -> bool:
        replied = message.get("reply_to_message")
        if replied is not None and replied["message_id"] in self.own:
            return True
        text = message.get("text") or message.get("caption") or ""
        entities = message.get("entities") or message.get("caption_entities") or ()
        return any(self._calls_me(text, entity) for entity in entities)

    def _calls_me(self, text: str, entity: JSON) -> bool:
        name = f"@{self.bot['username']}".lower()
        called = part(text, entity).lower()
        match entity["type"]:
            case "mention":
                return called == name
            case "bot_command":
                return "@" not in called or called.endswith(name)
        return False

    def shown_card(self) -> JSON:
        """The group as the page sees it."""
        return {
            **self.card,
            "members": [
                {
                    "id": number,
                    "first_name": member.user["first_name"],
                    "status": member.status,
                    "anonymous": member.anonymous,
                }
                for number, member in self.members.items()
                if number != self.bot["id"]
            ],
            "bot": self.me.status,
        }
