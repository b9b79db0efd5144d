"""Reading at large: who has read what, for administrators to look up."""

from community.refused import Refused
from community.roles import is_admin
from storage import cases, people, reads
from storage.people import Person
from storage.reads import Read
from storage.tx import Tx


def find(tx: Tx, who: Person, case_number: str, phone: str | None) -> int | None:
    """The case or the person meant, if it is known."""
    if not is_admin(who):
        raise Refused("people.not_found")
    if case := cases.by_number(tx, case_number):
        return case.id
    found = people.by_phone(tx, phone) if phone else []
    return found[0].id if found else None


def by(tx: Tx, who: Person, subject: int, limit: int, skip: int) -> list[Read] | None:
    """What somebody has read, the newest first; None for who may not know."""
    return reads.by_person(tx, subject, limit, skip) if is_admin(who) else None


def of(tx: Tx, who: Person, subject: int, limit: int, skip: int) -> list[Read] | None:
    """Who has read the case or about the person, the newest first; None for who may not know."""
    if not is_admin(who):
        return None
    if cases.get(tx, subject):
        return reads.of_case(tx, subject, limit, skip)
    return reads.of_person(tx, subject, limit, skip) if people.get(tx, subject) else None
