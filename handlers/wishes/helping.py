"""🙋: what is wished for, as who wishes sees it and as those see it who may take it up."""

from typing import Annotated, ClassVar

from community import duty
from community import wishes as rules
from community.deadlines import MINUTE_MS
from community.issues import emergency
from community.places import label
from community.wishes import Matter, volunteers
from handlers.wishes.words import MATTERS, called, told, wish_words
from storage import people, places, wishes
from storage.ids import made
from storage.people import Person
from storage.tx import Tell, Tx
from storage.wishes import Wish
from talk import filling
from talk.cards import button
from talk.forms import Ask, Draft, Form, Said, Sent
from talk.registry import Card, Stray
from talk.screens import Button, Rows, Screen
from talk.turn import Turn
from talk.words import Word, _

OWN, WANTED = "wish", "wanted"
WORDS_MOST = 500
HEARD_MS = 30 * MINUTE_MS  # how long whatever is said answers the question
NO_NUMBER = _(
    "We do not have your telephone number yet. Please have somebody enter it for you:"
    " ☎️, then ⚙️ Settings."
)
DANGER = _("If you feel very ill or are in danger, press 🆘 or call 120.")


class Help(Form):
    """What somebody needs."""

    name: ClassVar[str] = "wishes.help"
    title: ClassVar[Word] = _("🙋 Ask for help")
    at_once: ClassVar[bool] = True

    matter: Annotated[
        Matter,
        Ask(
            _("What do you need?"),
            label=_("Help"),
            hint=_(
                "Tap one, or just say it here, also as a voice message. Those who look after"
                " your home will read it with your name and number."
            ),
            words=MATTERS,
            columns=1,
        ),
    ]


def help_wanted(turn: Turn) -> None:
    filling.start(turn, Help)


def tapped(turn: Turn, form: Help) -> None:
    wish = volunteers.ask(turn.tx, turn.who, form.matter, None, None, turn.now)
    turn.card(OWN, wish.id)


def said(turn: Turn, message: Said | Sent) -> bool:
    """Take whatever is said while 🙋 waits; a cry for help is left to the alarm."""
    draft = filling.draft_of(turn)
    if draft is None or draft.form != Help.name or turn.event.message_id is None:
        return False
    if made(draft.id) < turn.now - HEARD_MS:
        return False
    words = (message.text if isinstance(message, Said) else message.caption).strip()
    if for_the_alarm(turn, draft, words):
        return False
    matter = _matter(words)
    number = turn.event.message_id if isinstance(message, Sent) else None
    own = words[:WORDS_MOST] if matter is Matter.OTHER and words else None
    filling.cancel(turn)
    wish = volunteers.ask(turn.tx, turn.who, matter, own, number, turn.now)
    turn.card(OWN, wish.id, fresh=True)
    return True


def for_the_alarm(turn: Turn, draft: Draft, words: str) -> bool:
    """Whether it is a cry for help, or what is said after one; the form waits meanwhile."""
    alert = emergency.raised(turn.tx, turn.who, turn.now)
    return emergency.sounds_urgent(words) or (alert is not None and draft.id < alert.id)


def _matter(words: str) -> Matter:
    """Which of the matters it is, where somebody has typed its label."""
    for matter, word in MATTERS.items():
        if words in (word.to("zh"), word.to("en")):
            return matter
    return Matter.OTHER


def own_card(tx: Tx, who: Person, wish_id: int) -> Screen | None:
    """The wish as who wishes sees it: truly, who has it."""
    wish = wishes.get(tx, wish_id)
    if wish is None or wish.person_id != who.id:
        return None
    head = _("🙋 You would like help: {wish}", wish=wish_words(tx, wish))
    lines = [head, *_standing(tx, wish)]
    rows: Rows = ()
    if wish.ended is None:
        lines += [DANGER] if who.sealed_phone else [NO_NUMBER, DANGER]
        never = button(_("No longer needed").to(who.language), OWN, wish_id, "off")
        rows = ((never,),)
    return Screen("\n\n".join(line.to(who.language) for line in lines), rows)


def _standing(tx: Tx, wish: Wish) -> list[Word]:
    if wish.ended is not None:
        return [_("✅ It is done.") if wish.done else _("You no longer need it.")]
    if wish.taken_by is not None:
        return [_helper(tx, wish.taken_by)]
    if those := told(tx, wish):
        return [
            _("Told: {names}.", names=those),
            _("As soon as one of them takes it up, you hear who."),
        ]
    return [
        _("Nobody of the community can be reached from here now. Please phone them."),
        *last_resort(tx, wish.place_id),
    ]


def last_resort(tx: Tx, place_id: int) -> list[Word]:
    """The duty room's number, if there is one."""
    place = places.get(tx, place_id)
    room = duty.room(tx, place) if place else None
    return [_("☎️ Duty room of {place}: {phone}", place=room[0].name, phone=room[1])] if room else []


def _helper(tx: Tx, person_id: int) -> Word:
    person = people.known(tx, person_id)
    says = _("☎️ {helper} will get in touch with you.", helper=called(tx, person))
    phone = people.phone(tx, person)
    return _("{says} Their number: {phone}", says=says, phone=phone) if phone else says


def off(turn: Turn, wish_id: int, _extra: str) -> None:
    rules.withdraw(turn.tx, turn.who, wish_id, turn.now)
    turn.card(OWN, wish_id)


def wanted_card(tx: Tx, who: Person, wish_id: int) -> Screen | None:
    """The wish as those see it who may take it up, and who of them does."""
    wish = wishes.get(tx, wish_id)
    place = places.get(tx, wish.place_id) if wish else None
    if wish is None or place is None or not rules.may_take(tx, who, wish):
        return None
    person = people.known(tx, wish.person_id)
    says = _(
        "🙋 {name} asks for help\n{wish}\n📍 {place}\n📞 {phone}\n\n{state}",
        name=people.name(tx, person),
        wish=wish_words(tx, wish),
        place=label(tx, place),
        phone=people.phone(tx, person) or _("no number known; write to them here"),
        state=_state(tx, wish),
    )
    return Screen(says.to(who.language), _rows(tx, who, person, wish))


def _state(tx: Tx, wish: Wish) -> Word:
    if wish.ended is not None:
        return _("✅ It is done.") if wish.done else _("They no longer need it.")
    if wish.taken_by is not None:
        return _("☎️ {name} gets in touch with them.", name=called(tx, _known(tx, wish.taken_by)))
    return _("Who gets in touch?")


def _known(tx: Tx, person_id: int) -> Person:
    return people.known(tx, person_id)


def _rows(tx: Tx, who: Person, person: Person, wish: Wish) -> Rows:
    if wish.ended is not None:
        return ()
    rows: Rows = ()
    if wish.taken_by is None:
        rows = ((_choice(who, wish, _("☎️ I get in touch"), "take"),),)
        if not volunteers.looked_for(tx, wish):
            rows += ((_choice(who, wish, _("🧡 Find a volunteer"), "find"),),)
    elif wish.taken_by == who.id:
        rows = ((_choice(who, wish, _("✅ It is done"), "done"),),)
    if person.telegram_id:
        link = f"tg://user?id={person.telegram_id}"
        rows += ((Button(_("Write to them").to(who.language), url=link),),)
    return rows


def _choice(who: Person, wish: Wish, word: Word, choice: str) -> Button:
    return button(word.to(who.language), WANTED, wish.id, choice, state_of(wish))


def take(turn: Turn, wish_id: int, _extra: str) -> None:
    rules.take(turn.tx, turn.who, wish_id, turn.now)
    turn.card(WANTED, wish_id)


def find(turn: Turn, wish_id: int, _extra: str) -> None:
    volunteers.find(turn.tx, turn.who, wish_id, turn.now)
    turn.answer(_("🧡 Volunteers are asked; you can still get in touch yourself."))
    turn.card(WANTED, wish_id)


def done(turn: Turn, wish_id: int, _extra: str) -> None:
    rules.finish(turn.tx, turn.who, wish_id, turn.now)
    turn.card(WANTED, wish_id)


def copied(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """What was said in a voice message or the like, to those who hear of the wish."""
    wish = wishes.get(tx, tell.subject)
    person = people.get(tx, wish.person_id) if wish else None
    if wish is None or wish.message_id is None or person is None or person.chat_id is None:
        return None
    says = _("🎤 {name} says:", name=people.name(tx, person))
    return Screen(says.to(reader.language), copy=(person.chat_id, wish.message_id))


def helper(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """Tell who wishes who gets in touch."""
    wish = wishes.get(tx, tell.subject)
    if wish is None or wish.taken_by is None:
        return None
    return Screen(_helper(tx, wish.taken_by).to(reader.language))


def unheard(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """Tell who wishes that nobody has taken it up yet, and who has heard of it now."""
    wish = wishes.get(tx, tell.subject)
    if wish is None:
        return None
    late = _("🙋 Nobody has taken up your wish yet; we are sorry.")
    lines = [late, *_standing(tx, wish)]
    return Screen("\n".join(line.to(reader.language) for line in lines))


def still(_tx: Tx, reader: Person, _tell: Tell) -> Screen | None:
    """Ask who has taken it up how it stands."""
    says = _("You said that you get in touch. Is it done? If so, tap the key below.")
    return Screen(says.to(reader.language))


def finished(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    wish = wishes.get(tx, tell.subject)
    if wish is None or wish.taken_by is None:
        return None
    says = _(
        "✅ {name} says it is done. If it is not, press 🙋 once more.",
        name=called(tx, _known(tx, wish.taken_by)),
    )
    return Screen(says.to(reader.language))


def withdrawn(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    wish = wishes.get(tx, tell.subject)
    if wish is None:
        return None
    says = _("{name} no longer needs the help.", name=people.name(tx, _known(tx, wish.person_id)))
    return Screen(says.to(reader.language))


def state_of(wish: Wish) -> int:
    """What the cards of helpers show, as a number."""
    return (
        int(wish.taken is not None)
        + 2 * int(wish.ended is not None)
        + 4 * int(wish.higher is not None)
    )


def state(tx: Tx, wish_id: int) -> int | None:
    wish = wishes.get(tx, wish_id)
    return state_of(wish) if wish else None


def about(tx: Tx, wish_id: int) -> int | None:
    """Whose wish it is."""
    wish = wishes.get(tx, wish_id)
    return wish.person_id if wish else None


STRAY = Stray(said, urgent=True)
CARDS = (
    Card(OWN, "wish", None, own_card, {"off": off}),  # who is told may be others by now
    Card(
        WANTED, "wish", state, wanted_card, {"take": take, "find": find, "done": done}, about=about
    ),
)
