"""The town that lives through it: places, people with their roles, and what is under way there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count

from bench.chaos import affairs
from bench.chaos.affairs import Coming, Couple, Gathering, Opening, Overdue
from community import people as rules
from community.places import Kind, ensure_root
from community.roles import Role
from storage import people, places
from storage.people import Person
from storage.places import Place
from storage.tx import Tx

LANGUAGE = "en"
MORNING = 9  # the local hour at which a run begins
FAR_EAST = 11  # hours before UTC, beyond which it is the day before on the other side
COMMUNITIES = 4
# Who lives in each community, and what for they are there.
LIVES: dict[str, tuple[int, Role | None]] = {
    "repairer": (3, Role.PROPERTY),
    "disputant": (1, None),  # who asks for mediation
    "opposite": (1, None),  # with whom
    "guest": (2, None),  # for the same activities
    "volunteer": (2, None),
    "seeker": (1, None),
    "employer": (1, None),
    "single": (1, None),
    "matchmaker": (1, Role.MATCHMAKER),
    "keeper": (1, Role.MATCHMAKER),  # of those who are introduced
}
PHONED = ("seeker", "single", "bride", "groom")
CONTACTS = 2  # of all elders
COUPLES = 40  # at most; a matchmaker has a list of thirty people before them
ANNOUNCED_EVERY = 7  # kills


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Somebody with a phone; ids are the platform's, the home is a place's."""

    telegram_id: int
    name: str
    home_id: int


@dataclass(frozen=True, slots=True)
class Town:
    """Who lives and works there, by what they do, and what waits for its time."""

    groups: dict[str, list[Neighbour]]
    openings: tuple[tuple[Opening, ...], ...]  # for each seeker
    gatherings: tuple[tuple[Gathering, ...], ...]  # of each community
    overdue: tuple[Overdue, ...]
    mornings: tuple[Coming, ...]  # of each elder
    errands: tuple[Coming, ...]
    announcements: tuple[Coming, ...]
    couples: tuple[Couple, ...]

    def all(self, kind: str) -> list[Neighbour]:
        """Everybody who is there for the same."""
        return self.groups.get(kind, [])


class _Founding:
    """The people as they move in one after the other."""

    def __init__(self, tx: Tx, now: int) -> None:
        self.tx, self.now = tx, now
        self.groups: dict[str, list[Neighbour]] = {}
        self._ids = count(810_000_001)

    def settle(self, kind: str, home: Place, role: Role | None = None, at: int = 0) -> Person:
        """Let one more of a kind move in, and hold a role at a place."""
        telegram_id = next(self._ids)
        name = f"{kind} {telegram_id % 1000}"
        person = rules.meet(self.tx, telegram_id, LANGUAGE, frozenset(), self.now)
        rules.join(self.tx, person, name, home.id, self.now)
        if kind in PHONED:
            people.set_phone(self.tx, person.id, f"139{telegram_id}"[:11])
        if role is not None:
            people.grant(self.tx, person.id, role, at, None, self.now)
        self.groups.setdefault(kind, []).append(Neighbour(telegram_id, name, home.id))
        return people.known(self.tx, person.id)


def build(tx: Tx, residents: int, due: Sequence[int], now: int, lives: Sequence[int] = ()) -> Town:
    """Make everything through the rules, before the bot starts for the first time.

    A case is overdue at each time that is `due`; in each of the `lives` there is something to do.
    """
    root = ensure_root(tx, "Chaos", zone(now), now)
    homes = [_stairwell(tx, root, number, now) for number in range(1, COMMUNITIES + 1)]
    founding = _Founding(tx, now)
    # Two at the first community: they race for every report.
    for community, home in (homes[0], *homes):
        founding.settle("staff", home, Role.COMMUNITY_STAFF, community.id)
    for number, (community, _home) in enumerate(homes):
        elsewhere = homes[number - 1][1]  # at one stairwell they would be too near
        founding.settle("mediator", elsewhere, Role.MEDIATOR, community.id)
    openings = [_live(founding, community, home) for community, home in homes]
    gatherings = [affairs.gathered(tx, community, now) for community, _home in homes]
    for number in range(residents):
        founding.settle("resident", homes[number % len(homes)][1])
    first, second = homes[0], homes[1][0]
    reporter = founding.settle("silent", first[1])
    idle = founding.settle("silent", first[1], Role.GRID_WORKER, first[1].id)
    return Town(
        founding.groups,
        tuple(openings),
        tuple(gatherings),
        tuple(affairs.neglected(tx, reporter, idle, first, at) for at in due),
        tuple(_grow_old(founding, first[1], lives)),
        tuple(affairs.errands(tx, second, lives)),
        tuple(affairs.announced(tx, second, lives[::ANNOUNCED_EVERY], now)),
        tuple(_match(founding, homes, lives[:: 1 + len(lives) // COUPLES])),
    )


def zone(now: int) -> str:
    """Where it is morning, so that a run is the same at any hour."""
    ahead = (MORNING - datetime.fromtimestamp(now / 1000, UTC).hour) % 24
    return f"Etc/GMT{(24 if ahead > FAR_EAST else 0) - ahead:+d}"


def _stairwell(tx: Tx, root: Place, number: int, now: int) -> tuple[Place, Place]:
    community = place = places.add(tx, root, Kind.COMMUNITY, f"Community {number}", root.zone, now)
    for kind in (Kind.ESTATE, Kind.BUILDING, Kind.STAIRWELL):
        place = places.add(tx, place, kind, f"{kind.value.title()} {number}", root.zone, now)
    return community, place


def _live(founding: _Founding, community: Place, home: Place) -> tuple[Opening, ...]:
    """Whoever lives at a place like at every other; returns the work that is offered there."""
    tx, now = founding.tx, founding.now
    for kind, (times, role) in LIVES.items():
        for _nth in range(times):
            last = founding.settle(kind, home, role, community.id)
            if kind == "volunteer":
                affairs.helps(tx, last, community, now)
            elif kind == "employer":
                openings = affairs.offered(tx, last, home, now)
    return openings


def _match(
    founding: _Founding, homes: Sequence[tuple[Place, Place]], lives: Sequence[int]
) -> Iterator[Couple]:
    """Two for each of the lives; the keepers look after them in turn."""
    keepers = founding.groups["keeper"]
    for nth, at in enumerate(lives):
        home, keeper = homes[nth % len(homes)][1], keepers[nth % len(keepers)]
        her, his = founding.settle("bride", home), founding.settle("groom", home)
        theirs = people.by_telegram(founding.tx, keeper.telegram_id)
        assert theirs is not None
        affairs.matched(founding.tx, theirs, her, his, nth, founding.now)
        names = [founding.groups[kind][-1].name for kind in ("bride", "groom")]
        yield Couple(keeper.telegram_id, names[0], names[1], at)


def _grow_old(founding: _Founding, home: Place, lives: Sequence[int]) -> Iterator[Coming]:
    """One after the other is asked how they are, and has named the same two."""
    contacts = [founding.settle("contact", home) for _ in range(CONTACTS)]
    elders = [founding.settle("elder", home) for _ in lives]
    for elder, at in zip(elders, lives, strict=True):
        yield affairs.greeted(founding.tx, elder, contacts, home, at)
