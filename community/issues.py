"""Reports of residents: received, dispatched, worked on, answered, confirmed (domain §3)."""

from collections.abc import Sequence
from enum import StrEnum

from community.cases import STEPS, Stage, held, open_case, take_step
from community.deadlines import DAY_MS, Term, deadlines
from community.refused import Refused
from community.roles import RESPONSIBLE, STAFF, Role, staff_of
from community.tells import tell, tell_all
from storage import alerts, cases, people, places, timers
from storage.alerts import Alert
from storage.cases import Case
from storage.people import Person
from storage.places import Place
from storage.tx import Tx

KIND = "issue"
CONTACT = "issues.contact"  # the timer of the first contact
REOPEN_MS = 30 * DAY_MS


class Category(StrEnum):
    FACILITIES = "facilities"
    LIGHTING = "lighting"
    LIFTS = "lifts"
    SUPPLY = "supply"
    SANITATION = "sanitation"
    GREENERY = "greenery"
    NOISE = "noise"
    PARKING = "parking"
    FIRE_LANE = "fire_lane"
    PETS = "pets"
    PROPERTY = "property"
    OTHER = "other"
    EMERGENCY = "emergency"  # never a case first: the numbers to call, then duty staff


class Result(StrEnum):
    SOLVED = "solved"
    EXPLAINED = "explained"
    PLANNED = "planned"
    REFERRED = "referred"


TERMS = {Category.LIFTS: Term.SUPPLY, Category.SUPPLY: Term.SUPPLY}
File = tuple[str, str]  # the platform's id to fetch it by, and the one to know it again by


def report(
    tx: Tx,
    who: Person,
    category: Category,
    place_id: int,
    story: str,
    photos: Sequence[File],
    now: int,
) -> Case:
    """Open a case of what a resident reports and tell the staff of the place."""
    if category is Category.EMERGENCY:
        raise Refused("issues.emergency")
    place = places.get(tx, place_id)
    if place is None:
        raise Refused("places.gone")
    case, entry = open_case(tx, who, place, KIND, category, story, now)
    for file_id, unique_id in photos:
        cases.attach(tx, now, entry, "photo", file_id, unique_id)
    tell_all(tx, on_duty(tx, place), "issues.received", case.id)
    return case


def candidates(tx: Tx, case: Case) -> list[Person]:
    """Who can be made responsible, the nearest first."""
    place = places.get(tx, case.place_id)
    order = [Role.PROPERTY, Role.GRID_WORKER, Role.COMMUNITY_STAFF, Role.SUBDISTRICT_STAFF]
    return people.holders(tx, place, order) if place else []


def dispatch(tx: Tx, who: Person, case_id: int, to_id: int, now: int) -> Case:
    """Hand a case to somebody: 受理派单, or 转派 when somebody has it already."""
    case, place = held(tx, case_id)
    if not staff_of(who, place):
        raise Refused("cases.not_found")
    to = people.get(tx, to_id)
    if to is None or not to.holds(frozenset(RESPONSIBLE), place.path):
        raise Refused("issues.not_responsible")
    due = deadlines(TERMS.get(Category(case.category), Term.ORDINARY), now, place.zone)
    first = case.stage in STEPS["dispatch"].sources
    case, _entry = take_step(
        tx,
        who,
        case,
        "dispatch" if first else "transfer",
        now,
        responsible_id=to.id,
        contact_due=due.contact,
        site_due=due.site,
        finish_due=due.finish if first else case.finish_due,
        dispatched=now,
    )
    timers.cancel(tx, CONTACT, case.id)
    timers.add(tx, CONTACT, case.id, f"{case.revision}", due.contact, now)
    tell(tx, to.id, "issues.yours", case.id)
    tell(tx, case.reporter_id, "issues.dispatched", case.id)
    return case


def sign(tx: Tx, who: Person, case_id: int, now: int) -> Case:
    """签收: the responsible has seen it and begins."""
    case = _mine(tx, who, case_id)
    case, _entry = take_step(tx, who, case, "sign", now, signed=now)
    timers.cancel(tx, CONTACT, case.id)
    tell(tx, case.reporter_id, "issues.working", case.id)
    return case


def answer(
    tx: Tx,
    who: Person,
    case_id: int,
    result: Result,
    text: str,
    photos: Sequence[File],
    now: int,
) -> Case:
    """回单: say what came of it; the resident is asked."""
    case = _mine(tx, who, case_id)
    case, entry = take_step(tx, who, case, "answer", now, text, answered=now, result=result)
    for file_id, unique_id in photos:
        cases.attach(tx, now, entry, "photo", file_id, unique_id)
    tell(tx, case.reporter_id, "issues.answered", case.id)
    return case


def confirm(tx: Tx, who: Person, case_id: int, now: int) -> Case:
    """解决了: the reporter says so, and the case is closed."""
    case = _reported(tx, who, case_id)
    case, _entry = take_step(tx, who, case, "confirm", now, closed=now)
    if case.responsible_id:
        tell(tx, case.responsible_id, "issues.confirmed", case.id)
    return case


def reopen(tx: Tx, who: Person, case_id: int, now: int) -> Case:
    """没解决: a second round begins with whoever was responsible; the first keeps its result."""
    case = _reported(tx, who, case_id)
    if case.closed is not None and now - case.closed > REOPEN_MS:
        raise Refused("issues.too_late")
    case, _entry = take_step(
        tx, who, case, "reopen", now, round=case.round + 1, answered=None, closed=None
    )
    if case.responsible_id:
        tell(tx, case.responsible_id, "issues.reopened", case.id)
    return case


def contact_overdue(tx: Tx, case_id: int, _occasion: str, now: int) -> None:
    """The time for the first contact is over: staff and the responsible hear of it, once."""
    case, place = held(tx, case_id)
    if case.stage != Stage.DISPATCHED or case.contact_due is None or case.contact_due > now:
        return
    cases.note(tx, now, case, None, "overdue")
    told = {person.id: person for person in on_duty(tx, place)}
    if case.responsible_id:
        told[case.responsible_id] = people.known(tx, case.responsible_id)
    tell_all(tx, told.values(), "issues.overdue", case.id)


def emergency(tx: Tx, who: Person, now: int) -> Alert:
    """Alert all staff where the person lives; the numbers to call come first."""
    home = places.get(tx, who.home_id) if who.home_id else None
    alert = alerts.add(tx, who.id, (home or places.roots(tx)[0]).id, now)
    tell_all(tx, alerted(tx, alert), "issues.emergency", alert.id)
    return alert


def call_off(tx: Tx, who: Person, alert_id: int, now: int) -> None:
    """不是紧急情况: those alerted hear that, too."""
    alert = alerts.get(tx, alert_id)
    if alert is None or alert.person_id != who.id:
        raise Refused("cases.not_found")
    if not alerts.calm(tx, alert_id, now):
        raise Refused("cases.moved_on")
    tell_all(tx, alerted(tx, alert), "issues.all_clear", alert.id)


def alerted(tx: Tx, alert: Alert) -> list[Person]:
    """The staff of the place whom messages reach."""
    place = places.get(tx, alert.place_id)
    roles = [Role.COMMUNITY_STAFF, Role.SUBDISTRICT_STAFF, Role.ADMIN]
    found = people.holders(tx, place, roles) if place else []
    return [person for person in found if person.reachable]


def on_duty(tx: Tx, place: Place) -> list[Person]:
    """The nearest staff whom messages reach: of the community, of the subdistrict, or admins.

    Where they reach nobody, the nearest: the case waits under their 📋.
    """
    nearest: list[Person] = []
    for role in (Role.COMMUNITY_STAFF, Role.SUBDISTRICT_STAFF, Role.ADMIN):
        found = people.holders(tx, place, [role])
        if reached := [person for person in found if person.reachable]:
            return reached
        nearest = nearest or found
    return nearest


def to_dispatch(tx: Tx, who: Person) -> list[Case]:
    """What waits to be dispatched at the places where the person is staff, the oldest first."""
    found = {
        case.id: case
        for held_role in who.roles
        if held_role.role in STAFF
        for case in cases.below(tx, held_role.path, Stage.RECEIVED)
    }
    return sorted(found.values(), key=lambda case: case.made)


def may_see(tx: Tx, who: Person, case: Case) -> bool:
    """Whether this is a case of theirs as staff or as the responsible."""
    place = places.get(tx, case.place_id)
    return place is not None and (is_responsible(who, case, place) or staff_of(who, place))


def is_responsible(who: Person, case: Case, place: Place) -> bool:
    """Whether the case is theirs to do; it ends with the role that made it so."""
    return case.responsible_id == who.id and who.holds(frozenset(RESPONSIBLE), place.path)


def _mine(tx: Tx, who: Person, case_id: int) -> Case:
    case, place = held(tx, case_id)
    if not is_responsible(who, case, place):
        raise Refused("cases.not_found")
    return case


def _reported(tx: Tx, who: Person, case_id: int) -> Case:
    case, _place = held(tx, case_id)
    if case.reporter_id != who.id:
        raise Refused("cases.not_found")
    return case
