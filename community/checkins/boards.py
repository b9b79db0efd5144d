"""How the mornings of a place stand, for its staff: today's board, the week, too many alarms."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from community.checkins.kinds import GOOD, Outcome, State, Way
from community.deadlines import DAY_MS, MINUTE_MS
from community.duty import OFFICES, roster
from community.nearby import home_of, near
from community.places import Kind
from community.refused import Refused
from community.roles import STAFF, Role
from community.tells import tell_all
from storage import checkin_board, people, places, timers
from storage.checkin_board import Line, Sums
from storage.checkin_plans import Plan
from storage.moments import local, moment
from storage.people import Person
from storage.places import Place
from storage.tx import Tx

REDRAWN, WEEK = "checkins.board", "checkins.week"  # timers
BOARD = "careboard"
STEADY_MS = MINUTE_MS  # a board is drawn anew once in it, however much changes
MANY = 5_000
PARTED = frozenset({Kind.SUBDISTRICT, Kind.COMMUNITY, Kind.ESTATE})  # looked at part by part
MONDAY, MORNING = 0, 9 * 60
# Somebody is still to look, or nobody has asked.
UNWELL = frozenset({Outcome.HELP, Outcome.AMBULANCE, Outcome.MISSED})
FALSE_ALARMS, LATELY = 2, 30  # so many in so many days lead to a talk (domain §5)


class Light(StrEnum):
    """How somebody stands this morning."""

    WELL = "well"
    WAITING = "waiting"
    CLIMBING = "climbing"
    UNREACHABLE = "unreachable"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Board:
    """How many stand how, and who needs somebody."""

    place: Place
    at: int
    counts: Counter[Light]
    urgent: tuple[Line, ...]
    parts: tuple[tuple[Place, Counter[Light]], ...]  # the places below where anybody is asked
    cut: bool  # there are more people than are looked at in one go


def look(tx: Tx, who: Person, place_id: int, now: int) -> None:
    """Have the board of a place of theirs as it is now; for a day it is kept up to date."""
    if place_for(tx, who, place_id) is None:
        raise Refused("checkins.not_found")
    checkin_board.look(tx, place_id, now)
    tx.touched.add((BOARD, place_id))


def place_for(tx: Tx, who: Person, place_id: int) -> Place | None:
    """A place whose staff one is."""
    place = places.get(tx, place_id)
    return place if place is not None and who.holds(STAFF, place.path) else None


def of(tx: Tx, who: Person, place_id: int) -> Board | None:
    """The board of a place of theirs, as it was drawn last; of others as of none nothing."""
    place, standing = place_for(tx, who, place_id), checkin_board.standing(tx, place_id)
    if place is None or standing is None:
        return None
    now = standing[0]
    day = local(now, place.zone).date()
    lines = _lines(tx, place, day)
    lit = [(_light(line, day, place.zone, now), line) for line in lines]
    urgent = tuple(line for light, line in lit if light in (Light.CLIMBING, Light.UNREACHABLE))
    below = places.below(tx, place.id) if place.kind in PARTED else ()
    each = [(one, _counted(lit, one.path)) for one in below]
    parts = tuple((one, counts) for one, counts in each if counts)
    return Board(place, now, _counted(lit, place.path), urgent, parts, len(lines) >= MANY)


def _counted(lit: Sequence[tuple[Light, Line]], path: str) -> Counter[Light]:
    """How many of those at a place and below it stand how."""
    return Counter(light for light, line in lit if line.path.startswith(path))


def _lines(tx: Tx, place: Place, day: date) -> list[Line]:
    return checkin_board.lines(tx, place.path, day, MANY)


def _light(line: Line, day: date, zone: str, now: int) -> Light:
    since = moment(day, line.opens, zone)
    cries = line.cried is not None and line.cried >= since - DAY_MS and line.outcome not in GOOD
    if line.state in (State.CLIMBING, State.HELD) or line.outcome in UNWELL or cries:
        return Light.CLIMBING
    if line.outcome in GOOD:
        return Light.WELL
    if line.outcome == Outcome.PAUSED or now < max(line.paused_until or 0, line.away_until or 0):
        return Light.PAUSED
    if line.way == Way.CHAT and line.unreachable is not None:
        return Light.UNREACHABLE
    early = line.day_id is None and line.heard is not None and line.heard >= since
    return Light.WELL if early else Light.WAITING


def changed(tx: Tx, place_id: int, now: int) -> None:
    """Have the boards drawn anew on which somebody's morning stands, if any is looked at."""
    place = places.get(tx, place_id)
    for at in places.upwards(tx, place) if place else []:
        standing = checkin_board.standing(tx, at.id)
        if standing is not None and standing[1] > now - DAY_MS:
            timers.add(tx, REDRAWN, at.id, "", now + STEADY_MS, now)


def redraw(tx: Tx, place_id: int, _occasion: str, now: int) -> None:
    """A board is drawn anew."""
    checkin_board.renew(tx, place_id, now)
    tx.touched.add((BOARD, place_id))


def tonight(tx: Tx, place: Place, now: int) -> Person | None:
    """Who is on duty tonight, of the place or of those above; the last rung of every ladder."""
    offices = (at for at in reversed(places.upwards(tx, place)) if at.kind in OFFICES)
    found = (roster.of_tonight(tx, at, now) for at in offices)
    return next((one for one in found if one is not None and one.reachable), None)


def begin_weeks(tx: Tx, home: Place, now: int) -> None:
    """Have the staff of a place hear each Monday how the week before was.

    From now on they hear each evening, too, if nobody is on duty for the night.
    """
    offices = [at for at in places.upwards(tx, home) if at.kind in OFFICES]
    roster.watch(tx, offices[-1], now)
    for at in offices:
        if checkin_board.standing(tx, at.id) is None:
            checkin_board.look(tx, at.id, now)
        monday = _monday(local(now, at.zone).date())
        timers.add(tx, WEEK, at.id, monday.isoformat(), moment(monday, MORNING, at.zone), now)


def _monday(day: date) -> date:
    """The next one after a day."""
    return day + timedelta(days=7 - day.weekday())


def week(tx: Tx, place_id: int, occasion: str, now: int) -> None:
    """Tell the staff of a place of the last seven days; a week that is long over is dropped."""
    place = places.get(tx, place_id)
    if place is None:
        return
    monday, today = date.fromisoformat(occasion), local(now, place.zone).date()
    if today < monday + timedelta(days=7):
        role = Role.COMMUNITY_STAFF if place.kind == Kind.COMMUNITY else Role.SUBDISTRICT_STAFF
        staff = [one for one in people.holders(tx, place, [role]) if one.reachable]
        if sums_of(tx, place, monday).days:
            tell_all(tx, staff, WEEK, place.id, monday=occasion)
    begin_weeks(tx, place, now)


def sums_of(tx: Tx, place: Place, monday: date) -> Sums:
    """The seven days before a Monday."""
    first = monday - timedelta(days=7)
    return checkin_board.sums(tx, place.path, first, monday - timedelta(days=1))


def too_many(tx: Tx, plan: Plan, now: int) -> None:
    """After two false alarms in a month whoever is near talks with them about their hours."""
    person = people.known(tx, plan.person_id)
    home = home_of(tx, person)
    since = local(now, home.zone).date() - timedelta(days=LATELY)
    if checkin_board.false_alarms(tx, plan.id, since) == FALSE_ALARMS:
        tell_all(tx, near(tx, home, person.id, now), "checkins.talk", person.id)
