"""A new vacancy finds those whom it really suits: in stretches, and the best of them hear of it."""

from collections.abc import Iterator

from community.people import alone
from community.places import Kind
from community.seekers import wanted
from community.seekers.caring import carers
from community.seekers.finding import is_open, offered
from community.seekers.fit import fit
from community.tells import tell, tell_all
from storage import employers, hints, people, places, seekers, timers, vacancies
from storage.people import Person
from storage.tx import Tx
from storage.vacancies import Vacancy

SPREAD = "seekers.spread"  # the timer of the next stretch
STRETCH = 200  # people weighed in one unit
TELLING = 25  # people told in one unit
FOR_EACH, MOST = 30, 300  # how many hear of a vacancy: for each place there is, and at all
BEGINNING = "0.0"
LAST = -1  # what stands for a pair once all have been weighed


def begin(tx: Tx, vacancy_id: int, now: int) -> None:
    """Look for those whom a vacancy suits that is open now."""
    timers.add(tx, SPREAD, vacancy_id, BEGINNING, now, now)


def go_on(tx: Tx, vacancy_id: int, occasion: str, now: int) -> None:
    """Weigh, or then tell, the next stretch of people; the occasion says how far it has come."""
    vacancy = vacancies.get(tx, vacancy_id)
    if vacancy is None or not is_open(vacancy):
        return
    at, after = (int(part) for part in occasion.split("."))
    if at == LAST:
        _tell(tx, vacancy, after, now)
        return
    found, room = list(pairs(tx, vacancy)), STRETCH
    while at < len(found) and room > 0:
        last, room = _weigh(tx, vacancy, found[at], after, room, now)
        at, after = (at, last) if last is not None else (at + 1, 0)
    hints.keep_best(tx, vacancy.id, _most(tx, vacancy))
    further = f"{at}.{after}" if at < len(found) else f"{LAST}.0"
    timers.add(tx, SPREAD, vacancy_id, further, now, now)


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


def _weigh(
    tx: Tx, vacancy: Vacancy, pair: tuple[str, int], after: int, room: int, now: int
) -> tuple[int | None, int]:
    """Note whom of the next few it suits; who was the last where more may follow, and the room."""
    offer, speaker = offered(tx, vacancy), employers.known(tx, vacancy.employer_id).person_id
    for one in seekers.wanting(tx, *pair, after, room):
        person_id = one.seeker.person_id
        suits = fit(wanted(tx, one.seeker, one.home), offer)
        room -= 1
        if suits.real and person_id != speaker:
            hints.add(tx, person_id, vacancy.id, round(suits.score * 1000), now)
        if room <= 0:
            return person_id, 0
    return None, room


def _tell(tx: Tx, vacancy: Vacancy, done: int, now: int) -> None:
    """Tell the next few whom it suits best, as long as there are any and not too many know."""
    calling: dict[int, Person] = {}
    best = hints.best(tx, vacancy.id, min(TELLING, _most(tx, vacancy)))
    for person_id in best:
        hints.tell(tx, person_id, vacancy.id, now)
        if seekers.hears(tx, person_id):
            _say(tx, people.known(tx, person_id), vacancy.id, calling)
    tell_all(tx, calling.values(), "seekers.fits_others", vacancy.id)
    if len(best) == TELLING:
        timers.add(tx, SPREAD, vacancy.id, f"{LAST}.{done + len(best)}", now, now)
    else:
        hints.keep_best(tx, vacancy.id, 0)


def _say(tx: Tx, person: Person, vacancy_id: int, calling: dict[int, Person]) -> None:
    """Tell somebody; where they have no Telegram add the officers who phone them."""
    if alone(person):
        calling |= {one.id: one for one in carers(tx, person)}
    else:
        tell(tx, person.id, "seekers.fits", vacancy_id)


def _most(tx: Tx, vacancy: Vacancy) -> int:
    """How many more may hear of it."""
    return max(min(FOR_EACH * vacancy.number, MOST) - hints.told(tx, vacancy.id), 0)
