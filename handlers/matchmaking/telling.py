"""What people are told about registrations, each in words of their own."""

from community.matchmaking.matchmakers import looks_after
from handlers.matchmaking.words import matchmaker
from storage import people, places, singles
from storage.people import Person
from storage.singles import Single
from storage.tx import Tell, Tx
from talk.screens import Screen
from talk.words import _


def _own(tx: Tx, reader: Person, tell: Tell) -> Single | None:
    """The reader's own registration."""
    single = singles.get(tx, tell.subject)
    return single if single and single.person_id == reader.id else None


def looked_after(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """Say who looks after somebody from now on, and how to reach them."""
    single = _own(tx, reader, tell)
    own = matchmaker(tx, single) if single else None
    if own is None:
        return None
    says = _(
        "💞 {name} is your matchmaker now and will get in touch with you. {phone}",
        name=people.name(tx, own),
        phone=people.phone(tx, own) or "",
    )
    return Screen(says.to(reader.language).strip())


def papers_seen(_tx: Tx, reader: Person, _tell: Tell) -> Screen:
    says = _(
        "💞 Your papers have been seen, nothing was copied. From now on your matchmaker looks for"
        " you; you hear here as soon as there is somebody."
    )
    return Screen(says.to(reader.language))


def word(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """A word of one's matchmaker."""
    single = _own(tx, reader, tell)
    own = matchmaker(tx, single) if single else None
    if own is None:
        return None
    says = _(
        "💞 {name}, your matchmaker, writes:\n“{words}”",
        name=people.name(tx, own),
        words=tell.facts["words"],
    )
    return Screen(says.to(reader.language))


def passed_on(_tx: Tx, reader: Person, _tell: Tell) -> Screen:
    return Screen(_("↪️ Another matchmaker has passed somebody on to you.").to(reader.language))


def chosen(_tx: Tx, reader: Person, _tell: Tell) -> Screen:
    return Screen(_("💞 Somebody would like you to be their matchmaker.").to(reader.language))


def left(_tx: Tx, reader: Person, _tell: Tell) -> Screen:
    says = _("📥 Their matchmaker can look after them no more. Would you?")
    return Screen(says.to(reader.language))


def chose_another(_tx: Tx, reader: Person, _tell: Tell) -> Screen:
    says = _("💁 One of your people goes on with another matchmaker. Thank you for all you did!")
    return Screen(says.to(reader.language))


def withdrew(_tx: Tx, reader: Person, _tell: Tell) -> Screen:
    says = _("💞 One of your people has withdrawn. What they had said is erased.")
    return Screen(says.to(reader.language))


def nobody_here(tx: Tx, reader: Person, tell: Tell) -> Screen:
    """Tell staff that somebody waits where there is no matchmaker."""
    place = places.get(tx, tell.subject)
    says = _(
        "💞 Somebody in {place} has registered with the matchmakers, and there is none there."
        " Please invite one: /invite.",
        place=place.name if place else "–",
    )
    return Screen(says.to(reader.language))


def held_back(_tx: Tx, reader: Person, _tell: Tell) -> Screen:
    says = _(
        "💞 Your registration is held back for now: the community is clearing something up and will"
        " phone you. Until then you are introduced to nobody."
    )
    return Screen(says.to(reader.language))


def held_back_of(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """The same to the matchmaker, without the reason."""
    single = singles.get(tx, tell.subject)
    if single is None or not looks_after(reader, single):
        return None
    name = people.name(tx, people.known(tx, single.person_id))
    says = _("🧊 {name} is held back until the community has cleared something up.", name=name)
    return Screen(says.to(reader.language))
