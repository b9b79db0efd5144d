"""Who phones or knocks for those whom no message reaches: the elder, or a contact of theirs."""

from community.duty import on_duty
from community.nearby import reached
from community.roles import Role
from storage import people
from storage.people import Person
from storage.places import Place
from storage.tx import Tx

NEAREST = (Role.STAIRWELL_HEAD, Role.GRID_WORKER)


def callers_of(tx: Tx, place: Place, but: int, now: int) -> list[Person]:
    """Who makes the round there: stairwell heads, else grid workers, else who is on duty."""
    for role in NEAREST:
        if found := reached(people.holders(tx, place, [role]), but):
            return found
    return reached(on_duty(tx, place, now), but)


def to_phone(tx: Tx, found: list[Person]) -> list[Person]:
    """Those of them who have no Telegram but a number."""
    return [
        one
        for one in found
        if one.telegram_id is None and one.died is None and people.phone(tx, one) is not None
    ]
