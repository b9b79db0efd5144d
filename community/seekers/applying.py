"""我想应聘: once for each vacancy, answered within five working days, no included (domain §5)."""

from enum import StrEnum

from community.jobs.access import answering, officers, speaks_for
from community.jobs.hours import Hours
from community.refused import Refused
from community.seekers.caring import tell_seeker
from community.seekers.finding import is_open
from community.seekers.stages import (
    ANSWER,
    STANDING,
    Stage,
    employers_own,
    end_of_day,
    held,
    move,
    seekers_own,
    workdays_later,
)
from community.tells import tell_all
from storage import applications, consents, employers, saved, seekers, timers, vacancies
from storage.applications import Application, Shown
from storage.people import Person
from storage.tx import Tx

ANSWERED_IN, REMINDED_IN = 5, 3  # working days
REMIND, OVERDUE, LATER = "1", "2", "3"  # what the timer of the answer says in turn
PASSED_ON = "employers"  # the purpose: name and number go to whom one applies to
AT_ONCE = 10  # applications of one person that wait for an answer or an interview
NOTE_MOST = 200


class Why(StrEnum):
    """Why an employer says no."""

    FILLED = "filled"
    HOURS = "hours"
    SKILLS = "skills"
    OTHER = "other"


class Age(StrEnum):
    """How old somebody says they are, as far as the law asks."""

    UNDER = "under"  # sixteen: nobody may hire them
    YOUNG = "young"  # sixteen or seventeen: protected
    ADULT = "adult"


def apply(tx: Tx, who: Person, vacancy_id: int, now: int, age: Age = Age.ADULT) -> Application:
    """Let the employer know who would like the work, and how to reach them."""
    if age not in (Age.YOUNG, Age.ADULT):
        raise Refused("seekers.too_young")
    vacancy = vacancies.hold(tx, vacancy_id)
    if vacancy is None or not is_open(vacancy):
        raise Refused("seekers.gone")
    employer = employers.known(tx, vacancy.employer_id)
    if speaks_for(who, employer):
        raise Refused("seekers.own")
    if age == Age.YOUNG and Hours.read(vacancy.hours).at_night:
        raise Refused("seekers.night")
    if who.sealed_phone is None:
        raise Refused("seekers.no_number")
    if len(applications.of(tx, who.id, STANDING)) >= AT_ONCE:
        raise Refused("seekers.too_many")
    due = end_of_day(tx, employer, workdays_later(tx, employer, ANSWERED_IN, now))
    shown = _shown(tx, who, young=age == Age.YOUNG)
    application = applications.add(tx, vacancy.id, who.id, Stage.SENT, due, now, shown)
    if application is None:
        raise Refused("seekers.applied")
    saved.drop(tx, who.id, vacancy.id)
    if not any(given.purpose == PASSED_ON for given in consents.of(tx, who.id)):
        consents.give(tx, who.id, PASSED_ON, now)
    remind = workdays_later(tx, employer, REMINDED_IN, now)
    timers.add(tx, ANSWER, application.id, REMIND, remind, now)
    tell_all(tx, answering(tx, employer), "seekers.applied", application.id)
    return application


def _shown(tx: Tx, who: Person, *, young: bool) -> Shown:
    """What of their card the employer sees; what they change afterwards stays with them."""
    seeker = seekers.of(tx, who.id)
    said = seekers.sought(tx, seeker) if seeker else None
    return Shown(said.hours, said.skills, young) if said else Shown(young=young)


def unanswered(tx: Tx, application_id: int, occasion: str, now: int) -> None:
    """Remind who must answer; when the five days are over the officers and the seeker hear it."""
    one = held(tx, application_id)
    if one is None or one.application.stage != Stage.SENT:
        return
    answerers = answering(tx, one.employer)
    if occasion == REMIND and now < one.application.due:
        tell_all(tx, answerers, "seekers.waits", application_id)
        timers.add(tx, ANSWER, application_id, OVERDUE, one.application.due, now)
        return
    those = {person.id: person for person in (*answerers, *officers(tx, one.employer.place_id))}
    tell_all(tx, those.values(), "seekers.overdue", application_id)
    if occasion != LATER:
        tell_seeker(tx, one.application.person_id, "seekers.slow", application_id)
        again = workdays_later(tx, one.employer, REMINDED_IN, now)
        timers.add(tx, ANSWER, application_id, LATER, again, now)


def decline(
    tx: Tx, who: Person, application_id: int, why: Why, note: str | None, now: int
) -> Application:
    """这次不合适: before or after an interview; the seeker hears it in kind words."""
    one = employers_own(tx, who, application_id)
    text = f"{why}\n{note or ''}"
    declined = move(tx, one, Stage.DECLINED, now, note=text, answered=now, answered_by=who.id)
    tell_seeker(tx, declined.person_id, "seekers.declined", declined.id)
    return declined


def reason(tx: Tx, application: Application) -> tuple[Why, str]:
    """Why the employer has said no, and in which words."""
    why, _newline, note = (applications.note(tx, application) or Why.OTHER).partition("\n")
    return Why(why), note


def withdraw(tx: Tx, who: Person, application_id: int, now: int) -> Application:
    """撤回: at any time until the work begins; the employer hears it."""
    one = seekers_own(tx, who, application_id)
    withdrawn = move(tx, one, Stage.WITHDRAWN, now)
    tell_all(tx, answering(tx, one.employer), "seekers.withdrawn", withdrawn.id)
    return withdrawn
