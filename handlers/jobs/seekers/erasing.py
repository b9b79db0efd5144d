"""What becomes of the search for work when somebody has all erased: said before it is done."""

from collections.abc import Iterator

from community.seekers.stages import STANDING
from storage import applications, seekers
from storage.people import Person
from storage.tx import Tx
from talk.words import Word, _


def erasing(tx: Tx, who: Person) -> Iterator[Word]:
    """A sentence for each kind there is any of."""
    if seekers.of(tx, who.id) is not None:
        yield _("Your card of the work you look for goes, too.")
    if standing := applications.of(tx, who.id, STANDING):
        yield _(
            "{count} applications are withdrawn, and each employer hears it.", count=len(standing)
        )
