"""What becomes of a registration when somebody has all erased: said before it is done."""

from collections.abc import Iterator

from community.matchmaking import Stage, handing
from storage import complaints, introductions, singles
from storage.people import Person
from storage.tx import Tx
from talk.words import Word, _


def erasing(tx: Tx, who: Person) -> Iterator[Word]:
    """A sentence for each kind there is any of."""
    single = singles.of(tx, who.id)
    if single is not None and single.stage != Stage.WITHDRAWN:
        yield _("Your registration with the matchmakers goes, with all you said there.")
    if introductions.standing(tx, who.id) is not None:
        yield _("An introduction that stands ends kindly.")
    if complaints.holds(tx, who.id):
        yield _("A complaint about you stays with the community, and that you were the one.")
    if people := handing.in_hand(tx, who):
        yield _("{count} people you look after go to other matchmakers.", count=len(people))
