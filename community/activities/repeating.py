"""What is held again: by the week, the month, the year, the lunar year; and the year's festivals.

A rule is one of iCalendar's (RFC 5545), or LUNAR=month-day of the Chinese calendar, of which a
leap month is never meant.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from borax.calendars.lunardate import LCalendars, LunarDate
from dateutil.rrule import rrulestr

from community.activities import planning
from community.activities.access import hosted, is_host, place_of
from community.activities.kinds import Stage
from community.places import Kind
from community.refused import Refused
from community.roles import LEADS, STAFF, Role
from community.tells import tell_all
from storage import activities, occasions, people, places, timers
from storage.activities import Activity, Plan
from storage.moments import local, moment
from storage.occasions import Occasion, Repeat
from storage.people import Person
from storage.places import Place
from storage.tx import Tx

AHEAD = "activities.ahead"  # the timer, and what is told
LUNAR = "LUNAR="
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
YEAR, SOON = timedelta(days=365), timedelta(days=60)
ASKED_AT = 10 * 60  # minutes of the first day of a month
KEEPERS = (Role.COMMUNITY_STAFF, Role.SUBDISTRICT_STAFF)  # of a calendar
KEEPING = (Kind.SUBDISTRICT, Kind.COMMUNITY)
LUNAR_YEARS = range(1901, 2100)  # which the library knows whole


class Festival(StrEnum):
    """Days of the year on which activities are usual (domain §5)."""

    SPRING = "spring"
    LANTERNS = "lanterns"
    WOMEN = "women"
    MOTHERS = "mothers"
    CHILDREN = "children"
    DRAGON_BOATS = "dragon_boats"
    PARTY = "party"
    MID_AUTUMN = "mid_autumn"
    ELDERS = "elders"
    LABA = "laba"


FESTIVALS: Mapping[Festival, str] = {
    Festival.SPRING: f"{LUNAR}12-23",  # the Little New Year: couplets are written
    Festival.LANTERNS: f"{LUNAR}01-15",
    Festival.WOMEN: "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=8",
    Festival.MOTHERS: "FREQ=YEARLY;BYMONTH=5;BYDAY=2SU",
    Festival.CHILDREN: "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1",
    Festival.DRAGON_BOATS: f"{LUNAR}05-05",
    Festival.PARTY: "FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=1",
    Festival.MID_AUTUMN: f"{LUNAR}08-15",
    Festival.ELDERS: f"{LUNAR}09-09",
    Festival.LABA: f"{LUNAR}12-08",
}


class Every(StrEnum):
    """How an activity may be held again, as its own day suggests."""

    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"  # on the same weekday of the month
    YEAR = "year"  # on the same date
    WEEKDAY = "weekday"  # of the same month each year, such as the second Sunday of May
    LUNAR = "lunar"


@dataclass(frozen=True, slots=True)
class Due:
    """A day on which something is usual, and what was decided about it, if anything."""

    day: date
    what: str
    repeat: Repeat | None = None
    decided: Occasion | None = None


def rule_of(day: date, every: Every) -> str:
    """The rule by which an activity of that day is held again."""
    weekday, nth = DAYS[day.weekday()], (day.day - 1) // 7 + 1
    counted = f"{nth if nth < 5 else -1}{weekday}"  # a fifth one is the last
    match every:
        case Every.WEEK:
            return f"FREQ=WEEKLY;BYDAY={weekday}"
        case Every.FORTNIGHT:
            return f"FREQ=WEEKLY;INTERVAL=2;BYDAY={weekday}"
        case Every.MONTH:
            return f"FREQ=MONTHLY;BYDAY={counted}"
        case Every.YEAR:
            return f"FREQ=YEARLY;BYMONTH={day.month};BYMONTHDAY={day.day}"
        case Every.WEEKDAY:
            return f"FREQ=YEARLY;BYMONTH={day.month};BYDAY={counted}"
        case Every.LUNAR:
            month, of_month = lunar(day)
            return f"{LUNAR}{month:02}-{of_month:02}"


def lunar(day: date) -> tuple[int, int]:
    """The month and the day of the Chinese calendar."""
    found = LunarDate.from_solar(day)
    return found.month, found.day


def days(rule: str, begins: date, first: date, last: date) -> list[date]:
    """The days of a rule that began on a day, from the first to the last."""
    if rule.startswith(LUNAR):
        month, day = map(int, rule.removeprefix(LUNAR).split("-"))
        years = range(max(first.year - 1, LUNAR_YEARS.start), min(last.year + 1, LUNAR_YEARS.stop))
        found = [_lunar(year, month, day) for year in years]
    else:
        dates = rrulestr(rule, dtstart=datetime.combine(begins, time()))
        found = [
            at.date()
            for at in dates.between(
                datetime.combine(first, time()), datetime.combine(last, time()), inc=True
            )
        ]
    return [at for at in found if first <= at <= last]


def _lunar(year: int, month: int, day: int) -> date:
    """A day of a lunar year; where its month is too short for it, the last one of the month."""
    last = min(day, LCalendars.ndays(year, month))
    solar: date = LunarDate(year, month, last).to_solar_date()
    return solar


def repeat(tx: Tx, who: Person, activity_id: int, every: Every, now: int) -> Repeat:
    """Let an activity be held again; each day is still to be accepted or struck out."""
    activity = hosted(tx, who, activity_id)
    if activity.stage not in (Stage.PUBLISHED, Stage.HELD):
        raise Refused("cases.moved_on")
    rule = rule_of(day_of(tx, activity), every)
    return occasions.repeat(tx, _kept_at(tx, activity).id, activity.id, rule, who.id, now)


def stop(tx: Tx, who: Person, activity_id: int, now: int) -> None:
    """Let it be held no more but on the days that are accepted."""
    activity = hosted(tx, who, activity_id)
    found = occasions.of_model(tx, activity.id)
    if found is None or found.ended is not None:
        raise Refused("cases.moved_on")
    occasions.end(tx, found.id, now)


def _kept_at(tx: Tx, activity: Activity) -> Place:
    """In whose calendar it stands: its community's, or the subdistrict's."""
    above = places.upwards(tx, place_of(tx, activity))
    return next((at for at in above if at.kind == Kind.COMMUNITY), above[0])


def day_of(tx: Tx, activity: Activity) -> date:
    """The day on which it is held, where it is."""
    return local(activity.starts, place_of(tx, activity).zone).date()


def calendar(tx: Tx, place: Place, now: int, ahead: timedelta = YEAR) -> list[Due]:
    """The days to come at a place: festivals, and what is held again there."""
    today = local(now, place.zone).date()
    first, last = today + timedelta(days=1), today + ahead
    known = occasions.decided(tx, place.id)
    found = [
        Due(day, festival, None, known.get((festival, day.isoformat())))
        for festival, rule in FESTIVALS.items()
        for day in days(rule, first, first, last)
    ]
    for one in occasions.standing(tx, place.id):
        model = activities.known(tx, one.model_id)
        begins, what = day_of(tx, model), str(one.id)
        found += [
            Due(day, what, one, known.get((what, day.isoformat())))
            for day in days(one.rule, begins, max(first, begins + timedelta(days=1)), last)
        ]
    return sorted(found, key=lambda one: (one.day, one.what))


def accept(tx: Tx, who: Person, place: Place, what: str, day: date, now: int) -> Activity:
    """Hold on that day what is held again: as it was the time before, and published at once."""
    found = due(tx, who, place, what, day, now)
    if found.repeat is None or found.decided is not None:
        raise Refused("cases.moved_on")
    model = activities.known(tx, found.repeat.model_id)
    zone = place_of(tx, model).zone
    began = local(model.starts, zone)
    starts = moment(day, began.hour * 60 + began.minute, zone)
    again = replace(
        activities.plan_of(tx, model),
        starts=starts,
        ends=starts + model.ends - model.starts,
        closes=None,
    )
    # It stays theirs who hold it, whoever keeps the calendar.
    activity = planning.draft(tx, who, again, now, model.made_by)
    _decide(tx, who, place, found, activity.id, now)
    return planning.publish(tx, who, activity.id, now)


def plan(tx: Tx, who: Person, place: Place, what: str, day: date, held: Plan, now: int) -> Activity:
    """Write down what is held for a festival."""
    found = due(tx, who, place, what, day, now)
    activity = planning.draft(tx, who, held, now)
    _decide(tx, who, place, found, activity.id, now)
    return activity


def strike(tx: Tx, who: Person, place: Place, what: str, day: date, now: int) -> None:
    """Nothing is held then this time; struck out again, it is open once more."""
    found = due(tx, who, place, what, day, now)
    if found.decided is None:
        _decide(tx, who, place, found, None, now)
    elif found.decided.activity_id is None:
        occasions.undecide(tx, place.id, what, day.isoformat())
    else:
        raise Refused("cases.moved_on")


def due(tx: Tx, who: Person, place: Place, what: str, day: date, now: int) -> Due:
    """A day of the calendar of a place: the staff's; who holds something again decides of that."""
    if not who.holds(LEADS, place.path):
        raise Refused("activities.not_yours")
    found = [one for one in calendar(tx, place, now) if (one.what, one.day) == (what, day)]
    if not found:
        raise Refused("activities.not_found")
    again = found[0].repeat
    theirs = again is not None and is_host(tx, who, activities.known(tx, again.model_id))
    if not theirs and not who.holds(STAFF, place.path):
        raise Refused("activities.staff_decides")
    return found[0]


def _decide(tx: Tx, who: Person, place: Place, on: Due, activity_id: int | None, now: int) -> None:
    day = on.day.isoformat()
    if not occasions.decide(tx, place.id, on.what, day, activity_id, who.id, now):
        raise Refused("cases.moved_on")


def places_of(tx: Tx, who: Person) -> list[Place]:
    """The places whose calendar somebody keeps: where they lead, the widest first."""
    paths = sorted({(one.path, one.place_id) for one in who.roles if one.role in LEADS})
    found = [places.get(tx, place_id) for _path, place_id in paths]
    return [place for place in found if place is not None and place.kind in KEEPING]


def ensure_reminder(tx: Tx, now: int) -> None:
    """See that the first day of the next month is not forgotten."""
    for root in places.roots(tx):
        _remind_again(tx, root, now)


def remind(tx: Tx, place_id: int, _occasion: str, now: int) -> None:
    """Once a month: whoever keeps a calendar hears of the open days of the next two months."""
    root = places.get(tx, place_id)
    if root is None:
        return
    for place in (root, *places.below(tx, root.id)):
        open_days = [one for one in calendar(tx, place, now, SOON) if one.decided is None]
        if open_days:
            tell_all(tx, _keepers(tx, place), AHEAD, place.id, count=len(open_days))
    _remind_again(tx, root, now)


def _keepers(tx: Tx, place: Place) -> list[Person]:
    """The staff of the very place whom messages reach."""
    staff = people.holders(tx, place, KEEPERS)
    return [
        one
        for one in staff
        if one.reachable
        and any(held.place_id == place.id and held.role in KEEPERS for held in one.roles)
    ]


def _remind_again(tx: Tx, root: Place, now: int) -> None:
    today = local(now, root.zone).date()
    first = (today.replace(day=1) + timedelta(days=31)).replace(day=1)
    at = moment(first, ASKED_AT, root.zone)
    timers.add(tx, AHEAD, root.id, first.isoformat(), at, now)
