"""What is said of mediations before somebody has all erased: their files are kept by law."""

from collections.abc import Iterator

from community.mediation.access import place_of
from community.mediation.steps import LIVE
from storage import cases, parties
from storage.moments import local
from storage.people import Person
from storage.tx import Tx
from talk.times import dated
from talk.words import Word, _

MANY = 10_000


def erasing(tx: Tx, who: Person) -> Iterator[Word]:
    """What ends by it, and until when files stay, without the name."""
    found = [cases.known(tx, party.case_id) for party in parties.theirs(tx, who.id, MANY)]
    files = [case for case in found if case.kept_until is not None]
    if going := sum(1 for case in files if case.stage in LIVE):
        yield _("{count} mediations end with it, and the other side hears that.", count=going)
    if files:
        last = max(files, key=lambda case: case.kept_until or 0)
        day = local(last.kept_until or 0, place_of(tx, last).zone).date()
        yield _(
            "By law {count} files of mediation stay until {day} or a little longer, without your"
            " name.",
            count=len(files),
            day=dated(day),
        )
