"""📞 The morning's round: who is to be phoned, with one tap each."""

from community.checkins import helping, rounds
from community.checkins.callers import to_phone
from community.checkins.kinds import Part, Who
from community.checkins.ladder import named, rungs_of
from community.places import label
from handlers.checkins.alarmed import RUNG, contact
from handlers.checkins.care_words import ROUND, RUNGS, name_of
from handlers.checkins.rung import ended
from handlers.checkins.words import hour_of
from storage import checkin_alerts, checkin_days, checkin_plans, people, places
from storage.checkin_days import Day
from storage.ids import from_short, short
from storage.people import Person
from storage.tx import Tx
from talk.cards import button, opener
from talk.registry import Card
from talk.screens import Rows, Screen, bold
from talk.turn import Turn
from talk.words import Word, _

LISTED = 20


def draw(tx: Tx, who: Person, person_id: int) -> Screen | None:
    """One's own list; nobody else's."""
    if who.id != person_id:
        return None
    days, missed = rounds.listed(tx, who)[:LISTED], rounds.missed(tx, who)[:LISTED]
    lines = [line for day in days for line in _lines(tx, who, day)]
    if days:
        lines = [_("Please phone or knock, and tap how it went:"), *lines]
    elif not missed:
        lines = [_("✅ Everybody has been heard of. Thank you!")]
    lines += [_goes_on(tx, day) for day in missed]
    text = bold(_("📞 This morning's round").to(who.language))
    text = text + "\n" + "\n".join(line.to(who.language) for line in lines)
    opens = ((opener(f"🔔 {name_of(tx, day.person_id)}", RUNG, day.id),) for day in missed)
    return Screen(text, (*(row for day in days for row in _rows(tx, who, day)), *opens))


def _lines(tx: Tx, who: Person, day: Day) -> list[Word]:
    """Whom to phone; where there is no number, the door at which to knock."""
    person, told = people.known(tx, day.person_id), checkin_alerts.to(tx, day.id, who.id)
    phone, name = people.phone(tx, person), people.name(tx, person)
    home = places.get(tx, person.home_id) if person.home_id and not phone else None
    where = f"📍 {label(tx, home)}" if home else f"📞 {phone or '–'}"
    lines = [Word(f"👤 {name} · {where}")]
    if day.alarmed is not None:
        plan = checkin_plans.known(tx, day.plan_id)
        lines += [contact(tx, one) for one in to_phone(tx, named(tx, plan, Part.CONTACT))]
    return [*lines, _goes_on(tx, day)] if told and told.said else lines


def _goes_on(tx: Tx, day: Day) -> Word:
    """What becomes of who was not reached."""
    name, rung = name_of(tx, day.person_id), day.rung
    if day.taken_by is not None:
        by = name_of(tx, day.taken_by)
        return _("⏳ {name} was not reached. {by} looks after it now.", name=name, by=by)
    time = hour_of(tx, day.place_id, day.next_at or day.made)
    if not rung:
        return _(
            "⏳ {name} was not reached. Without a word others hear it at {time}.",
            name=name,
            time=time,
        )
    rungs = rungs_of(tx, checkin_plans.known(tx, day.plan_id))
    told = RUNGS[Who(rungs[min(rung, len(rungs)) - 1].who)]
    return _(
        "⏳ {name} was not reached. Now: {told}. Without a word more hear it at {time}.",
        name=name,
        told=told,
        time=time,
    )


def _rows(tx: Tx, who: Person, day: Day) -> Rows:
    name = people.name(tx, people.known(tx, day.person_id))
    well = _("✅ {name} is well", name=name).to(who.language)
    missed = _("Not reached").to(who.language)
    wrong = _("🆘 Something is wrong").to(who.language)
    return (
        (button(well, ROUND, who.id, f"well.{short(day.id)}"),),
        (
            button(missed, ROUND, who.id, f"missed.{short(day.id)}"),
            button(wrong, ROUND, who.id, f"help.{short(day.id)}"),
        ),
    )


def well(turn: Turn, person_id: int, extra: str) -> None:
    helping.well(turn.tx, turn.who, from_short(extra) or 0, turn.now)
    turn.card(ROUND, person_id)


def missed(turn: Turn, person_id: int, extra: str) -> None:
    helping.unanswered(turn.tx, turn.who, from_short(extra) or 0, turn.now)
    turn.card(ROUND, person_id)


def needs_help(turn: Turn, person_id: int, extra: str) -> None:
    """Who needs help says so on the telephone: it is passed on at once."""
    day = helping.needs_help(turn.tx, turn.who, from_short(extra) or 0, turn.now)
    turn.card(ROUND, person_id)
    day = checkin_days.known(turn.tx, day.id)
    if day.ended is None:
        turn.card(RUNG, day.id, fresh=True)
    else:
        turn.say(ended(turn, day))


def about(tx: Tx, person_id: int) -> list[int]:
    """Whose names and numbers stand on it."""
    who = people.get(tx, person_id)
    days = rounds.listed(tx, who)[:LISTED] if who else []
    return [day.person_id for day in days]


CARD = Card(
    ROUND,
    ROUND,
    None,
    draw,
    {"well": well, "missed": missed, "help": needs_help},
    about=about,
)
