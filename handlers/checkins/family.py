"""What the family reads in the morning, and the greeting they send."""

from community.checkins import greetings as rules
from handlers.checkins.care_words import HELPER, name_of
from storage import checkin_greetings
from storage.moments import local
from storage.people import Person
from storage.tx import Tell, Tx
from talk.forms import Said, Sent
from talk.quiet import zone_of
from talk.registry import Stray
from talk.screens import Screen
from talk.turn import Turn
from talk.words import _

SENT = frozenset({"voice", "audio", "photo", "video", "video_note"})


def told_well(tx: Tx, reader: Person, tell: Tell) -> Screen:
    """The one line of a morning, with the hour at which they were heard of."""
    at = local(tell.facts["at"], zone_of(tx, reader))
    says = _(
        "😊 {name} is well: heard of at {time}.",
        name=name_of(tx, tell.subject),
        time=f"{at.hour}:{at.minute:02d}",
    )
    return Screen(says.to(reader.language))


def told_unanswered(tx: Tx, reader: Person, tell: Tell) -> Screen:
    """No more than that there is no answer yet, and that somebody sees to it."""
    says = _(
        "🕘 No word from {name} yet this morning. Those you know of are asking after them, as"
        " agreed; you hear as soon as there is an answer.",
        name=name_of(tx, tell.subject),
    )
    return Screen(says.to(reader.language))


def told_settled(tx: Tx, reader: Person, tell: Tell) -> Screen:
    """That nobody need wait for an answer; where they are, they tell themselves."""
    says = _(
        "🕘 {name}: this morning's question is settled without an answer; the community knows where"
        " they are. Please phone them yourself, if you like.",
        name=name_of(tx, tell.subject),
    )
    return Screen(says.to(reader.language))


def greeting(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """The voice or photo from the family, as it lies in their chat."""
    chat_id, message_id = tell.facts["message"]
    if chat_id is None:
        return None
    says = _("💌 From {name}:", name=name_of(tx, tell.subject))
    return Screen(says.to(reader.language), copy=(chat_id, message_id))


def prepare(turn: Turn, helper_id: int, _extra: str) -> None:
    rules.prepare(turn.tx, turn.who, helper_id, turn.now)
    turn.card(HELPER, helper_id)
    turn.say(_("🎤 Please send one voice message or one photo now. They get it tomorrow morning."))


def heard(turn: Turn, message: Said | Sent) -> bool:
    """Keep what the family sends for the morning; anything else is none of ours."""
    if not isinstance(message, Sent) or message.kind not in SENT:
        return False
    waiting = rules.awaited(turn.tx, turn.who, turn.now)
    if waiting is None or turn.event.message_id is None:
        return False
    checkin_greetings.put(turn.tx, waiting.id, turn.event.message_id)
    turn.say(_("💌 Kept for the next morning. Please do not delete it here until then."))
    return True


STRAYS = (Stray(heard, urgent=True),)
CHOICES = {"greet": prepare}
