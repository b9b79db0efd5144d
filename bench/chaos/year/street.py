"""Who lives through the year: elders in several zones, with all whom their ladders know."""

import random
from dataclasses import dataclass

from community import people as rules
from community.checkins import mornings
from community.checkins.kinds import Part
from community.places import Kind, ensure_root
from community.roles import Role
from storage import checkin_helpers, people, places
from storage.people import Person
from storage.places import Place
from storage.tx import Tx

ZONES = (
    "Asia/Shanghai",
    "Europe/London",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
)
WINDOWS = ((360, 540), (300, 480), (390, 570), (360, 600))  # minutes of the day
NUMBERS = 500_000_000  # of the accounts


@dataclass(frozen=True, slots=True)
class Elder:
    """Somebody who is asked each morning."""

    person: Person
    plan_id: int
    zone: str
    opens: int
    closes: int


def settle(tx: Tx, size: int, rng: random.Random, now: int) -> list[Elder]:
    """A community in each zone, with stairwell heads, grid workers, staff, and the elders."""
    root = ensure_root(tx, "广安街道", ZONES[0], now)
    homes = [_community(tx, root, nth, now) for nth in range(len(ZONES))]
    numbers = iter(range(NUMBERS + 1_000, NUMBERS + 1_000_000))
    found = []
    for nth in range(size):
        zone = nth % len(ZONES)
        person = _joined(tx, next(numbers), f"老人{nth}", homes[zone], now)
        opens, closes = rng.choice(WINDOWS)
        plan = mornings.begin(tx, person, None, now, opens=opens, closes=closes)
        for part in (Part.CONTACT, Part.NEIGHBOUR):
            if rng.random() < 0.8:
                helper = _joined(tx, next(numbers), f"{part}{nth}", homes[zone], now)
                named = checkin_helpers.add(tx, plan.id, helper.id, part, now)
                checkin_helpers.agree(tx, named.id, now)
        found.append(Elder(person, plan.id, ZONES[zone], opens, closes))
    return found


def _community(tx: Tx, root: Place, nth: int, now: int) -> Place:
    """A community with one stairwell, and whoever looks after it."""
    at = root
    for kind in (Kind.COMMUNITY, Kind.ESTATE, Kind.BUILDING, Kind.STAIRWELL):
        at = places.add(tx, at, kind, f"{kind} {nth}", ZONES[nth], now)
    community, estate, stairwell = (places.upwards(tx, at)[level] for level in (1, 2, 4))
    roles = (
        (Role.STAIRWELL_HEAD, stairwell),
        (Role.GRID_WORKER, estate),
        (Role.COMMUNITY_STAFF, community),
        (Role.SUBDISTRICT_STAFF, root),
    )
    for order, (role, place) in enumerate(roles):
        number = NUMBERS + nth * len(roles) + order
        person = _joined(tx, number, f"{role}{nth}", stairwell, now)
        people.grant(tx, person.id, role, place.id, None, now)
    return stairwell


def _joined(tx: Tx, number: int, name: str, home: Place, now: int) -> Person:
    person = rules.meet(tx, number, "zh", frozenset(), now)
    rules.join(tx, person, name, home.id, now)
    return people.known(tx, person.id)
