"""What administrators hear about the house itself, and what they decide."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from community import upkeep as rules
from community.places import label, shared
from community.roles import is_admin
from community.stuck import What
from storage import places, restores
from storage.outbox import Rank
from storage.people import Person
from storage.restores import Restore
from storage.tx import Tell, Tx
from talk.cards import NOT_FOUND, button
from talk.registry import Capability, Card, Notice
from talk.screens import Rows, Screen
from talk.turn import Turn
from talk.words import Word, _

RESTORE = "restore"


def set_aside(_tx: Tx, reader: Person, tell: Tell) -> Screen:
    says = _(
        "⚠️ {count} messages or timers could not be handled and were set aside. Nothing else is"
        " affected; whoever runs the bot finds the kind of error with: python -m bot check",
        count=tell.facts["count"],
    )
    return Screen(says.to(reader.language))


def looping(_tx: Tx, reader: Person, tell: Tell) -> Screen:
    says = _(
        "⚠️ The bot was about to send one chat more than twenty equal messages in five minutes"
        " ({sort}). The rest is held; whoever runs the bot sends or drops it with:"
        " python -m bot release",
        sort=tell.facts["sort"],
    )
    return Screen(says.to(reader.language))


def clock(_tx: Tx, reader: Person, tell: Tell) -> Screen:
    says = _(
        "⚠️ The clock of the machine on which the bot runs is wrong by about {minutes} minutes."
        " Deadlines wait until it is right, so that nobody is alarmed for nothing. Please have it"
        " set.",
        minutes=tell.facts["minutes"],
    )
    return Screen(says.to(reader.language))


STUCK = {
    What.CASE: _("Matter {number}"),
    What.WISH: _("A request for help ({place})"),
    What.TASK: _("Task {number}"),
    What.ALARM: _("🆘 The alarm of somebody ({place})"),
    What.FEAST: _("What is told of birthdays and festivals ({place})"),
    What.WEEK: _("The week's summary of the check-ins ({place})"),
}


def stuck(tx: Tx, reader: Person, tell: Tell) -> Screen:
    """A ladder raises: what can be read of it is enough to look after it."""
    what, number = STUCK[tell.facts["what"]], tell.facts["number"]
    place = places.get(tx, tell.facts["place"]) or places.roots(tx)[0]
    named = (("number", number), ("place", label(tx, shared(tx, place))))
    says = _(
        "❗ {what} cannot go on by itself: something is wrong on our side. Please look after it"
        " today. The staff of the system know of it.",
        what=replace(what, values=named),
    )
    return Screen(says.to(reader.language))


def restore_card(tx: Tx, who: Person, restore_id: int) -> Screen | None:
    """That an older copy was put back, and what is to become of the letters in it."""
    restore = restores.get(tx, restore_id)
    if restore is None or not is_admin(who):
        return None
    says = _(
        "⚠️ An older copy of the database was put back. What happened from {since} to {until}"
        " is not in it; please tell those concerned.",
        since=_local(tx, restore.since),
        until=_local(tx, restore.until),
    )
    fate = _fate(restore).to(who.language)
    return Screen(says.to(who.language) + "\n\n" + fate, _buttons(who, restore))


def _fate(restore: Restore) -> Word:
    if not restore.held:
        return _("No message was waiting to be sent.")
    if restore.decided is None:
        return _(
            "{count} messages in it were waiting to be sent. Most have probably been sent"
            " already, so they are held until you decide.",
            count=restore.held,
        )
    if restore.sent:
        return _("{count} messages were held and then sent.", count=restore.held)
    return _("{count} messages were held and then dropped.", count=restore.held)


def _buttons(who: Person, restore: Restore) -> Rows:
    if not restore.held or restore.decided is not None:
        return ()
    offered = ((_("📤 Send them"), "send"), (_("🗑 Drop them"), "drop"))
    return tuple(
        (button(label.to(who.language), RESTORE, restore.id, choice, 1),)
        for label, choice in offered
    )


def _local(tx: Tx, at: int) -> str:
    zone = ZoneInfo(places.roots(tx)[0].zone)
    return f"{datetime.fromtimestamp(at / 1000, zone):%Y-%m-%d %H:%M}"


def _revision(tx: Tx, restore_id: int) -> int | None:
    restore = restores.get(tx, restore_id)
    return None if restore is None else 1 if restore.decided is None else 2


def _send(turn: Turn, restore_id: int, _extra: str) -> None:
    rules.release(turn.tx, turn.who, restore_id, True, turn.now)
    turn.card(RESTORE, restore_id)


def _drop(turn: Turn, restore_id: int, _extra: str) -> None:
    rules.release(turn.tx, turn.who, restore_id, False, turn.now)
    turn.card(RESTORE, restore_id)


CAPABILITY = Capability(
    stem="upkeep",
    cards=[Card(RESTORE, RESTORE, _revision, restore_card, {"send": _send, "drop": _drop})],
    timers={rules.SET_ASIDE: rules.set_aside_again, rules.LOOPING: rules.looping},
    notices={
        "upkeep.set_aside": Notice(Rank.TASK, set_aside),
        rules.LOOPING: Notice(Rank.TASK, looping),
        rules.CLOCK: Notice(Rank.TASK, clock),
        "upkeep.stuck": Notice(Rank.TASK, stuck),
        "upkeep.stuck_alarm": Notice(Rank.ALARM, stuck),
        "upkeep.restored": Notice(Rank.TASK, card=RESTORE),
    },
    refusals={
        "upkeep.not_found": NOT_FOUND,
        "upkeep.decided": _("That is decided already."),
        "upkeep.slow_down": _(
            "That was a lot at once. Please wait a minute, then go on. In danger call 110, 119 or"
            " 120."
        ),
    },
)
