"""The question of the morning: one large button, and what comes instead of it."""

from collections.abc import Sequence
from dataclasses import replace

from community.checkins import answering as rules
from community.checkins import plainly
from community.checkins.kinds import Outcome, State
from community.issues import emergency
from handlers.checkins.alarmed import RUNG
from handlers.checkins.care_words import CARE
from handlers.checkins.words import called, names_of
from storage import checkin_alerts, checkin_days, checkin_plans, drafts, people, shown
from storage.checkin_days import Day
from storage.people import Person
from storage.tx import Tell, Tx
from talk import filling
from talk.cards import button
from talk.events import Event
from talk.forms import Said, Sent
from talk.registry import Card, Stray
from talk.screens import Screen
from talk.turn import Turn
from talk.words import Word, _

MORNING = "morning"
SOS = "sos"  # the card of an alarm
THANKS = _("😊 That is good to hear! We have noted it. Have a fine day!")
OVER = {
    Outcome.ANSWERED: THANKS,
    Outcome.WELL: _("✅ {name} has told us that you are well."),
    Outcome.HELP: _("🧡 Help is on its way: {name} has asked for it."),
    Outcome.AMBULANCE: _("🚑 {name} has called 120."),
    Outcome.PAUSED: _("⏸ Nobody asks while you are away or in hospital."),
}


def draw(tx: Tx, who: Person, day_id: int) -> Screen | None:
    """The question as who is asked sees it, or how it ended; nobody else's."""
    day = checkin_days.get(tx, day_id)
    if day is None or day.person_id != who.id:
        return None
    if day.ended is not None:
        return Screen(_over(tx, day).to(who.language))
    lines = [_("🌞 {name}, how are you today?", name=people.name(tx, who)), *_standing(tx, day)]
    well = button(_("😊 I am well").to(who.language), MORNING, day_id, "well")
    return Screen("\n\n".join(line.to(who.language) for line in lines), ((well,),))


def _over(tx: Tx, day: Day) -> Word:
    says = OVER.get(Outcome(day.outcome or Outcome.DROPPED))
    if says is None:
        return _("This question is of another day.")
    return replace(says, values=(("name", called(tx, day.ended_by)),))


def _standing(tx: Tx, day: Day) -> list[Word]:
    """What is asked of them, and truly who has heard of it meanwhile."""
    please = _("If you are well, please press the large key below.")
    if day.taken_by is not None:
        coming = people.name(tx, people.known(tx, day.taken_by))
        return [_("🚶 {name} comes to look after you.", name=coming), please]
    if day.state == State.HELD:
        return [_("💬 We have what you sent. Somebody sees to it."), please]
    told = [people.known(tx, one.person_id) for one in checkin_alerts.of(tx, day.id)]
    if told:
        return [_("We have told {names} that you do not answer.", names=names_of(tx, told)), please]
    return [please]


def well(turn: Turn, day_id: int, _extra: str) -> None:
    """我挺好: thank them; after 🆘 that alarm is another matter."""
    rules.answer(turn.tx, turn.who, day_id, turn.now)
    turn.card(MORNING, day_id)
    if emergency.raised(turn.tx, turn.who, turn.now) is not None:
        turn.say(_("You have pressed 🆘: if it is over, please send 🆘 and tap the key below it."))


def again(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """The second time."""
    day = checkin_days.get(tx, tell.subject)
    if day is None or day.ended is not None:
        return None
    says = _("🔔 We have not heard from you yet. If we do not, we ask somebody to look after you.")
    return Screen(says.to(reader.language))


def coming(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """Say who comes to the door, so that it is opened."""
    day = checkin_days.get(tx, tell.subject)
    if day is None or day.taken_by is None:
        return None
    name = people.name(tx, people.known(tx, day.taken_by))
    return Screen(_("🚶 {name} comes to look after you.", name=name).to(reader.language))


def heard(turn: Turn, message: Said | Sent) -> bool:
    """Whatever is sent while the question stands: plainly well, or for a human to listen to."""
    if turn.who.heard is None or turn.event.message_id is None:
        return False
    day = rules.standing(turn.tx, turn.who)
    text = message.text if isinstance(message, Said) else message.caption
    if day is None or emergency.sounds_urgent(text) or _elsewhere(turn):
        return False
    if _fills_in(turn, day):  # which nobody does who lies ill
        rules.touch(turn.tx, turn.who, turn.now, deed=isinstance(message, Said))
        return False
    if isinstance(message, Said) and plainly.sounds_well(text):
        rules.answer(turn.tx, turn.who, day.id, turn.now)
        turn.home(THANKS)
        return True
    written = isinstance(message, Said)
    number = turn.event.message_id
    listeners = rules.hear(turn.tx, turn.who, number, turn.now, written=written)
    turn.say(_received(turn, listeners, text, written=written))
    if written and plainly.wants_no_more(text):
        _way_out(turn)
    turn.card(MORNING, day.id, fresh=True)
    return True


def _way_out(turn: Turn) -> None:
    """Show who does not want to be asked any more with which key it ends."""
    says = _("If nobody shall ask you in the morning any more, tap here:")
    plan = checkin_plans.of(turn.tx, turn.who.id)
    leave = button(
        *(turn.to(_("🚪 No more greetings")), CARE, turn.who.id, "leave"),
        plan.revision if plan else 0,
    )
    turn.say(Screen(turn.to(says), ((leave,),)))


def tired(turn: Turn, message: Said | Sent) -> bool:
    """The same said while no question stands."""
    text = message.text if isinstance(message, Said) else ""
    if turn.who.heard is None or not plainly.wants_no_more(text):
        return False
    if emergency.sounds_urgent(text) or filling.draft_of(turn) is not None:
        return False
    _way_out(turn)
    return True


def _received(turn: Turn, listeners: Sequence[Person] | None, text: str, *, written: bool) -> Word:
    """Who reads or hears it; where it sounds well, that one tap says so and sets all at rest."""
    if written and plainly.speaks_well(text):
        return _("💬 We have it. If all is well, press the large key: then nobody need come.")
    if not listeners:
        return _("🎤 We have it. If you need help, press 🆘 or call 120.")
    names = names_of(turn.tx, listeners)
    if written:
        return _("💬 We have it. {names} will read it.", names=names)
    return _("🎤 We have it. {names} will hear it.", names=names)


def _elsewhere(turn: Turn) -> bool:
    """Whether it is a reply to a card of another matter: told to that, and to nobody here."""
    number = turn.event.replied
    here = shown.at(turn.tx, turn.event.chat_id, number) if number else None
    if here is None or here.kind in (MORNING, SOS):
        return False
    return checkin_days.get(turn.tx, here.subject) is None  # a retired card has lost its kind


def _fills_in(turn: Turn, day: Day) -> bool:
    """Whether it answers a form begun since the question; one from before may have been left."""
    changed = drafts.changed(turn.tx, turn.who.id) or 0
    return changed >= day.made and filling.draft_of(turn) is not None


def after(turn: Turn) -> None:
    """Note any sign of somebody who is asked after; a tap or a key answers the question.

    One that asks for help does not.
    """
    if turn.who.heard is None:
        return
    event = turn.event
    key = event.text is not None and turn.registry.item(event.text) is not None
    deed = not event.edited and (event.data is not None or event.command is not None or key)
    answers = (event.data or "").startswith(f"c:{MORNING}:")
    if key and deed and plainly.sounds_well(event.text or ""):
        rules.well(turn.tx, turn.who, turn.now)
        answers = True
    if turn.raised and not answers:  # nobody knows what it would have said
        deed = False
    rules.touch(turn.tx, turn.who, turn.now, deed=deed and not turn.registry.calls(turn))


def urgent(event: Event) -> bool:
    """Whether it is an answer to the question, or of somebody alarmed: it counts in any flood."""
    tapped = (event.data or "").startswith((f"c:{MORNING}:", f"c:{RUNG}:"))
    return tapped or (event.text is not None and plainly.sounds_well(event.text))


STRAYS = (Stray(heard, urgent=True), Stray(tired, urgent=True))
CARD = Card(
    MORNING,
    "checkin",
    None,
    draw,
    {"well": well},
    whenever=frozenset({"well"}),
    foresee=checkin_alerts.foresee,
)
