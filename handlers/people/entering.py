"""People without Telegram in the chat of those who enter them and look after them."""

from typing import Annotated, ClassVar

from annotated_types import MaxLen

from community import deaths
from community import people as rules
from community.checkins.enrolling import CONSENT
from community.people import GENERAL, Agreed, How
from community.places import PICKABLE, label
from community.roles import ENTERS, STAFF
from handlers.people import grounds
from handlers.people.words import CARE, GREETINGS, HOW, day_of
from storage import consents, people, places
from storage.consents import CHAT, Consent
from storage.people import Person
from storage.tx import Tx
from talk import filling
from talk.cards import button, opener
from talk.forms import Ask, AskPhone, Form, If, PickPlace, PlaceView
from talk.names import NAMED
from talk.registry import Card
from talk.screens import Button, Rows, Screen
from talk.turn import Turn
from talk.words import Word, _

PERSON = "person"
BEHALF = "behalf"  # the card from which a report for somebody begins
SHOWN = frozenset({GENERAL, CONSENT})  # what else they agreed to is for others to know
UNHEARD = frozenset({How.ORAL, How.PHONE})  # where nothing is signed


class Entry(Form):
    """Somebody who has no Telegram."""

    name: ClassVar[str] = "people.entry"
    title: ClassVar[Word] = _("Enter somebody without Telegram")
    before_sending: ClassVar[Word | None] = _(
        "Please have read to them what is kept and for what. They can see it and have it erased"
        " at the community's counter."
    )

    full_name: Annotated[
        str, MaxLen(40), NAMED, Ask(_("What is their name?"), label=_("Full name"))
    ]
    phone: Annotated[
        str | None, AskPhone(_("Their telephone number?"), label=_("Telephone"), own=False)
    ] = None
    home: Annotated[
        int, PickPlace(_("Where do they live?"), label=_("Home"), tree="people.grounds")
    ]
    how: Annotated[
        How,
        Ask(_("How did they agree that we keep this?"), label=_("Agreed"), words=HOW, columns=1),
    ]
    witness: Annotated[
        str,
        MaxLen(40),
        Ask(
            _("Who else heard it?"),
            label=_("Heard by"),
            hint=_("The name of a relative or neighbour; skip it if you were alone."),
            when=If("how", UNHEARD),
            optional=True,
        ),
    ] = ""


class Find(Form):
    """Whom a number belongs to."""

    name: ClassVar[str] = "people.find"
    title: ClassVar[Word] = _("Find somebody")
    at_once: ClassVar[bool] = True

    phone: Annotated[str, AskPhone(_("The telephone number?"), own=False)]


def enters(person: Person) -> bool:
    """Whether they may enter people anywhere."""
    return any(held.role in ENTERS for held in person.roles)


def enter(turn: Turn) -> None:
    filling.start(turn, Entry)


def entered(turn: Turn, form: Entry) -> None:
    """Enter them and show how they stand now."""
    agreed = Agreed(form.how, form.witness or None)
    person = rules.enter(turn.tx, turn.who, form.full_name, form.phone, form.home, agreed, turn.now)
    turn.card(PERSON, person.id)


def find(turn: Turn) -> None:
    filling.start(turn, Find)


def found(turn: Turn, form: Find) -> None:
    """Show whose number it is, of those in the asker's hands."""
    those = rules.by_phone(turn.tx, turn.who, form.phone)
    if not those:
        turn.reply(_("Nobody with this number is entered at your places. To enter them: /enter"))
    elif len(those) == 1:
        turn.card(PERSON, those[0].id)
    else:
        rows = tuple((opener(people.name(turn.tx, one), PERSON, one.id),) for one in those)
        turn.reply(Screen(turn.to(_("Several people have this number:")), rows))


def ground_of(tx: Tx, who: Person, node: int | None) -> PlaceView:
    """Where one may enter people."""
    return grounds.view(tx, grounds.offices(tx, who, ENTERS), PICKABLE, node)


def draw(tx: Tx, who: Person, person_id: int) -> Screen | None:
    """Somebody whose home is in the reader's hands."""
    person = people.get(tx, person_id)
    if person is None or not rules.looked_after(tx, who, person):
        return None
    home = places.get(tx, person.home_id) if person.home_id else None
    shown = [given for given in consents.of(tx, person.id) if given.purpose in SHOWN]
    lines = [
        f"📍 {label(tx, home) if home else '–'}",
        f"📞 {people.phone(tx, person) or '–'}",
        *(_agreed(tx, given).to(who.language) for given in shown),
        *([] if person.telegram_id else [_("Has no Telegram: please phone.").to(who.language)]),
        *([_away(tx, person.away_until).to(who.language)] if person.away_until else []),
        *([_("🕊 Has died. Nothing is sent any more.").to(who.language)] if person.died else []),
    ]
    text = f"👤 {people.name(tx, person)}\n" + "\n".join(lines)
    return Screen(text, _rows(tx, who, person))


def _away(tx: Tx, until: int) -> Word:
    return _("🚶 Said to be away until {day}", day=day_of(tx, until))


def _agreed(tx: Tx, given: Consent) -> Word:
    says = _given(tx, given)
    if given.purpose == CONSENT:
        return _("{says} ({purpose})", says=says, purpose=GREETINGS)
    return says


def _given(tx: Tx, given: Consent) -> Word:
    day = day_of(tx, given.given)
    if given.how == CHAT:
        return _("✅ Agreed in the chat on {day}", day=day)
    noted = people.get(tx, given.recorded_by) if given.recorded_by else None
    by = people.name(tx, noted) if noted else _("the office")
    witness = consents.witness(tx, given)
    says = _("✅ {how} on {day}, noted by {name}", how=HOW[How(given.how)], day=day, name=by)
    return _("{says}; heard by {witness}", says=says, witness=witness) if witness else says


def _rows(tx: Tx, who: Person, person: Person) -> Rows:
    if person.id == who.id:
        return ()
    staff = rules.looked_after(tx, who, person, STAFF)
    if person.died:
        mistake = _choice(who, person, _("That was a mistake"), "lives")
        return ((mistake,),) if staff else ()
    menu = (
        _choice(who, person, _("Full menu"), "menu.full")
        if person.simple
        else _choice(who, person, _("👵 Simple menu"), "menu.simple")
    )
    died = _choice(who, person, _("🕊 Has died"), "died")
    speaks = button(_("📢 Report for them").to(who.language), BEHALF, person.id, "begin", 0)
    asks = opener(GREETINGS.to(who.language), CARE, person.id)
    first = ((speaks, asks),) if person.consented else ()
    return (*first, (menu,), (died,)) if staff else (*first, (menu,))


def _choice(who: Person, person: Person, word: Word, choice: str) -> Button:
    return button(word.to(who.language), PERSON, person.id, choice, 0)


def menu(turn: Turn, person_id: int, state: str) -> None:
    rules.simplify_for(turn.tx, turn.who, person_id, simple=state == "simple", now=turn.now)
    turn.card(PERSON, person_id)


def died(turn: Turn, person_id: int, extra: str) -> None:
    """Ask once more; note it at the second tap."""
    if extra == "yes":
        deaths.note(turn.tx, turn.who, person_id, turn.now)
        turn.card(PERSON, person_id)
        return
    person = people.known(turn.tx, person_id)
    says = _(
        "{name} has died? All messages to them stop at once and their roles end. Nobody is told.",
        name=people.name(turn.tx, person),
    )
    yes = _choice(turn.who, person, _("Yes, that is so"), "died.yes")
    back = _choice(turn.who, person, _("⬅️ Back"), "see")
    turn.amend(Screen(turn.to(says), ((yes,), (back,))))


def lives(turn: Turn, person_id: int, _extra: str) -> None:
    deaths.take_back(turn.tx, turn.who, person_id, turn.now)
    turn.card(PERSON, person_id)


def see(turn: Turn, person_id: int, _extra: str) -> None:
    turn.card(PERSON, person_id)


def _revision(_tx: Tx, _person_id: int) -> int:
    return 0


CARD = Card(
    PERSON,
    "person",
    _revision,
    draw,
    {"menu": menu, "died": died, "lives": lives, "see": see},
    about=lambda _tx, person_id: person_id,
)
