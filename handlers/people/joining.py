"""The first words: consent and home, and whatever the link was for by which somebody came."""

import re
from typing import Annotated, ClassVar

from community import invitations, joining
from community import people as rules
from community.places import PICKABLE, label, shared
from community.roles import RESPONSIBLE, Role
from community.sheets import LINK
from handlers.people.words import LANGUAGE, ROLES, SETTINGS
from storage import people, places
from storage.ids import from_short
from storage.people import Person
from storage.places import Place
from storage.tx import Tell, Tx
from talk import filling
from talk.cards import button
from talk.forms import Ask, Form, PickPlace, Said, Sent
from talk.registry import Card
from talk.screens import Screen
from talk.turn import Turn
from talk.words import Word, _

INVITED = "inv"
WELCOME = "welcome"
REACHED = RESPONSIBLE | {Role.STAIRWELL_HEAD}  # those whom residents may want to phone
LATIN, HAN = re.compile(r"[A-Za-z]{4}|[A-Za-z]+ [A-Za-z]"), re.compile(r"[\u4e00-\u9fff]")
ONE = 1  # the card is about no row
SENTENCE_LEAST, SENTENCE_MOST = 4, 1000  # letters: less is an answer or a greeting
DEAD_LINK = _("This link has been used or has expired. Please ask for a new one.")


AGREE = {True: _("I agree"), False: _("I do not agree")}


class Registration(Form):
    """The first conversation: may we keep what you tell us, and where do you live."""

    name: ClassVar[str] = "people.registration"
    title: ClassVar[Word] = _("Welcome to Linli")

    agree: Annotated[
        bool,
        Ask(
            _(
                "Hello! This is your community's helper.\n\n"
                "We keep your name, where you live and what you report, only to get things done"
                " for you. Messages travel through Telegram's servers, which are abroad."
                " What is kept you can see and have erased at any time: /privacy.\n\nDo you agree?"
            ),
            label=_("Consent"),
            hint=_("中文: /language"),
            words=AGREE,
            leaves=frozenset({False}),
        ),
    ]
    home: Annotated[
        int | None,
        PickPlace(_("Where do you live? Then you need not say it each time."), label=_("Home")),
    ] = None
    link: str = ""  # what the link carried by which they came; it is opened once they agree
    sentence: str = ""  # what they have said before they agreed


def start(turn: Turn) -> None:
    """/start, also with what a link carries behind it."""
    prefix, _sep, rest = turn.event.argument.partition("_")
    opened = turn.registry.starts.get(prefix)
    if turn.who.consented is None:
        offered = offered_home(turn, rest) if prefix == LINK else None
        given = {"home": offered.id} if offered else {}
        carried = turn.event.argument if opened is not None and prefix != LINK else ""
        filling.start(turn, Registration, {"link": carried, "sentence": _sentence(turn)}, given)
        if foreign(_sentence(turn), turn.who.language):
            turn.card(LANGUAGE, turn.who.id, fresh=True)
        return
    if turn.who.roles:
        turn.tx.touched.add((people.MENU, turn.who.id))  # should its menu have got lost
    if opened is not None:
        opened(turn, rest)
    elif turn.who.stopped is not None:
        rules.resume(turn.tx, turn.who)
        turn.home(_("Welcome back. Notices and reminders come again."))
    else:
        turn.home()


def more(turn: Turn, message: Said | Sent) -> bool:
    """Keep what is said before they agree; the form hears it all the same."""
    draft = filling.draft_of(turn) if turn.who.consented is None else None
    if draft is None or draft.form != Registration.name or not isinstance(message, Said):
        return False
    if draft.field == "agree" and len(message.text.strip()) >= SENTENCE_LEAST:
        words = f"{draft.fixed.get('sentence', '')}\n{message.text}".strip()
        filling.fix(turn, sentence=words[:SENTENCE_MOST])
    if foreign(message.text, turn.who.language):
        turn.card(LANGUAGE, turn.who.id, fresh=True)
    return False


def foreign(text: str, language: str) -> bool:
    """Whether words are plainly in another script than that of the person's language."""
    latin = LATIN.search(text) is not None
    chinese = HAN.search(text) is not None
    return latin and not chinese if language == "zh" else chinese


def _sentence(turn: Turn) -> str:
    """What somebody writes who has not been asked yet whether they agree."""
    text = (turn.event.text or "").strip() if turn.event.command is None else ""
    return text[:SENTENCE_MOST] if len(text) >= SENTENCE_LEAST else ""


def offered_home(turn: Turn, code: str) -> Place | None:
    """The place that the link on a stairwell's wall offers as a home; it gives no right."""
    place = places.get(turn.tx, from_short(code) or 0)
    return place if place and place.kind in PICKABLE else None


def registered(turn: Turn, form: Registration) -> None:
    name = turn.event.sender.name if turn.event.sender else ""
    rules.join(turn.tx, turn.who, name, form.home, turn.now)
    turn.again()
    turn.reply(_("Thank you. It is noted."))
    says = _(
        "Here you are, {name}. Tap what you need; you can come back at any time."
        " How you are called can be changed under ⚙️.",
        name=people.name(turn.tx, turn.who) or "",
    )
    turn.home(says)
    prefix, _sep, rest = form.link.partition("_")
    if prefix in turn.registry.starts:
        turn.registry.starts[prefix](turn, rest)
    elif form.sentence:
        turn.registry.leading.lead(turn, form.sentence)


def declined(turn: Turn, _field: str = "", _value: object = None) -> None:
    """Let somebody go who does not agree, and keep nothing of them but this last word."""
    says = _(
        "That is all right; we have kept nothing about you. In danger call 110, 119 or 120."
        " The community's counter and telephone are there for you as before."
    )
    again = button(turn.to(_("🔄 Look at it again")), WELCOME, ONE, "again", 0)
    screen = Screen(turn.to(says), ((again,),))
    if joining.decline(turn.tx, turn.who):
        turn.farewell(screen)
    else:
        turn.reply(screen)


def welcome(_tx: Tx, who: Person, _subject: int) -> Screen:
    return Screen(Registration.title.to(who.language))


def again(turn: Turn, _subject: int, _extra: str) -> None:
    start(turn)


def accept(turn: Turn, token: str) -> None:
    """Take up an invitation link."""
    accepted = invitations.accept(turn.tx, turn.who, token, turn.now)
    if accepted is None:
        turn.say(DEAD_LINK)
        return
    turn.again()
    role, place = ROLES[accepted.role], places.get(turn.tx, accepted.place_id)
    where = label(turn.tx, place) if place else ""
    turn.home(
        _("You have taken up this link already. You are: {role} · {place}.", role=role, place=where)
        if accepted.before
        else _("Thank you for taking part. You are now: {role} · {place}.", role=role, place=where)
    )
    if accepted.role in REACHED and not accepted.before and turn.who.sealed_phone is None:
        says = turn.to(_("Residents whose matter you have can phone you, once you leave a number."))
        leave = turn.to(_("📞 Leave my number"))
        turn.say(Screen(says, ((button(leave, SETTINGS, turn.who.id, "phone", 0),),)))


def travel(_tx: Tx, reader: Person, _tell: Tell) -> Screen:
    """Say to an administrator where messages travel (domain §8)."""
    says = _(
        "⚠️ You are an administrator here. Please know: what is said in this chat travels through"
        " Telegram's servers abroad. An office with public powers must keep residents' data in"
        " the country and ask separate consent before it leaves (Personal Information Protection"
        " Law, articles 36 and 38 to 40): have that checked before real use. Only little is sent;"
        " the data themselves stay in your own database. More in docs/trust.md."
    )
    return Screen(says.to(reader.language))


def home_of(tx: Tx, who: Person, _node: int | None) -> tuple[int, str] | None:
    place = places.get(tx, who.home_id) if who.home_id else None
    if place is None:
        return None
    home = shared(tx, place)
    return home.id, _("my home: {place}", place=label(tx, home)).to(who.language)


CARD = Card(
    WELCOME, WELCOME, lambda _tx, _subject: 0, welcome, {"again": again}, before_consent=True
)
