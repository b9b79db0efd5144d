"""A known outage: made known in one tap, over for everybody at once, thanks in one tap."""

from enum import StrEnum

from community.cases import PENDING, Stage, voices
from community.deadlines import DAY_MS
from community.issues.access import supervised
from community.issues.following import tell_followers, tell_residents
from community.issues.kinds import Category, Result
from community.refused import Refused
from community.tells import tell
from storage import cases, followers, outages
from storage.cases import Case
from storage.people import Person
from storage.tx import Tx

LONGEST_MS = 7 * DAY_MS


class Matter(StrEnum):
    """What is missing."""

    WATER = "water"
    POWER = "power"
    GAS = "gas"
    HEAT = "heat"
    LIFT = "lift"
    OTHER = "other"


MATTERS = {
    Category.SUPPLY: (Matter.WATER, Matter.POWER, Matter.GAS, Matter.HEAT),
    Category.LIFTS: (Matter.LIFT,),
}


NEVER_OUT = frozenset(
    {
        *(Category.NOISE, Category.PARKING, Category.PETS),
        *(Category.SANITATION, Category.GREENERY, Category.FIRE_LANE),
    }
)


def can_be_out(case: Case) -> bool:
    """Whether it is something that many wait for to work again."""
    return case.stage in PENDING and case.category not in NEVER_OUT


def matters_of(case: Case) -> tuple[Matter, ...]:
    """What can be missing where this is the category."""
    return MATTERS.get(Category(case.category), ()) if case.category in set(Category) else ()


def publish(
    tx: Tx, who: Person, case_id: int, matter: Matter, expected: int | None, now: int
) -> Case:
    """正在抢修, 预计18:00: whoever follows hears it, whoever asks at that place sees it."""
    case, _place = supervised(tx, who, case_id)
    fits = matter in (matters_of(case) or (Matter.OTHER,))
    soon = expected is None or now < expected <= now + LONGEST_MS
    if not can_be_out(case) or not fits or not soon:
        raise Refused("cases.moved_on")
    outages.publish(tx, case.id, matter, expected, who.id, now)
    case = cases.change(tx, case, stage=case.stage)
    cases.note(tx, now, case, who.id, "publish")
    tx.touched.add(("case", case.id))
    tell_residents(tx, case, "issues.moved")
    return case


def retract(tx: Tx, who: Person, case_id: int, now: int) -> Case:
    """撤下: it was not so, or is no more; whoever had read it hears that."""
    case, _place = supervised(tx, who, case_id)
    if case.stage not in PENDING or not outages.retract(tx, case.id):
        raise Refused("cases.moved_on")
    case = cases.change(tx, case, stage=case.stage)
    cases.note(tx, now, case, who.id, "retract")
    tx.touched.add(("case", case.id))
    for person_id in voices(case):
        tell(tx, person_id, "issues.retracted", case.id)
    tell_followers(tx, case, "issues.retracted_followed")
    return case


def may_thank(tx: Tx, who: Person, case: Case) -> bool:
    """Whether somebody who waited for it can say thanks."""
    done = case.stage in (Stage.ANSWERED, Stage.CLOSED) and case.result == Result.SOLVED
    waited = who.id in voices(case) or followers.follows(tx, case.id, who.id)
    return done and waited and not outages.thanked(tx, case.id, who.id)


def thank(tx: Tx, who: Person, case_id: int, now: int) -> Case:
    """谢谢师傅: once each; whoever did the work hears of the first and sees how many."""
    case = cases.hold(tx, case_id)
    if case is None or not may_thank(tx, who, case):
        raise Refused("cases.moved_on")
    outages.thank(tx, case.id, who.id, now)
    case = cases.change(tx, case, stage=case.stage)
    tx.touched.add(("case", case.id))
    if case.responsible_id is not None and outages.thanks(tx, case.id) == 1:
        tell(tx, case.responsible_id, "issues.thanked", case.id)
    return case
