"""A dispute both sides of which take part, or a talk at the door, in the mediator's hands."""

from dataclasses import dataclass

from community.behalf import Other, Whom
from community.mediation import joining
from community.people import Agreed, How
from storage import parties, people
from storage.cases import Case
from storage.people import Person
from storage.tx import Tx
from tests.community.disputed import both, sides, taken
from tests.conftest import NOW

DAY_MS = 24 * 3_600_000
WEEK = NOW + 7 * DAY_MS


@dataclass(frozen=True, slots=True)
class Mediated:
    """The case, its two sides and its mediator; staff, and somebody who has no part in it."""

    case: Case
    one: Person
    other: Person
    mediator: Person
    staff: Person
    stranger: Person


def mediated(tx: Tx, *, telegram: bool = True, named: bool = True) -> Mediated:
    """老周 has it in hand; the other side has no Telegram, or is not named."""
    if not named:
        case = taken(tx, None)
    elif telegram:
        case = both(tx)
    else:
        granny = Other(Whom.NEIGHBOUR, "赵奶奶", None, Agreed(How.ORAL))
        case = joining.enter(tx, sides(tx).mediator, taken(tx).id, granny, NOW)
    cast = sides(tx)
    party = parties.of(tx, case.id).get("b")
    other = people.known(tx, party.person_id) if party else cast.b
    tx.told.clear()
    return Mediated(case, cast.a, other, cast.mediator, cast.staff, cast.stranger)


def told(tx: Tx) -> list[tuple[str, int]]:
    """What was told since the last look, and to whom."""
    found = [(tell.notice.removeprefix("agreements."), tell.person) for tell in tx.told]
    tx.told.clear()
    return found
