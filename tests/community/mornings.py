"""王奶奶, asked each morning, with all whom her ladder knows; time goes from timer to timer."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.app import CAPABILITIES
from community.checkins import mornings
from community.checkins.kinds import Part
from storage import checkin_helpers, checkin_plans, people, places, timers
from storage.checkin_plans import Plan
from storage.people import Person
from storage.tx import Tx
from talk.registry import Registry
from tests.community.conftest import gathered
from tests.conftest import NOW

REGISTRY = Registry(CAPABILITIES, "example_bot")
ZONE = ZoneInfo("Asia/Shanghai")
DAY = datetime.fromtimestamp(NOW / 1000, ZONE).date()
KINDS = ("checkins.", "people.reach")
NUMBERS = {
    "王奶奶": 910_001,
    "女儿": 910_002,
    "邻居": 910_003,
    "楼长": 910_004,
    "网格": 910_005,
    "主任": 910_006,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is who to a check-in; 小李 of the staff is on duty."""

    plan: Plan
    elder: Person
    daughter: Person
    neighbour: Person
    head: Person
    grid: Person
    staff: Person
    chief: Person


def asked(tx: Tx) -> Asked:
    """王奶奶 is asked from the next morning on; everybody on her ladder has a phone."""
    staff = gathered(tx).staff
    home = gathered(tx).reporter.home_id
    assert home is not None
    found = {}
    for name, number in NUMBERS.items():
        one = people.add(tx, number, "zh", NOW)
        people.set_name(tx, one.id, name)
        people.set_home(tx, one.id, home)
        people.set_consented(tx, one.id, NOW)
        found[name] = one
    place = places.get(tx, home)
    assert place is not None
    estate = places.upwards(tx, place)[2].id
    people.grant(tx, found["楼长"].id, "stairwell_head", home, None, NOW)
    people.grant(tx, found["网格"].id, "grid_worker", estate, None, NOW)
    root = places.roots(tx)[0].id
    people.grant(tx, found["主任"].id, "subdistrict_staff", root, None, NOW)
    plan = mornings.begin(tx, people.known(tx, found["王奶奶"].id), None, at("10:00", 0))
    for name, part in (("女儿", Part.CONTACT), ("邻居", Part.NEIGHBOUR)):
        helper = checkin_helpers.add(tx, plan.id, found[name].id, part, NOW)
        checkin_helpers.agree(tx, helper.id, NOW)
    known = {name: people.known(tx, one.id) for name, one in found.items()}
    return Asked(
        checkin_plans.known(tx, plan.id),
        elder=known["王奶奶"],
        daughter=known["女儿"],
        neighbour=known["邻居"],
        head=known["楼长"],
        grid=known["网格"],
        staff=staff,
        chief=known["主任"],
    )


def at(clock: str, day: int = 1) -> int:
    """A time of a day after the first one, in the town."""
    hour, minute = clock.split(":")
    then = datetime(DAY.year, DAY.month, DAY.day + day, int(hour), int(minute), tzinfo=ZONE)
    return int(then.timestamp() * 1000)


def heard(tx: Tx, now: int) -> list[str]:
    """What has just been told, in the order of their names: when, to whom, what."""
    clock = f"{datetime.fromtimestamp(now / 1000, ZONE):%H:%M}"
    said = sorted(
        f"{clock} {people.name(tx, people.known(tx, one.person))} {one.notice.partition('.')[2]}"
        for one in tx.told
        if one.notice.startswith("checkins.")
    )
    tx.told.clear()
    tx.touched.clear()
    return said


def until(tx: Tx, now: int, late: int = 0) -> list[str]:
    """All that is told while time goes on; with `late` nothing fires before then."""
    said = heard(tx, now)
    while found := [one for one in timers.due(tx, now, 50) if one.kind.startswith(KINDS)]:
        timer = found[0]
        timers.take(tx, timer.id)
        fired = max(timer.due, late)
        REGISTRY.timers[timer.kind](tx, timer.subject, timer.occasion, fired)
        said += heard(tx, fired)
    return said
