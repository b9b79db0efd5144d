"""The words for what is wished for, and for those who hear of it."""

from collections.abc import Iterable

from community import wishes as rules
from community.roles import STAFF, Role
from community.wishes import Matter
from storage import people, wishes
from storage.people import Person
from storage.tx import Tx
from storage.wishes import Wish
from talk.several import listed
from talk.words import Word, _

MATTERS = {
    Matter.ERRANDS: _("🛒 Shopping, medicine"),
    Matter.MENDING: _("🔧 Something at home is broken"),
    Matter.COMPANY: _("🏥 Somebody to go with me"),
    Matter.TALK: _("💬 Somebody to talk to"),
    Matter.OTHER: _("📞 Something else: please phone me"),
}
SAID = _("🎤 in a voice message or picture")
ROLES = {
    Role.STAIRWELL_HEAD: _("stairwell head"),
    Role.GRID_WORKER: _("grid worker"),
    Role.VOLUNTEER: _("volunteer"),
}


def wish_words(tx: Tx, wish: Wish) -> Word:
    """What is wished for, as it was said."""
    words = wishes.words(tx, wish)
    if words:
        return Word(words)
    return SAID if wish.message_id is not None else MATTERS[Matter(wish.matter)]


def told(tx: Tx, wish: Wish) -> Word | None:
    """Those who have heard of a wish; none where nobody can be reached."""
    return named(tx, rules.told(tx, wish))


def named(tx: Tx, found: Iterable[Person]) -> Word | None:
    """People by name, with what they are to the person."""
    words = [called(tx, one) for one in found]
    return listed(words) if words else None


def called(tx: Tx, person: Person) -> Word:
    """Somebody's name, and what they are."""
    name = people.name(tx, person) or _("The community")
    for role, word in ROLES.items():
        if any(held.role == role for held in person.roles):
            return _("{name} ({role})", name=name, role=word)
    if any(held.role in STAFF for held in person.roles):
        return _("{name} ({role})", name=name, role=_("community staff"))
    return Word(name) if isinstance(name, str) else name
