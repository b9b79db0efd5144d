"""What is heard of helpers: who is there from now on, who cannot be, who is out of reach."""

from community.checkins.enrolling import sees
from handlers.checkins.care_words import CARE, name_of
from storage import people
from storage.people import Person
from storage.tx import Tell, Tx
from talk.cards import button
from talk.screens import Rows, Screen
from talk.words import _


def told_agreed(tx: Tx, reader: Person, tell: Tell) -> Screen:
    """Tell who is asked who is there for them from now on."""
    says = _("👥 {name} is there for you now.", name=name_of(tx, tell.facts["helper"]))
    return Screen(says.to(reader.language))


def told_declined(tx: Tx, reader: Person, tell: Tell) -> Screen:
    """Tell who is asked that somebody cannot, and that another one is to be named."""
    name = name_of(tx, tell.facts["helper"])
    says = _("👥 {name} cannot be there for you. Please name somebody else: ➕", name=name)
    see = button(_("🔎 Show").to(reader.language), CARE, reader.id, "see", 0)
    return Screen(says.to(reader.language), ((see,),))


def told_stepped_down(tx: Tx, reader: Person, tell: Tell) -> Screen:
    """Tell who looks after somebody that one who had said yes cannot be there any more."""
    says = _(
        "👥 {helper} cannot be there for {name} in the morning any more. Somebody else must be"
        " named.",
        helper=name_of(tx, tell.facts["helper"]),
        name=name_of(tx, tell.subject),
    )
    return Screen(says.to(reader.language), _shown(tx, reader, tell.subject))


def _shown(tx: Tx, reader: Person, person_id: int) -> Rows:
    """The way to whom it is about, for who looks after them; other helpers have none."""
    if not sees(tx, reader, people.known(tx, person_id)):
        return ()
    return ((button(_("🔎 Show").to(reader.language), CARE, person_id, "see", 0),),)


def told_let_go(_tx: Tx, reader: Person, tell: Tell) -> Screen:
    says = _(
        "😊 You need not be there for {name} in the morning any more. Thank you!",
        name=tell.facts["elder"],
    )
    return Screen(says.to(reader.language))


def told_lost(tx: Tx, reader: Person, tell: Tell) -> Screen:
    """Tell who looks after somebody that one who is there for them is out of reach (F18)."""
    if reader.id == tell.subject:
        says = _(
            "📵 Messages do not reach {helper} any more, who is there for you. If nobody else"
            " can be, the community sees to it with you.",
            helper=tell.facts["helper"],
        )
        return Screen(says.to(reader.language), _shown(tx, reader, reader.id))
    says = _(
        "📵 Messages do not reach {helper} any more, who is there for {name}. Somebody else must"
        " be named.",
        helper=tell.facts["helper"],
        name=name_of(tx, tell.subject),
    )
    return Screen(says.to(reader.language), _shown(tx, reader, tell.subject))
