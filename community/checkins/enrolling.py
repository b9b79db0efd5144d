"""The morning's question begins with a yes: the elder's own, or one read aloud and witnessed."""

from dataclasses import dataclass

from community.behalf import in_care
from community.checkins import boards, leaving, losing, mornings
from community.checkins.endings import close
from community.checkins.helping import hand_on
from community.checkins.kinds import CLOSES, OPENS, Outcome, Way
from community.checkins.kinds import Why as Ended
from community.checkins.paces import PACES, Pace, before_dark
from community.nearby import home_of
from community.people import Agreed, How, looked_after
from community.refused import Refused
from community.tells import tell
from storage import checkin_days, checkin_plans, checkin_rungs, consents, people
from storage.checkin_plans import NOTES, Plan
from storage.people import Person
from storage.tx import Tx

CONSENT = "checkins"
HEALTH = "checkins_health"  # asked for separately: what helpers must know of an illness
FAMILY = "checkins_family"  # that their family reads each morning how they are
HEALTHY = frozenset({"hearing", "illness"})  # the notes that say something of somebody's health


@dataclass(frozen=True, slots=True)
class Window:
    """From when on a word counts, until when it is waited for, and how quickly somebody comes."""

    opens: int = OPENS
    closes: int = CLOSES
    pace: Pace = Pace.USUAL


def enrol(tx: Tx, who: Person, window: Window, now: int) -> Plan:
    """Be asked each morning from now on, by one's own tap."""
    _check(tx, who, window)
    consents.give(tx, who.id, CONSENT, now)
    return _begin(tx, who, None, window, now)


def enrol_for(
    tx: Tx, who: Person, person_id: int, window: Window, agreed: Agreed, now: int
) -> Plan:
    """Note that somebody one looks after has agreed; they hear who has noted it."""
    person = in_care(tx, who, person_id)
    _witnessed(agreed)
    _check(tx, person, window)
    consents.give(tx, person.id, CONSENT, now, agreed.how, who.id, agreed.witness)
    plan = _begin(tx, person, who, window, now)
    tell(tx, person.id, "checkins.enrolled", plan.id, by=who.id)
    return plan


def _witnessed(agreed: Agreed) -> None:
    """Whoever only says yes says it before somebody else, too."""
    if agreed.how == How.ORAL and not agreed.witness:
        raise Refused("checkins.no_witness")


def _check(tx: Tx, person: Person, window: Window) -> None:
    plan = checkin_plans.of(tx, person.id)
    if plan is not None and plan.ended is None:
        raise Refused("checkins.enrolled_before")
    if person.home_id is None:
        raise Refused("checkins.no_home")
    before_dark(window.opens, window.closes, PACES[window.pace])


def _begin(tx: Tx, person: Person, by: Person | None, window: Window, now: int) -> Plan:
    way = Way.CHAT if person.telegram_id is not None else Way.ROUND
    plan = mornings.begin(tx, person, by, now, way, window.opens, window.closes)
    checkin_rungs.put(tx, plan.id, PACES[window.pace], now)
    boards.begin_weeks(tx, home_of(tx, person), now)
    return plan


def in_hands(tx: Tx, who: Person, plan_id: int) -> tuple[Plan, Person]:
    """A plan that stands, of oneself or of somebody one looks after; absent for others alike."""
    plan = checkin_plans.hold(tx, plan_id)
    person = people.get(tx, plan.person_id) if plan else None
    if plan is None or person is None or plan.ended is not None or not sees(tx, who, person):
        raise Refused("checkins.not_found")
    return plan, person


def sees(tx: Tx, who: Person, person: Person) -> bool:
    """Whether they may look at how somebody is asked, and change it."""
    return who.id == person.id or looked_after(tx, who, person)


def pace_of(tx: Tx, plan: Plan) -> Pace | None:
    """How quickly somebody comes; none: their rungs are their own."""
    rungs = tuple(checkin_rungs.of(tx, plan.id))
    return next((pace for pace, usual in PACES.items() if rungs == usual), None)


def change_window(
    tx: Tx, who: Person, plan_id: int, opens: int, closes: int, pace: Pace | None, now: int
) -> Plan:
    """Ask at another time; a window of today that is over by that ends now.

    Without a pace the rungs stay as they are.
    """
    plan, person = in_hands(tx, who, plan_id)
    before_dark(opens, closes, checkin_rungs.of(tx, plan.id) if pace is None else PACES[pace])
    if pace is not None and pace != pace_of(tx, plan):
        if checkin_days.standing(tx, plan.id):
            raise Refused("checkins.looked_for")
        checkin_rungs.put(tx, plan.id, PACES[pace], now)
    checkin_plans.set_window(tx, plan.id, opens, closes)
    mornings.move(tx, checkin_plans.known(tx, plan.id), now)
    return changed(tx, who, plan, person)


def set_way(tx: Tx, who: Person, plan_id: int, way: Way) -> Plan:
    """By a message, or by somebody who phones: for who has both."""
    plan, person = in_hands(tx, who, plan_id)
    if way is Way.CHAT and person.telegram_id is None:
        raise Refused("checkins.no_telegram")
    checkin_plans.set_way(tx, plan.id, way)
    people.set_heard(tx, person.id, person.heard or 0)
    return changed(tx, who, plan, person)


def number(tx: Tx, who: Person, plan_id: int, phone: str, verified: int | None = None) -> None:
    """Keep where to phone somebody of whom no number is known; a known one only they change."""
    _plan, person = in_hands(tx, who, plan_id)
    if person.sealed_phone is None:
        people.set_phone(tx, person.id, phone, verified)


def note(
    tx: Tx, who: Person, plan_id: int, notes: dict[str, str], agreed: Agreed | None, now: int
) -> Plan:
    """Keep what a helper at the door must know, of that what is named.

    Of their health it is kept only with a consent to that, which is asked for what is new.
    """
    plan, person = in_hands(tx, who, plan_id)
    new = {
        column: text
        for column, text in notes.items()
        if (text or None) != checkin_plans.note(tx, plan, column)
    }
    if any(new.get(column) for column in HEALTHY):
        _agrees(tx, who, person, agreed, now)
    for column, text in new.items():
        checkin_plans.set_note(tx, plan.id, column, text or None)
    if not HEALTHY & written(checkin_plans.known(tx, plan.id)):
        consents.withdraw(tx, person.id, HEALTH, now)
    return changed(tx, who, plan, person) if new else plan


def written(plan: Plan) -> set[str]:
    """Which notes there are, without reading them."""
    return {column for column in NOTES if getattr(plan, f"sealed_{column}") is not None}


def _agrees(tx: Tx, who: Person, person: Person, agreed: Agreed | None, now: int) -> None:
    """By their own tap, or as somebody else notes it."""
    if who.id != person.id and agreed is None:
        raise Refused("checkins.no_consent")
    if agreed is not None:
        _witnessed(agreed)
    consents.withdraw(tx, person.id, HEALTH, now)
    if agreed is None:
        consents.give(tx, person.id, HEALTH, now)
    else:
        consents.give(tx, person.id, HEALTH, now, agreed.how, who.id, agreed.witness)


def set_family(
    tx: Tx, who: Person, plan_id: int, *, told: bool, now: int, agreed: Agreed | None = None
) -> Plan:
    """Let the family hear each morning that they are well; only they themselves allow it.

    Of who has no chat somebody who looks after them notes how they did.
    """
    plan, person = in_hands(tx, who, plan_id)
    if told and who.id != person.id and (agreed is None or person.telegram_id is not None):
        raise Refused("checkins.their_own")
    if agreed is not None:
        _witnessed(agreed)
    consents.withdraw(tx, person.id, FAMILY, now)
    if told and (who.id == person.id or agreed is None):
        consents.give(tx, person.id, FAMILY, now)
    elif told and agreed is not None:
        consents.give(tx, person.id, FAMILY, now, agreed.how, who.id, agreed.witness)
    checkin_plans.set_family(tx, plan.id, (plan.family or now) if told else None)
    return changed(tx, who, plan, person)


def leave(tx: Tx, who: Person, plan_id: int, now: int) -> None:
    """Be asked no more; what helpers had to know goes at once.

    Nobody else ends it while somebody is looked for; who does so themselves is plainly well.
    """
    plan, person = in_hands(tx, who, plan_id)
    if who.id == person.id:
        close(tx, plan, Outcome.ANSWERED, None, now)
    elif checkin_days.standing(tx, plan.id):
        raise Refused("checkins.looked_for")
    leaving.stop(tx, plan, Ended.LEFT, now)
    for purpose in (CONSENT, HEALTH, FAMILY):
        consents.withdraw(tx, person.id, purpose, now)
    tx.touched.add(("care", plan.person_id))
    if who.id != person.id:
        tell(tx, person.id, "checkins.left", plan.id, by=who.id)


def withdraw(tx: Tx, who: Person, now: int) -> None:
    """Who agrees to nothing any more is asked no more, and nobody counts on them."""
    losing.withdrawn(tx, who, now)
    hand_on(tx, who, now, all_of_it=True)
    plan = checkin_plans.hold_of(tx, who.id)
    if plan is not None and plan.ended is None:
        leave(tx, who, plan.id, now)


def changed(tx: Tx, who: Person, plan: Plan, person: Person) -> Plan:
    """Whoever is asked hears what others have changed."""
    tx.touched.add(("care", plan.person_id))
    if who.id != person.id:
        tell(tx, person.id, "checkins.changed", plan.id, by=who.id)
    return checkin_plans.known(tx, plan.id)
