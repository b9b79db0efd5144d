"""Hours: confirmed by staff, and put on a certificate in the fields of the national record."""

from dataclasses import dataclass

from community.places import label
from community.refused import Refused
from community.roles import STAFF
from community.tasks.kinds import GIVEN, Confirmed
from community.tells import tell
from storage import chores, hours, people, places, tasks, teams
from storage.hours import Given
from storage.people import Person
from storage.tx import Tx

CERTIFICATE = "tasks.certificate"  # the chore that draws it
FIRST, LAST = "0000-01-01", "9999-12-31"
MINUTES_MOST = 12 * 60


@dataclass(frozen=True, slots=True)
class Entry:
    """One service, as the record of voluntary service wants it (志愿服务记录与证明出具办法)."""

    day: str
    skill: str
    team: str | None
    place: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that is confirmed of somebody; no identity number is ever asked."""

    name: str
    office: str
    entries: tuple[Entry, ...]

    @property
    def minutes(self) -> int:
        return sum(entry.minutes for entry in self.entries)


def may_confirm(tx: Tx, who: Person, given: Given) -> bool:
    """Whether somebody confirms these hours: staff of the place, never one's own."""
    place = places.get(tx, given.place_id)
    return place is not None and who.id != given.person_id and who.holds(STAFF, place.path)


def confirm(tx: Tx, who: Person, given_id: int, minutes: int | None, now: int) -> None:
    """Confirm hours, maybe others than were noted."""
    given = _noted(tx, who, given_id)
    minutes = given.minutes if minutes is None else minutes
    if not 1 <= minutes <= MINUTES_MOST:
        raise Refused("tasks.minutes")
    _decide(tx, who, given, Confirmed.CONFIRMED, minutes, now)
    tell(tx, given.person_id, "tasks.confirmed", given.id)


def decline(tx: Tx, who: Person, given_id: int, now: int) -> None:
    """It did not take place, or was noted twice."""
    given = _noted(tx, who, given_id)
    _decide(tx, who, given, Confirmed.DECLINED, given.minutes, now)


def _noted(tx: Tx, who: Person, given_id: int) -> Given:
    given = hours.get(tx, given_id)
    if given is None or not may_confirm(tx, who, given):
        raise Refused("tasks.not_found")
    return given


def _decide(tx: Tx, who: Person, given: Given, stage: Confirmed, minutes: int, now: int) -> None:
    if not hours.decide(tx, given, stage, minutes, who.id, now):
        raise Refused("cases.moved_on")
    tx.touched.add((GIVEN, given.id))
    task = tasks.known(tx, given.task_id)
    tasks.change(tx, task)  # its card says how many hours wait
    tx.touched.add(("task", task.id))


def waiting(tx: Tx, who: Person, path: str, limit: int) -> list[Given]:
    """What somebody has to confirm, at a place and below it."""
    found: dict[int, Given] = {}
    for held in who.roles:
        both = (held.path, path)
        if held.role in STAFF and max(both, key=len).startswith(min(both, key=len)):
            found |= {one.id: one for one in hours.noted_below(tx, max(both, key=len), limit)}
    return [one for one in found.values() if one.person_id != who.id][:limit]


def ask_certificate(tx: Tx, who: Person, now: int) -> None:
    """Have one's own certificate drawn; it is free."""
    confirmed, _noted = hours.minutes_of(tx, who.id)
    if not confirmed:
        raise Refused("tasks.no_hours")
    chores.ask(tx, CERTIFICATE, who.id, who.id, {"language": who.language}, now)


def record(tx: Tx, person_id: int) -> Record | None:
    """What stands on somebody's certificate."""
    person = people.get(tx, person_id)
    if person is None or person.died is not None:
        return None
    found = [one for one in hours.of(tx, person_id, FIRST, LAST) if one.stage == "confirmed"]
    entries = tuple(_entry(tx, one) for one in found)
    return Record(people.name(tx, person), places.roots(tx)[0].name, entries)


def _entry(tx: Tx, given: Given) -> Entry:
    team = teams.get(tx, given.team_id) if given.team_id else None
    place = places.get(tx, given.place_id)
    # As near as all may know: a certificate goes into many hands.
    above = places.upwards(tx, place)[:3] if place else []
    where = label(tx, above[-1]) if above else ""
    return Entry(given.day, given.skill, team.name if team else None, where, given.minutes)
