"""No word after an answer: on the third day somebody phones, on the seventh it ends (domain §3).

The day before, whoever may say whether it is solved is reminded, once.
"""

from enum import StrEnum

from community.cases import Stage, held, take_step, voices
from community.issues import CALL, CALL_BACK, LAPSE_MS, REMIND, once_more
from community.issues.access import judges, on_duty, supervised
from community.issues.following import tell_residents
from community.issues.kinds import KIND
from community.issues.watch import above
from community.refused import Refused
from community.tells import tell, tell_all
from storage import cases, feedback, people, timers
from storage.cases import Case
from storage.people import Person
from storage.tx import Tx


class Call(StrEnum):
    """What a phone call to the resident brought."""

    SOLVED = "solved"
    UNSOLVED = "unsolved"
    UNREACHED = "unreached"


def unanswered(tx: Tx, case_id: int, occasion: str, now: int) -> None:
    """The resident has not said whether it is solved."""
    case, place = held(tx, case_id, KIND)
    if case.stage != Stage.ANSWERED or case.answered is None:
        return
    ends = case.answered + LAPSE_MS
    in_time = now < ends
    if occasion == REMIND and in_time:
        for person_id in voices(case):
            if judges(case, people.known(tx, person_id)):
                tell(tx, person_id, "issues.ending", case.id, ends=ends)
        return
    if occasion == CALL and in_time and people.known(tx, case.reporter_id).died is None:
        cases.note(tx, now, case, None, "call")
        staff = [one for one in on_duty(tx, place) if one.id != case.responsible_id]
        tell_all(tx, staff or above(tx, place), "issues.call", case.id)
        return
    case, _entry = take_step(tx, None, case, "lapse", now, closed=now)
    tell_residents(tx, case, "issues.moved")


def may_call(case: Case, who: Person) -> bool:
    """Whether it is for them to ask: never for who has done the work."""
    return case.stage == Stage.ANSWERED and case.responsible_id != who.id


def called(tx: Tx, who: Person, case_id: int, outcome: Call, now: int) -> Case:
    """Staff have phoned the resident: 打通了,解决了 / 没解决 / 没打通."""
    case, place = supervised(tx, who, case_id)
    if case.responsible_id == who.id:
        raise Refused("issues.own_work")
    match outcome:
        case Call.SOLVED:
            case, _entry = take_step(tx, who, case, "confirm", now, closed=now)
            feedback.add(tx, case, solved=True, called_by=who.id, now=now)
            timers.cancel(tx, CALL_BACK, case.id)
            tell_residents(tx, case, "issues.moved")
        case Call.UNSOLVED:
            if case.stage == Stage.ANSWERED:
                feedback.add(tx, case, solved=False, called_by=who.id, now=now)
            case = once_more(tx, who, case, place, now)
            tell_residents(tx, case, "issues.moved")
        case Call.UNREACHED:
            case, _entry = take_step(tx, who, case, "unreached", now)
    return case


def lapsed(tx: Tx, case: Case) -> bool:
    """Whether it ended because nobody heard from the resident."""
    steps = [entry.step for entry in cases.timeline(tx, case.id) if entry.stage == Stage.CLOSED]
    return case.stage == Stage.CLOSED and steps[-1:] == ["lapse"]
