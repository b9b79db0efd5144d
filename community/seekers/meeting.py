"""面试: a time proposed by either side and agreed on by the other, with reminders."""

from community.deadlines import DAY_MS, HOUR_MS
from community.jobs.access import answering, officers
from community.refused import Refused
from community.seekers.caring import tell_seeker
from community.seekers.stages import (
    MEETING,
    Held,
    Stage,
    employers_own,
    held,
    move,
    seekers_own,
    workdays_later,
)
from community.tells import tell_all
from storage import interviews, timers
from storage.applications import Application
from storage.people import Person
from storage.tx import Tx

SPOT_MOST = 100
AHEAD_MS = 60 * DAY_MS
DAY, HOURS, PASSED, AFTER, LATE = (
    "day",
    "hours",
    "passed",
    "after",
    "late",
)  # what the timer says in turn
BEFORE_MS = {DAY: DAY_MS, HOURS: 2 * HOUR_MS}


def invite(
    tx: Tx, who: Person, application_id: int, meets: int, spot: str, now: int
) -> Application:
    """约面试: the employer proposes when and where, first or anew."""
    one = employers_own(tx, who, application_id)
    invited = _propose(tx, one, meets, spot, now, theirs=True, by=who)
    tell_seeker(tx, invited.person_id, "seekers.invited", invited.id)
    return invited


def offer_other(tx: Tx, who: Person, application_id: int, meets: int, now: int) -> Application:
    """换个时间: the seeker proposes another time at the same place."""
    one = seekers_own(tx, who, application_id)
    standing = interviews.standing(tx, application_id)
    if standing is None:
        raise Refused("cases.moved_on")
    proposed = _propose(tx, one, meets, interviews.spot(tx, standing), now, theirs=False, by=None)
    tell_all(tx, answering(tx, one.employer), "seekers.other_time", proposed.id)
    return proposed


def _propose(
    tx: Tx, one: Held, meets: int, spot: str, now: int, *, theirs: bool, by: Person | None
) -> Application:
    _must_come(meets, now)
    answered = {"answered": now, "answered_by": by.id} if by else {}
    invited = move(tx, one, Stage.INVITED, now, due=meets, **answered)
    interview = interviews.add(tx, invited.id, invited.person_id, meets, spot, now, theirs=theirs)
    timers.add(tx, MEETING, interview.id, PASSED, meets, now)
    return invited


def agree(tx: Tx, who: Person, application_id: int, now: int) -> Application:
    """同意: the side that has not proposed the time agrees to it."""
    standing = interviews.standing(tx, application_id)
    theirs = standing is not None and bool(standing.theirs)
    own = seekers_own if theirs else employers_own
    one = own(tx, who, application_id)
    standing = interviews.standing(tx, application_id)  # as it is now that it is held
    if standing is None or bool(standing.theirs) is not theirs:
        raise Refused("cases.moved_on")
    _must_come(standing.meets, now)
    told_by = workdays_later(tx, one.employer, 3, standing.meets)
    agreed = move(tx, one, Stage.AGREED, now, due=told_by)
    interviews.agree(tx, standing.id, now)
    for occasion, before in BEFORE_MS.items():
        if standing.meets - before > now:
            timers.add(tx, MEETING, standing.id, occasion, standing.meets - before, now)
    after = workdays_later(tx, one.employer, 1, standing.meets)
    timers.add(tx, MEETING, standing.id, AFTER, after, now)
    others = answering(tx, one.employer)
    if theirs:
        tell_all(tx, others, "seekers.agreed", agreed.id)
    else:
        tell_seeker(tx, agreed.person_id, "seekers.agreed", agreed.id)
    return agreed


def _must_come(meets: int, now: int) -> None:
    if not now < meets <= now + AHEAD_MS:
        raise Refused("seekers.past")


def remind(tx: Tx, interview_id: int, occasion: str, now: int) -> None:
    """Remind both of an interview; when it is over, ask what came of it."""
    interview = interviews.get(tx, interview_id)
    one = held(tx, interview.application_id) if interview else None
    if interview is None or one is None or interview.ended is not None:
        return
    answerers, agreed = answering(tx, one.employer), one.application.stage == Stage.AGREED
    if occasion == PASSED and not agreed:
        tell_all(tx, answerers, "seekers.passed", one.application.id)
    elif occasion in BEFORE_MS and agreed and now < interview.meets:
        subject, stale = one.application.id, interview.meets
        tell_seeker(tx, one.application.person_id, "seekers.meeting", subject, stale)
        tell_all(tx, answerers, "seekers.meeting", subject, stale=stale)
    elif occasion in (AFTER, LATE) and agreed:
        late = officers(tx, one.employer.place_id) if occasion == LATE else []
        tell_all(
            tx,
            {at.id: at for at in (*answerers, *late)}.values(),
            "seekers.how",
            one.application.id,
        )
        if occasion == AFTER:
            timers.add(tx, MEETING, interview_id, LATE, max(now, one.application.due), now)
