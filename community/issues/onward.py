"""What becomes of a matter after its answer: planned for a day, or with another office."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from community.cases import Stage, held, take_step
from community.issues.access import on_duty, supervised
from community.issues.kinds import KIND, Onward, Result, Way
from community.refused import Refused
from community.tells import tell_all
from community.workdays import BEGINS
from storage import cases, externals, people, timers
from storage.cases import Case
from storage.people import Person
from storage.places import Place
from storage.tx import Tx

PLANNED = "issues.planned"  # the timer of the day


def planned_for(result: Result, onward: Onward, place: Place, now: int) -> int | None:
    """The morning of the day of 列入计划; refuses what leads nowhere."""
    if result is Result.REFERRED and not (onward.office or "").strip():
        raise Refused("issues.no_office")
    if result is not Result.PLANNED:
        return None
    zone = ZoneInfo(place.zone)
    if onward.day is None or onward.day < datetime.fromtimestamp(now / 1000, zone).date():
        raise Refused("issues.no_day")
    return int(datetime.combine(onward.day, time(BEGINS), zone).timestamp() * 1000)


def follow(tx: Tx, who: Person, case: Case, result: Result, onward: Onward, now: int) -> None:
    """See that the day is not forgotten; keep who has it now."""
    if case.planned is not None:
        timers.add(tx, PLANNED, case.id, str(case.round), case.planned, now)
    if result is Result.REFERRED and onward.office:
        externals.add(tx, case.id, Way.OUT, onward.office, onward.number, who.id, now)


def day_has_come(tx: Tx, case_id: int, _occasion: str, now: int) -> None:
    """Remind whoever planned it, and the staff."""
    case, place = held(tx, case_id, KIND)
    if case.planned is None or case.stage not in (Stage.ANSWERED, Stage.CLOSED):
        return
    cases.note(tx, now, case, None, "planned")
    told = {person.id: person for person in on_duty(tx, place)}
    if case.responsible_id:
        told[case.responsible_id] = people.known(tx, case.responsible_id)
    tell_all(tx, told.values(), "issues.planned", case.id)


def note_external(
    tx: Tx, who: Person, case_id: int, way: Way, office: str, number: str | None, now: int
) -> Case:
    """Staff note where a matter came from, or where it went, with its number there."""
    case, _place = supervised(tx, who, case_id)
    said = f"{office} {number}" if number else office
    case, _entry = take_step(tx, who, case, "external", now, said)
    externals.add(tx, case.id, way, office, number, who.id, now)
    return case
