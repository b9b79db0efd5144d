"""Figures of the mornings: heard of, alarms, false alarms; docs/figures.md says which."""

from community.refused import Refused
from community.roles import STAFF
from storage import checkin_board
from storage.checkin_board import Sums
from storage.moments import Span
from storage.people import Person
from storage.places import Place
from storage.tx import Tx


def of(tx: Tx, who: Person, place: Place, span: Span) -> tuple[int, Sums]:
    """Of a place of theirs: who was on the list at a period's end, and the mornings in it."""
    if not who.holds(STAFF, place.path):
        raise Refused("checkins.not_found")
    enrolled = checkin_board.enrolled(tx, place.path, span.until)
    return enrolled, checkin_board.sums(tx, place.path, span.first, span.last)
