"""The methods about the members of a chat, and with which the bot leaves."""

from typing import TYPE_CHECKING, Any

from simulator import membership
from simulator.action import Uploads
from simulator.groups import Group, Member
from simulator.refusal import bad_request

if TYPE_CHECKING:
    from simulator.telegram import Telegram

JSON = dict[str, Any]

_UNCHANGEABLE = "chat member status can't be changed in private chats"


def get_chat_member(telegram: "Telegram", params: JSON, _uploads: Uploads) -> JSON:
    """What somebody is in a chat."""
    chat = telegram.reachable(params["chat_id"])
    user = _user(telegram, params["user_id"])
    if isinstance(chat, Group):
        return chat.member(user).described(chat.kind)
    if user["id"] not in (chat.id, telegram.bot["id"]):
        raise bad_request("user not found")
    return Member(user, "member").described("private")


def get_chat_administrators(telegram: "Telegram", params: JSON, _uploads: Uploads) -> list[JSON]:
    """The owner and the administrators, other bots left out."""
    group = _group(telegram, params, "there are no administrators in the private chat")
    leaders = (one for one in group.inside() if one.leads)
    # The platform leaves out other bots; there are none.
    return [one.described(group.kind) for one in leaders]


def get_chat_member_count(telegram: "Telegram", params: JSON, _uploads: Uploads) -> int:
    """How many are in a chat, the bot too."""
    chat = telegram.reachable(params["chat_id"])
    return len(chat.inside()) if isinstance(chat, Group) else 2


def leave_chat(telegram: "Telegram", params: JSON, _uploads: Uploads) -> bool:
    """The bot goes."""
    group = _group(telegram, params, _UNCHANGEABLE)
    me = telegram.bot["id"]
    membership.change(telegram, group, me, "left", by=me)
    return True


def ban_chat_member(telegram: "Telegram", params: JSON, _uploads: Uploads) -> bool:
    """Throw somebody out for good."""
    group, user = _governed(telegram, params)
    member = group.member(user)
    if member.status == "creator":
        raise bad_request("can't remove chat owner")
    if member.leads:
        raise bad_request("user is an administrator of the chat")
    membership.change(telegram, group, user["id"], "kicked", by=telegram.bot["id"])
    return True


def unban_chat_member(telegram: "Telegram", params: JSON, _uploads: Uploads) -> bool:
    """Let somebody come back; a member is thrown out unless `only_if_banned`."""
    group, user = _governed(telegram, params)
    banned = group.member(user).status == "kicked"
    if banned or (group.member(user).inside and not params.get("only_if_banned")):
        membership.change(telegram, group, user["id"], "left", by=telegram.bot["id"])
    return True


def _group(telegram: "Telegram", params: JSON, complaint: str) -> Group:
    chat = telegram.reachable(params["chat_id"])
    if not isinstance(chat, Group):
        raise bad_request(complaint)
    return chat


def _governed(telegram: "Telegram", params: JSON) -> tuple[Group, JSON]:
    group = _group(telegram, params, _UNCHANGEABLE)
    if not group.me.leads:
        raise bad_request("not enough rights to restrict/unrestrict chat member")
    return group, _user(telegram, params["user_id"])


def _user(telegram: "Telegram", user_id: int) -> JSON:
    if user_id == telegram.bot["id"]:
        return telegram.bot
    chat = telegram.chats.get(user_id)
    if chat is None:
        raise bad_request("user not found")
    return chat.user
