"""What administrators decide about reports: categories, terms, routes; each change is kept."""

from community.deadlines import DAY_MINUTES
from community.refused import Refused
from community.roles import RESPONSIBLE, Role, is_admin
from storage import categories, changes, people, places, routes, terms
from storage.categories import Category
from storage.people import Person
from storage.routes import Route
from storage.terms import Term
from storage.tx import Tx

SHOWN_MOST = 23  # with the way out of danger they fit one screen


def add_category(tx: Tx, who: Person, name: str, term: str, now: int) -> Category:
    """Something more to report, as the last of the list."""
    _allow(who)
    _check_name(tx, name)
    if len(_shown(tx)) >= SHOWN_MOST:
        raise Refused("office.too_many")
    made = categories.add(tx, name.strip(), terms.known(tx, term).code, now)
    changes.note(tx, now, who.id, "category.add", made.code, None, made.name)
    return made


def rename_category(tx: Tx, who: Person, category_id: int, name: str, now: int) -> None:
    """Call it otherwise from now on; older cases are called so, too."""
    row = _category(tx, who, category_id)
    _check_name(tx, name)
    categories.change(tx, row, name=name.strip())
    changes.note(tx, now, who.id, "category.rename", row.code, row.name, name.strip())


def set_category_term(tx: Tx, who: Person, category_id: int, term: str, now: int) -> None:
    """Give it another term; what is dispatched already keeps its own."""
    row = _category(tx, who, category_id)
    if terms.get(tx, term) is None:
        raise Refused("cases.not_found")
    categories.change(tx, row, term=term)
    changes.note(tx, now, who.id, "category.term", row.code, row.term, term)


def move_category(tx: Tx, who: Person, category_id: int, now: int) -> None:
    """One place further up in the list."""
    row = _category(tx, who, category_id)
    every = categories.every(tx)
    at = next(at for at, one in enumerate(every) if one.id == row.id)
    if at == 0:
        raise Refused("cases.moved_on")
    for position, one in enumerate((*every[: at - 1], row, every[at - 1], *every[at + 1 :]), 1):
        if one.position != position or one.id == row.id:
            categories.change(tx, one, position=position)
    changes.note(tx, now, who.id, "category.move", row.code, str(at + 1), str(at))


def hide_category(tx: Tx, who: Person, category_id: int, *, hidden: bool, now: int) -> None:
    """Take it from what can be chosen, or offer it again."""
    row = _category(tx, who, category_id)
    if hidden == (row.hidden is not None):
        raise Refused("cases.moved_on")
    if hidden and len(_shown(tx)) == 1:
        raise Refused("office.last")
    if not hidden and len(_shown(tx)) >= SHOWN_MOST:
        raise Refused("office.too_many")
    categories.change(tx, row, hidden=now if hidden else None)
    changes.note(tx, now, who.id, "category.hide" if hidden else "category.show", row.code, "", "")


def change_term(
    tx: Tx, who: Person, code: str, contact: int, site: int | None, finish: int | None, now: int
) -> Term:
    """Set the minutes of a term; what is dispatched already keeps its deadlines."""
    _allow(who)
    term = terms.get(tx, code)
    if term is None:
        raise Refused("cases.not_found")
    whole = term.natural_time or contact % DAY_MINUTES == 0
    parts = [part for part in (contact, site, finish) if part is not None]
    in_order = parts == sorted(parts) if term.natural_time else True
    if min(parts) <= 0 or not whole or not in_order:
        raise Refused("office.term_order")
    terms.change(tx, code, contact=contact, site=site, finish=finish)
    changes.note(
        *(tx, now, who.id, "term.change", code),
        *(_parts(term.contact, term.site, term.finish), _parts(contact, site, finish)),
    )
    return terms.known(tx, code)


def put_route(
    tx: Tx,
    who: Person,
    category_id: int,
    place_id: int,
    role: Role,
    person_id: int | None,
    automatic: bool,
    now: int,
) -> Route:
    """Set to whom a category goes at a place and below; one that stood there is replaced."""
    row = _category(tx, who, category_id)
    place = places.get(tx, place_id)
    if place is None:
        raise Refused("places.gone")
    if role not in RESPONSIBLE:
        raise Refused("issues.not_responsible")
    if person_id is not None:
        person = people.get(tx, person_id)
        # Above the place or below it: then the route counts where their role does.
        if person is None or not any(
            held.role == role
            and (place.path.startswith(held.path) or held.path.startswith(place.path))
            for held in person.roles
        ):
            raise Refused("office.not_their_role")
    route = routes.put(tx, row.code, place.id, role, person_id, automatic, now)
    said = f"{role} {'automatic' if automatic else 'first'}"
    changes.note(tx, now, who.id, "route.put", row.code, str(place.id), said)
    return route


def remove_route(tx: Tx, who: Person, category_id: int, route_id: int, now: int) -> None:
    """From now on staff choose as everywhere."""
    row = _category(tx, who, category_id)
    route = routes.get(tx, route_id)
    if route is None or route.category != row.code:
        raise Refused("cases.moved_on")
    routes.remove(tx, route.id)
    changes.note(tx, now, who.id, "route.remove", row.code, str(route.place_id), route.role)


def _allow(who: Person) -> None:
    if not is_admin(who):
        raise Refused("cases.not_found")


def _category(tx: Tx, who: Person, category_id: int) -> Category:
    _allow(who)
    row = categories.get(tx, category_id)
    if row is None:
        raise Refused("cases.not_found")
    return row


def _check_name(tx: Tx, name: str) -> None:
    if any(
        row.name and row.name.casefold() == name.strip().casefold() for row in categories.every(tx)
    ):
        raise Refused("office.same_name")


def _shown(tx: Tx) -> list[Category]:
    return [row for row in categories.every(tx) if row.hidden is None]


def _parts(*parts: int | None) -> str:
    return "/".join("-" if part is None else str(part) for part in parts)
