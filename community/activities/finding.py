"""What is coming: of this week, of a category, near one's home."""

from enum import StrEnum

from community.activities.kinds import Category, Stage
from community.deadlines import DAY_MS
from community.nearby import home_of
from community.places import Kind
from community.roles import LEADS, STAFF
from storage import activities, places
from storage.activities import Activity
from storage.moments import local, moment
from storage.people import Person
from storage.places import Place
from storage.tx import Tx

MOST = 200
WEEK = 7


class Shown(StrEnum):
    """Which of them are looked at, besides those of a category."""

    ALL = "all"
    WEEK = "week"
    NEAR = "near"


def coming(tx: Tx, who: Person, which: str, now: int) -> list[Activity]:
    """What is still to come or going on, the next one first."""
    found = activities.coming(tx, MOST)
    match which:
        case Shown.WEEK:
            end = _end_of_week(tx, now)
            found = [one for one in found if one.starts < end]
        case Shown.NEAR:
            found = [one for one in found if _near(tx, who, one)]
        case Shown.ALL:
            pass
        case _:
            found = [one for one in found if one.category == which]
    return found


def is_filter(which: str) -> bool:
    return which in tuple(Shown) or which in tuple(Category)


def _end_of_week(tx: Tx, now: int) -> int:
    """The first moment of the day in a week."""
    zone = places.roots(tx)[0].zone
    return moment(local(now + WEEK * DAY_MS, zone).date(), 0, zone)


def _near(tx: Tx, who: Person, activity: Activity) -> bool:
    """Whether it is in one's own community, or for the whole subdistrict."""
    place, home = places.get(tx, activity.place_id), _community(tx, home_of(tx, who))
    return place is not None and (
        place.path.startswith(home.path) or home.path.startswith(place.path)
    )


def _community(tx: Tx, home: Place) -> Place:
    above = places.upwards(tx, home)
    return next((at for at in above if at.kind == Kind.COMMUNITY), home)


def hosted(tx: Tx, who: Person, stage: Stage, most: int) -> list[Activity]:
    """Those in a stage that are somebody's to hold, the latest first."""
    found: dict[int, Activity] = {}
    for held in who.roles:
        if held.role in LEADS:
            maker = None if held.role in STAFF else who.id
            theirs = activities.below(tx, held.path, stage, most, maker)
            found |= {one.id: one for one in theirs}
    return sorted(found.values(), key=lambda one: -one.starts)[:most]
