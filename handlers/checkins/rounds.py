"""📞 The morning's round: who is to be phoned, with one tap each."""

from community.checkins import helping, rounds
from handlers.checkins.care_words import ROUND
from storage import checkin_alerts, people
from storage.checkin_days import Day
from storage.ids import from_short, short
from storage.people import Person
from storage.tx import Tx
from talk.cards import button
from talk.registry import Card
from talk.screens import Rows, Screen, bold
from talk.turn import Turn
from talk.words import _

LISTED = 20


def draw(tx: Tx, who: Person, person_id: int) -> Screen | None:
    """One's own list; nobody else's."""
    if who.id != person_id:
        return None
    days = rounds.listed(tx, who)[:LISTED]
    head = bold(_("📞 This morning's round").to(who.language))
    if not days:
        return Screen(
            head + "\n" + _("✅ Everybody has been heard of. Thank you!").to(who.language)
        )
    asks = _("Please phone or knock, and tap how it went:").to(who.language)
    text = head + f"\n{asks}\n" + "\n".join(_line(tx, who, day) for day in days)
    return Screen(text, tuple(row for day in days for row in _rows(tx, who, day)))


def _line(tx: Tx, who: Person, day: Day) -> str:
    person = people.known(tx, day.person_id)
    told = checkin_alerts.to(tx, day.id, who.id)
    missed = " · " + _("not reached").to(who.language) if told and told.said else ""
    return f"👤 {people.name(tx, person)} · 📞 {people.phone(tx, person) or '–'}{missed}"


def _rows(tx: Tx, who: Person, day: Day) -> Rows:
    name = people.name(tx, people.known(tx, day.person_id))
    well = _("✅ {name} is well", name=name).to(who.language)
    missed = _("Not reached").to(who.language)
    row = (
        button(well, ROUND, who.id, f"well.{short(day.id)}"),
        button(missed, ROUND, who.id, f"missed.{short(day.id)}"),
    )
    return (row,)


def well(turn: Turn, person_id: int, extra: str) -> None:
    helping.well(turn.tx, turn.who, from_short(extra) or 0, turn.now)
    turn.card(ROUND, person_id)


def missed(turn: Turn, person_id: int, extra: str) -> None:
    helping.unanswered(turn.tx, turn.who, from_short(extra) or 0, turn.now)
    turn.card(ROUND, person_id)


CARD = Card(
    ROUND,
    ROUND,
    None,
    draw,
    {"well": well, "missed": missed},
    about=lambda _tx, person_id: person_id,
)
