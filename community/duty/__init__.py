"""Who is on duty: by the roster of a community or the subdistrict, or who stands in (domain §2).

A day's shift on a day off is the holiday shift: which days those are, the calendar says when it is
asked.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from community.places import Kind
from community.roles import Role, staff_of
from community.workdays import is_workday
from storage import duty_rooms, people, places, rosters
from storage.people import Person
from storage.places import Place
from storage.rosters import Slot
from storage.tx import Tx

OFFICES = frozenset({Kind.COMMUNITY, Kind.SUBDISTRICT})
COLLEAGUES = {
    Kind.COMMUNITY: (Role.COMMUNITY_STAFF, Role.GRID_WORKER),
    Kind.SUBDISTRICT: (Role.SUBDISTRICT_STAFF, Role.ADMIN, Role.COMMUNITY_STAFF),
}
BEGINS, ENDS = 8, 18  # the hours between which it is the day's shift


class Shift(StrEnum):
    """The two shifts of a date; in the order of their names, too."""

    DAY = "day"
    NIGHT = "night"


def on_duty(tx: Tx, place: Place, now: int) -> list[Person]:
    """Whom an emergency goes to: the roster's people, the nearest first, else the nearest staff."""
    for at in reversed(places.upwards(tx, place)):
        person = rostered(tx, at, now) if at.kind in OFFICES else None
        if person and person.reachable:
            return [person]
    return nearest_staff(tx, place)


def nearest_staff(tx: Tx, place: Place) -> list[Person]:
    """The nearest staff whom messages reach: of the community, of the subdistrict, or admins.

    Where they reach nobody, the nearest: what is for them waits under their 📋.
    """
    nearest: list[Person] = []
    for role in (Role.COMMUNITY_STAFF, Role.SUBDISTRICT_STAFF, Role.ADMIN):
        found = people.holders(tx, place, [role])
        if reached := [person for person in found if person.reachable]:
            return reached
        nearest = nearest or found
    return nearest


def rostered(tx: Tx, place: Place, now: int) -> Person | None:
    """Who is on now by the roster of this very place."""
    return holder(tx, place, rosters.at(tx, place.id, *current(place, now)))


def holder(tx: Tx, place: Place, slot: Slot | None) -> Person | None:
    """Whose a shift is, while they work there."""
    person = people.get(tx, slot.person_id) if slot else None
    return person if person and works_at(person, place) else None


def current(place: Place, now: int) -> tuple[date, Shift]:
    """The shift that runs now; after midnight it is still the night of the day before."""
    at = local(place, now)
    if at.hour < BEGINS:
        return at.date() - timedelta(days=1), Shift.NIGHT
    return at.date(), Shift.DAY if at.hour < ENDS else Shift.NIGHT


def following(day: date, shift: Shift) -> tuple[date, Shift]:
    """The shift after this one."""
    return (day, Shift.NIGHT) if shift is Shift.DAY else (day + timedelta(days=1), Shift.DAY)


def over(place: Place, day: date, shift: str, now: int) -> bool:
    """Whether a shift has ended."""
    return (day, shift) < current(place, now)


def holiday(tx: Tx, day: date, shift: Shift) -> bool:
    """Whether it is the shift of a day off."""
    return shift is Shift.DAY and not is_workday(tx, day)


def works_at(person: Person, place: Place) -> bool:
    """Whether somebody can be on duty for a community or the subdistrict."""
    roles = COLLEAGUES.get(Kind(place.kind), ())
    return any(held.role in roles and held.path.startswith(place.path) for held in person.roles)


def may_see(who: Person, place: Place) -> bool:
    """Whether a place's roster is theirs to see."""
    return works_at(who, place) or staff_of(who, place)


def offices(tx: Tx, who: Person) -> list[Place]:
    """The communities and the subdistrict whose rosters are somebody's to see, the widest first."""
    found: dict[int, Place] = {}
    for held in sorted(who.roles, key=lambda held: held.path):
        place = places.get(tx, held.place_id)
        for at in places.upwards(tx, place) if place else ():
            if at.kind in OFFICES and may_see(who, at):
                found[at.id] = at
    return list(found.values())


def colleagues(tx: Tx, place: Place) -> list[Person]:
    """Everybody who can be on duty there."""
    return people.holders_below(tx, place, COLLEAGUES.get(Kind(place.kind), ()))


def room(tx: Tx, place: Place) -> tuple[Place, str] | None:
    """The nearest duty room that has a telephone: the last resort, to be said in words."""
    for at in reversed(places.upwards(tx, place)):
        if phone := duty_rooms.phone(tx, at.id):
            return at, phone
    return None


def local(place: Place, now: int) -> datetime:
    """The time at the place."""
    return datetime.fromtimestamp(now / 1000, ZoneInfo(place.zone))
