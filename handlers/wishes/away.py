"""😊 and 🚶: somebody is well; somebody is away for some days, and back."""

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from community.issues import emergency
from community.nearby import home_of
from community.wishes import away as rules
from handlers.wishes.helping import last_resort
from handlers.wishes.words import named
from storage import people
from storage.moments import local
from storage.people import Person
from storage.tx import Tell, Tx
from talk import filling
from talk.cards import button
from talk.forms import Ask, Form
from talk.registry import Card
from talk.screens import Screen
from talk.turn import Turn
from talk.words import Word, _

AWAY = "away"
SOS = "sos"  # the card of an alarm


class Days(StrEnum):
    """For how long somebody is away."""

    ONE = "1"
    TWO = "2"
    THREE = "3"
    FIVE = "5"
    WEEK = "7"
    FORTNIGHT = "14"
    MONTH = "30"


DAYS = {
    Days.ONE: _("1 day"),
    Days.TWO: _("2 days"),
    Days.THREE: _("3 days"),
    Days.FIVE: _("5 days"),
    Days.WEEK: _("a week"),
    Days.FORTNIGHT: _("two weeks"),
    Days.MONTH: _("a month"),
}


class Away(Form):
    """For how long somebody is away."""

    name: ClassVar[str] = "wishes.away"
    title: ClassVar[Word] = _("🚶 Away for some days")
    at_once: ClassVar[bool] = True

    days: Annotated[
        Days,
        Ask(
            _("For how long are you away?"),
            label=_("Away for"),
            hint=_("Those who look after your home will know."),
            words=DAYS,
            in_days=True,
        ),
    ]


def well(turn: Turn) -> None:
    """😊: note it and be glad; after 🆘 ask whether that is over."""
    rules.well(turn.tx, turn.who, turn.now)
    alert = emergency.raised(turn.tx, turn.who, turn.now)
    if alert is None:
        turn.home(_("😊 That is good to hear! We have noted it. Have a fine day!"))
        return
    turn.home(
        _("😊 That is good to hear! You have pressed 🆘: if it is over, please tap the key below.")
    )
    turn.card(SOS, alert.id, fresh=True)


def leaving(turn: Turn) -> None:
    """🚶: ask for how long, or show until when."""
    if rules.away(turn.who, turn.now):
        turn.card(AWAY, turn.who.id, fresh=True)
    else:
        filling.start(turn, Away)


def left(turn: Turn, form: Away) -> None:
    told = rules.leave(turn.tx, turn.who, int(form.days), turn.now)
    turn.again()
    turn.card(AWAY, turn.who.id)
    _say_who_knows(turn, told, _("🚶 Have a good journey!"))


def _say_who_knows(turn: Turn, told: list[Person], wish: Word) -> None:
    names = named(turn.tx, told)
    if names is not None:
        turn.home(_("{wish} Told: {names}.", wish=wish, names=names))
        return
    nobody = _("Nobody of the community can be reached from here now. Please phone them.")
    lines = [wish, nobody, *last_resort(turn.tx, home_of(turn.tx, turn.who).id)]
    turn.say(Screen("\n".join(turn.to(line) for line in lines)))


def draw(tx: Tx, who: Person, person_id: int) -> Screen | None:
    """Until when one is away; nobody else's."""
    if who.id != person_id:
        return None
    if who.away_until is None:
        return Screen(_("🏠 You are at home.").to(who.language))
    says = _("🚶 You are away until {day}.", day=_day(tx, who, who.away_until))
    words = ((_("🏠 I am back"), "back"), (_("📅 Another day"), "change"))
    rows = tuple(
        (button(word.to(who.language), AWAY, who.id, choice, 0),) for word, choice in words
    )
    return Screen(says.to(who.language), rows)


def back(turn: Turn, person_id: int, _extra: str) -> None:
    told = rules.come_back(turn.tx, turn.who, turn.now)
    turn.again()
    turn.card(AWAY, person_id)
    _say_who_knows(turn, told, _("🏠 Welcome home!"))


def change(turn: Turn, _person_id: int, _extra: str) -> None:
    filling.start(turn, Away)


def gone(tx: Tx, reader: Person, tell: Tell) -> Screen:
    """Tell those near that somebody is away, and until when."""
    person = people.known(tx, tell.subject)
    says = _(
        "🚶 {name} is away until {day}.",
        name=people.name(tx, person),
        day=_day(tx, person, tell.facts["until"]),
    )
    return Screen(says.to(reader.language))


def returned(tx: Tx, reader: Person, tell: Tell) -> Screen:
    says = _("🏠 {name} is at home again.", name=people.name(tx, people.known(tx, tell.subject)))
    return Screen(says.to(reader.language))


def _day(tx: Tx, person: Person, until: int) -> Word:
    day: date = local(until, home_of(tx, person).zone).date()
    return _("{month}-{day}", month=day.month, day=day.day)


CARD = Card(AWAY, AWAY, lambda _tx, _person_id: 0, draw, {"back": back, "change": change})
