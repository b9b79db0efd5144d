"""The scenes of duty: a roster of the place, a shift that changes hands."""

from datetime import date, timedelta

from community.duty import Shift, changes
from community.places import Kind
from storage import people, places, rosters
from storage.people import Person
from storage.places import Place
from storage.tx import Tx
from tests.community.conftest import gathered
from tests.conftest import NOW
from tests.rights.scene import Scene

TODAY = date(2026, 1, 1)  # at NOW it is eight in the morning there
WEEK = date(2025, 12, 29)


def roster(tx: Tx, _name: str) -> Scene:
    """This week's, with something last week to copy."""
    office, staff, _next = _cast(tx)
    before = rosters.ensure(tx, office.id, WEEK - timedelta(days=7), NOW)
    rosters.put(tx, before, WEEK - timedelta(days=4), Shift.NIGHT, staff.id, NOW)
    return Scene(rosters.ensure(tx, office.id, WEEK, NOW).id)


def fill(tx: Tx, name: str) -> Scene:
    _office, staff, _next = _cast(tx)
    answers = {"shift": "night", "days": ["4"], "person": staff.id}
    return Scene(filled={"roster": roster(tx, name).subject, **answers})


def room(tx: Tx, _name: str) -> Scene:
    return Scene(filled={"place": _cast(tx)[0].id, "phone": "0431-85123456"})


def swap(tx: Tx, _name: str) -> Scene:
    """One on duty asks another to take the shift."""
    staff, other, slot = _on(tx)
    asked = changes.ask(tx, staff, slot, other.id, NOW)
    return Scene(asked.id, relations={"asking": staff, "asked": other})


def asking(tx: Tx, _name: str) -> Scene:
    staff, other, slot = _on(tx)
    return Scene(filled={"slot": slot, "to": other.id}, relations={"asking": staff})


def handover(tx: Tx, _name: str) -> Scene:
    """One on duty leaves word for the next."""
    staff, other, _slot = _on(tx)
    handed = changes.hand_over(tx, staff, "停水了", NOW).id
    return Scene(handed, relations={"leaving": staff, "coming": other})


def leaving(tx: Tx, _name: str) -> Scene:
    staff, _other, _slot = _on(tx)
    return Scene(filled={"note": "停水了"}, relations={"leaving": staff})


def rostered(tx: Tx) -> Person:
    """A grid worker who is on duty now."""
    office, _staff, worker = _cast(tx)
    rosters.put(tx, rosters.ensure(tx, office.id, WEEK, NOW), TODAY, Shift.DAY, worker.id, NOW)
    return worker


def _on(tx: Tx) -> tuple[Person, Person, int]:
    """Who is on now, who comes next, and the first one's shift."""
    office, staff, other = _cast(tx)
    week = rosters.ensure(tx, office.id, WEEK, NOW)
    rosters.put(tx, week, TODAY, Shift.DAY, staff.id, NOW)
    rosters.put(tx, week, TODAY, Shift.NIGHT, other.id, NOW)
    slot = rosters.at(tx, office.id, TODAY, Shift.DAY)
    assert slot is not None
    return staff, other, slot.id


def _cast(tx: Tx) -> tuple[Place, Person, Person]:
    cast = gathered(tx)
    home = places.get(tx, cast.reporter.home_id or 0)
    assert home is not None
    office = next(at for at in places.upwards(tx, home) if at.kind == Kind.COMMUNITY)
    people.grant(tx, cast.responsible.id, "grid_worker", office.id, None, NOW)
    return office, cast.staff, people.known(tx, cast.responsible.id)
