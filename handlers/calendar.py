"""The office's working calendar: days declared, years completed, the reminder of December."""

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from community import calendar as rules
from community.calendar import Why
from storage import places
from storage.outbox import Rank
from storage.people import Person
from storage.tx import Tell, Tx
from storage.workdays import Declared
from talk import filling
from talk.cards import button, opener
from talk.forms import Ask, Form, PickDay
from talk.office import Office
from talk.registry import Capability, Card, FormEntry, Notice
from talk.screens import Rows, Screen, bold
from talk.turn import Turn
from talk.words import Word, _

CALENDAR = "calendar"  # the card
TITLE = _("📅 Working calendar")
WHYS = {
    Why.HOLIDAY: _("Public holiday"),
    Why.MAKE_UP: _("Made-up workday"),
    Why.LOCAL: _("Arranged here"),
    Why.SUDDEN: _("Weather or the like"),
}


class Sort(StrEnum):
    """What a day is declared to be."""

    OFF = "off"
    WORKED = "worked"


SORTS = {Sort.OFF: _("🏖 Free"), Sort.WORKED: _("💼 Worked")}


class Day(Form):
    """A day that is not what the week says."""

    name: ClassVar[str] = "calendar.day"
    title: ClassVar[Word] = _("➕ Declare a day")
    before_sending: ClassVar[Word | None] = _(
        "Deadlines that are set already stay as they are. It counts for what is dispatched from"
        " now on."
    )

    day: Annotated[date, PickDay(_("Which day?"), label=_("Day"), past=False)]
    sort: Annotated[Sort, Ask(_("Free or worked?"), label=_("It is"), words=SORTS)]
    why: Annotated[Why, Ask(_("Why?"), label=_("Because"), words=WHYS)]


def draw(tx: Tx, who: Person, place_id: int) -> Screen | None:
    """What counts, what the office has declared, which year can be completed."""
    if not rules.may_declare(who) or place_id != places.roots(tx)[0].id:
        return None
    says = _(
        "The nation's holidays are known before {year}. From {year} on Monday to Friday counts,"
        " marked provisional, until the office has declared the days of a year and completed it.",
        year=rules.first_unknown(),
    )
    lines = [_line(one).to(who.language) for one in rules.shown(tx)]
    lines = lines or [_("The office has declared no day of its own.").to(who.language)]
    finish = tuple(
        (
            button(
                _("✅ {year} is complete", year=year).to(who.language),
                CALENDAR,
                place_id,
                f"finish.{year}",
                0,
            ),
        )
        for year in rules.open_years(tx)
    )
    more = button(Day.title.to(who.language), CALENDAR, place_id, "declare", 0)
    text = bold(TITLE.to(who.language)) + f"\n{says.to(who.language)}\n\n" + "\n".join(lines)
    return Screen(text, ((more,), *finish))


def _line(one: Declared) -> Word:
    sort = SORTS[Sort.WORKED if one.working else Sort.OFF]
    return _("{day} {sort} · {why}", day=one.day.isoformat(), sort=sort, why=WHYS[Why(one.why)])


def declare(turn: Turn, _place_id: int, _extra: str) -> None:
    filling.start(turn, Day)


def declared(turn: Turn, form: Day) -> None:
    working = form.sort is Sort.WORKED
    rules.declare(turn.tx, turn.who, form.day, working=working, why=form.why, now=turn.now)
    turn.card(CALENDAR, places.roots(turn.tx)[0].id)


def finish(turn: Turn, place_id: int, extra: str) -> None:
    """Ask once more; complete the year at the second tap."""
    said, _dot, sure = extra.partition(".")
    year = int(said) if said.isascii() and said.isdigit() and len(said) == 4 else 0
    if sure:
        rules.finish(turn.tx, turn.who, year, turn.now)
        turn.card(CALENDAR, place_id)
        return
    yes = button(turn.to(_("Yes, all declared")), CALENDAR, place_id, f"finish.{year}.yes", 0)
    back = button(turn.to(_("⬅️ Back")), CALENDAR, place_id, "look", 0)
    says = _(
        "Are all holidays and made-up workdays of {year} declared? Then its dates are no longer"
        " marked provisional.",
        year=year,
    )
    turn.amend(Screen(turn.to(says), ((back,), (yes,))))


def look(turn: Turn, place_id: int, _extra: str) -> None:
    turn.card(CALENDAR, place_id)


def reminded(_tx: Tx, reader: Person, tell: Tell) -> Screen:
    """The heading of December over the card."""
    says = _(
        "📅 Please declare the holidays and made-up workdays of {year}. Until then its deadlines"
        " are provisional.",
        year=tell.facts["year"],
    )
    return Screen(bold(says.to(reader.language)))


def _revision(tx: Tx, place_id: int) -> int | None:
    return None if places.get(tx, place_id) is None else 0


def decided(tx: Tx, who: Person) -> Rows:
    """The way to the calendar."""
    return ((opener(TITLE.to(who.language), CALENDAR, places.roots(tx)[0].id),),)


WORKED = {"work": _("worked"), "off": _("free")}
CAPABILITY = Capability(
    stem="calendar",
    forms=(FormEntry(Day, declared),),
    cards=(
        Card(
            CALENDAR,
            CALENDAR,
            _revision,
            draw,
            {"declare": declare, "finish": finish, "look": look},
        ),
    ),
    notices={rules.REMIND: Notice(Rank.REMINDER, reminded, CALENDAR)},
    timers={rules.REMIND: rules.remind},
    office=Office(
        decided,
        {
            "calendar.holiday": _("declared a day (public holiday)"),
            "calendar.make_up": _("declared a day (made-up workday)"),
            "calendar.local": _("declared a day (local)"),
            "calendar.sudden": _("declared a day (weather or the like)"),
            "calendar.complete": _("completed the calendar of a year"),
        },
        lambda _tx, name: WORKED.get(name),
    ),
    refusals={"calendar.over": _("That day is over. Please choose one to come.")},
)
