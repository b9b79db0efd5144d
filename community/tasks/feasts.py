"""Birthdays and festivals of who is rung up each week, laid before the team (domain §5)."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from community.activities.repeating import FESTIVALS, LUNAR, Festival, days
from community.daytime import by_day
from community.deadlines import HOUR_MS
from community.refused import Refused
from community.tasks.access import hear, place_for, sees_to
from community.tasks.kinds import FEAST, Agreed, Source
from community.tasks.opening import call, open_task
from community.tells import tell_all
from storage import teams, timers, weeklies
from storage.moments import local, moment
from storage.people import Person
from storage.tx import Tx
from storage.weeklies import Feast, Weekly

BIRTHDAY, FESTIVAL = "tasks.birthday", "tasks.festival"  # timers, and what a feast is
OF_BIRTH = "birthday"
AHEAD = timedelta(days=3)  # so long before it is laid before the team
YEAR = timedelta(days=400)  # a lunar year may be so long
AT = 10  # o'clock: when it is told, and when they are rung up on the day
LASTS_MS = 2 * HOUR_MS
KEPT = (
    Festival.SPRING,
    Festival.LANTERNS,
    Festival.DRAGON_BOATS,
    Festival.MID_AUTUMN,
    Festival.ELDERS,
    Festival.LABA,
)


def rule_of(month: int, day: int, *, lunar: bool) -> str:
    """The rule of the calendar by which a birthday comes again each year."""
    if lunar:
        return f"{LUNAR}{month:02}-{day:02}"
    return f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={28 if (month, day) == (2, 29) else day}"


def exists(month: int, day: int, *, lunar: bool) -> bool:
    """Whether there is such a day: a lunar month has thirty at most."""
    if lunar:
        return 1 <= month <= 12 and 1 <= day <= 30
    return 1 <= month <= 12 and 1 <= day <= monthrange(2000, month)[1]


def begin(tx: Tx, one: Weekly, now: int) -> None:
    """From now on the days of somebody who is rung up each week are not forgotten."""
    _next_birthday(tx, one, now)
    if one.team_id is not None:
        _next_festival(tx, one.team_id, place_for(tx, one.place_id).zone, now)


def _next_birthday(tx: Tx, one: Weekly, now: int) -> None:
    rule, zone = weeklies.birthday(tx, one), place_for(tx, one.place_id).zone
    coming = _coming(rule, zone, now) if rule else None
    if coming is not None:
        timers.add(tx, BIRTHDAY, one.id, coming.isoformat(), _told_at(coming, zone), now)


def _coming(rule: str, zone: str, now: int) -> date | None:
    """The next day of a rule that can still be told in time."""
    today = local(now, zone).date()
    found = days(rule, today, today, today + YEAR)
    return next((day for day in found if _told_at(day, zone) > now), None)


def _told_at(day: date, zone: str) -> int:
    return moment(day - AHEAD, AT * 60, zone)


def _next_festival(tx: Tx, team_id: int, zone: str, now: int) -> None:
    coming = ((_coming(FESTIVALS[festival], zone, now), festival) for festival in KEPT)
    day, festival = min((day, festival) for day, festival in coming if day is not None)
    occasion = f"{festival}.{day.isoformat()}"
    timers.add(tx, FESTIVAL, team_id, occasion, _told_at(day, zone), now)


def birthday(tx: Tx, weekly_id: int, occasion: str, now: int) -> None:
    """A birthday comes: whoever sees to the talks hears of it, once."""
    one = weeklies.hold(tx, weekly_id)
    if one is None or one.stage != Agreed.STANDING:
        return
    if _waits(tx, BIRTHDAY, one.id, occasion, one.place_id, now):
        return
    _next_birthday(tx, one, now)
    _lay(tx, one.place_id, one.team_id, one.id, OF_BIRTH, occasion, now)


def festival(tx: Tx, team_id: int, occasion: str, now: int) -> None:
    """A festival comes: the team hears of it, once, as long as it talks with anybody."""
    standing = weeklies.of_team(tx, team_id)
    team = teams.get(tx, team_id)
    if not standing or team is None or team.ended is not None:
        return
    if _waits(tx, FESTIVAL, team.id, occasion, team.place_id, now):
        return
    _next_festival(tx, team_id, place_for(tx, team.place_id).zone, now)
    what, _dot, day = occasion.partition(".")
    _lay(tx, team.place_id, team.id, None, what, day, now)


def _waits(tx: Tx, kind: str, subject: int, occasion: str, place_id: int, now: int) -> bool:
    """Whether it was held up until the night, and waits for the morning."""
    at = by_day(now, place_for(tx, place_id).zone)
    return at > now and timers.add(tx, kind, subject, occasion, at, now)


def _lay(
    tx: Tx,
    place_id: int,
    team_id: int | None,
    weekly_id: int | None,
    what: str,
    day: str,
    now: int,
) -> None:
    zone = place_for(tx, place_id).zone
    if now >= _begins(day, zone):
        return
    feast = weeklies.add_feast(tx, place_id, team_id, weekly_id, what, day, now)
    if feast is not None:
        tell_all(tx, hear(tx, feast.team_id, feast.place_id), "tasks.feast", feast.id)


def _begins(day: str, zone: str) -> int:
    return moment(date.fromisoformat(day), AT * 60, zone)


def whom(tx: Tx, feast: Feast) -> list[Weekly]:
    """Who is to be thought of that day."""
    if feast.weekly_id is None:
        found = weeklies.of_team(tx, feast.team_id) if feast.team_id else []
    else:
        one = weeklies.get(tx, feast.weekly_id)
        found = [one] if one else []
    return [one for one in found if one.stage == Agreed.STANDING]


def ask(tx: Tx, who: Person, feast_id: int, now: int) -> int:
    """Let the team be asked who rings up each of them that day; returns how many."""
    feast = _decided(tx, who, feast_id, "asked")
    starts = _begins(feast.day, place_for(tx, feast.place_id).zone)
    found = whom(tx, feast)
    if starts <= now or not found:
        raise Refused("cases.moved_on")
    for one in found:
        wanted = call(tx, one, Source.FEAST, feast.id, starts, starts + LASTS_MS)
        open_task(tx, who, replace(wanted, team_id=feast.team_id), now)
    return len(found)


def let_be(tx: Tx, who: Person, feast_id: int) -> None:
    """Nothing of it this time."""
    _decided(tx, who, feast_id, "left")


def _decided(tx: Tx, who: Person, feast_id: int, stage: str) -> Feast:
    feast = weeklies.feast(tx, feast_id)
    if feast is None or not sees_to(tx, who, feast.team_id, feast.place_id):
        raise Refused("tasks.not_found")
    if not weeklies.decide(tx, feast.id, stage):
        raise Refused("cases.moved_on")
    tx.touched.add((FEAST, feast.id))
    return feast
