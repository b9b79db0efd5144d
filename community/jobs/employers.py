"""Employers come on file: put forward after a visit or a call, or asking; checked; blocked."""

from community.jobs import vacancies as offers
from community.jobs.access import (
    OFFICERS,
    TEAM,
    officer_of,
    officers,
    place_for,
    sees,
    speaks_for,
)
from community.jobs.kinds import Reason, Source, Stage, Standing
from community.refused import Refused
from community.tells import tell, tell_all
from storage import employers, vacancies
from storage.employers import Employer, Entry
from storage.people import Person
from storage.tx import Tx

EMPLOYER = "employer"  # the kind of row that cards show
ASKED_MOST = 3  # employers of one person that wait to be checked
MANY = 1000
KNOWN = (Standing.WAITING, Standing.ON_FILE, Standing.BLOCKED)


def draft(tx: Tx, who: Person, entry: Entry, source: Source, now: int) -> Employer:
    """Put an employer forward after a visit or a call: for who goes out to them there."""
    place = place_for(tx, entry.place_id)
    if not who.holds(TEAM, place.path):
        raise Refused("jobs.not_yours")
    return _put_forward(tx, entry, source, None, who.id, now)


def ask(tx: Tx, who: Person, entry: Entry, now: int) -> Employer:
    """Ask to come on file oneself: whoever wants to employ somebody."""
    place_for(tx, entry.place_id)
    waiting = [one for one in employers.of(tx, who.id) if one.stage == Standing.WAITING]
    if len(waiting) >= ASKED_MOST:
        raise Refused("jobs.many_waiting")
    return _put_forward(tx, entry, Source.ASKED, who.id, None, now)


def _put_forward(
    tx: Tx, entry: Entry, source: Source, person_id: int | None, by_id: int | None, now: int
) -> Employer:
    if known(tx, entry.name, entry.place_id):
        raise Refused("jobs.known_employer")
    employer = add(tx, entry, source, person_id, by_id, now)
    tell_all(tx, officers(tx, employer.place_id), "jobs.employer_waits", employer.id)
    return employer


def add(
    tx: Tx, entry: Entry, source: Source, person_id: int | None, by_id: int | None, now: int
) -> Employer:
    """Note an employer, still to be looked over."""
    return employers.add(
        tx,
        now,
        entry,
        source=source,
        person_id=person_id,
        drafted_by=by_id,
        stage=Standing.WAITING,
    )


def known(tx: Tx, name: str, place_id: int) -> Employer | None:
    """The employer of this name at this very place, whatever became of it."""
    same = (
        one
        for one in employers.at(tx, place_id, KNOWN)
        if employers.name(tx, one).casefold() == name.casefold()
    )
    return next(same, None)


def accept(tx: Tx, who: Person, employer_id: int, now: int) -> Employer:
    """收录: the officer has looked it over, and it is on file."""
    employer = _held(tx, who, employer_id, (Standing.WAITING,))
    employer = _stand(tx, employer, Standing.ON_FILE, checked_by=who.id, checked=now)
    for vacancy in vacancies.of(tx, employer.id, (Stage.CHECKING,), MANY):
        vacancies.change(tx, vacancy, stage=vacancy.stage)  # its card offers to publish it now
        tx.touched.add((offers.VACANCY, vacancy.id))
    _tell(tx, employer, "jobs.employer_on_file")
    return employer


def decline(tx: Tx, who: Person, employer_id: int) -> Employer:
    """不收录: it is none for the station; who has asked is told so."""
    employer = _held(tx, who, employer_id, (Standing.WAITING,))
    employer = _stand(tx, employer, Standing.DECLINED, checked_by=who.id)
    _tell(tx, employer, "jobs.employer_declined")
    return employer


def block(tx: Tx, who: Person, employer_id: int, now: int) -> Employer:
    """停用: nothing of it is shown any more."""
    employer = _held(tx, who, employer_id, (Standing.ON_FILE,))
    employer = _stand(tx, employer, Standing.BLOCKED)
    close_all(tx, employer, Reason.BLOCKED, now)
    _tell(tx, employer, "jobs.employer_blocked")
    return employer


def unblock(tx: Tx, who: Person, employer_id: int) -> Employer:
    """恢复: it may offer work again."""
    employer = _held(tx, who, employer_id, (Standing.BLOCKED,))
    employer = _stand(tx, employer, Standing.ON_FILE)
    _tell(tx, employer, "jobs.employer_on_file")
    return employer


def rewrite(tx: Tx, who: Person, employer_id: int, entry: Entry) -> Employer:
    """Correct what is said of it: officers all, who speaks for it all until it is checked."""
    employer = seen(tx, who, employer_id)
    place = place_for(tx, entry.place_id)
    own = speaks_for(who, employer) and not officer_of(tx, who, employer)
    if own and employer.stage != Standing.WAITING:
        same = (entry.name, entry.place_id) == (employers.name(tx, employer), employer.place_id)
        if not same or entry.sort != employer.kind:
            raise Refused("jobs.ask_officer")
    elif not own and not who.holds(OFFICERS, place.path):
        raise Refused("jobs.not_yours")
    tx.touched.add((EMPLOYER, employer.id))
    return employers.rewrite(tx, employer, entry)


def seen(tx: Tx, who: Person, employer_id: int) -> Employer:
    """The employer, held, for who may see its card."""
    employer = employers.hold(tx, employer_id)
    if employer is None or not sees(tx, who, employer):
        raise Refused("jobs.not_found")
    return employer


def own(tx: Tx, who: Person) -> list[Employer]:
    """For whom somebody speaks, but for what was not taken."""
    return [one for one in employers.of(tx, who.id) if one.stage != Standing.DECLINED]


def waiting(tx: Tx, who: Person, path: str, limit: int) -> list[Employer]:
    """What an officer has to check, at a place and below it."""
    return _of_officer(tx, who, path, (Standing.WAITING,), limit)


def on_file(tx: Tx, who: Person, path: str, limit: int) -> list[Employer]:
    """Whom an officer has on file, at a place and below it."""
    return _of_officer(tx, who, path, (Standing.ON_FILE, Standing.BLOCKED), limit)


def _of_officer(
    tx: Tx, who: Person, path: str, stages: tuple[Standing, ...], limit: int
) -> list[Employer]:
    found: dict[int, Employer] = {}
    for held in who.roles:
        if held.role in OFFICERS and (held.path.startswith(path) or path.startswith(held.path)):
            narrow = max(held.path, path, key=len)
            found |= {one.id: one for one in employers.below(tx, narrow, stages, limit)}
    return sorted(found.values(), key=lambda one: one.id)[:limit]


def close_all(tx: Tx, employer: Employer, reason: Reason, now: int) -> None:
    """Close everything that an employer offers."""
    standing = (Stage.CHECKING, Stage.OPEN, Stage.HIDDEN)
    for vacancy in vacancies.of(tx, employer.id, standing, MANY):
        offers.end(tx, vacancy, reason, now)


def forget(tx: Tx, before: int) -> None:
    """Forget whom to call of those that have offered nothing since then: not taken, blocked, idle.

    That they were on file stays, for the figures; what they offer next names a contact anew.
    """
    for employer in employers.idle(tx, before):
        employers.change(tx, employer, address=None, contact_name=None, phone=None)
        tx.touched.add((EMPLOYER, employer.id))


def _held(tx: Tx, who: Person, employer_id: int, stages: tuple[Standing, ...]) -> Employer:
    """The employer, held, for an officer of its place, in one of these stages."""
    employer = employers.hold(tx, employer_id)
    if employer is None or not officer_of(tx, who, employer):
        raise Refused("jobs.not_found")
    if employer.stage not in stages:
        raise Refused("cases.moved_on")
    return employer


def _stand(tx: Tx, employer: Employer, stage: Standing, **values: int | None) -> Employer:
    tx.touched.add((EMPLOYER, employer.id))
    return employers.change(tx, employer, stage=stage, **values)


def _tell(tx: Tx, employer: Employer, notice: str) -> None:
    """Tell who speaks for it, and who put it forward."""
    for person_id in {employer.person_id, employer.drafted_by} - {None}:
        assert person_id is not None
        tell(tx, person_id, notice, employer.id)
