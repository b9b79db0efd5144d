"""Somebody is in danger: the numbers at once, the staff alerted, a way back."""

from typing import Any

from community.issues import emergency as rules
from community.places import label
from handlers.issues.forms import EMERGENCY, Report
from handlers.issues.lines import name_of
from storage import alerts, people, places
from storage.people import Person
from storage.tx import Tell, Tx
from talk import filling
from talk.cards import button
from talk.events import Event
from talk.registry import Card
from talk.screens import Button, Screen
from talk.turn import Turn
from talk.words import _

SOS = "sos"
ALERTED = _("The community's staff have been alerted.")
NOBODY = _("We cannot reach the community's staff from here: do not wait for them.")


def emergency(turn: Turn, _field: str, _value: Any) -> None:
    """Show the numbers at once; duty staff are alerted by the rule."""
    alert = rules.raise_alarm(turn.tx, turn.who, turn.now)
    turn.card(SOS, alert.id)


def numbers(tx: Tx, who: Person, alert_id: int) -> Screen | None:
    alert = alerts.get(tx, alert_id)
    if alert is None or alert.person_id != who.id:
        return None
    says = _(
        "🆘 Please call now:\nFire 119\nInjured or ill 120\nCrime 110\nTraffic accident 122\n\n"
        "First get out of danger. Gas: touch no switch, open a window, go out, then call.\n\n"
        "{staff}",
        staff=ALERTED if rules.alerted(tx, alert) else NOBODY,
    )
    calm = button(_("Not an emergency").to(who.language), SOS, alert_id, "calm", 0)
    return Screen(says.to(who.language), () if alert.calmed else ((calm,),))


def calm(turn: Turn, alert_id: int, _extra: str) -> None:
    rules.call_off(turn.tx, turn.who, alert_id, turn.now)
    turn.reply(_("Good that it is none. Then please tell us here what is wrong."))
    filling.start(turn, Report)


def alarm(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    alert = alerts.get(tx, tell.subject)
    place = places.get(tx, alert.place_id) if alert else None
    if alert is None or place is None:
        return None
    person = people.known(tx, alert.person_id)
    says = _(
        "🆘 Emergency reported by {name}\n📍 {place}\n📞 {phone}\n\nPlease get in touch at once.",
        name=people.name(tx, person) or _("Somebody not registered"),
        place=label(tx, place),
        phone=people.phone(tx, person) or _("no number known; write to them here"),
    )
    return Screen(
        says.to(reader.language),
        (
            (
                Button(
                    _("Write to them").to(reader.language), url=f"tg://user?id={person.telegram_id}"
                ),
            ),
        )
        if person.telegram_id
        else (),
    )


def all_clear(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    alert = alerts.get(tx, tell.subject)
    if alert is None:
        return None
    says = _("✅ {name} says it is no emergency.", name=name_of(tx, alert.person_id))
    return Screen(says.to(reader.language))


def urgent(event: Event) -> bool:
    """Whether this is a word or a tap of somebody in danger."""
    words = (event.text or "") + (event.sent.caption if event.sent else "")
    data = event.data or ""
    chosen = data.endswith(f":row:{EMERGENCY}") or data.startswith(f"c:{SOS}:")
    return chosen or "🆘" in words or rules.sounds_urgent(words)


def about(tx: Tx, alert_id: int) -> int | None:
    """Who has raised it."""
    alert = alerts.get(tx, alert_id)
    return alert.person_id if alert else None


def calmed(tx: Tx, alert_id: int) -> int | None:
    alert = alerts.get(tx, alert_id)
    return None if alert is None else int(alert.calmed is not None)


CARD = Card(SOS, "alert", calmed, numbers, {"calm": calm})
