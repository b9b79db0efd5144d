"""Somebody does not answer: the card of whoever is alarmed, and what they can say."""

from dataclasses import replace

from community import duty
from community.checkins import helping as rules
from community.checkins.kinds import Outcome
from community.places import label
from community.roles import ENTERS, STAFF
from handlers.checkins import alarmed, telling
from handlers.checkins.alarmed import RUNG
from handlers.checkins.words import called, readable
from storage import checkin_alerts, checkin_days, people, places, wishes
from storage.checkin_days import Day
from storage.people import Person
from storage.places import Place
from storage.tx import Tell, Tx
from talk.cards import button, opener
from talk.registry import Card
from talk.screens import Button, Rows, Screen
from talk.turn import Turn
from talk.words import Word, _

WANTED, BEHALF = "wanted", "behalf"  # the cards of what is asked for, and of a report for somebody
OVER = {
    Outcome.ANSWERED: _("✅ {name} has answered and is well."),
    Outcome.TOUCHED: _("✅ {name} has answered and is well."),
    Outcome.WELL: _("✅ {name} is well, says {by}."),
    Outcome.HELP: _("🧡 {name} needs help; {by} has asked for it."),
    Outcome.AMBULANCE: _("🚑 {by} has called 120 for {name}."),
    Outcome.PAUSED: _("⏸ {name} is known to be away or in hospital: nobody need look in."),
}


def draw(tx: Tx, who: Person, day_id: int) -> Screen | None:
    """What a helper needs and no more: all of it once they look after it, nothing once it ended."""
    day = checkin_days.get(tx, day_id)
    if day is None or day.ended is not None or not rules.may_help(tx, who, day):
        return None
    text = "\n".join(line.to(who.language) for line in alarmed.lines(tx, who, day))
    return Screen(text, _rows(who, day))


def _over(tx: Tx, day: Day) -> Word:
    says = OVER.get(Outcome(day.outcome or Outcome.DROPPED))
    if says is None:
        return _("This is over, or goes on under today's message.")
    name = people.name(tx, people.known(tx, day.person_id))
    return replace(says, values=(("name", name), ("by", called(tx, day.ended_by))))


def _rows(who: Person, day: Day) -> Rows:
    """Whoever hears on the telephone that something is wrong says so at once, before they go."""
    go = _choice(who, day, _("I go there"), "take")
    fine = _choice(who, day, _("Spoke with them: all is well"), "well")
    none = _choice(who, day, _("No answer"), "none")
    help_ = _choice(who, day, _("🧡 They need help"), "help")
    called_ = _choice(who, day, _("🚑 I have called 120"), "ambulance")
    if day.taken_by == who.id:
        return ((fine,), (help_, called_), (none,))
    if day.taken_by is not None:
        return ((fine,), (help_, called_))
    return ((go,), (fine,), (help_, called_), (none,))


def _choice(who: Person, day: Day, word: Word, choice: str) -> Button:
    return button(word.to(who.language), RUNG, day.id, choice)


def take(turn: Turn, day_id: int, _extra: str) -> None:
    day = rules.take(turn.tx, turn.who, day_id, turn.now)
    turn.reads(day.person_id, "card")  # it has become more than it was when it was opened
    turn.card(RUNG, day.id)


def well(turn: Turn, day_id: int, _extra: str) -> None:
    _thank(turn, rules.well(turn.tx, turn.who, day_id, turn.now))


def none(turn: Turn, day_id: int, _extra: str) -> None:
    day = rules.unanswered(turn.tx, turn.who, day_id, turn.now)
    turn.card(RUNG, day.id)


def _thank(turn: Turn, day: Day) -> None:
    """Say how it ended, in place of what is theirs to see no more."""
    now = checkin_days.known(turn.tx, day.id)
    if now.ended is None:  # nobody else could be told: it stays theirs
        turn.card(RUNG, now.id)
    else:
        turn.reply(ended(turn, now))


def ended(turn: Turn, day: Day) -> Screen:
    """How it ended, as who has said so reads it."""
    place = places.get(turn.tx, day.place_id)
    rows = _following(turn.tx, turn.who, day, place) if place else ()
    says = [_over(turn.tx, day)]
    if day.outcome == Outcome.HELP:
        says.append(_("Where it is urgent, please call 120 yourself now; do not wait for others."))
    return Screen("\n".join(turn.to(one) for one in says), rows)


def needs_help(turn: Turn, day_id: int, _extra: str) -> None:
    _thank(turn, rules.needs_help(turn.tx, turn.who, day_id, turn.now))


def ambulance(turn: Turn, day_id: int, _extra: str) -> None:
    _thank(turn, rules.ambulance(turn.tx, turn.who, day_id, turn.now))


def still(_tx: Tx, reader: Person, _tell: Tell) -> Screen:
    """Ask who looks after it."""
    says = _("You said that you go there. How are they? If nobody says, others are told again.")
    return Screen(says.to(reader.language))


def alone(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """No staff can be reached: the duty room's telephone, or whom to call in its place."""
    day = checkin_days.get(tx, tell.subject)
    place = places.get(tx, day.place_id) if day else None
    if place is None:
        return None
    room = duty.room(tx, place)
    lines = [
        _("📵 None of the community's staff can be reached here now. Please phone them."),
        _("☎️ Duty room of {place}: {phone}", place=room[0].name, phone=room[1])
        if room
        else _("In doubt call 110 or 120."),
    ]
    return Screen("\n".join(line.to(reader.language) for line in lines))


def over(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """The all-clear, or what else came of it."""
    day = checkin_days.get(tx, tell.subject)
    return Screen(_over(tx, day).to(reader.language)) if day else None


def needed(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """Help is needed, with the number; staff read where, too."""
    day = checkin_days.get(tx, tell.subject)
    place = places.get(tx, day.place_id) if day else None
    if day is None or place is None:
        return None
    person = people.known(tx, day.person_id)
    home = places.get(tx, person.home_id) if person.home_id else None
    lines = [_over(tx, day), *alarmed.number(tx, person)]
    if home is not None and reader.holds(STAFF, place.path):
        lines.append(Word(f"📍 {label(tx, home)}"))
    if day.outcome == Outcome.HELP:
        lines.append(_("Please phone or go there at once."))
    text = "\n".join(line.to(reader.language) for line in lines)
    return Screen(text, _following(tx, reader, day, place))


def _following(tx: Tx, who: Person, day: Day, place: Place) -> Rows:
    """What can come of it, for who looks after the home: somebody helps, or it is reported."""
    asked = wishes.standing(tx, day.person_id) if day.outcome == Outcome.HELP else []
    if not asked or not who.holds(ENTERS, place.path):
        return ()
    helps = opener(_("🧡 Who helps, or find a volunteer").to(who.language), WANTED, asked[0].id)
    report = button(_("📢 Report for them").to(who.language), BEHALF, day.person_id, "begin", 0)
    return ((helps,), (report,))


def copied(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """What was sent in place of an answer, as it is."""
    day = checkin_days.get(tx, tell.subject)
    if day is None:
        return None
    name = people.name(tx, people.known(tx, day.person_id))
    written = tell.facts.get("written", False)
    says = _("💬 {name} writes:", name=name) if written else _("🎤 {name} says:", name=name)
    return Screen(says.to(reader.language), copy=tuple(tell.facts["message"]))


def mine(tx: Tx, who: Person) -> list[Button]:
    """Who does not answer and counts on somebody."""
    open_days = [checkin_days.known(tx, day_id) for day_id in checkin_alerts.open_for(tx, who.id)]
    return [
        opener(f"🔔 {readable(tx, people.known(tx, day.person_id))}", RUNG, day.id)
        for day in open_days
    ]


def about(tx: Tx, day_id: int) -> int | None:
    """Whom it is about."""
    day = checkin_days.get(tx, day_id)
    return day.person_id if day else None


CARD = Card(
    RUNG,
    "checkin",
    None,
    draw,
    {"take": take, "well": well, "none": none, "help": needs_help, "ambulance": ambulance},
    about=about,
    replied=telling.replied,
    foresee=checkin_alerts.foresee,
)
