"""An introduction as one of the two sees it: who it might be, two answers, and what comes then."""

import re

from community.matchmaking import Shown, Stage, introducing
from community.matchmaking.ending import Ending
from community.matchmaking.introducing import NO, YES
from community.matchmaking.profiles import profile_of
from handlers.matchmaking.forms import Complaint
from handlers.matchmaking.own import photo_of
from handlers.matchmaking.words import about, lines
from storage import followups, introductions, people, singles
from storage.introductions import Introduction
from storage.people import Person
from storage.singles import Single
from storage.tx import Tell, Tx
from talk import filling
from talk.cards import NOT_FOUND, button, opener
from talk.doors import Awaited
from talk.registry import Card
from talk.screens import Button, Rows, Screen
from talk.turn import Turn
from talk.words import Word, _

MET, HOW = "met", "howisit"
CAREFUL = _(
    "Please meet for the first time in a public place, and tell somebody where you are. Whoever"
    " asks for money, a loan or an investment is no match: send nothing, tell us, call 110."
)
GOING = {
    "talking": _("💬 We are still talking"),
    "together": _("💑 We are together"),
    "over": _("🍃 It does not suit"),
}


def draw(tx: Tx, who: Person, introduction_id: int) -> Screen | None:
    """The other one without a name, until both have said yes."""
    one = introductions.get(tx, introduction_id)
    if one is None or who.id not in one.both:
        return None
    if one.stage == "ended":
        own = singles.of(tx, who.id)
        left = own is not None and own.stage == Stage.WITHDRAWN
        over = _("🍃 This introduction is over.") if left else _ended(one)
        return Screen(over.to(who.language), _complaining(who, one))
    other = singles.of(tx, one.other(who.id))
    if other is None or other.sealed_profile is None:
        return None
    says = [_("💞 Your matchmaker thinks of somebody for you:")]
    if one.stage == "contact":
        says = [_("💞 Both of you would like to meet!"), *_contact(tx, other)]
    says += about(other, profile_of(tx, other))
    if reason := introductions.reason(tx, one):
        says.append(_("💁 The matchmaker says: {reason}", reason=reason))
    says.append(_state(who, one))
    return Screen(lines(says, who.language), _rows(who, one, other))


def _contact(tx: Tx, other: Single) -> list[Word]:
    person = people.known(tx, other.person_id)
    phone = people.phone(tx, person) or _("no number known; write to them here")
    return [_("🙂 {name}, 📞 {phone}", name=people.name(tx, person), phone=phone)]


def _state(who: Person, one: Introduction) -> Word:
    if one.stage == "contact":
        return CAREFUL
    if one.answer_of(who.id) is not None:
        return _("You have answered. As soon as the other one has, too, you hear here.")
    return _("Would you like to meet? Each answers alone, and nobody reads what the other says.")


def _ended(one: Introduction) -> Word:
    """The same words for both, whatever the reason: nobody learns by whom it came."""
    if one.ending == Ending.TOGETHER:
        return _("💑 You have found each other. All the best to both of you!")
    return _("🍃 It was not to be this time. All the best; your matchmaker goes on looking.")


def _rows(who: Person, one: Introduction, other: Single) -> Rows:
    def choice(word: Word, name: str) -> Button:
        return button(word.to(who.language), MET, one.id, name)

    rows: Rows = ()
    if one.stage == "asked" and one.answer_of(who.id) is None:
        rows = ((choice(_("🌷 I would like to"), YES), choice(_("🍃 Rather not now"), NO)),)
    if shows_photo(one, other):
        rows += ((choice(_("🖼 Photo"), "photo"),),)
    if one.stage == "contact":
        rows += ((choice(_("🍃 It does not suit"), "over"),),)
    return rows + _complaining(who, one)


def _complaining(who: Person, one: Introduction) -> Rows:
    word = _("⚠️ Complain").to(who.language)
    return ((button(word, MET, one.id, "complain"),),)


def shows_photo(one: Introduction, other: Single) -> bool:
    """Whether the step has come at which the other one's photo is shown."""
    if other.photo_id is None or one.stage == "ended":
        return False
    return other.photo_shown == Shown.INTRODUCED or (
        other.photo_shown == Shown.CONTACT and one.stage == "contact"
    )


def yes(turn: Turn, introduction_id: int, _extra: str) -> None:
    introducing.answer(turn.tx, turn.who, introduction_id, YES, turn.now)
    turn.card(MET, introduction_id)


def no(turn: Turn, introduction_id: int, _extra: str) -> None:
    introducing.answer(turn.tx, turn.who, introduction_id, NO, turn.now)
    turn.card(MET, introduction_id)


def photo(turn: Turn, introduction_id: int, _extra: str) -> None:
    one = introductions.known(turn.tx, introduction_id)
    other = singles.of(turn.tx, one.other(turn.who.id))
    medium = photo_of(turn.tx, other) if other and shows_photo(one, other) else None
    if medium is None:
        turn.answer(NOT_FOUND, alert=True)
        return
    turn.reads(one.other(turn.who.id), "media")
    turn.attached([medium])


def over(turn: Turn, introduction_id: int, extra: str) -> None:
    """Ask once more; end it kindly at the second tap."""
    one = introductions.known(turn.tx, introduction_id)
    if extra == "yes":
        introducing.close(turn.tx, turn.who, introduction_id, turn.now)
        turn.card(MET, introduction_id)
        return
    says = _("Both of you then read that it was not to be, and nothing of who said so.")
    sure = button(turn.to(_("🍃 Yes, let it end")), MET, one.id, "over.yes")
    back = button(turn.to(_("⬅️ Back")), MET, one.id, "look")
    turn.aside(MET, one.id, Screen(turn.to(says), ((sure,), (back,))))


def look(turn: Turn, introduction_id: int, _extra: str) -> None:
    turn.card(MET, introduction_id)


def complain(turn: Turn, introduction_id: int, _extra: str) -> None:
    filling.start(turn, Complaint, {"introduction": introduction_id})


def ended(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    one = introductions.get(tx, tell.subject)
    return Screen(_ended(one).to(reader.language)) if one else None


def draw_how(tx: Tx, who: Person, followup_id: int) -> Screen | None:
    """How does it go? Asked of each alone."""
    asked = followups.get(tx, followup_id)
    if asked is None or asked.person_id != who.id:
        return None
    if asked.said is not None:
        return Screen(
            _("💞 Thank you for telling us: {said}", said=GOING[asked.said]).to(who.language)
        )
    says = _("💞 It is {days} days now. How does it go with the two of you?", days=asked.days)
    rows = tuple(
        (button(word.to(who.language), HOW, followup_id, f"say.{said}", 0),)
        for said, word in GOING.items()
    )
    return Screen(says.to(who.language), rows)


def say(turn: Turn, followup_id: int, said: str) -> None:
    if said in GOING:
        introducing.say(turn.tx, turn.who, followup_id, said, turn.now)
    turn.card(HOW, followup_id)


def revision_how(tx: Tx, followup_id: int) -> int | None:
    asked = followups.get(tx, followup_id)
    return int(asked.said is not None) if asked else None


def mine(tx: Tx, who: Person) -> list[Button]:
    """What stands for somebody, in 📋."""
    one = introductions.standing(tx, who.id)
    return [opener(_("💞 An introduction").to(who.language), MET, one.id)] if one else []


AWAITED = Awaited(
    re.compile(
        r"对方|红娘|介绍的|见面|牵线|(?:[他她]|人家|那边)[^，。]{0,4}(?:怎么说|回|愿意|同意|答应|肯|想见)"
        r"|\b(?:matchmaker|introduced|introduction|meet (?:her|him))\b"
        r"|\bdid (?:s?he|they) (?:say|answer)\b",
        re.IGNORECASE,
    ),
    mine,
)
CARDS = (
    Card(
        MET,
        "introduction",
        None,
        draw,
        {
            YES: yes,
            NO: no,
            "photo": photo,
            "over": over,
            "look": look,
            "complain": complain,
        },
    ),
    Card(HOW, "followup", revision_how, draw_how, {"say": say}),
)
