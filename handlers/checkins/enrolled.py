"""What others hear of a greeting that begins, changes or ends by somebody else's hand."""

from handlers.checkins.care_words import CARE, clock, name_of
from handlers.checkins.standing import standing
from storage.people import Person
from storage.tx import Tell, Tx
from talk.cards import button
from talk.screens import Screen
from talk.words import _


def told_enrolled(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """Tell who is asked that somebody has noted their yes, and how to end it (A12)."""
    plan = standing(tx, reader.id)
    if plan is None:
        return None
    says = _(
        "😊 {name} has noted that you agree to the daily greeting: tap 😊 each morning; without a"
        " word we ask at {time}. If you do not want it, tap below.",
        name=name_of(tx, tell.facts["by"]),
        time=clock(plan.closes),
    )
    words = ((_("🔎 Show"), "see"), (_("🚪 No more greetings"), "leave"))
    rows = tuple(
        (button(word.to(reader.language), CARE, reader.id, choice, plan.revision),)
        for word, choice in words
    )
    return Screen(says.to(reader.language), rows)


def told_changed(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    plan = standing(tx, reader.id)
    if plan is None:
        return None
    name = name_of(tx, tell.facts["by"])
    says = _("😊 {name} has changed something about your daily greeting.", name=name)
    see = button(_("🔎 Show").to(reader.language), CARE, reader.id, "see", plan.revision)
    return Screen(says.to(reader.language), ((see,),))


def told_left(tx: Tx, reader: Person, tell: Tell) -> Screen:
    name = name_of(tx, tell.facts["by"])
    says = _("😊 {name} has ended your daily greeting. To have it again, tell us.", name=name)
    return Screen(says.to(reader.language))


def told_by_chat(tx: Tx, reader: Person, _tell: Tell) -> Screen | None:
    """Tell who was phoned each morning and has Telegram now that a message asks from now on."""
    plan = standing(tx, reader.id)
    if plan is None:
        return None
    says = _(
        "😊 From now on tap 😊 each morning; without a word we ask here at {time}. If you would"
        " rather be phoned, tap below.",
        time=clock(plan.closes),
    )
    see = button(_("🔎 Show").to(reader.language), CARE, reader.id, "see", plan.revision)
    return Screen(says.to(reader.language), ((see,),))


def told_ended(_tx: Tx, reader: Person, tell: Tell) -> Screen:
    """Tell who was alarmed that nobody is asked for any more."""
    says = _(
        "✅ {name} has ended the daily greeting: nobody need look in any more. Thank you!",
        name=tell.facts["elder"],
    )
    return Screen(says.to(reader.language))
