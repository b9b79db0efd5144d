"""Figures of announcements: how many began, whom they reached; docs/figures.md says what."""

from dataclasses import dataclass

from community.broadcasts.kinds import State
from community.broadcasts.reach import counts, receipts
from community.refused import Refused
from community.roles import STAFF
from storage import broadcasts
from storage.moments import Span
from storage.people import Person
from storage.places import Place
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Counted:
    """Announcements that began in a stretch of time, and what came of them, person by person.

    `asked` are those of the delivered where readers were asked for 收到, `read` who tapped it.
    """

    begun: int
    people: int
    delivered: int
    asked: int
    read: int


def of(tx: Tx, who: Person, place: Place, span: Span) -> Counted:
    """Of a place of theirs and what lies below it."""
    if not who.holds(STAFF, place.path):
        raise Refused("cases.not_found")
    begun = broadcasts.begun(tx, place.path, span.since, span.until)
    people = delivered = asked = read = 0
    for one in begun:
        found = counts(tx, one)
        people += sum(found.values())
        delivered += found.get(State.SENT, 0)
        if one.receipt:
            asked += found.get(State.SENT, 0)
            read += receipts(tx, one)
    return Counted(len(begun), people, delivered, asked, read)
