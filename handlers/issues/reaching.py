"""How whoever has a report in hand, or is to ask how it went, reaches whose it is."""

from collections.abc import Iterator

from community.cases import Stage, voices
from community.issues import callback
from community.issues.access import is_responsible
from community.roles import staff_of
from handlers.issues.behalf import number_line
from handlers.issues.lines import steps_of
from storage import people, places
from storage.cases import Case
from storage.people import Person
from storage.tx import Tx
from talk.screens import Button, Rows
from talk.words import Word, _

SIGNED = frozenset({Stage.WORKING, Stage.PAUSED})  # from here on the number is theirs to know


def to_call(tx: Tx, who: Person, case: Case) -> bool:
    """Whether the resident is to be phoned now, by them."""
    place = places.get(tx, case.place_id)
    due = callback.may_call(case, who) and "call" in steps_of(tx, case)
    return place is not None and staff_of(who, place) and due


def lines(tx: Tx, who: Person, case: Case) -> Iterator[str]:
    """Their number; that there is none; that it is shown to who signs."""
    if _may_reach(tx, who, case):
        yield number_line(tx, case) or _said(who, _none(tx, who, case))
    elif case.stage == Stage.DISPATCHED and _responsible(tx, who, case):
        yield _said(who, _("once you have signed, you see here how to reach them"))


def write_row(tx: Tx, who: Person, case: Case) -> Rows:
    """The key to their chat, where no number is known."""
    if not _may_reach(tx, who, case) or number_line(tx, case):
        return ()
    ids = _accounts(tx, who, case)
    says = _("Write to them").to(who.language)
    return ((Button(says, url=f"tg://user?id={ids[0]}"),),) if ids else ()


def _may_reach(tx: Tx, who: Person, case: Case) -> bool:
    signed = case.stage in SIGNED and _responsible(tx, who, case)
    return (signed and who.id not in voices(case)) or to_call(tx, who, case)


def _responsible(tx: Tx, who: Person, case: Case) -> bool:
    place = places.get(tx, case.place_id)
    return place is not None and is_responsible(who, case, place)


def _none(tx: Tx, who: Person, case: Case) -> Word:
    if _accounts(tx, who, case):
        return _("no number known; write to them here")
    return _("no number known; please look for them on the spot")


def _accounts(tx: Tx, who: Person, case: Case) -> list[int]:
    """The accounts of whose report it is and of who speaks for them."""
    voiced = (people.known(tx, one) for one in voices(case) if one != who.id)
    return [person.telegram_id for person in voiced if person.telegram_id]


def _said(who: Person, word: Word) -> str:
    return f"📞 {word.to(who.language)}"
