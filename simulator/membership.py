"""Who comes into a group and who goes, and how the bot hears of it."""

from typing import TYPE_CHECKING, Any

from simulator import menus
from simulator.groups import KINDS, STATUSES, Group, Member
from simulator.refusal import bad_request

if TYPE_CHECKING:
    from simulator.telegram import Telegram

JSON = dict[str, Any]


def found(
    telegram: "Telegram",
    title: str,
    *,
    owner: int,
    members: tuple[int, ...] | list[int] = (),
    kind: str = "group",
    username: str | None = None,
    id: int | None = None,  # noqa: A002 - the name of the field in the Bot API
    bot: str | None = None,
) -> Group:
    """Found a group; the bot is in it unless `bot` says otherwise, in a channel as a leader."""
    if kind not in KINDS:
        raise bad_request(f"kind must be one of {', '.join(KINDS)}")
    number = telegram.free_group_id(kind) if id is None else id
    if number in telegram.groups or number >= 0:
        raise bad_request("the id of a group is negative and its own")
    card = {"id": number, "type": kind, "title": title}
    card |= {"username": username} if username else {}
    group = Group(card=card, bot=telegram.bot, privacy=telegram.privacy)
    if kind == "channel":
        group.posts_as = {"sender_chat": card}
    for person in (owner, *members):
        status = "creator" if person == owner else "member"
        group.members[person] = Member(_user(telegram, person), status)
    telegram.groups[number] = group
    _tell_page(telegram, group)
    bot = bot or ("administrator" if kind == "channel" else "member")
    if bot in ("member", "administrator"):
        _bot_was_there(telegram, group, owner, bot)
    return group


def change(
    telegram: "Telegram",
    group: Group,
    person: int,
    status: str,
    *,
    by: int | None = None,
    anonymous: bool = False,
) -> None:
    """Somebody, maybe the bot, is another thing in the group now; `by` themselves if not said."""
    if status not in STATUSES:
        raise bad_request(f"status must be one of {', '.join(STATUSES)}")
    group.check_place()
    user = _user(telegram, person)
    actor = _actor(telegram, group, person, by)
    before, after = group.member(user), Member(user, status, anonymous)
    if before == after:
        return
    group.members[person] = after
    kind = "my_chat_member" if user is telegram.bot else "chat_member"
    # Only an administrator hears of the others' changes.
    if kind == "my_chat_member" or group.me.leads:
        telegram.updates.add(kind, _changed(telegram, group, actor, before, after))
    _tell_page(telegram, group)
    if group.kind != "channel" and before.inside != after.inside:
        content: JSON = {"new_chat_members": [user]} if after.inside else {"left_chat_member": user}
        telegram.note(group, {"from": actor}, content, heard=group.me.inside)


def migrate(telegram: "Telegram", group: Group) -> Group:
    """The group becomes a supergroup of another id, in which everything goes on."""
    group.check_place()
    if group.kind != "group":
        raise bad_request("only a group can become a supergroup")
    card = {**group.card, "id": telegram.free_group_id("supergroup"), "type": "supergroup"}
    larger = Group(card=card, bot=group.bot, privacy=group.privacy, members=dict(group.members))
    telegram.groups[larger.id] = larger
    owner = next(one for one in group.members.values() if one.status == "creator")
    sender = {"from": owner.user}
    telegram.note(group, sender, {"migrate_to_chat_id": larger.id})
    group.migrated_to = larger.id
    telegram.events.tell(group.id, "gone", {"migrated_to": larger.id})
    _tell_page(telegram, larger)
    telegram.note(larger, sender, {"migrate_from_chat_id": group.id})
    return larger


def _bot_was_there(telegram: "Telegram", group: Group, owner: int, status: str) -> None:
    """A bot taken along from the beginning hears of its membership, and in a group of the group."""
    user = _user(telegram, owner)
    before, after = group.me, Member(telegram.bot, status)
    group.members[telegram.bot["id"]] = after
    telegram.updates.add("my_chat_member", _changed(telegram, group, user, before, after))
    if group.kind == "group":
        telegram.note(group, {"from": user}, {"group_chat_created": True})
    _tell_page(telegram, group)


def _changed(
    telegram: "Telegram", group: Group, actor: JSON, before: Member, after: Member
) -> JSON:
    return {
        "chat": group.card,
        "from": actor,
        "date": int(telegram.clock()),
        "old_chat_member": before.described(group.kind),
        "new_chat_member": after.described(group.kind),
    }


def _actor(telegram: "Telegram", group: Group, person: int, by: int | None) -> JSON:
    if by is not None:
        return _user(telegram, by)
    if person != telegram.bot["id"]:
        return _user(telegram, person)
    return next(one.user for one in group.members.values() if one.status == "creator")


def _user(telegram: "Telegram", person: int) -> JSON:
    if person == telegram.bot["id"]:
        return telegram.bot
    return telegram.chat_of(person).user


def _tell_page(telegram: "Telegram", group: Group) -> None:
    commands = menus.shown_in(telegram, group)
    content = {"group_data": group.shown_card(), "commands": commands}
    telegram.events.tell(group.id, "group", content)
