"""Which dispute a form or a card is about, and times as they are where it is."""

from community.cases import OPEN
from community.mediation.access import mediates, party_of
from community.mediation.kinds import KIND
from storage import cases, places
from storage.cases import Case
from storage.moments import local
from storage.people import Person
from storage.tx import Tx
from talk.cards import NOT_FOUND
from talk.forms import About
from talk.times import dated
from talk.words import Word, _

IN_HAND = ("agreements.in_hand", "case")  # of forms that only its mediator may send
TAKES_PART = ("agreements.takes_part", "case")  # of those that a side or its mediator may
OVER = _("This mediation has come to its end meanwhile.")


def named(case: Case) -> Word:
    """A dispute by its number alone: nothing of it belongs into a heading."""
    return _("🤝 Mediation {number}", number=case.number)


def in_hand(tx: Tx, who: Person, case_id: int | None) -> About:
    """A dispute that somebody mediates."""
    return _told(tx, who, case_id, sides=False)


def takes_part(tx: Tx, who: Person, case_id: int | None) -> About:
    """A dispute in which somebody is a side, or that they mediate."""
    return _told(tx, who, case_id, sides=True)


def _told(tx: Tx, who: Person, case_id: int | None, *, sides: bool) -> About:
    case = cases.get(tx, case_id or 0)
    place = places.get(tx, case.place_id) if case else None
    if case is None or place is None or case.kind != KIND:
        return About("", NOT_FOUND)
    party = party_of(tx, who, case) if sides else None
    if not mediates(who, case, place) and (party is None or not party.takes_part):
        return About("", NOT_FOUND)
    return About(named(case).to(who.language), None if case.stage in OPEN else OVER)


def zone_of(tx: Tx, case: Case) -> str:
    """The zone in which its times are told."""
    place = places.get(tx, case.place_id)
    return place.zone if place else "UTC"


def when(at: int, zone: str) -> Word:
    """A time as it is said."""
    there = local(at, zone)
    return _("{day} {time}", day=dated(there.date()), time=f"{there:%H:%M}")


FACTS = {IN_HAND[0]: in_hand, TAKES_PART[0]: takes_part}
