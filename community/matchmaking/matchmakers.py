"""Who is a matchmaker, and whom they look after."""

from community.matchmaking import WORK
from community.nearby import home_of, reached
from community.roles import STAFF, Role
from community.tells import tell_all
from storage import introductions, people, places, singles
from storage.people import Person
from storage.singles import Single
from storage.tx import Tx

MATCHMAKER = frozenset({Role.MATCHMAKER})
LISTED = 200


def is_matchmaker(person: Person) -> bool:
    return any(held.role == Role.MATCHMAKER for held in person.roles)


def all_for(tx: Tx, who: Person) -> list[Person]:
    """Every matchmaker somebody may choose, those of their own home first; never themselves."""
    near = people.holders(tx, home_of(tx, who), [Role.MATCHMAKER])
    every = people.holders_below(tx, places.roots(tx)[0], [Role.MATCHMAKER])
    found = {one.id: one for one in (*near, *every)}
    return [one for one in found.values() if one.id != who.id and one.died is None]


def looks_after(who: Person, single: Single) -> bool:
    """Whether a matchmaker looks after somebody."""
    return is_matchmaker(who) and single.matchmaker_id == who.id


def may_take(tx: Tx, who: Person, single: Single) -> bool:
    """Whether nobody looks after them yet, and this matchmaker could."""
    place = places.get(tx, single.place_id)
    free = single.matchmaker_id is None and single.person_id != who.id
    return free and place is not None and who.holds(MATCHMAKER, place.path)


def hand_on(tx: Tx, single: Single, matchmaker_id: int | None) -> None:
    """Let another matchmaker look after somebody, or nobody for now; the name goes with them."""
    singles.hand_on(tx, single.id, matchmaker_id)
    redraw(tx, single)


def redraw(tx: Tx, single: Single) -> None:
    """Draw anew every card on which somebody's name may stand."""
    tx.touched.add(("single", single.id))
    tx.touched |= {("introduction", one) for one in introductions.of(tx, single.person_id)}
    if single.matchmaker_id is not None:
        tx.touched.add((WORK, single.matchmaker_id))


def announce(tx: Tx, single: Single, notice: str) -> None:
    """Tell who looks after somebody, else the matchmakers of the place, else its staff."""
    place = places.get(tx, single.place_id)
    own = people.get(tx, single.matchmaker_id) if single.matchmaker_id else None
    found = [own] if own is not None and is_matchmaker(own) else []
    if place is not None and not reached(found, single.person_id):
        found = people.holders(tx, place, [Role.MATCHMAKER])
    if told := reached(found, single.person_id):
        tell_all(tx, told, notice, single.id)
    elif place is not None:
        staff = reached(people.holders(tx, place, sorted(STAFF)), single.person_id)
        tell_all(tx, staff, "matchmaking.nobody_here", place.id)


def unclaimed(tx: Tx, who: Person) -> list[Single]:
    """Those whom nobody looks after where somebody is a matchmaker."""
    found: dict[int, Single] = {}
    for held in who.roles:
        if held.role == Role.MATCHMAKER:
            found |= {one.id: one for one in singles.unclaimed(tx, held.path, LISTED)}
    return [one for one in found.values() if one.person_id != who.id]
