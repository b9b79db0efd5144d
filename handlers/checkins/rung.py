"""Somebody does not answer: the card of whoever is alarmed, and what they can say."""

from dataclasses import replace

from community import duty
from community.checkins import helping as rules
from community.checkins.callers import to_phone
from community.checkins.kinds import CALLER, Outcome, Part, Way, Who
from community.checkins.ladder import named, rungs_of
from community.places import Kind, label
from community.roles import ENTERS, STAFF
from handlers.checkins.words import called, hour_of, readable
from storage import checkin_alerts, checkin_days, checkin_plans, people, places, wishes
from storage.checkin_alerts import Alert
from storage.checkin_days import Day
from storage.people import Person
from storage.places import Place
from storage.tx import Tell, Tx
from talk.cards import button, opener
from talk.registry import Card
from talk.screens import Button, Rows, Screen
from talk.turn import Turn
from talk.words import Word, _

RUNG = "rung"
WANTED, BEHALF = "wanted", "behalf"  # the cards of what is asked for, and of a report for somebody
NOTES = {
    "keys": _("🔑 Key: {text}"),
    "hearing": _("👂 Speaking with them: {text}"),
    "illness": _("🏥 Illness: {text}"),
    "advice": _("ℹ️ If nobody opens: {text}"),
}
NOBODY_OPENS = _(
    "If nobody opens: ask the neighbours, phone once more, go back within an hour;"
    " in doubt call 110 or 120 and tell the family."
)
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
    mine = day.taken_by == who.id
    lines = [_head(tx, day), *(_all_of(tx, day) if mine else _coarse(tx, who, day))]
    lines.append(_state(tx, who, day))
    text = "\n".join(line.to(who.language) for line in lines)
    return Screen(text, _rows(who, day, mine=mine))


def _head(tx: Tx, day: Day) -> Word:
    person, plan = people.known(tx, day.person_id), checkin_plans.known(tx, day.plan_id)
    name = people.name(tx, person)
    if plan.way == Way.CHAT and (day.asked is None or not person.reachable):
        return _("🔔 No word from {name} today: our messages do not reach their phone", name=name)
    return _(
        "🔔 {name} has not answered today's greeting (asked at {time})",
        name=name,
        time=hour_of(tx, day.place_id, day.made),
    )


def _coarse(tx: Tx, who: Person, day: Day) -> list[Word]:
    """Before anybody goes: in which estate; whom they have named for it has the number."""
    place = places.get(tx, day.place_id)
    above = places.upwards(tx, place) if place else []
    estate = next((at.name for at in above if at.kind == Kind.ESTATE), "")
    lines = [Word(f"📍 {estate}")] if estate else []
    told = checkin_alerts.to(tx, day.id, who.id)
    if told is not None and told.who in (Who.CONTACT, CALLER):
        lines += _number(tx, people.known(tx, day.person_id))
    if told is not None and _phones_contacts(tx, day, told):
        plan = checkin_plans.known(tx, day.plan_id)
        lines += [contact(tx, one) for one in to_phone(tx, named(tx, plan, Part.CONTACT))]
    return lines


def _phones_contacts(tx: Tx, day: Day, told: Alert) -> bool:
    """Whether somebody makes the round, or was told in place of a contact without Telegram."""
    if told.who in (Who.CONTACT, Who.NEAR) or not told.rung:
        return False
    rungs = rungs_of(tx, checkin_plans.known(tx, day.plan_id))
    return told.who == CALLER or rungs[min(told.rung, len(rungs)) - 1].who == Who.CONTACT


def _all_of(tx: Tx, day: Day) -> list[Word]:
    """For who goes there: the door, the number, the key, whom else to phone."""
    plan, person = checkin_plans.known(tx, day.plan_id), people.known(tx, day.person_id)
    home = places.get(tx, person.home_id) if person.home_id else None
    notes = [(word, checkin_plans.note(tx, plan, column)) for column, word in NOTES.items()]
    return [
        Word(f"📍 {label(tx, home) if home else '–'}"),
        *_number(tx, person),
        *(replace(word, values=(("text", text),)) for word, text in notes if text),
        *(contact(tx, one) for one in named(tx, plan, Part.CONTACT)),
        NOBODY_OPENS,
    ]


def _number(tx: Tx, person: Person) -> list[Word]:
    phone = people.phone(tx, person)
    return [Word(f"📞 {phone}")] if phone else []


def contact(tx: Tx, person: Person) -> Word:
    """Whom else to phone."""
    name, phone = people.name(tx, person), people.phone(tx, person)
    return _("☎️ Contact: {name} {phone}", name=name, phone=phone or "")


def _state(tx: Tx, who: Person, day: Day) -> Word:
    if day.taken_by == who.id:
        return _("You look after it. Please say here how they are.")
    if day.taken_by is not None:
        return _("🚶 {name} looks after it.", name=called(tx, day.taken_by))
    if day.heard is not None:
        return _("💬 They have sent something: please look or listen, then say how they are.")
    return _("Please phone or go there.")


def _over(tx: Tx, day: Day) -> Word:
    says = OVER.get(Outcome(day.outcome or Outcome.DROPPED))
    if says is None:
        return _("This is over, or goes on under today's message.")
    name = people.name(tx, people.known(tx, day.person_id))
    return replace(says, values=(("name", name), ("by", called(tx, day.ended_by))))


def _rows(who: Person, day: Day, *, mine: bool) -> Rows:
    go = _choice(who, day, _("I go there"), "take")
    fine = _choice(who, day, _("Spoke with them: all is well"), "well")
    none = _choice(who, day, _("No answer"), "none")
    if mine:
        help_ = _choice(who, day, _("🧡 They need help"), "help")
        called_ = _choice(who, day, _("🚑 I have called 120"), "ambulance")
        return ((fine,), (help_, called_), (none,))
    return ((fine,),) if day.taken_by is not None else ((go,), (fine,), (none,))


def _choice(who: Person, day: Day, word: Word, choice: str) -> Button:
    return button(word.to(who.language), RUNG, day.id, choice)


def take(turn: Turn, day_id: int, _extra: str) -> None:
    day = rules.take(turn.tx, turn.who, day_id, turn.now)
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
        place = places.get(turn.tx, now.place_id)
        rows = _following(turn.tx, turn.who, now, place) if place else ()
        turn.reply(Screen(turn.to(_over(turn.tx, now)), rows))


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
    lines = [_over(tx, day), *_number(tx, person)]
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
)
