"""What somebody decides for themselves: language, home, notices, the simple menu.

Its choices say what shall be, not what to change, so an old card does no harm.
"""

import re

from community import people as rules
from community import portraits
from community.places import label
from handlers.people import about_me, contacts
from handlers.people.portraits import portray
from handlers.people.words import CARE, GREETINGS, KEPT, SETTINGS
from storage import media, people, places
from storage.people import Person
from storage.tx import Tell, Tx
from talk.cards import button, opener
from talk.forms import Said, Sent
from talk.quiet import Hours
from talk.registry import Card
from talk.screens import Button, Rows, Screen, bold
from talk.turn import Turn
from talk.words import LANGUAGES, Word, _

INTERESTS = "interests"  # the card of what one wants to hear about
MENU = re.compile(
    r"我?(?:想|要)?(?:看|换回?|换成|用|切换到?|回到)?(?:完整|全部|全|简单|大字|原来)的?菜单[吧了呢呀啊]?[。！!？?]*"
    r"|(?:show |i want |give me )?(?:the )?(?:full|whole|simple) menu(?: please)?[.!?]*",
    re.IGNORECASE,
)
LANGUAGE_NAMES = {"zh": "中文", "en": "English"}  # each in itself, for who reads no other


def settings(turn: Turn) -> None:
    turn.card(SETTINGS, turn.who.id, fresh=True)


def hear(turn: Turn, message: Said | Sent) -> bool:
    """Show the settings to who says by words alone that they want the other menu."""
    if turn.who.consented is None or not isinstance(message, Said):
        return False
    if not MENU.fullmatch(message.text.strip()):
        return False
    settings(turn)
    return True


def draw(tx: Tx, who: Person, person_id: int) -> Screen | None:
    """One's own settings; nobody else's."""
    if who.id != person_id:
        return None
    home = places.get(tx, who.home_id) if who.home_id else None
    lines = [
        _("🙂 Name: {name}", name=people.name(tx, who) or _("not said")),
        _("🌐 Language: {language}", language=LANGUAGE_NAMES[who.language]),
        _("🏠 Home: {place}", place=label(tx, home) if home else _("not said")),
        _("📞 Telephone: {phone}", phone=people.phone(tx, who) or _("not said")),
        _("🔔 Notices and reminders: {state}", state=_("off") if who.stopped else _("on")),
        _("🌙 Quiet hours: {hours}", hours=_hours(who)),
        _("👵 Menu: {state}", state=_("simple") if who.simple else _("full")),
    ]
    text = bold(_("⚙️ Settings").to(who.language)) + "\n"
    return Screen(text + "\n".join(line.to(who.language) for line in lines), _rows(tx, who))


def _hours(who: Person) -> Word | str:
    if who.quiet_from is None or who.quiet_until is None:
        return _("as usual here")
    if who.quiet_from == who.quiet_until:
        return _("never")
    return str(Hours(who.quiet_from, who.quiet_until))


def _rows(tx: Tx, who: Person) -> Rows:
    notices = (
        _choice(who, _("🔔 Notices again"), "notices.on")
        if who.stopped
        else _choice(who, _("🔕 No more notices"), "notices.off")
    )
    menu = (
        _choice(who, _("Full menu"), "menu.full")
        if who.simple
        else _choice(who, _("👵 Simple menu"), "menu.simple")
    )
    return (
        (
            *(_language(who, code) for code in LANGUAGES if code != who.language),
            _choice(who, _("🙂 Change my name"), "name"),
        ),
        (
            _choice(who, _("🏠 Change my home"), "home"),
            _choice(who, _("📞 Change my telephone"), "phone"),
        ),
        (notices, _choice(who, _("🌙 Quiet hours"), "quiet")),
        (menu, _choice(who, contacts.LABEL, "contacts")),
        (opener(_("⭐ What I want to hear about").to(who.language), INTERESTS, who.id),),
        (opener(GREETINGS.to(who.language), CARE, who.id),),
        *_picture(tx, who),
    )


def _picture(tx: Tx, who: Person) -> Rows:
    """Who is on duty may show their picture to those they look after."""
    mine = media.portrait(tx, who.id)
    offered = [_choice(who, _("🖼 My picture"), "portrait")] if portraits.may_show(who) else []
    if mine is not None:
        offered.append(_choice(who, _("🖼 Take my picture away"), "faceless"))
    return (tuple(offered),) if offered else ()


def faceless(turn: Turn, _person_id: int, _extra: str) -> None:
    portraits.take_away(turn.tx, turn.who, turn.now)
    _changed(turn)


def _choice(who: Person, word: Word, choice: str) -> Button:
    return button(word.to(who.language), SETTINGS, who.id, choice, 0)


def _language(who: Person, code: str) -> Button:
    return button(f"🌐 {LANGUAGE_NAMES[code]}", SETTINGS, who.id, f"language.{code}", 0)


def speak(turn: Turn, _person_id: int, code: str) -> None:
    """Speak another language from now on, in the menu too."""
    if code in LANGUAGES:
        rules.speak(turn.tx, turn.who, code)
    _changed(turn)
    turn.home(KEPT)


def notices(turn: Turn, _person_id: int, state: str) -> None:
    if state == "off":
        rules.stop(turn.tx, turn.who, turn.now)
    else:
        rules.resume(turn.tx, turn.who)
    _changed(turn)


def menu(turn: Turn, _person_id: int, state: str) -> None:
    rules.simplify(turn.tx, turn.who, simple=state == "simple", now=turn.now)
    _changed(turn)
    turn.home(KEPT)


def menu_changed(_tx: Tx, reader: Person, _tell: Tell) -> Screen:
    says = (
        _("Your menu is simple now: a few large keys.")
        if reader.simple
        else _("Here is your menu.")
    )
    return Screen(says.to(reader.language))


def stop(turn: Turn) -> None:
    """STOP: no more pushes; what becomes of one's own matters still comes."""
    rules.stop(turn.tx, turn.who, turn.now)
    turn.again()
    turn.say(
        _(
            "No more notices and reminders will come. What becomes of your own matters you"
            " still hear. To have them again, tap ⚙️ or send /start."
        )
    )


def _changed(turn: Turn) -> None:
    turn.again()
    turn.card(SETTINGS, turn.who.id)


def _revision(_tx: Tx, _person_id: int) -> int:
    return 0


CARD = Card(
    SETTINGS,
    "person",
    _revision,
    draw,
    {
        "language": speak,
        "name": about_me.name,
        "home": about_me.home,
        "phone": about_me.phone,
        "quiet": about_me.quiet,
        "notices": notices,
        "menu": menu,
        "portrait": portray,
        "faceless": faceless,
        "contacts": lambda turn, _person_id, _extra: contacts.show(turn),
    },
)
