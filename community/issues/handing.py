"""To whom a report goes: chosen by staff, or by itself where the office has set a route."""

from community import groups
from community.cases import OPEN, STEPS, Stage, resumed, take_step
from community.deadlines import deadlines
from community.issues.access import supervised
from community.issues.following import tell_residents
from community.issues.kinds import KIND, term_of
from community.issues.watch import set_watch
from community.refused import Refused
from community.roles import RESPONSIBLE, Role
from community.tells import tell
from storage import casebooks, people, routes, terms
from storage.cases import Case
from storage.people import Person
from storage.places import Place
from storage.routes import Route
from storage.tx import Tx

URGENT = "urgent"  # the term of which the groups of the place hear
BUSY = tuple(OPEN - {Stage.ANSWERED})
ORDER = (Role.PROPERTY, Role.GRID_WORKER, Role.COMMUNITY_STAFF, Role.SUBDISTRICT_STAFF)


def candidates(tx: Tx, who: Person, case_id: int) -> list[Person]:
    """Who can be made responsible: whom the route names, then the nearest; only staff may ask."""
    case, place = supervised(tx, who, case_id)
    found = [one for one in people.holders(tx, place, ORDER) if one.id != case.responsible_id]
    route = routes.nearest(tx, case.category, place)
    if route is None:
        return found
    return sorted(found, key=lambda one: not _named(route, one, place))


def dispatch(tx: Tx, who: Person, case_id: int, to_id: int, now: int) -> Case:
    """Hand a case to somebody: 受理派单, or 转派 when somebody has it already."""
    case, place = supervised(tx, who, case_id)
    to = people.get(tx, to_id)
    if to is None or not to.holds(frozenset(RESPONSIBLE), place.path):
        raise Refused("issues.not_responsible")
    return _hand(tx, who, case, place, to, now)


def by_itself(tx: Tx, case: Case, place: Place, now: int) -> Case:
    """Dispatch a new case where a route says so and somebody can be reached; nobody has done it."""
    route = routes.nearest(tx, case.category, place)
    to = next_of(tx, route, place) if route and route.automatic else None
    return _hand(tx, None, case, place, to, now) if to else case


def next_of(tx: Tx, route: Route, place: Place) -> Person | None:
    """Whose turn it is: the one named; else of the nearest who hold the role the least busy."""
    found = [one for one in people.holders(tx, place, [route.role]) if one.reachable]
    for person in found:
        if person.id == route.person_id:
            return person
    level = max((_nearness(one, route.role, place) for one in found), default=0)
    nearest = [one for one in found if _nearness(one, route.role, place) == level]
    return min(nearest, key=lambda one: casebooks.load(tx, KIND, one.id, BUSY), default=None)


def _nearness(person: Person, role: str, place: Place) -> int:
    """How far down the tree the person holds the role."""
    return max(
        len(held.path)
        for held in person.roles
        if held.role == role and place.path.startswith(held.path)
    )


def _named(route: Route, person: Person, place: Place) -> bool:
    if route.person_id is not None:
        return person.id == route.person_id
    return person.holds(frozenset({route.role}), place.path)


def _hand(tx: Tx, who: Person | None, case: Case, place: Place, to: Person, now: int) -> Case:
    people.keep_roles(tx, to.id)
    if case.stage == Stage.PAUSED:
        case = resumed(tx, who, case, now)
    term = term_of(tx, case)
    due = deadlines(tx, term, now, place.zone)
    before, first = case.responsible_id, case.stage in STEPS["dispatch"].sources
    case, _entry = take_step(
        tx,
        who,
        case,
        "dispatch" if first else "transfer",
        now,
        responsible_id=to.id,
        term=term.code,
        contact_due=due.contact,
        site_due=due.site,
        finish_due=case.finish_due or due.finish,
        dispatched=now,
    )
    set_watch(tx, case, place, now)
    if who is None or to.id != who.id:  # who takes it themselves has the card before them
        tell(tx, to.id, "issues.yours", case.id)
    if before is not None and before != to.id:
        tell(tx, before, "issues.transferred", case.id)
    tell_residents(tx, case, "issues.dispatched")
    return case


def set_term(tx: Tx, who: Person, case_id: int, code: str, now: int) -> Case:
    """Give a case another term than its category's; what runs already is counted anew."""
    case, place = supervised(tx, who, case_id)
    term = terms.get(tx, code)
    if term is None:
        raise Refused("cases.moved_on")
    due = deadlines(tx, term, case.dispatched or now, place.zone)
    running = case.responsible_id is not None
    case, _entry = take_step(
        tx,
        who,
        case,
        "term",
        now,
        term=term.code,
        contact_due=due.contact if running else None,
        site_due=due.site if running else None,
        finish_due=due.finish if running else None,
        asked_due=None,
    )
    set_watch(tx, case, place, now)
    if term.code == URGENT:
        groups.post(tx, place, groups.BOARD, case.id, "urgent")
    return case
