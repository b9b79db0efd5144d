"""Who holds which role, for those who may give it, and its end."""

from community.going import Why
from community.leaving import leave
from community.refused import Refused
from community.roles import STAFF, Role, may_give
from community.tells import tell
from storage import people, roles
from storage.people import Person
from storage.roles import Held
from storage.tx import Tx

LISTED = 500


def held(tx: Tx, who: Person) -> list[Held]:
    """What others hold where one is staff, as far as one may give and end it."""
    found: dict[int, Held] = {}
    for mine in who.roles:
        if mine.role in STAFF:
            found |= {one.id: one for one in roles.below(tx, mine.path, LISTED)}
    return [one for one in found.values() if _may_end(who, one)]


def seen(tx: Tx, who: Person, role_id: int) -> Held | None:
    """A role that stands and that one may end."""
    found = over(tx, who, role_id)
    return found if found and found.until is None else None


def over(tx: Tx, who: Person, role_id: int) -> Held | None:
    """A role that one may end, or might have ended."""
    found = roles.get(tx, role_id)
    return found if found and _may_end(who, found) else None


def end(tx: Tx, who: Person, role_id: int, now: int) -> int:
    """End somebody's role, which bites on their next tap.

    Returns how much of what they had in hand waits for the staff again.
    """
    found = seen(tx, who, role_id)
    if found is None or not roles.end(tx, found, who.id, now):
        raise Refused("people.not_found")
    tx.touched.add(("role", role_id))
    tell(tx, found.person_id, "people.role_ended", found.place_id, role=found.role)
    return leave(tx, found.person_id, Why.ROLE_ENDED, now, by=who)


def end_old_admins(tx: Tx, admins: frozenset[int], now: int) -> None:
    """Take the role from administrators who are no longer in the settings."""
    for person in people.admins_by_setting(tx, Role.ADMIN):
        if person.telegram_id not in admins:
            for mine in person.roles:
                if mine.role == Role.ADMIN:
                    people.end_role(tx, person.id, mine.role, mine.place_id, now)
            leave(tx, person.id, Why.ROLE_ENDED, now)


def _may_end(who: Person, found: Held) -> bool:
    """Not one's own; administrators by the settings end there."""
    by_setting = found.role == Role.ADMIN and found.given_by is None
    return found.person_id != who.id and not by_setting and _may_give(who, found)


def _may_give(who: Person, found: Held) -> bool:
    return may_give(who, Role(found.role), found.path)
