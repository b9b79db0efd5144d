"""What somebody alarmed reads: about whom, what they need, and what has been said of it."""

from dataclasses import replace

from community.checkins.callers import to_phone
from community.checkins.kinds import CALLER, Part, Said, Way, Who
from community.checkins.ladder import named, rungs_of
from community.places import Kind, label
from community.roles import STAFF
from handlers.checkins.words import called, hour_of, names_of
from storage import checkin_alerts, checkin_plans, people, places
from storage.checkin_alerts import Alert
from storage.checkin_days import Day
from storage.people import Person
from storage.tx import Tx
from talk.words import Word, _

RUNG = "rung"
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


def lines(tx: Tx, who: Person, day: Day) -> list[Word]:
    """What a helper needs and no more: all of it once they look after it, or have been there."""
    told = checkin_alerts.to(tx, day.id, who.id)
    went = told is not None and told.said == Said.CLOSED
    if day.taken_by == who.id or went:
        return [_head(tx, day), *_all_of(tx, day), _state(tx, who, day, told, numbered=True)]
    phoned = number(tx, people.known(tx, day.person_id)) if _phones(tx, who, day, told) else []
    contacts = _contacts(tx, day) if told is not None and _phones_contacts(tx, day, told) else []
    state = _state(tx, who, day, told, numbered=bool(phoned))
    return [_head(tx, day), *_estate(tx, day), *phoned, *contacts, state]


def _head(tx: Tx, day: Day) -> Word:
    person, plan = people.known(tx, day.person_id), checkin_plans.known(tx, day.plan_id)
    name, time = people.name(tx, person), hour_of(tx, day.place_id, day.made)
    if plan.way == Way.ROUND:
        return _(
            "🔔 No word from {name} today: they are phoned, from {time} on", name=name, time=time
        )
    if day.asked is None or not person.reachable:
        return _("🔔 No word from {name} today: our messages do not reach their phone", name=name)
    return _("🔔 {name} has not answered today's greeting (asked at {time})", name=name, time=time)


def _estate(tx: Tx, day: Day) -> list[Word]:
    """Before anybody goes: no more than in which estate."""
    place = places.get(tx, day.place_id)
    above = places.upwards(tx, place) if place else []
    estate = next((at.name for at in above if at.kind == Kind.ESTATE), "")
    return [Word(f"📍 {estate}")] if estate else []


def _phones(tx: Tx, who: Person, day: Day, told: Alert | None) -> bool:
    """Whom they have named for it and who makes the round have the number; staff read it anyway."""
    place = places.get(tx, day.place_id)
    if place is not None and who.holds(STAFF, place.path):
        return True
    return told is not None and told.who in (Who.CONTACT, CALLER)


def _phones_contacts(tx: Tx, day: Day, told: Alert) -> bool:
    """Whether somebody makes the round, or was told in place of a contact without Telegram."""
    if told.who in (Who.CONTACT, Who.NEAR) or not told.rung:
        return False
    rungs = rungs_of(tx, checkin_plans.known(tx, day.plan_id))
    return told.who == CALLER or rungs[min(told.rung, len(rungs)) - 1].who == Who.CONTACT


def _contacts(tx: Tx, day: Day) -> list[Word]:
    plan = checkin_plans.known(tx, day.plan_id)
    return [contact(tx, one) for one in to_phone(tx, named(tx, plan, Part.CONTACT))]


def _all_of(tx: Tx, day: Day) -> list[Word]:
    """For who goes there: the door, the number, the key, whom else to phone."""
    plan, person = checkin_plans.known(tx, day.plan_id), people.known(tx, day.person_id)
    home = places.get(tx, person.home_id) if person.home_id else None
    notes = [(word, checkin_plans.note(tx, plan, column)) for column, word in NOTES.items()]
    return [
        Word(f"📍 {label(tx, home) if home else '–'}"),
        *number(tx, person),
        *(replace(word, values=(("text", text),)) for word, text in notes if text),
        *(contact(tx, one) for one in named(tx, plan, Part.CONTACT)),
        NOBODY_OPENS,
    ]


def number(tx: Tx, person: Person) -> list[Word]:
    """On which number somebody is phoned, where one is known."""
    phone = people.phone(tx, person)
    return [Word(f"📞 {phone}")] if phone else []


def contact(tx: Tx, person: Person) -> Word:
    """Whom else to phone."""
    name, phone = people.name(tx, person), people.phone(tx, person)
    return _("☎️ Contact: {name} {phone}", name=name, phone=phone or "")


def _state(tx: Tx, who: Person, day: Day, told: Alert | None, *, numbered: bool) -> Word:
    if day.taken_by == who.id:
        return _("You look after it. Please say here how they are.")
    if day.taken_by is not None:
        return _("🚶 {name} looks after it.", name=called(tx, day.taken_by))
    if told is not None and told.said in (Said.UNANSWERED, Said.CLOSED):
        return _goes_on(tx, who, day)
    if day.heard is not None:
        return _("💬 They have sent something: please look or listen, then say how they are.")
    if numbered:
        return _("Please phone or go there.")
    return _("Please look in: “I go there” shows you the door and the telephone number.")


def _goes_on(tx: Tx, who: Person, day: Day) -> Word:
    """What becomes of it now that they have reached nobody."""
    found = [one.person_id for one in checkin_alerts.of(tx, day.id) if one.rung == day.rung]
    others = [people.known(tx, one) for one in found if one not in (who.id, day.person_id)]
    if others:
        return _(
            "✔️ Noted: not reached. {names} see to it now. If you hear anything, please tap it"
            " here.",
            names=names_of(tx, others),
        )
    return _(
        "✔️ Noted: not reached. Without a word more are told at {time}.",
        time=hour_of(tx, day.place_id, day.next_at or day.made),
    )
