"""The roster is filled: whose shifts are, and the number of the duty room."""

from enum import StrEnum
from typing import Annotated, ClassVar

from community import duty
from community.duty import Shift
from community.duty import roster as rules
from handlers.duty.words import ROSTER, SHIFTS
from storage import people
from storage.people import Person
from storage.places import Place
from storage.tx import Tx
from talk import filling
from talk.forms import Ask, AskPhone, Form, PickRow
from talk.turn import Turn
from talk.words import Word, _

KEPT = _("Thank you. It is noted.")


class Weekday(StrEnum):
    """The days of a week, by their number."""

    MON = "0"
    TUE = "1"
    WED = "2"
    THU = "3"
    FRI = "4"
    SAT = "5"
    SUN = "6"


DAYS = {
    Weekday.MON: _("Monday"),
    Weekday.TUE: _("Tuesday"),
    Weekday.WED: _("Wednesday"),
    Weekday.THU: _("Thursday"),
    Weekday.FRI: _("Friday"),
    Weekday.SAT: _("Saturday"),
    Weekday.SUN: _("Sunday"),
}


class Fill(Form):
    """Whose some shifts of a week are."""

    name: ClassVar[str] = "duty.fill"
    title: ClassVar[Word] = _("Fill the roster")

    roster: int
    shift: Annotated[Shift, Ask(_("Which shift?"), label=_("Shift"), words=SHIFTS)]
    days: Annotated[list[Weekday], Ask(_("On which days?"), label=_("Days"), words=DAYS)]
    person: Annotated[
        int, PickRow(_("Who is on then?"), label=_("On duty"), rows="duty.colleagues")
    ]


class Room(Form):
    """The telephone of the duty room."""

    name: ClassVar[str] = "duty.room"
    title: ClassVar[Word] = _("The duty room's telephone")

    place: int
    phone: Annotated[
        str,
        AskPhone(
            _("Which number is answered day and night when nobody else can help?"),
            label=_("Telephone"),
            own=False,
            office=True,
        ),
    ]


def fill(turn: Turn, roster_id: int, _extra: str) -> None:
    _supervised(turn, roster_id)
    filling.start(turn, Fill, {"roster": roster_id})


def filled(turn: Turn, form: Fill) -> None:
    weekdays = [int(day) for day in form.days]
    rules.fill(turn.tx, turn.who, form.roster, form.shift, weekdays, form.person, turn.now)
    turn.card(ROSTER, form.roster)


def copy(turn: Turn, roster_id: int, _extra: str) -> None:
    rules.copy_last(turn.tx, turn.who, roster_id, turn.now)
    turn.card(ROSTER, roster_id)


def room(turn: Turn, roster_id: int, _extra: str) -> None:
    filling.start(turn, Room, {"place": _supervised(turn, roster_id).id})


def room_set(turn: Turn, form: Room) -> None:
    rules.set_room(turn.tx, turn.who, form.place, form.phone, turn.now)
    turn.reply(KEPT)


def _supervised(turn: Turn, roster_id: int) -> Place:
    return rules.supervised(turn.tx, turn.who, roster_id)[1]


def colleagues_of(tx: Tx, who: Person, node: int | None) -> tuple[tuple[int, str], ...]:
    """Who can be on duty where somebody works; with a node, that one's label."""
    if node is not None:
        person = people.get(tx, node)
        return ((node, people.name(tx, person)),) if person else ()
    found = {
        person.id: people.name(tx, person)
        for place in duty.offices(tx, who)
        for person in duty.colleagues(tx, place)
    }
    return tuple(found.items())


def others_of(tx: Tx, who: Person, node: int | None) -> tuple[tuple[int, str], ...]:
    """The same without oneself."""
    return tuple(found for found in colleagues_of(tx, who, node) if found[0] != who.id)
