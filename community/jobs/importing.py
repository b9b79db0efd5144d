"""Vacancies from a table, each with its employer: as lawful as those that are filled in."""

from collections.abc import Mapping
from typing import Any

from community.jobs import employers as rules
from community.jobs import vacancies as offers
from community.jobs.access import OFFICERS
from community.jobs.kinds import Sort, Source, Standing
from community.refused import Refused
from storage import employers, places, vacancies
from storage.employers import Employer, Entry
from storage.people import Person
from storage.places import Place
from storage.tx import Tx
from storage.vacancies import Offer

KIND = "vacancies"
OF_EMPLOYER = ("employer", "sort", "path", "address", "contact", "phone")
Values = Mapping[str, Any]


def named(values: Values) -> str:
    return f"{values['employer']} {values['post']}"


def look(tx: Tx, who: Person | None, values: Values, now: int) -> tuple[str, str] | None:
    """What is wrong with a row: a place, a right, an employer, or what it says."""
    place = _place(tx, values["path"])
    if place is None:
        return "no_place", "/".join(values["path"])
    if who is not None and not who.holds(OFFICERS, place.path):
        return "not_yours", "/".join(values["path"])
    employer = rules.known(tx, values["employer"], place.id)
    if employer is not None and employer.stage != Standing.ON_FILE:
        return "jobs.not_on_file", values["employer"]
    try:
        offers.must_be_lawful(tx, _offer(values, place), now)
    except Refused as refusal:
        return refusal.reason, str(next(iter(refusal.values.values()), ""))
    return None


def stands(tx: Tx, values: Values) -> bool:
    """Whether the employer offers the same already."""
    place = _place(tx, values["path"])
    employer = rules.known(tx, values["employer"], place.id) if place else None
    if place is None or employer is None:
        return False
    offer = _offer(values, place)
    standing = vacancies.of(tx, employer.id, offers.STANDING, rules.MANY)
    return any(vacancies.offer(tx, one) == offer for one in standing)


def enter(tx: Tx, who: Person | None, values: Values, now: int) -> bool:
    """Enter what is not there yet; the officer still looks over each before it is published."""
    if look(tx, who, values, now) is not None:
        return False
    if stands(tx, values):
        return True
    place = _place(tx, values["path"])
    assert place is not None, "it was just looked at"
    employer = rules.known(tx, values["employer"], place.id) or _added(tx, who, values, place, now)
    offers.add(tx, employer, _offer(values, place), who.id if who else None, now)
    return True


def _added(tx: Tx, who: Person | None, values: Values, place: Place, now: int) -> Employer:
    """The employer, on file at once: an officer vouches for the table."""
    entry = Entry(
        values["employer"],
        Sort(values["sort"]),
        place.id,
        values["address"],
        values["contact"],
        values["phone"],
    )
    by_id = who.id if who else None
    employer = rules.add(tx, entry, Source.TABLE, None, by_id, now)
    return employers.change(tx, employer, stage=Standing.ON_FILE, checked_by=by_id, checked=now)


def _place(tx: Tx, path: list[str]) -> Place | None:
    """The place with these names below the subdistrict."""
    at: Place | None = places.roots(tx)[0]
    for name in path:
        at = places.child(tx, at, name) if at else None
    return at if path else None


def _offer(values: Values, place: Place) -> Offer:
    said = {name: value for name, value in values.items() if name not in OF_EMPLOYER}
    return Offer(place_id=place.id, stop=None, stops=0, contact_name=None, phone=None, **said)
