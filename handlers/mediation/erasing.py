"""What becomes of disputes when somebody has all erased: said before it is done."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from community.cases import Stage
from community.mediation.access import found
from community.mediation.kinds import KIND
from storage import casebooks, parties, places
from storage.people import Person
from storage.tx import Tx
from talk.words import Word, _

MANY = 10_000


def erasing(tx: Tx, who: Person) -> Iterator[Word]:
    """A sentence for each kind there is any of."""
    own = [found(tx, party.case_id) for party in parties.theirs(tx, who.id, MANY)]
    kept = [case.kept_until for case in own if case and case.kept_until is not None]
    if going := sum(1 for case in own if case and case.kept_until is None):
        yield _("{count} requests for mediation that nobody has taken up go, too.", count=going)
    if kept:
        zone = ZoneInfo(places.roots(tx)[0].zone)
        day = datetime.fromtimestamp(max(kept) / 1000, zone).date().isoformat()
        yield _(
            "By law {count} files of mediation stay until {day}, without your name; what is still"
            " open ends, as if you left.",
            count=len(kept),
            day=day,
        )
    if in_hand := len(casebooks.handled_by(tx, who.id, [Stage.WORKING], MANY, KIND)):
        yield _("{count} disputes that you mediate go to somebody else.", count=in_hand)
