"""What becomes of employers when who speaks for them has all erased: said before it is done."""

from collections.abc import Iterator

from storage import employers
from storage.people import Person
from storage.tx import Tx
from talk.words import Word, _


def erasing(tx: Tx, who: Person) -> Iterator[Word]:
    if spoken := employers.of(tx, who.id):
        yield _(
            "What {count} employers offer through you closes; who has applied there hears it.",
            count=len(spoken),
        )
