"""How it stands with an application, and who hears of it on the employer's side."""

from dataclasses import dataclass
from enum import StrEnum

from community.jobs.access import sees
from community.refused import Refused
from community.seekers.caring import cares_for
from community.workdays import ENDS, working_day_later
from storage import applications, employers, interviews, people, places, timers, vacancies
from storage.applications import Application
from storage.employers import Employer
from storage.moments import local, moment
from storage.people import Person
from storage.tx import Tx, Value
from storage.vacancies import Vacancy

KIND = "application"  # the kind of row that cards show
ANSWER = "seekers.answer"  # the timer of an answer that is waited for
MEETING = "seekers.meeting"  # of an interview: reminders, and what came of it
CHECK = "seekers.check"  # of a placement, after thirty days
TIMERS = (ANSWER, CHECK)


class Stage(StrEnum):
    """How it stands with an application."""

    SENT = "sent"
    INVITED = "invited"  # a time is proposed, by either side
    AGREED = "agreed"  # on a time
    PLACED = "placed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"  # the vacancy is over


STANDING = (Stage.SENT, Stage.INVITED, Stage.AGREED)
ENDED = (Stage.DECLINED, Stage.WITHDRAWN, Stage.CLOSED)
MOVES: dict[Stage, tuple[Stage, ...]] = {
    Stage.INVITED: STANDING,
    Stage.AGREED: (Stage.INVITED,),
    Stage.PLACED: STANDING,
    Stage.DECLINED: STANDING,
    Stage.WITHDRAWN: STANDING,
    Stage.CLOSED: STANDING,
}


@dataclass(frozen=True, slots=True)
class Held:
    """An application with what it is about, kept from others until the transaction ends."""

    vacancy: Vacancy
    employer: Employer
    application: Application


def held(tx: Tx, application_id: int) -> Held | None:
    """The vacancy first, then the application: in this order everywhere."""
    known = applications.get(tx, application_id)
    vacancy = vacancies.hold(tx, known.vacancy_id) if known else None
    application = applications.hold(tx, application_id)
    if vacancy is None or application is None:
        return None
    return Held(vacancy, employers.known(tx, vacancy.employer_id), application)


def seekers_own(tx: Tx, who: Person, application_id: int) -> Held:
    """The application, for who has applied, or for whoever speaks for them."""
    one = held(tx, application_id)
    if one is None or not speaks(tx, who, one.application):
        raise Refused("seekers.not_found")
    return one


def speaks(tx: Tx, who: Person, application: Application) -> bool:
    """Whether it is one's own, or that of somebody without Telegram for whom one cares."""
    own = application.person_id == who.id
    return own or cares_for(tx, who, people.known(tx, application.person_id))


def employers_own(tx: Tx, who: Person, application_id: int) -> Held:
    """The application, for who speaks for the employer and for the officers there."""
    one = held(tx, application_id)
    if one is None or not reads(tx, who, one.application):
        raise Refused("seekers.not_found")
    return one


def reads(tx: Tx, who: Person, application: Application) -> bool:
    """Whether somebody sees an application from the employer's side, never their own one."""
    vacancy = vacancies.known(tx, application.vacancy_id)
    employer = employers.known(tx, vacancy.employer_id)
    return application.person_id != who.id and sees(tx, who, employer)


def move(tx: Tx, one: Held, to: Stage, now: int, **values: Value) -> Application:
    """Take the application to a stage, if it can go there from where it stands."""
    if one.application.stage not in MOVES[to]:
        raise Refused("cases.moved_on")
    if (standing := interviews.standing(tx, one.application.id)) is not None:
        timers.cancel(tx, MEETING, standing.id)
    if to in (*ENDED, Stage.PLACED):
        values = {"ended": now if to in ENDED else None, **values}
        interviews.end(tx, one.application.id, now)
    timers.cancel_each(tx, TIMERS, one.application.id)
    tx.touched.add((KIND, one.application.id))
    return applications.change(tx, one.application, stage=to, **values)


def end_of_day(tx: Tx, employer: Employer, at: int) -> int:
    """When people go home on that day, where the employer is."""
    place = places.get(tx, employer.place_id) or places.roots(tx)[0]
    return moment(local(at, place.zone).date(), ENDS * 60, place.zone)


def workdays_later(tx: Tx, employer: Employer, days: int, now: int) -> int:
    """The same time so many working days later, where the employer is."""
    place = places.get(tx, employer.place_id) or places.roots(tx)[0]
    for _day in range(days):
        now = working_day_later(tx, now, place.zone)
    return now
