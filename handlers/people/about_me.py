"""What somebody says of themselves: what they are called, where they live, their number."""

from enum import StrEnum
from typing import Annotated, ClassVar

from annotated_types import MaxLen, MinLen

from community import people as rules
from community.nearby import home_of
from handlers.people import joined
from handlers.people.joining import offered_home
from handlers.people.words import KEPT
from storage import people, preferences
from talk import filling
from talk.forms import Ask, AskPhone, Form, PhoneNumber, PickPlace
from talk.names import NAMED
from talk.quiet import Hours
from talk.turn import Turn
from talk.words import Word, _


class QuietHours(StrEnum):
    """What can be chosen."""

    NIGHT = "21:30-07:30"
    EARLY = "20:00-08:00"
    LATE = "23:00-07:00"
    NEVER = "00:00-00:00"


QUIET = {
    QuietHours.NIGHT: Word("21:30–07:30"),
    QuietHours.EARLY: Word("20:00–08:00"),
    QuietHours.LATE: Word("23:00–07:00"),
    QuietHours.NEVER: _("never"),
}


class Home(Form):
    """Where somebody lives now."""

    name: ClassVar[str] = "people.home"
    title: ClassVar[Word] = _("My home")

    home: Annotated[int, PickPlace(_("Where do you live?"), label=_("Home"))]


class Name(Form):
    """What somebody is called; until they say so, it is what Telegram calls them."""

    name: ClassVar[str] = "people.name"
    title: ClassVar[Word] = _("My name")

    called: Annotated[
        str,
        MinLen(1),
        MaxLen(30),
        NAMED,
        Ask(_("What may we call you? For example: Aunt Wang"), label=_("Called")),
    ]


class Telephone(Form):
    """One's own number."""

    name: ClassVar[str] = "people.phone"
    title: ClassVar[Word] = _("My telephone")

    phone: Annotated[
        PhoneNumber,
        AskPhone(
            _("Your telephone number? Whoever takes care of your matter may call you."),
            label=_("Telephone"),
        ),
    ]


class Quiet(Form):
    """When somebody wants no pushes."""

    name: ClassVar[str] = "people.quiet"
    title: ClassVar[Word] = _("Quiet hours")

    hours: Annotated[
        QuietHours, Ask(_("When shall no notices come?"), label=_("Quiet hours"), words=QUIET)
    ]


def name(turn: Turn, _person_id: int, _extra: str) -> None:
    filling.start(turn, Name)


def named(turn: Turn, form: Name) -> None:
    people.set_name(turn.tx, turn.who.id, form.called)
    turn.reply(KEPT)


def home(turn: Turn, _person_id: int, _extra: str) -> None:
    filling.start(turn, Home)


def lives_here(turn: Turn, code: str) -> None:
    """Ask somebody who has scanned the code on a wall whether they live there."""
    place = offered_home(turn, code)
    if place is None or place.id == home_of(turn.tx, turn.who).id:
        turn.home()
    else:
        filling.start(turn, Home, given={"home": place.id})


def moved(turn: Turn, form: Home) -> None:
    rules.move(turn.tx, turn.who, form.home)
    turn.again()
    turn.reply(KEPT)


def phone(turn: Turn, _person_id: int, _extra: str) -> None:
    filling.start(turn, Telephone)


def phoned(turn: Turn, form: Telephone) -> None:
    verified = turn.now if form.phone.own else None
    people.set_phone(turn.tx, turn.who.id, form.phone.number, verified)
    turn.again()
    turn.reply(KEPT)
    joined.offer(turn)


def quiet(turn: Turn, _person_id: int, _extra: str) -> None:
    filling.start(turn, Quiet)


def quieted(turn: Turn, form: Quiet) -> None:
    hours = Hours.read(form.hours)
    assert hours is not None, "each of the choices is written as hours"
    preferences.set_quiet(turn.tx, turn.who.id, hours.start, hours.end)
    turn.reply(KEPT)
