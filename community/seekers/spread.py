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
STRETCH = 200  # people weighed in one unit, if none is told
TELLING = 8  # as much work to tell somebody as to weigh so many
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
    found, room = list(pairs(tx, vacancy)), STRETCH
    while at < len(found) and room > 0:
        last, room = _stretch(tx, vacancy, found[at], after, room, now)
        at, after = (at, last) if last is not None else (at + 1, 0)
    if at < len(found):
        timers.add(tx, SPREAD, vacancy_id, f"{at}.{after}", now, now)


def pairs(tx: Tx, vacancy: Vacancy) -> Iterator[tuple[str, int]]:
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
) -> tuple[int | None, int]:
    """Tell whom of the next few it suits; who was the last where more may follow, and the room."""
    offer, speaker = offered(tx, vacancy), employers.known(tx, vacancy.employer_id).person_id
    for one in seekers.wanting(tx, *pair, after, room):
        person_id = one.seeker.person_id
        suits = person_id != speaker and fit(wanted(tx, one.seeker, one.home), offer).real
        room -= 1
        if suits and seekers.hint(tx, person_id, vacancy.id, now):
            tell(tx, person_id, "seekers.fits", vacancy.id)
            room -= TELLING
        if room <= 0:
            return person_id, 0
    return None, room
