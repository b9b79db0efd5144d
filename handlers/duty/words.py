"""The words for shifts and days."""

from datetime import date

from community import duty
from community.duty import Shift
from community.places import label
from storage import people, places
from storage.people import Person
from storage.rosters import Slot
from storage.tx import Tx
from talk.times import dated
from talk.words import Word, _

ROSTER = "roster"  # the card of a week
SHIFTS = {Shift.DAY: _("day shift"), Shift.NIGHT: _("night shift")}
HOLIDAY = _("holiday")


def shift_word(tx: Tx, day: date, shift: str) -> Word:
    """What a shift is called on its day."""
    return HOLIDAY if duty.holiday(tx, day, Shift(shift)) else SHIFTS[Shift(shift)]


def slot_line(tx: Tx, slot: Slot) -> Word:
    """A shift in a line: its day, its kind, where."""
    place = places.get(tx, slot.place_id)
    return _(
        "{day} {shift} · {place}",
        day=dated(slot.day),
        shift=shift_word(tx, slot.day, slot.shift),
        place=label(tx, place) if place else "",
    )


def named(tx: Tx, person: Person) -> str:
    """Somebody's name and number."""
    return " · ".join(part for part in (people.name(tx, person), people.phone(tx, person)) if part)


def name_of(tx: Tx, person_id: int) -> str:
    return people.name(tx, people.known(tx, person_id))
