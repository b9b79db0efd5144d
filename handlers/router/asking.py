"""What was wanted at a door not open yet: as who asked sees it, and the staff who answer."""

import re
from collections.abc import Sequence
from typing import Annotated, ClassVar

from annotated_types import MaxLen, MinLen

from community import router as rules
from community.places import label
from community.roles import is_staff
from storage import inquiries, people, places
from storage.inquiries import Inquiry
from storage.people import Person
from storage.tx import Tell, Tx
from talk import filling
from talk.about import About
from talk.answers import Said, Sent
from talk.cards import button, opener
from talk.desk import Desk, Heap, Pile, Sieve
from talk.doors import Awaited
from talk.forms import Ask, Form
from talk.registry import Card
from talk.screens import Button, Rows, Screen, bold, clip
from talk.turn import Turn
from talk.words import Word, _

ASKING, ASKED = "asking", "asked"
WAITING = ("router.waiting", "inquiry")
ANSWER_MOST = 1000
LINE_MOST = 24
QUOTED_MOST = 2000
UNANSWERED = _(
    "⌛ To what you asked two months ago nobody has answered, and it is forgotten now. If you still"
    " want it, please say it once more: that door may be open by now."
)
SENT = _("✅ Sent to them.")


class Reply(Form):
    """What staff answer."""

    name: ClassVar[str] = "router.reply"
    title: ClassVar[Word] = _("💬 Reply")
    at_once: ClassVar[bool] = True
    about: ClassVar[tuple[str, str] | None] = WAITING

    inquiry: int
    text: Annotated[
        str,
        MinLen(1),
        MaxLen(ANSWER_MOST),
        Ask(_("What do you answer? They read it as you write it."), label=_("Reply")),
    ]


def own_card(tx: Tx, who: Person, inquiry_id: int) -> Screen | None:
    """What one has asked, that the door is still closed, and what was answered."""
    inquiry = inquiries.get(tx, inquiry_id)
    if inquiry is None or inquiry.person_id != who.id:
        return None
    words = inquiries.words(tx, inquiry)
    if not words:
        return Screen(UNANSWERED.to(who.language))
    lines = [
        _("💬 You said: {words}", words=clip(words, QUOTED_MOST).plain),
        _standing(tx, inquiry),
    ]
    rows: Rows = ()
    if inquiry.ended is None:
        rows = ((button(_("Withdraw").to(who.language), ASKING, inquiry_id, "withdraw", 0),),)
    return Screen("\n\n".join(line.to(who.language) for line in lines), rows)


def _standing(tx: Tx, inquiry: Inquiry) -> Word:
    answer = inquiries.answer(tx, inquiry)
    if answer is not None:
        return _("✅ The community answers: {answer}", answer=answer)
    if inquiry.ended is not None:
        return _("You have withdrawn it.")
    return _(
        "This door is not open yet. What you said lies with your community's staff, with your"
        " name: they see it and answer here."
    )


def withdraw(turn: Turn, inquiry_id: int, _extra: str) -> None:
    rules.withdraw(turn.tx, turn.who, inquiry_id, turn.now)
    turn.card(ASKING, inquiry_id)


def staff_card(tx: Tx, who: Person, inquiry_id: int) -> Screen | None:
    """What somebody of their place wants, and who it is."""
    inquiry = inquiries.get(tx, inquiry_id)
    if inquiry is None or not rules.may_answer(tx, who, inquiry):
        return None
    person, place = people.known(tx, inquiry.person_id), places.get(tx, inquiry.place_id)
    says = _(
        "👤 {name}\n📍 {place}\n📞 {phone}\n💬 {words}\n\n{state}",
        name=people.name(tx, person) or _("Somebody not registered"),
        place=label(tx, place) if place else "",
        phone=people.phone(tx, person) or _("no number known; write to them here"),
        words=clip(inquiries.words(tx, inquiry), QUOTED_MOST).plain,
        state=_state(tx, inquiry),
    )
    rows: Rows = ()
    if inquiry.ended is None:
        rows = ((button(Reply.title.to(who.language), ASKED, inquiry_id, "answer", 0),),)
    head = _("🚪 Wanted, and not open yet").to(who.language)
    return Screen(bold(head) + "\n" + says.to(who.language), rows)


def _state(tx: Tx, inquiry: Inquiry) -> Word:
    answer = inquiries.answer(tx, inquiry)
    if answer is not None and inquiry.answered_by is not None:
        by = people.name(tx, people.known(tx, inquiry.answered_by)) or _("The community")
        return _("✅ {name} has answered: {answer}", name=by, answer=answer)
    if not inquiries.words(tx, inquiry):
        return _("Nobody has answered in two months.")
    if inquiry.ended is not None:
        return _("They have withdrawn it.")
    return _("Nobody has answered yet.")


def reply(turn: Turn, inquiry_id: int, _extra: str) -> None:
    filling.start(turn, Reply, {"inquiry": inquiry_id})


def replied(turn: Turn, form: Reply) -> None:
    rules.answer(turn.tx, turn.who, form.inquiry, form.text, turn.now)
    turn.reply(SENT)


def heard(turn: Turn, inquiry_id: int, message: Said | Sent) -> bool:
    """Take words written as a reply to the card for the answer."""
    inquiry = inquiries.get(turn.tx, inquiry_id)
    if inquiry is None or inquiry.ended is not None or not isinstance(message, Said):
        return False
    if len(message.text) > ANSWER_MOST:
        long = _(
            "That was {length} characters, and {most} fit. Nothing has been sent: please reply"
            " to the card again, shorter.",
            length=len(message.text),
            most=ANSWER_MOST,
        )
        turn.reply(long)
        return True
    rules.answer(turn.tx, turn.who, inquiry_id, message.text, turn.now)
    turn.reply(SENT)
    return True


def waiting(tx: Tx, who: Person, inquiry_id: int) -> About | None:
    """What an open reply is about; over once somebody else has answered."""
    inquiry = inquiries.get(tx, inquiry_id)
    if inquiry is None or not rules.may_answer(tx, who, inquiry):
        return About("", _("We cannot find that."))
    line = f"💬 {clip(inquiries.words(tx, inquiry), 60).plain}"
    return About(line, _state(tx, inquiry) if inquiry.ended is not None else None)


def answered(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """The answer, under what was asked."""
    inquiry = inquiries.get(tx, tell.subject)
    answer = inquiries.answer(tx, inquiry) if inquiry else None
    if inquiry is None or answer is None:
        return None
    says = _(
        "💬 You said: {words}\n\n✅ The community answers: {answer}",
        words=clip(inquiries.words(tx, inquiry), 200).plain,
        answer=answer,
    )
    return Screen(says.to(reader.language))


def unanswered(_tx: Tx, reader: Person, _tell: Tell) -> Screen:
    return Screen(UNANSWERED.to(reader.language))


def mine(tx: Tx, who: Person) -> list[Button]:
    """What one has asked and nobody has answered yet."""
    return [
        opener(f"🚪 {_begins(tx, inquiry)}", ASKING, inquiry.id)
        for inquiry in inquiries.standing(tx, who.id)
    ]


AWAITED = Awaited(
    re.compile(
        r"(?:我|上次|那天|前几天)[^，。]{0,4}问[的过]|(?:社区|你们)[^，。]{0,6}(?:回复|答复|回我|怎么说|回话)"
        r"|\b(?:asked you|your answer|my question|answered me)\b",
        re.IGNORECASE,
    ),
    mine,
)


def _begins(tx: Tx, inquiry: Inquiry) -> str:
    return clip(" ".join(inquiries.words(tx, inquiry).split()), LINE_MOST).plain


def _line(tx: Tx, _who: Person, inquiry_id: int) -> str:
    inquiry = inquiries.get(tx, inquiry_id)
    return f"🚪 {_begins(tx, inquiry)}" if inquiry else ""


def _waiting(tx: Tx, who: Person, sieve: Sieve, _now: int) -> Sequence[int]:
    if sieve.category is not None:
        return ()
    return [inquiry.id for inquiry in rules.waiting(tx, who, sieve.path)]


def revision(tx: Tx, inquiry_id: int) -> int | None:
    inquiry = inquiries.get(tx, inquiry_id)
    return None if inquiry is None else int(inquiry.ended is not None)


def about(tx: Tx, inquiry_id: int) -> int | None:
    """Who has asked."""
    inquiry = inquiries.get(tx, inquiry_id)
    return inquiry.person_id if inquiry else None


CARDS = (
    Card(ASKING, "inquiry", revision, own_card, {"withdraw": withdraw}),
    Card(ASKED, "inquiry", revision, staff_card, {"answer": reply}, about=about, replied=heard),
)
PILES = Desk({Heap.WAITING: (Pile(ASKED, _waiting, _line, is_staff),)}, lambda _tx, _who: ())
