"""What is said of reports before somebody has all erased: what goes, what stays, what goes back."""

from collections.abc import Iterator

from community.issues.kinds import KIND
from community.issues.leaving import IN_HAND, MANY
from community.privacy import kept, reported
from storage import casebooks
from storage.people import Person
from storage.tx import Tx
from talk.words import Word, _


def erasing(tx: Tx, who: Person) -> Iterator[Word]:
    """A sentence for each kind there is any of."""
    own = [case for case in reported(tx, who) if case.kind == KIND]
    staying = sum(1 for case in own if kept(case))
    in_hand = len(casebooks.handled_by(tx, who.id, IN_HAND, MANY, KIND))
    if going := len(own) - staying:
        yield _("{count} reports that nobody has answered yet go, too; they end.", count=going)
    if staying:
        yield _("By law {count} answered reports stay, without you.", count=staying)
    if in_hand:
        yield _("{count} matters in your hands go back to the staff.", count=in_hand)
