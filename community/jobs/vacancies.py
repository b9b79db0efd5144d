"""Vacancies from the first word to the last day: checked, published, confirmed again, closed."""

from dataclasses import replace
from datetime import date, timedelta

from community.deadlines import DAY_MS
from community.jobs import pay
from community.jobs.access import (
    OFFICERS,
    answering,
    officer_of,
    officers,
    place_for,
    sees,
)
from community.jobs.hours import Hours
from community.jobs.kinds import Reason, Stage, Standing
from community.jobs.wording import Finding, Ground, find, refused
from community.refused import Refused
from community.seekers import ending, spread
from community.tells import tell_all
from storage import employers, timers, vacancies, wages
from storage.employers import Employer
from storage.moments import local, moment
from storage.people import Person
from storage.tx import Tx
from storage.vacancies import Offer, Vacancy

VACANCY = "vacancy"  # the kind of row that cards show
REMIND, HIDE, EXPIRE = "jobs.remind", "jobs.hide", "jobs.expire"  # timers
TIMERS = (REMIND, HIDE, EXPIRE)
HOLDS_MS = 15 * DAY_MS  # how long it is shown without being confirmed again
REMIND_DAYS = 12
MORNING = 9 * 60  # the minute of the day at which it is asked
DAYS_MOST = 180  # how far ahead it may be valid
WAITING_MOST = 20  # vacancies of one employer that wait to be checked
STANDING = (Stage.CHECKING, Stage.OPEN, Stage.HIDDEN, Stage.REFUSED)
# What may change without being checked again.
BESIDES = frozenset({"number", "contact_name", "phone", "valid_until", "source"})


def offer(tx: Tx, who: Person, employer_id: int, offered: Offer, now: int) -> Vacancy:
    """Offer work: who speaks for the employer, or an officer for them; the officer checks it."""
    employer = _employer(tx, who, employer_id)
    if employer.stage not in (Standing.WAITING, Standing.ON_FILE):
        raise Refused("jobs.blocked")
    if employer.sealed_phone is None and not offered.phone:
        raise Refused("jobs.nobody_to_call")
    must_be_lawful(tx, offered, now)
    if len(vacancies.of(tx, employer.id, (Stage.CHECKING,), WAITING_MOST)) >= WAITING_MOST:
        raise Refused("jobs.many_waiting")
    vacancy = add(tx, employer, offered, who.id, now)
    _tell_officers(tx, employer, "jobs.vacancy_waits", vacancy.id)
    return vacancy


def add(tx: Tx, employer: Employer, offered: Offer, by_id: int | None, now: int) -> Vacancy:
    """Note what is offered, still to be looked over."""
    return vacancies.add(tx, now, employer.id, offered, Stage.CHECKING, by_id)


def must_be_lawful(tx: Tx, offered: Offer, now: int) -> None:
    """Refuse what may not be offered at all, naming the passage or the least that must be paid."""
    place = place_for(tx, offered.place_id)
    if found := refused(findings(offered)):
        raise Refused(f"jobs.{found.ground}", passage=found.passage)
    today = local(now, place.zone).date()
    until = date.fromisoformat(offered.valid_until)
    if not today <= until <= today + timedelta(days=DAYS_MOST):
        raise Refused("jobs.valid_until", days=DAYS_MOST)
    if offered.pay_from > offered.pay_to:
        raise Refused("jobs.pay_range")
    minimum = wages.on(tx, today.isoformat())
    hours = Hours.read(offered.hours)
    if not hours.spans:
        raise Refused("jobs.no_hours")
    if minimum and pay.below(offered.pay_from, minimum, offered.pay_unit, hours):
        raise Refused("jobs.below_minimum", least=pay.least(minimum, offered.pay_unit, hours))


def findings(offered: Offer) -> list[Finding]:
    """What of its words is refused, or for the officer to look at."""
    found = find(offered.post, offered.content, offered.stop, offered.source)
    if Hours.read(offered.hours).at_night:
        # Who is under eighteen must not work at night, so none can be meant (protection of minors).
        found = [
            replace(one, refused=True) if one.ground is Ground.MINORS else one for one in found
        ]
    return found


def approve(tx: Tx, who: Person, vacancy_id: int, now: int) -> Vacancy:
    """通过: publish what has been checked, once its employer is on file."""
    vacancy, employer = _held(tx, who, vacancy_id, (Stage.CHECKING,))
    if employer.stage != Standing.ON_FILE:
        raise Refused("jobs.employer_first")
    must_be_lawful(tx, vacancies.offer(tx, vacancy), now)
    vacancy = _change(
        tx,
        vacancy,
        stage=Stage.OPEN,
        decided_by=who.id,
        opened=vacancy.opened or now,
        confirmed=now,
        note=None,
    )
    _watch(tx, vacancy, now)
    published(tx, vacancy, now)
    _tell_employer(tx, employer, "jobs.published", vacancy.id)
    return vacancy


def published(tx: Tx, vacancy: Vacancy, now: int) -> None:
    """Let it find those whom it suits; whoever was told before hears nothing."""
    spread.begin(tx, vacancy.id, now)


def send_back(tx: Tx, who: Person, vacancy_id: int, note: str) -> Vacancy:
    """退回: say what must be changed; nothing is shown until it has been checked again."""
    vacancy, employer = _held(tx, who, vacancy_id, (Stage.CHECKING, Stage.OPEN, Stage.HIDDEN))
    timers.cancel_each(tx, TIMERS, vacancy.id)
    vacancy = _change(tx, vacancy, stage=Stage.REFUSED, decided_by=who.id, note=note)
    _tell_employer(tx, employer, "jobs.sent_back", vacancy.id)
    return vacancy


def rewrite(tx: Tx, who: Person, vacancy_id: int, offered: Offer, now: int) -> Vacancy:
    """Change what is offered; what matters is checked again, unless an officer has changed it."""
    vacancy, employer = _seen(tx, who, vacancy_id, STANDING)
    must_be_lawful(tx, offered, now)
    before = vacancies.offer(tx, vacancy)
    essential = any(
        getattr(before, name) != getattr(offered, name)
        for name in Offer.__dataclass_fields__
        if name not in BESIDES
    )
    again = vacancy.stage == Stage.REFUSED or (essential and not officer_of(tx, who, employer))
    vacancy = vacancies.rewrite(tx, vacancy, offered)
    if again and vacancy.stage != Stage.CHECKING:
        timers.cancel_each(tx, TIMERS, vacancy.id)
        vacancy = vacancies.change(tx, vacancy, stage=Stage.CHECKING)
        _tell_officers(tx, employer, "jobs.vacancy_waits", vacancy.id)
    elif vacancy.stage == Stage.OPEN:
        _watch(tx, vacancy, now)
    elif vacancy.stage == Stage.HIDDEN:
        _watch_end(tx, vacancy, now)
    tx.touched.add((VACANCY, vacancy.id))
    return vacancy


def confirm(tx: Tx, who: Person, vacancy_id: int, now: int) -> Vacancy:
    """还在招: it still holds, and is shown for fifteen days more."""
    vacancy, employer = _seen(tx, who, vacancy_id, (Stage.OPEN, Stage.HIDDEN))
    if employer.stage != Standing.ON_FILE:
        raise Refused("jobs.blocked")
    must_be_lawful(tx, vacancies.offer(tx, vacancy), now)
    hidden = vacancy.stage == Stage.HIDDEN
    vacancy = _change(tx, vacancy, stage=Stage.OPEN, confirmed=now)
    _watch(tx, vacancy, now)
    if hidden:
        published(tx, vacancy, now)
    return vacancy


def hide(tx: Tx, who: Person, vacancy_id: int) -> Vacancy:
    """先不显示: until it is confirmed again."""
    vacancy, _employer = _seen(tx, who, vacancy_id, (Stage.OPEN,))
    return hidden(tx, vacancy)


def hidden(tx: Tx, vacancy: Vacancy) -> Vacancy:
    """Show it no more, for whatever reason, until somebody says that it still holds."""
    timers.cancel_each(tx, (REMIND, HIDE), vacancy.id)
    return _change(tx, vacancy, stage=Stage.HIDDEN)


def close(tx: Tx, who: Person, vacancy_id: int, reason: Reason, now: int) -> Vacancy:
    """招满了 or 不招了: it is over."""
    vacancy, _employer = _seen(tx, who, vacancy_id, STANDING)
    return end(tx, vacancy, reason, now)


def end(tx: Tx, vacancy: Vacancy, reason: Reason, now: int) -> Vacancy:
    """Close a vacancy for whatever reason."""
    timers.cancel_each(tx, TIMERS, vacancy.id)
    ending.end_with(tx, vacancy.id, now)
    return _change(tx, vacancy, stage=Stage.CLOSED, reason=reason, ended=now)


def remind(tx: Tx, vacancy_id: int, _occasion: str, now: int) -> None:
    """Ask whether it still holds before it is hidden; afterwards that is asked by hiding it."""
    vacancy = vacancies.get(tx, vacancy_id)
    if vacancy is None or vacancy.stage != Stage.OPEN:
        return
    if now < (vacancy.confirmed or 0) + HOLDS_MS:
        _tell_employer(tx, employers.known(tx, vacancy.employer_id), "jobs.still", vacancy.id)


def lapse(tx: Tx, vacancy_id: int, _occasion: str, _now: int) -> None:
    """Nobody has confirmed it for fifteen days: it is hidden until somebody does."""
    vacancy = vacancies.hold(tx, vacancy_id)
    if vacancy is not None and vacancy.stage == Stage.OPEN:
        _change(tx, vacancy, stage=Stage.HIDDEN)
        _tell_employer(tx, employers.known(tx, vacancy.employer_id), "jobs.lapsed", vacancy.id)


def expire(tx: Tx, vacancy_id: int, _occasion: str, now: int) -> None:
    """The last day on which it was valid is over, unless it has been put off meanwhile."""
    vacancy = vacancies.hold(tx, vacancy_id)
    if vacancy is None or vacancy.stage not in (Stage.OPEN, Stage.HIDDEN):
        return
    if now >= _over(tx, vacancy):
        end(tx, vacancy, Reason.EXPIRED, now)
        _tell_employer(tx, employers.known(tx, vacancy.employer_id), "jobs.expired", vacancy.id)


def may_see(tx: Tx, who: Person, vacancy: Vacancy) -> bool:
    """Whether somebody sees it as its employer and the officer do."""
    return sees(tx, who, employers.known(tx, vacancy.employer_id))


def of_officer(
    tx: Tx, who: Person, path: str, stages: tuple[Stage, ...], limit: int
) -> list[Vacancy]:
    """What of an officer's places, at a place and below it, is in these stages."""
    found: dict[int, Vacancy] = {}
    for held in who.roles:
        if held.role in OFFICERS and (held.path.startswith(path) or path.startswith(held.path)):
            narrow = max(held.path, path, key=len)
            found |= {one.id: one for one in vacancies.offered_from(tx, narrow, stages, limit)}
    return sorted(found.values(), key=lambda one: one.id)[:limit]


def _employer(tx: Tx, who: Person, employer_id: int) -> Employer:
    employer = employers.hold(tx, employer_id)
    if employer is None or not sees(tx, who, employer):
        raise Refused("jobs.not_found")
    return employer


def _seen(
    tx: Tx, who: Person, vacancy_id: int, stages: tuple[Stage, ...]
) -> tuple[Vacancy, Employer]:
    """The vacancy in one of these stages, held, for its employer and the officers."""
    vacancy = vacancies.hold(tx, vacancy_id)
    employer = employers.get(tx, vacancy.employer_id) if vacancy else None
    if vacancy is None or employer is None or not sees(tx, who, employer):
        raise Refused("jobs.not_found")
    if vacancy.stage not in stages:
        raise Refused("cases.moved_on")
    return vacancy, employer


def _held(
    tx: Tx, who: Person, vacancy_id: int, stages: tuple[Stage, ...]
) -> tuple[Vacancy, Employer]:
    """The same for the officers alone."""
    vacancy, employer = _seen(tx, who, vacancy_id, (*Stage,))
    if not officer_of(tx, who, employer):
        raise Refused("jobs.not_found")
    if vacancy.stage not in stages:
        raise Refused("cases.moved_on")
    return vacancy, employer


def _change(tx: Tx, vacancy: Vacancy, **values: str | int | None) -> Vacancy:
    tx.touched.add((VACANCY, vacancy.id))
    return vacancies.change(tx, vacancy, **values)


def _watch(tx: Tx, vacancy: Vacancy, now: int) -> None:
    """Set its timers anew: asking whether it holds, hiding it, its last day."""
    timers.cancel_each(tx, TIMERS, vacancy.id)
    confirmed = vacancy.confirmed or now
    occasion = str(confirmed)
    zone = place_for(tx, vacancy.place_id).zone
    asked = local(confirmed, zone).date() + timedelta(days=REMIND_DAYS)
    timers.add(tx, REMIND, vacancy.id, occasion, moment(asked, MORNING, zone), now)
    timers.add(tx, HIDE, vacancy.id, occasion, confirmed + HOLDS_MS, now)
    _watch_end(tx, vacancy, now)


def _watch_end(tx: Tx, vacancy: Vacancy, now: int) -> None:
    """Set the timer of its last day anew, which runs whether it is shown or hidden."""
    timers.cancel_each(tx, (EXPIRE,), vacancy.id)
    timers.add(tx, EXPIRE, vacancy.id, vacancy.valid_until, _over(tx, vacancy), now)


def _over(tx: Tx, vacancy: Vacancy) -> int:
    """The first moment after the last day on which it is valid."""
    after = date.fromisoformat(vacancy.valid_until) + timedelta(days=1)
    return moment(after, 0, place_for(tx, vacancy.place_id).zone)


def _tell_employer(tx: Tx, employer: Employer, notice: str, vacancy_id: int) -> None:
    """Tell who speaks for it; where nobody can be asked here the officers hear it instead."""
    tell_all(tx, answering(tx, employer), notice, vacancy_id)


def _tell_officers(tx: Tx, employer: Employer, notice: str, vacancy_id: int) -> None:
    tell_all(tx, officers(tx, employer.place_id), notice, vacancy_id)
