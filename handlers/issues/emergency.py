"""Somebody is in danger: the numbers at once, the staff alerted, a way back."""

from typing import Any

from community import duty
from community.issues import emergency as rules
from community.issues.danger import Danger, danger_of
from community.places import label
from handlers.issues.dangers import advice, named
from handlers.issues.forms import EMERGENCY, Report
from handlers.issues.lines import moment_in, name_of
from storage import alerts, people, places
from storage.alerts import Alert
from storage.people import Person
from storage.tx import Tell, Tx
from talk import filling
from talk.cards import button
from talk.events import Event
from talk.registry import Card
from talk.screens import Button, Rows, Screen
from talk.turn import Turn
from talk.words import Word, _

LED_NOWHERE = frozenset({Danger.ILLNESS})  # of whose words no door is the right one
SOS, ALARM = "sos", "alarm"
ALERTED = _("The community's staff have been alerted.")
STAYS = _(
    "Good that it is over for now. Somebody still gets in touch with you, just to see how you are."
    " When it is hard, 12356 listens day and night; in danger call 110."
)
NOBODY = _("We cannot reach the community's staff from here: do not wait for them.")


def emergency(turn: Turn, _field: str, _value: Any) -> None:
    """Show the numbers at once; duty staff are alerted by the rule."""
    alert = rules.raise_alarm(turn.tx, turn.who, turn.now)
    turn.card(SOS, alert.id)


def numbers(tx: Tx, who: Person, alert_id: int) -> Screen | None:
    alert = alerts.get(tx, alert_id)
    if alert is None or alert.person_id != who.id:
        return None
    text = advice(alert.danger).to(who.language)
    if (reached := _reached(tx, alert)) is not None:
        text += "\n\n" + reached.to(who.language)
    if alert.higher is not None or not rules.alerted(tx, alert):
        text += _last_resort(tx, who, alert)
    if alert.taken_by is not None:
        text += "\n\n" + _coming(tx, alert).to(who.language)
    calm = button(_("Not an emergency").to(who.language), SOS, alert_id, "calm", state_of(alert))
    return Screen(text, () if alert.calmed else ((calm,),))


def _reached(tx: Tx, alert: Alert) -> Word | None:
    """Who knows of it; of those who have not answered in ten minutes nothing is promised."""
    if not rules.alerted(tx, alert):
        return NOBODY
    return None if alert.open and alert.higher is not None else ALERTED


def _last_resort(tx: Tx, who: Person, alert: Alert) -> str:
    """The telephone of the duty room, where nobody answers."""
    place = places.get(tx, alert.place_id)
    room = duty.room(tx, place) if place else None
    if room is None:
        return ""
    says = _("☎️ Duty room of {place}: {phone}", place=room[0].name, phone=room[1])
    return "\n" + says.to(who.language)


def unheard(_tx: Tx, reader: Person, _tell: Tell) -> Screen:
    """Tell who is in danger that nobody has answered yet."""
    says = _("🆘 Nobody has answered yet. Do not wait for us: call now.")
    return Screen(says.to(reader.language))


def calm(turn: Turn, alert_id: int, _extra: str) -> None:
    words = rules.call_off(turn.tx, turn.who, alert_id, turn.now)
    draft, danger = filling.draft_of(turn), alerts.known(turn.tx, alert_id).danger
    if danger in rules.STAYS:
        turn.reply(STAYS)
        turn.home()
        if draft is not None:
            filling.mention(turn, draft)
    elif draft is not None:
        turn.reply(_("Good that it is none! Those we have alerted know it."))
        filling.resume(turn)
    elif turn.who.simple is not None or danger in LED_NOWHERE:
        turn.reply(_("Good that it is none! Those we have alerted know it."))
        turn.home()
    else:
        _instead(turn, words)


def _instead(turn: Turn, words: str | None) -> None:
    """Lead the words on to the door they are for, or ask what is wrong."""
    settled = turn.who.consented is not None
    if settled and words and turn.registry.leading.lead(turn, words):
        turn.reply(_("Good that it is none! Those we have alerted know it."))
        return
    turn.reply(_("Good that it is none. Then please tell us here what is wrong."))
    filling.start(turn, Report, given={"story": words} if words else {})


def helper(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """Tell who is in danger who gets in touch."""
    alert = alerts.get(tx, tell.subject)
    if alert is None or alert.taken_by is None:
        return None
    return Screen(_coming(tx, alert).to(reader.language))


def _coming(tx: Tx, alert: Alert) -> Word:
    return _("☎️ {name} is getting in touch with you.", name=_taker(tx, alert))


def _taker(tx: Tx, alert: Alert) -> str | Word:
    """Who gets in touch; an administrator may not have said their name yet."""
    return name_of(tx, alert.taken_by or 0) or _("The community")


def alarm(tx: Tx, who: Person, alert_id: int) -> Screen | None:
    """The alarm as those see it who may get in touch, and who of them does."""
    alert = alerts.get(tx, alert_id)
    place = places.get(tx, alert.place_id) if alert else None
    if alert is None or place is None or not rules.may_take(tx, who, alert):
        return None
    person = people.known(tx, alert.person_id)
    says = _(
        "🆘 Emergency reported by {name}\n🕐 {time}\n📍 {place}\n📞 {phone}\n\n{state}",
        name=people.name(tx, person) or _("Somebody not registered"),
        time=moment_in(place.zone, alert.made),
        place=label(tx, place),
        phone=people.phone(tx, person) or _("no number known; write to them here"),
        state=_state(tx, alert),
    )
    rows: Rows = ()
    if rules.waits(alert):
        take = _("☎️ I get in touch").to(who.language)
        rows = ((button(take, ALARM, alert.id, "take", state_of(alert)),),)
    if person.telegram_id:
        link = f"tg://user?id={person.telegram_id}"
        rows += ((Button(_("Write to them").to(who.language), url=link),),)
    danger = named(alert.danger)
    text = says.to(who.language)
    return Screen(f"{danger.to(who.language)}\n{text}" if danger else text, rows)


def _state(tx: Tx, alert: Alert) -> Word:
    stays = alert.danger in rules.STAYS
    if alert.taken_by is not None and (alert.calmed is None or stays):
        return _("☎️ {name} gets in touch with them.", name=_taker(tx, alert))
    if alert.calmed is not None and stays:
        return _("They say that it is over. Please get in touch all the same.")
    if alert.calmed is not None:
        return _("✅ It is no emergency.")
    return _("Please get in touch at once.")


def take(turn: Turn, alert_id: int, _extra: str) -> None:
    rules.take(turn.tx, turn.who, alert_id, turn.now)
    turn.card(ALARM, alert_id)


def all_clear(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    alert = alerts.get(tx, tell.subject)
    if alert is None:
        return None
    name = name_of(tx, alert.person_id)
    says = (
        _("🆘 {name} says that it is over. Please get in touch all the same.", name=name)
        if alert.danger in rules.STAYS
        else _("✅ {name} says it is no emergency.", name=name)
    )
    return Screen(says.to(reader.language))


def urgent(event: Event) -> bool:
    """Whether this is a word or a tap of somebody in danger."""
    words = (event.text or "") + (event.sent.caption if event.sent else "")
    data = event.data or ""
    chosen = data.endswith(f":row:{EMERGENCY}") or data.startswith(f"c:{SOS}:")
    return chosen or "🆘" in words or rules.sounds_urgent(words)


def rescue(turn: Turn) -> bool:
    """Let a cry that could not be handled reach who is on duty all the same; the numbers first."""
    event = turn.event
    calming = (event.data or "").startswith(f"c:{SOS}:")
    if event.edited or calming or not urgent(event):
        return False
    words = (event.text or "") + (event.sent.caption if event.sent else "")
    danger = danger_of(words)
    alert = rules.raise_alarm(turn.tx, turn.who, turn.now, danger, plainly=True)
    turn.say(advice(danger))
    turn.say(ALERTED if rules.alerted(turn.tx, alert) else NOBODY)
    return True


def cry(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """A cry of which nothing that is sealed can be shown: where, and how to write to them."""
    alert = alerts.get(tx, tell.subject)
    place = places.get(tx, alert.place_id) if alert else None
    if alert is None or place is None:
        return None
    says = _(
        "🆘 Somebody calls for help ({place}). Something is wrong on our side: who it is cannot be"
        " shown here. Please write to them or go there at once.",
        place=label(tx, place),
    )
    person = people.known(tx, alert.person_id)
    write = _("Write to them").to(reader.language)
    link = Button(write, url=f"tg://user?id={person.telegram_id}")
    return Screen(says.to(reader.language), ((link,),) if person.telegram_id else ())


def about(tx: Tx, alert_id: int) -> int | None:
    """Who has raised it."""
    alert = alerts.get(tx, alert_id)
    return alert.person_id if alert else None


def state_of(alert: Alert) -> int:
    """What both cards show, as a number: taken, called off, or both."""
    return int(alert.taken is not None) + 2 * int(alert.calmed is not None)


def state(tx: Tx, alert_id: int) -> int | None:
    alert = alerts.get(tx, alert_id)
    return None if alert is None else state_of(alert)


CARDS = (
    Card(SOS, "alert", state, numbers, {"calm": calm}, before_consent=True),
    Card(ALARM, "alert", state, alarm, {"take": take}, before_consent=True, about=about),
)
