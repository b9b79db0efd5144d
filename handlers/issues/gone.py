"""What is said of matters in the hands of somebody who is gone, out of reach, or back."""

from collections.abc import Sequence

from community.issues.access import found
from handlers.issues.kinds import DESK
from handlers.issues.piles import line
from storage import people
from storage.people import Person
from storage.tx import Tell, Tx
from talk.cards import opener
from talk.screens import Rows, Screen
from talk.words import Word, _

LISTED = 8  # matters to open at once


def left(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """Tell staff what somebody had in hand who is responsible no more, with the way to it."""
    matters = _there(tx, tell)  # their own go with them who have all erased
    name, count = people.name(tx, people.known(tx, tell.subject)), len(matters)
    says = (
        _("↩️ {count} matters from the hands of {name} wait again.", count=count, name=name)
        if name
        else _("↩️ {count} matters wait again: who had them is gone.", count=count)
    )
    then = _("Please hand them on; all of them are under 🗂.")
    return _listed(tx, reader, (says, then), matters)


def unreached(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """Tell staff that messages do not reach who has matters in hand, and where to phone them."""
    person, matters = people.known(tx, tell.subject), _there(tx, tell)
    says = _(
        "⚠️ Messages do not reach {name} any more. {count} matters stay in their hands.",
        name=people.name(tx, person),
        count=len(matters),
    )
    number = people.phone(tx, person)
    then = (
        _("Please phone them ({phone}), or hand the matters on.", phone=number)
        if number
        else _("Please ask them, or hand the matters on.")
    )
    return _listed(tx, reader, (says, then), matters)


def back(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """Tell who is back what is in their hands: what was sent meanwhile is lost."""
    matters = _there(tx, tell)
    says = _("🔧 Messages reach you again. In your hands: {count}.", count=len(matters))
    then = _("What was sent meanwhile did not arrive. Please look at each once.")
    return _listed(tx, reader, (says, then), matters)


def _there(tx: Tx, tell: Tell) -> list[int]:
    return [case_id for case_id in tell.facts["cases"] if found(tx, case_id)]


def _listed(tx: Tx, reader: Person, says: Sequence[Word], matters: Sequence[int]) -> Screen | None:
    if not matters:
        return None
    rows: Rows = tuple(
        (opener(line(tx, reader, case_id), DESK, case_id),) for case_id in matters[:LISTED]
    )
    return Screen("\n".join(word.to(reader.language) for word in says), rows)
