"""The week's roster as a card."""

from collections.abc import Iterator
from datetime import date, timedelta

from community import duty
from community.duty import COLLEAGUES, OFFICES, Shift
from community.duty import roster as rules
from community.places import label
from community.roles import STAFF, staff_of
from community.workdays import provisional
from handlers.duty import changes, filling
from handlers.duty.words import HOLIDAY, ROSTER, SHIFTS, named
from storage import people, places, rosters
from storage.ids import from_short, short
from storage.people import Person
from storage.places import Place
from storage.rosters import Roster
from storage.tx import Tell, Tx
from talk.cards import button
from talk.registry import Card
from talk.screens import Button, Rows, Screen, bold, in_rows
from talk.times import WEEKDAYS, dated
from talk.turn import Turn
from talk.words import Word, _

ON_ROSTERS = frozenset(role for roles in COLLEAGUES.values() for role in roles) | STAFF


def works(person: Person) -> bool:
    """Whether they can be on duty anywhere."""
    return any(held.role in ON_ROSTERS for held in person.roles)


def show(turn: Turn) -> None:
    """/duty: this week where one works, at the widest place of it."""
    office = _own_office(turn.tx, turn.who)
    if office is None:
        turn.say(_("You are on no roster."))
        return
    on = duty.rostered(turn.tx, office, turn.now)
    says = _("On duty now: {who}", who=named(turn.tx, on) if on else _("nobody"))
    turn.say(says)
    _week(turn, office.id, duty.local(office, turn.now).date(), fresh=True)


def _own_office(tx: Tx, who: Person) -> Place | None:
    """The community or subdistrict nearest to where somebody's widest role is."""
    for held in sorted(who.roles, key=lambda held: held.path):
        place = places.get(tx, held.place_id)
        for at in reversed(places.upwards(tx, place) if place else []):
            if at.kind in OFFICES and duty.may_see(who, at):
                return at
    return None


def draw(tx: Tx, who: Person, roster_id: int) -> Screen | None:
    """The week, a line for each day, and what the reader can do about it."""
    roster = rosters.get(tx, roster_id)
    place = places.get(tx, roster.place_id) if roster else None
    if roster is None or place is None or not duty.may_see(who, place):
        return None
    last = roster.week + timedelta(days=6)
    text = bold(_("📅 Duty roster").to(who.language)) + f" · {label(tx, place)}"
    text = text + f"\n{_short(roster.week)} – {_short(last)} · ☀️ {_shift(Shift.DAY, who)}"
    text = text + f" 🌙 {_shift(Shift.NIGHT, who)}\n\n"
    text = text + "\n".join(_lines(tx, who, roster, place))
    return Screen(text, _rows(tx, who, roster, place))


def _lines(tx: Tx, who: Person, roster: Roster, place: Place) -> Iterator[str]:
    """A line for each day, then the numbers."""
    taken = {(slot.day, slot.shift): slot for slot in rosters.slots(tx, roster.id)}
    on: dict[int, Person] = {}
    for day in (roster.week + timedelta(days=number) for number in range(7)):
        names = []
        for shift in Shift:
            person = duty.holder(tx, place, taken.get((day, shift)))
            names.append(people.name(tx, person) if person else "—")
            on |= {person.id: person} if person else {}
        weekday = WEEKDAYS[day.weekday()].to(who.language)
        off = f" ({HOLIDAY.to(who.language)})" if duty.holiday(tx, day, Shift.DAY) else ""
        yield f"{weekday} {_short(day)}{off} ☀️ {names[0]} 🌙 {names[1]}"
    if any(provisional(tx, roster.week + timedelta(days=number)) for number in (0, 6)):
        yield _("ℹ️ The holidays of this year are not declared yet: days off are provisional.").to(
            who.language
        )
    if on:
        yield ""
    yield from (f"📞 {named(tx, person)}" for person in on.values())
    if room := duty.room(tx, place):
        says = _("☎️ Duty room {place}: {phone}", place=room[0].name, phone=room[1])
        yield says.to(who.language)


def _shift(shift: Shift, who: Person) -> str:
    return SHIFTS[shift].to(who.language)


def _rows(tx: Tx, who: Person, roster: Roster, place: Place) -> Rows:
    def choice(word: Word, choice: str) -> Button:
        return button(word.to(who.language), ROSTER, roster.id, choice, roster.revision)

    rows: list[tuple[Button, ...]] = [
        (
            choice(_("◀️ The week before"), f"week.{roster.week - rules.WEEK}"),
            choice(_("The week after ▶️"), f"week.{roster.week + rules.WEEK}"),
        )
    ]
    if staff_of(who, place):
        rows.append((choice(_("✏️ Fill"), "fill"), choice(_("📋 As last week"), "copy")))
    rows.append((choice(_("🔁 Swap"), "swap"), choice(_("📝 Hand over"), "over")))
    if staff_of(who, place):
        rows.append((choice(_("☎️ Duty room's number"), "room"),))
    if below := _below(tx, who, place):
        rows += in_rows((choice(Word(at.name), f"at.{short(at.id)}") for at in below), 2)
    return tuple(rows)


def _below(tx: Tx, who: Person, place: Place) -> list[Place]:
    """The other rosters the reader sees: of the communities, or the subdistrict's."""
    others = places.below(tx, place.id) if place.parent_id is None else duty.offices(tx, who)
    return [
        at for at in others if at.id != place.id and at.kind in OFFICES and duty.may_see(who, at)
    ]


def _short(day: date) -> str:
    return f"{day.month}-{day.day:02d}"


def _week(turn: Turn, place_id: int, day: date, *, fresh: bool = False) -> None:
    roster = rules.of_week(turn.tx, turn.who, place_id, day, turn.now)
    turn.card(ROSTER, roster.id, fresh=fresh)


def week(turn: Turn, roster_id: int, extra: str) -> None:
    """Turn to another week."""
    roster = rosters.known(turn.tx, roster_id)
    _week(turn, roster.place_id, _date(extra) or roster.week)


def at(turn: Turn, roster_id: int, extra: str) -> None:
    """Turn to another place."""
    roster = rosters.known(turn.tx, roster_id)
    _week(turn, from_short(extra) or roster.place_id, roster.week)


def yours(_tx: Tx, reader: Person, _tell: Tell) -> Screen:
    return Screen(bold(_("📅 You are on the roster").to(reader.language)))


def nobody(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """At 17:00, that nobody is on tonight."""
    place = places.get(tx, tell.subject)
    if place is None:
        return None
    says = _(
        "⚠️ {place}: nobody who can be reached here is on duty tonight, {day}."
        " Please fill it: /duty",
        place=label(tx, place),
        day=dated(date.fromisoformat(tell.facts["day"])),
    )
    return Screen(says.to(reader.language))


def revision(tx: Tx, roster_id: int) -> int | None:
    roster = rosters.get(tx, roster_id)
    return roster.revision if roster else None


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


CARD = Card(
    ROSTER,
    "roster",
    revision,
    draw,
    {
        "week": week,
        "at": at,
        "fill": filling.fill,
        "copy": filling.copy,
        "swap": changes.swap,
        "over": changes.hand_over,
        "room": filling.room,
    },
)
