"""Groups and channels: who may bring the bot into one, which place it is for, what it is told."""

from community.refused import Refused
from community.roles import is_staff, staff_of
from storage import duty_groups, people, places
from storage.duty_groups import Group
from storage.people import Person
from storage.places import Place
from storage.tx import Post, Tx

BOARD = "issue_board"  # what groups see of a report


def welcome(
    tx: Tx, telegram_id: int | None, chat_id: int, kind: str, title: str, now: int
) -> Group | None:
    """Stay where staff have brought the bot in; nothing for everybody else."""
    who = binder(tx, telegram_id)
    return duty_groups.add(tx, chat_id, who.language, who.id, now, kind, title) if who else None


def turn_away(tx: Tx, chat_id: int, language: str, now: int) -> None:
    """Remember a group that is left, so that it is left once."""
    duty_groups.add(tx, chat_id, language, None, now)
    duty_groups.leave(tx, chat_id, now)


def binder(tx: Tx, telegram_id: int | None) -> Person | None:
    """Who asks to say which place a group is for, if they are staff anywhere."""
    who = people.by_telegram(tx, telegram_id) if telegram_id else None
    agreed = who is not None and who.consented is not None and is_staff(who)
    return who if who and agreed and who.reachable else None


def bind(tx: Tx, who: Person, group_id: int, place_id: int) -> Group:
    """Say which place a group is for: staff of that place, and of the one it was for before."""
    group, place = duty_groups.get(tx, group_id), places.get(tx, place_id)
    if group is None or group.gone is not None or place is None:
        raise Refused("groups.gone")
    before = places.get(tx, group.place_id) if group.place_id else None
    if not staff_of(who, place) or (before and not staff_of(who, before)):
        raise Refused("groups.not_yours")
    duty_groups.bind(tx, group_id, place_id, who.id)
    return group


def post(tx: Tx, place: Place, board: str, subject: int, head: str) -> None:
    """Tell the groups of a place."""
    tx.posted += [Post(group.id, board, subject, head) for group in duty_groups.of(tx, place)]
