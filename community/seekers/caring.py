"""Who hears and speaks for somebody who looks for work and has no Telegram: the officers there."""

from community.jobs.access import OFFICERS, officers
from community.people import alone, looked_after
from community.tells import tell, tell_all
from storage import people
from storage.people import Person
from storage.tx import Tx

PHONE = "seekers.phone_them"  # what an officer hears in their place


def cares_for(tx: Tx, who: Person, person: Person) -> bool:
    """Whether somebody without Telegram lives where one is an officer."""
    return alone(person) and person.id != who.id and looked_after(tx, who, person, OFFICERS)


def carers(tx: Tx, person: Person) -> list[Person]:
    """The officers who phone somebody without Telegram."""
    return officers(tx, person.home_id) if person.home_id else []


def tell_seeker(
    tx: Tx, person_id: int, notice: str, application_id: int, stale: int | None = None
) -> None:
    """Tell who looks for work, or have an officer phone them."""
    person = people.known(tx, person_id)
    if alone(person):
        tell_all(tx, carers(tx, person), PHONE, application_id, stale=stale)
    else:
        tell(tx, person_id, notice, application_id, stale=stale)
