"""Somebody is well, goes away for some days, and is back."""

from datetime import timedelta

from community.nearby import home_of, near
from community.refused import Refused
from community.tells import tell_all
from storage import people
from storage.moments import local, moment
from storage.people import Person
from storage.tx import Tx

MOST = 30  # days that somebody may be away by their own word (domain §5)


def well(tx: Tx, who: Person, now: int) -> None:
    """Note that somebody says they are well."""
    people.set_well(tx, who.id, now)


def leave(tx: Tx, who: Person, days: int, now: int) -> list[Person]:
    """Note that somebody is away, back so many days on; returns who hears it."""
    if not 1 <= days <= MOST:
        raise Refused("wishes.too_long")
    home = home_of(tx, who)
    back = local(now, home.zone).date() + timedelta(days=days)
    until = moment(back, 0, home.zone)
    people.set_away(tx, who.id, until)
    told = near(tx, home, who.id, now)
    tell_all(tx, told, "wishes.away", who.id, until=until)
    return told


def come_back(tx: Tx, who: Person, now: int) -> list[Person]:
    """Note that somebody is at home again; those near hear it."""
    if not away(who, now):
        raise Refused("cases.moved_on")
    people.set_away(tx, who.id, None)
    told = near(tx, home_of(tx, who), who.id, now)
    tell_all(tx, told, "wishes.back", who.id)
    return told


def away(who: Person, now: int) -> bool:
    """Whether somebody has said that they are away; it ends by itself."""
    return who.away_until is not None and now < who.away_until
