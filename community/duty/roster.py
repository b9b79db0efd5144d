"""The week's roster: seen by those who work there, filled by staff, looked at each evening."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from community.duty import BEGINS, OFFICES, Shift, holder, local, may_see, over, works_at
from community.refused import Refused
from community.roles import Role, staff_of
from community.tells import tell, tell_all
from storage import duty_rooms, people, places, rosters, timers
from storage.people import Person
from storage.places import Place
from storage.rosters import Roster
from storage.tx import Tx

EVENING = "duty.evening"  # the timer that asks who is on tonight
LOOK = 17  # the hour at which somebody must be on for the night
WEEK = timedelta(days=7)
WEEKS = 26  # from now, either way: further nobody plans or looks


def of_week(tx: Tx, who: Person, place_id: int, day: date, now: int) -> Roster:
    """The roster of a place for the week of a day, for those who work there or above."""
    place = places.get(tx, place_id)
    if place is None or place.kind not in OFFICES or not may_see(who, place):
        raise Refused("duty.not_found")
    if abs(day - local(place, now).date()) > WEEKS * WEEK:
        raise Refused("duty.far_away")
    return rosters.ensure(tx, place.id, day - timedelta(days=day.weekday()), now)


def fill(
    tx: Tx,
    who: Person,
    roster_id: int,
    shift: Shift,
    weekdays: Iterable[int],
    person_id: int,
    now: int,
) -> Roster:
    """Give these shifts of a week to somebody; what has been stays as it was."""
    roster, place = supervised(tx, who, roster_id)
    person = people.get(tx, person_id)
    if person is None or not works_at(person, place):
        raise Refused("duty.no_colleague")
    days = [roster.week + timedelta(days=weekday) for weekday in sorted(weekdays)]
    coming = [day for day in days if not over(place, day, shift, now)]
    if not coming:
        raise Refused("duty.over")
    for day in coming:
        rosters.put(tx, roster, day, shift, person.id, now)
    if person.id != who.id:
        tell(tx, person.id, "duty.yours", roster.id)
    return _changed(tx, roster, place, now)


def copy_last(tx: Tx, who: Person, roster_id: int, now: int) -> Roster:
    """Fill what is empty in a week as it was in the week before."""
    roster, place = supervised(tx, who, roster_id)
    before = rosters.ensure(tx, place.id, roster.week - WEEK, now)
    taken = {(slot.day, slot.shift) for slot in rosters.slots(tx, roster.id)}
    again = [
        slot
        for slot in rosters.slots(tx, before.id)
        if (slot.day + WEEK, slot.shift) not in taken
        and not over(place, slot.day + WEEK, slot.shift, now)
        and holder(tx, place, slot)
    ]
    if not again:
        raise Refused("duty.nothing_to_copy")
    for slot in again:
        rosters.put(tx, roster, slot.day + WEEK, slot.shift, slot.person_id, now)
    return _changed(tx, roster, place, now)


def set_room(tx: Tx, who: Person, place_id: int, phone: str, now: int) -> None:
    """Note the number of a place's duty room."""
    place = places.get(tx, place_id)
    if place is None or place.kind not in OFFICES or not staff_of(who, place):
        raise Refused("duty.not_found")
    duty_rooms.put(tx, place.id, phone, now)


def evening(tx: Tx, place_id: int, _occasion: str, now: int) -> None:
    """Look whether somebody is on tonight whom messages reach, there or above; tell the staff.

    Tonight is the night that comes or runs now, whichever evening the look was meant for.
    """
    place = places.get(tx, place_id)
    if place is None:
        return
    watch(tx, place, now)
    day = _evening_before(place, now)
    if over(place, day, Shift.NIGHT, now):
        return
    offices = [at for at in places.upwards(tx, place) if at.kind in OFFICES]
    found = [holder(tx, at, rosters.at(tx, at.id, day, Shift.NIGHT)) for at in offices]
    if not any(person is not None and person.reachable for person in found):
        tell_all(tx, staff_and_above(tx, place), "duty.nobody", place.id, day=day.isoformat())


def of_tonight(tx: Tx, place: Place, now: int) -> Person | None:
    """Whose the night is by the roster of a place that runs now, or comes."""
    at = local(place, now)
    day = at.date() - timedelta(days=0 if at.hour >= BEGINS else 1)
    return holder(tx, place, rosters.at(tx, place.id, day, Shift.NIGHT))


def staff_and_above(tx: Tx, place: Place) -> list[Person]:
    """The staff of a place, and those one level above it."""
    above = [Role.SUBDISTRICT_STAFF, Role.ADMIN]
    return people.holders(tx, place, [Role.COMMUNITY_STAFF, above[0]] if place.parent_id else above)


def watch(tx: Tx, place: Place, now: int) -> None:
    """Look at the next 17:00 there; a place is looked after from its first roster on."""
    day = _evening_before(place, now) + timedelta(days=1)
    due = datetime.combine(day, time(LOOK), tzinfo=ZoneInfo(place.zone))
    timers.add(tx, EVENING, place.id, day.isoformat(), int(due.timestamp() * 1000), now)


def _evening_before(place: Place, now: int) -> date:
    """The day whose 17:00 there was the last."""
    at = local(place, now)
    return at.date() - timedelta(days=0 if at.hour >= LOOK else 1)


def changed(tx: Tx, roster_id: int) -> None:
    """Have the roster drawn anew wherever it is shown."""
    rosters.change(tx, roster_id)
    tx.touched.add(("roster", roster_id))


def supervised(tx: Tx, who: Person, roster_id: int) -> tuple[Roster, Place]:
    """A roster of a place where the person is staff."""
    roster = rosters.hold(tx, roster_id)
    place = places.get(tx, roster.place_id) if roster else None
    if roster is None or place is None or not staff_of(who, place):
        raise Refused("duty.not_found")
    return roster, place


def _changed(tx: Tx, roster: Roster, place: Place, now: int) -> Roster:
    changed(tx, roster.id)
    watch(tx, place, now)
    return roster
