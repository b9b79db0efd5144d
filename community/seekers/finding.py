"""Finding work: the open vacancies as somebody wants to look at them, what fits best first."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from community.jobs.hours import Hours
from community.jobs.kinds import Stage
from community.refused import Refused
from community.seekers import WINDOWS, Window, wanted_by
from community.seekers.fit import SPARE, About, Fit, Near, Offered, fit
from storage import employers, places, saved, vacancies
from storage.people import Person
from storage.saved import Look
from storage.tx import Tx
from storage.vacancies import Vacancy

WEIGHED = 300  # vacancies for one look; a subdistrict has fewer that are open
WORDS_MOST = 40
SAVED_MOST = 50


class Sorting(StrEnum):
    """What comes first."""

    FIT = "fit"
    NEAR = "near"
    PAY = "pay"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Found:
    """A vacancy, what it offers, and how it suits who looks, if they have said what they want."""

    vacancy: Vacancy
    offered: Offered
    fit: Fit | None


def offered(tx: Tx, vacancy: Vacancy) -> Offered:
    """What a vacancy offers, to be weighed."""
    place = places.get(tx, vacancy.place_id)
    return Offered(
        vacancy.trade,
        Hours.read(vacancy.hours),
        place.path if place else "",
        vacancy.stops,
        vacancy.pay_from,
        vacancy.pay_to,
        vacancy.pay_unit,
    )


def find(tx: Tx, who: Person) -> list[Found]:
    """The open vacancies as somebody has narrowed them, in the order they like."""
    how = saved.look(tx, who.id)
    place = places.get(tx, how.place_id) if how.place_id else None
    path = (place or places.roots(tx)[0]).path
    wants = wanted_by(tx, who)
    found = []
    for vacancy in vacancies.newest(tx, path, Stage.OPEN, how.trade, WEIGHED):
        offer = offered(tx, vacancy)
        if _narrowed(tx, how, vacancy, offer):
            found.append(Found(vacancy, offer, fit(wants, offer) if wants else None))
    return sorted(found, key=ORDERS[Sorting(how.sorting)])


def _narrowed(tx: Tx, how: Look, vacancy: Vacancy, offer: Offered) -> bool:
    if how.pay and offer.monthly < how.pay:
        return False
    if how.hours and offer.hours.week:
        window = WINDOWS[Window(how.hours)]
        if window.shared(offer.hours) < SPARE * offer.hours.week:
            return False
    return not how.words or _speaks_of(tx, vacancy, how.words)


def _speaks_of(tx: Tx, vacancy: Vacancy, words: str) -> bool:
    said = vacancies.offer(tx, vacancy)
    name = employers.name(tx, employers.known(tx, vacancy.employer_id))
    text = f"{said.post} {said.content} {said.stop or ''} {name}".casefold()
    return all(word in text for word in words.casefold().split())


def _by_fit(one: Found) -> tuple[Any, ...]:
    if one.fit is None:
        return _by_age(one)
    return one.fit.against, -one.fit.score, -one.vacancy.id


def _by_place(one: Found) -> tuple[Any, ...]:
    near = one.fit and next(r for r in one.fit.reasons if r.about is About.PLACE)
    rank = list(Near).index(Near(near.detail)) if near else 0
    return rank, one.vacancy.stops, *_by_fit(one)


def _by_pay(one: Found) -> tuple[Any, ...]:
    return -one.offered.monthly, -one.vacancy.id


def _by_age(one: Found) -> tuple[Any, ...]:
    return (-(one.vacancy.opened or 0), -one.vacancy.id)


ORDERS: dict[Sorting, Callable[[Found], tuple[Any, ...]]] = {
    Sorting.FIT: _by_fit,
    Sorting.NEAR: _by_place,
    Sorting.PAY: _by_pay,
    Sorting.NEW: _by_age,
}


def narrow(tx: Tx, who: Person, now: int, **parts: object) -> None:
    """Look at the vacancies in another way from now on."""
    how = replace(saved.look(tx, who.id), **parts)  # type: ignore[arg-type]
    if how.place_id and places.get(tx, how.place_id) is None:
        raise Refused("places.gone")
    saved.look_at(tx, who.id, how, now)


def widen(tx: Tx, who: Person, now: int) -> None:
    """Look at all of them again, in the same order."""
    saved.look_at(tx, who.id, Look(saved.look(tx, who.id).sorting), now)


def suits(tx: Tx, who: Person, vacancy: Vacancy) -> Fit | None:
    """How one vacancy suits somebody, if they have said what they want."""
    wants = wanted_by(tx, who)
    return fit(wants, offered(tx, vacancy)) if wants else None


def is_open(vacancy: Vacancy | None) -> bool:
    return vacancy is not None and vacancy.stage == Stage.OPEN


def put_aside(tx: Tx, who: Person, vacancy_id: int, now: int, *, keep: bool) -> None:
    """Save a vacancy that is open, or no more."""
    if not keep:
        saved.drop(tx, who.id, vacancy_id)
    elif not is_open(vacancies.get(tx, vacancy_id)):
        raise Refused("seekers.gone")
    elif len(saved.all_of(tx, who.id)) >= SAVED_MOST:
        raise Refused("seekers.too_many")
    else:
        saved.save(tx, who.id, vacancy_id, now)


def put_aside_by(tx: Tx, who: Person) -> list[Vacancy]:
    """What somebody has saved and is still open."""
    found = (vacancies.get(tx, vacancy_id) for vacancy_id in saved.all_of(tx, who.id))
    return [vacancy for vacancy in found if vacancy and is_open(vacancy)]
