"""Who lives in the simulated year: elders in several time zones, and those who look after them."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from community.checkins import enrolling, naming
from community.checkins.enrolling import Window
from community.checkins.kinds import Part
from community.people import GENERAL
from community.places import Kind, ensure_root
from community.roles import Role
from storage import consents, people, places
from storage.people import Person
from storage.places import Place
from storage.tx import Tx

ZONES = (
    "Asia/Shanghai",
    "Asia/Urumqi",
    "Asia/Kathmandu",  # a quarter of an hour off
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",  # half an hour of summer time
    "Pacific/Apia",
)
BUILDINGS = 6  # in a community; a stairwell each
CONTACTS = (0, 1, 1, 2)  # how many somebody may have named


@dataclass(frozen=True, slots=True)
class Elder:
    """One who is asked each morning."""

    id: int
    plan: int
    zone: str
    opens: int  # minutes of the local day
    closes: int
    contacts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Town:
    """Who is asked, and one of the staff."""

    elders: list[Elder]
    staff: int


def build(tx: Tx, count: int, random: Random, now: int) -> Town:
    """Let them all move in, agree to be asked from the next window on, and name who agrees, too."""
    root = ensure_root(tx, "广安街道", ZONES[0], now)
    numbers = iter(range(700_000_001, 800_000_000))
    staff = [_work(tx, numbers, Role.SUBDISTRICT_STAFF, root, now) for _nth in range(2)]
    homes = [home for zone in ZONES for home in _community(tx, root, zone, numbers, now)]
    elders = [_elder(tx, homes[nth % len(homes)], numbers, random, now) for nth in range(count)]
    return Town(elders, staff[0])


def _community(tx: Tx, root: Place, zone: str, numbers: Iterator[int], now: int) -> Iterator[Place]:
    community = places.add(tx, root, Kind.COMMUNITY, zone, zone, now)
    for role in (Role.COMMUNITY_STAFF, Role.COMMUNITY_STAFF, Role.GRID_WORKER):
        _work(tx, numbers, role, community, now)
    for nth in range(BUILDINGS):
        stairwell = places.add(tx, community, Kind.STAIRWELL, f"{nth + 1}单元", zone, now)
        _work(tx, numbers, Role.STAIRWELL_HEAD, stairwell, now)
        yield stairwell


def _elder(tx: Tx, home: Place, numbers: Iterator[int], random: Random, now: int) -> Elder:
    person = _person(tx, numbers, now)
    people.set_home(tx, person.id, home.id)
    opens = random.choice((5, 6, 6, 6, 7)) * 60
    closes = opens + random.choice((120, 165, 180, 180, 240))
    person = people.known(tx, person.id)
    plan = enrolling.enrol(tx, person, Window(opens, closes), now)
    contacts = [_person(tx, numbers, now) for _nth in range(random.choice(CONTACTS))]
    for one in contacts:
        token = f"{person.id}-{one.id}"
        naming.link(tx, person, plan.id, Part.CONTACT, token, now)
        named = naming.come(tx, one, token, now)
        assert named is not None
        naming.agree(tx, one, named.id, now)
    return Elder(
        person.id, plan.id, home.zone, opens, closes, tuple(contact.id for contact in contacts)
    )


def _work(tx: Tx, numbers: Iterator[int], role: Role, place: Place, now: int) -> int:
    person = _person(tx, numbers, now)
    people.grant(tx, person.id, role, place.id, None, now)
    return person.id


def _person(tx: Tx, numbers: Iterator[int], now: int) -> Person:
    person = people.add(tx, next(numbers), "zh", now)
    consents.give(tx, person.id, GENERAL, now)
    return person
