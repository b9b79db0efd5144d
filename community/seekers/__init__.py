"""Seekers: what work somebody looks for, what suits them, and what comes of it (domain §5)."""

from dataclasses import replace
from enum import StrEnum

from community.jobs.hours import EVERY_DAY, Hours, Span
from community.jobs.kinds import Trade
from community.nearby import home_of
from community.places import Kind
from community.refused import Refused
from community.seekers.fit import Need, Wanted
from storage import places, seekers
from storage.people import Person
from storage.seekers import Seeker, Sought
from storage.tx import Tx

WORKDAYS, WEEKEND = (1, 2, 3, 4, 5), (6, 7)
SKILLS_MOST = 200
PAY_MOST = 50_000
PLACES_MOST = 8
REACHABLE = frozenset({Kind.SUBDISTRICT, Kind.COMMUNITY, Kind.ESTATE})


class Window(StrEnum):
    """When somebody can work, as people say it."""

    ALWAYS = "always"
    DAYTIME = "daytime"
    SCHOOL = "school"
    MORNINGS = "mornings"
    AFTERNOONS = "afternoons"
    EVENINGS = "evenings"
    NIGHTS = "nights"
    WEEKENDS = "weekends"


WINDOWS = {
    Window.ALWAYS: Hours(tuple(Span(day, 0, 24 * 60) for day in EVERY_DAY)),
    Window.DAYTIME: Hours.of(WORKDAYS, 8 * 60, 18 * 60),
    Window.SCHOOL: Hours.of(WORKDAYS, 8 * 60, 16 * 60),
    Window.MORNINGS: Hours.of(EVERY_DAY, 7 * 60, 12 * 60),
    Window.AFTERNOONS: Hours.of(EVERY_DAY, 12 * 60, 18 * 60),
    Window.EVENINGS: Hours.of(EVERY_DAY, 17 * 60, 22 * 60),
    Window.NIGHTS: Hours.of(EVERY_DAY, 20 * 60, 8 * 60),
    Window.WEEKENDS: Hours.of(WEEKEND, 7 * 60, 21 * 60),
}


class Reach(StrEnum):
    """How far from home somebody can go to work."""

    ESTATE = "estate"
    COMMUNITY = "community"
    ANYWHERE = "anywhere"


def hours_of(windows: tuple[Window, ...]) -> Hours:
    """The hours of a week that lie in any of these."""
    return Hours(tuple(sorted({span for at in windows for span in WINDOWS[at].spans})))


def reach_of(tx: Tx, who: Person, reach: Reach) -> int:
    """The place within which somebody can go to work, seen from where they live."""
    wanted = {Reach.ESTATE: Kind.ESTATE, Reach.COMMUNITY: Kind.COMMUNITY}.get(reach)
    above = places.upwards(tx, home_of(tx, who))
    return next((at.id for at in above if at.kind == wanted), above[0].id)


def register(tx: Tx, who: Person, said: Sought, now: int, by_id: int | None = None) -> Seeker:
    """Keep what somebody looks for, in place of what they said before."""
    found = [places.get(tx, place_id) for place_id in said.reach]
    if not found or not all(place and place.kind in REACHABLE for place in found):
        raise Refused("places.gone")
    known = set(said.trades) <= set(Trade) and set(said.needs) <= set(Need)
    if not known or not Hours.read(said.hours).spans or len(found) > PLACES_MOST:
        raise Refused("seekers.unclear")
    tx.touched.add(("seeker", who.id))
    return seekers.put(tx, who.id, said, now, by_id)


def own(tx: Tx, who: Person) -> Seeker:
    """What somebody has said that they look for."""
    seeker = seekers.of(tx, who.id)
    if seeker is None:
        raise Refused("seekers.no_card")
    return seeker


def change(tx: Tx, who: Person, now: int, **parts: object) -> Seeker:
    """Say something else in one part of it."""
    said = seekers.sought(tx, own(tx, who))
    return register(tx, who, replace(said, **parts), now)  # type: ignore[arg-type]


def pause(tx: Tx, who: Person, now: int, *, paused: bool) -> None:
    """Be told of nothing new for a while, or again."""
    own(tx, who)
    seekers.pause(tx, who.id, now if paused else None, now)
    tx.touched.add(("seeker", who.id))


def forget(tx: Tx, who: Person) -> None:
    """Look for work no more; what was applied for goes on until it is withdrawn."""
    own(tx, who)
    seekers.remove(tx, who.id)
    tx.touched.add(("seeker", who.id))


def wanted(tx: Tx, seeker: Seeker, home: str | None) -> Wanted:
    """What they look for, to be weighed; `home` is the path of where they live."""
    reach = (places.get(tx, place_id) for place_id in seeker.reach)
    return Wanted(
        frozenset(seeker.trades),
        Hours.read(seeker.hours),
        tuple(place.path for place in reach if place),
        home,
        seeker.pay,
        frozenset(seekers.needs(tx, seeker.id, seeker.sealed_needs)),
    )


def wanted_by(tx: Tx, who: Person) -> Wanted | None:
    """What somebody looks for, if they have said it."""
    seeker = seekers.of(tx, who.id)
    home = places.get(tx, who.home_id) if who.home_id else None
    return wanted(tx, seeker, home.path if home else None) if seeker else None
