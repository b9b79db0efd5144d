"""A new vacancy finds those whom it really suits: each is told once, in stretches."""

from collections.abc import Iterator

from community.places import Kind
from community.seekers import wanted
from community.seekers.finding import is_open, offered
from community.seekers.fit import fit
from community.tells import tell
from storage import employers, places, seekers, timers, vacancies
from storage.tx import Tx
from storage.vacancies import Vacancy

SPREAD = "seekers.spread"  # the timer of the next stretch
STRETCH = 200  # people weighed in one unit
BEGINNING = "0.0"


def begin(tx: Tx, vacancy_id: int, now: int) -> None:
    """Look for those whom a vacancy suits that is open now."""
    timers.add(tx, SPREAD, vacancy_id, BEGINNING, now, now)


def go_on(tx: Tx, vacancy_id: int, occasion: str, now: int) -> None:
    """Weigh the next stretch of people; the occasion says how far it has come."""
    vacancy = vacancies.get(tx, vacancy_id)
    if vacancy is None or not is_open(vacancy):
        return
    at, after = (int(part) for part in occasion.split("."))
    pairs, room = list(_pairs(tx, vacancy)), STRETCH
    while at < len(pairs) and room > 0:
        seen, after = _stretch(tx, vacancy, pairs[at], after, room, now)
        if seen < room:
            at, after = at + 1, 0
        room -= seen
    if at < len(pairs):
        timers.add(tx, SPREAD, vacancy_id, f"{at}.{after}", now, now)


def _pairs(tx: Tx, vacancy: Vacancy) -> Iterator[tuple[str, int]]:
    """By which trade and place they may want it: the place, all above it, what is within it."""
    place = places.get(tx, vacancy.place_id)
    if place is None:
        return
    below = places.of_kinds(tx, place.path, (Kind.COMMUNITY, Kind.ESTATE))
    reached = dict.fromkeys(at.id for at in (*reversed(places.upwards(tx, place)), *below))
    for trade in (vacancy.trade, seekers.ANY):
        for place_id in reached:
            yield trade, place_id


def _stretch(
    tx: Tx, vacancy: Vacancy, pair: tuple[str, int], after: int, room: int, now: int
) -> tuple[int, int]:
    """Tell those of the next few whom it suits; how many they were, and who was the last."""
    offer, speaker = offered(tx, vacancy), employers.known(tx, vacancy.employer_id).person_id
    found = seekers.wanting(tx, *pair, after, room)
    for one in found:
        person_id, wants = one.seeker.person_id, wanted(tx, one.seeker, one.home)
        suits = person_id != speaker and fit(wants, offer).real
        if suits and seekers.hint(tx, person_id, vacancy.id, now):
            tell(tx, person_id, "seekers.fits", vacancy.id)
    return len(found), found[-1].seeker.person_id if found else after
