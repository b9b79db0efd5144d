"""What comes of it: placed, still there after thirty days, and thanks."""

from datetime import timedelta

from community.deadlines import DAY_MS
from community.jobs import vacancies as jobs
from community.jobs.access import answering, officer_of, officers
from community.jobs.kinds import Reason
from community.jobs.kinds import Stage as Vacant
from community.places import Kind
from community.refused import Refused
from community.seekers.caring import tell_seeker
from community.seekers.stages import (
    CHECK,
    KIND,
    Held,
    Stage,
    employers_own,
    held,
    move,
    seekers_own,
    speaks,
)
from community.tells import tell_all
from storage import applications, people, placements, places, timers
from storage.applications import Application
from storage.moments import local, moment
from storage.people import Person
from storage.placements import Placement
from storage.tx import Tx

MONTH, MORNING = 30, 9 * 60  # days until it is asked whether they are still there, and the minute
SILENT_MS = 5 * DAY_MS  # until the officers hear that nobody has said so
ASK, TELL, LAST = "1", "2", "3"  # what the timer says in turn
LET_GO_MS = 30 * DAY_MS


def place(tx: Tx, who: Person, application_id: int, now: int) -> Application:
    """录用: one of the places is taken; with the last one the vacancy is filled."""
    one = employers_own(tx, who, application_id)
    if one.vacancy.stage == Vacant.CLOSED or placements.filled(tx, one.vacancy.id) >= (
        one.vacancy.number
    ):
        raise Refused("seekers.full")
    asked = _in_a_month(tx, one, now)
    placed = move(tx, one, Stage.PLACED, now, due=asked, answered=now, answered_by=who.id)
    added = placements.add(
        tx,
        one.vacancy.id,
        placed.person_id,
        _estate(tx, placed.person_id),
        who.id,
        now,
        woman=False,
    )
    if added is None:
        raise Refused("cases.moved_on")
    timers.add(tx, CHECK, placed.id, ASK, asked, now)
    tell_seeker(tx, placed.person_id, "seekers.placed", placed.id)
    if placements.filled(tx, one.vacancy.id) >= one.vacancy.number:
        jobs.end(tx, one.vacancy, Reason.FILLED, now)
    return placed


def _in_a_month(tx: Tx, one: Held, now: int) -> int:
    at = places.get(tx, one.employer.place_id) or places.roots(tx)[0]
    day = local(now, at.zone).date() + timedelta(days=MONTH)
    return moment(day, MORNING, at.zone)


def _estate(tx: Tx, person_id: int) -> int | None:
    """The estate in which somebody lives now, for the figure of then."""
    home_id = people.known(tx, person_id).home_id
    home = places.get(tx, home_id) if home_id else None
    above = places.upwards(tx, home) if home else []
    return next((at.id for at in above if at.kind == Kind.ESTATE), home.id if home else None)


def placement(tx: Tx, application: Application) -> Placement | None:
    """What is noted of the work that came of an application."""
    return placements.by(tx, application.vacancy_id, application.person_id)


def asked(tx: Tx, application: Application) -> bool:
    """Whether the thirty days are over, so that both have been asked."""
    return not any(at.occasion == ASK for at in timers.standing(tx, (CHECK,), application.id))


def as_woman(tx: Tx, who: Person, application_id: int, *, woman: bool) -> None:
    """How the station may count who found work, in their own words."""
    one = seekers_own(tx, who, application_id)
    found = placement(tx, one.application)
    if found is None:
        raise Refused("cases.moved_on")
    placements.count_as(tx, found.id, woman=woman)
    _touch(tx, one)


def check(tx: Tx, application_id: int, occasion: str, now: int) -> None:
    """After thirty days ask both; where one is silent, let the officers phone."""
    one = held(tx, application_id)
    found = placement(tx, one.application) if one else None
    if one is None or found is None or one.application.stage != Stage.PLACED:
        return
    silent = found.hers is None or found.theirs is None
    if not silent or occasion == LAST:
        applications.change(tx, one.application, ended=now)
        tx.touched.add((KIND, application_id))
        return
    if occasion == ASK:
        tell_seeker(tx, one.application.person_id, "seekers.still", application_id)
        tell_all(tx, answering(tx, one.employer), "seekers.stays", application_id)
        timers.add(tx, CHECK, application_id, TELL, now + SILENT_MS, now)
    else:
        tell_all(tx, officers(tx, one.employer.place_id), "seekers.silent", application_id)
        timers.add(tx, CHECK, application_id, LAST, now + LET_GO_MS, now)


def still(tx: Tx, who: Person, application_id: int, now: int, *, there: bool) -> None:
    """还在干 or 不干了, as who found the work says it, or the officer who has phoned them."""
    one = held(tx, application_id)
    if one is None or not (speaks(tx, who, one.application) or officer_of(tx, who, one.employer)):
        raise Refused("seekers.not_found")
    _say(tx, one, now, hers=there)


def stays(tx: Tx, who: Person, application_id: int, now: int, *, there: bool) -> None:
    """The same as the employer says it, or the officer who has phoned them."""
    one = employers_own(tx, who, application_id)
    _say(tx, one, now, theirs=there)


def _say(
    tx: Tx, one: Held, now: int, *, hers: bool | None = None, theirs: bool | None = None
) -> None:
    found = placement(tx, one.application)
    if found is None or now < one.application.due or one.application.ended is not None:
        raise Refused("cases.moved_on")
    placements.say(tx, found.id, hers=hers, theirs=theirs)
    after = placements.get(tx, found.id)
    if after is not None and after.hers is not None and after.theirs is not None:
        timers.cancel(tx, CHECK, one.application.id)
        applications.change(tx, one.application, ended=now)
    _touch(tx, one)


def _touch(tx: Tx, one: Held) -> None:
    applications.change(tx, one.application)  # a revision of its own: the card says more now
    tx.touched.add((KIND, one.application.id))
