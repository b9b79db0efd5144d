"""What the matchmakers have done until the end of a period, in true figures (domain §1, §4)."""

from dataclasses import dataclass

from community.refused import Refused
from community.roles import Role, staff_of
from storage import introductions, people, singles
from storage.moments import Span
from storage.people import Person
from storage.places import Place
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Figures:
    """To date, and of it within the period; nobody is told apart."""

    matchmakers: int
    registered: int
    registered_new: int
    introduced: int
    introduced_new: int
    connected: int  # of the introductions: both wanted to
    together: int


def of(tx: Tx, who: Person, place: Place, span: Span) -> Figures:
    """The figures of a place, for its staff."""
    if not staff_of(who, place):
        raise Refused("figures.not_found")
    until = min(span.until, span.at)
    met = introductions.counted(tx, place.path, until)
    return Figures(
        matchmakers=len(people.holders_below(tx, place, [Role.MATCHMAKER])),
        registered=singles.counted(tx, place.path, 0, until),
        registered_new=singles.counted(tx, place.path, span.since, until),
        introduced=met.all,
        introduced_new=introductions.counted(tx, place.path, until, span.since).all,
        connected=met.connected,
        together=met.together,
    )
