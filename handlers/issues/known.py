"""已经知道了: what neighbours have reported already, and the card of who follows it."""

from collections.abc import Mapping
from typing import Any

from community.cases import OPEN, Stage, voices
from community.issues import known as rules
from community.issues import outages
from community.issues.access import found
from community.places import label
from handlers.issues.forms import Report
from handlers.issues.kinds import KNOWN, OWN
from handlers.issues.lines import outage_lines, revision, titled
from handlers.issues.words import OVER, RESIDENT_STAGES
from storage import cases, categories, followers, places
from storage import outages as kept
from storage.cases import Case
from storage.people import Person
from storage.tx import Tell, Tx
from talk import filling
from talk.cards import button, opener
from talk.registry import Card, Meanwhile
from talk.screens import Button, Screen, Text, bold
from talk.turn import Turn
from talk.words import Word, _

MET = _("I have it too")
THANK = _("Thank you, master")
LISTED = 8


def look(turn: Turn, answers: Mapping[str, Any]) -> Screen | None:
    """What is known of this category at this place; nothing if nobody has said so yet."""
    category = categories.get(turn.tx, answers["category"])
    place = places.get(turn.tx, answers["place"])
    if category is None or place is None:
        return None
    already = rules.known(turn.tx, category.code, place)
    if not already:
        return None
    text: Text | str = bold(turn.to(_("📌 We know of this already:")))
    for case in already:
        text = text + "\n\n" + _described(turn.tx, turn.who, case)
    asks = _(
        "If it is the same, tap “{met}”: we tell you each step, and nobody your name.", met=MET
    )
    rows = tuple((_join(turn.who, case, alone=len(already) == 1),) for case in already)
    return Screen(text + "\n\n" + turn.to(asks), rows)


def _join(who: Person, case: Case, *, alone: bool) -> Button:
    if who.id in voices(case):
        mine = _("📋 Your own: {number}", number=case.number)
        return opener(mine.to(who.language), OWN, case.id)
    says = MET.to(who.language) if alone else f"{MET.to(who.language)} · {case.number}"
    return button(says, KNOWN, case.id, "join", case.revision)


def _described(tx: Tx, who: Person, case: Case) -> Text:
    """What neighbours may know: no name, and none of the words of who has reported it."""
    place = places.get(tx, case.place_id)
    lines = [
        f"📍 {label(tx, place) if place else ''}",
        f"👉 {RESIDENT_STAGES[Stage(case.stage)].to(who.language)}",
        *outage_lines(tx, who, case),
        _("👥 {count} wait for this", count=followers.count(tx, case.id) + 1).to(who.language),
    ]
    return titled(tx, who, case, lines)


def card(tx: Tx, who: Person, case_id: int) -> Screen | None:
    """The case as who follows it sees it, or may begin to."""
    case = found(tx, case_id)
    if case is None or not rules.may_look(tx, who, case):
        return None
    if not followers.follows(tx, case.id, who.id):
        joins = () if who.id in voices(case) else ((_join(who, case, alone=True),),)
        return Screen(_described(tx, who, case), joins)
    offered: list[tuple[Word, str]] = []
    if outages.may_thank(tx, who, case):
        offered.append((THANK, "thank"))
    if case.stage in OPEN:
        offered.append((_("Tell me no more"), "leave"))
    row = tuple(
        button(word.to(who.language), KNOWN, case.id, choice, case.revision)
        for word, choice in offered
    )
    return Screen(_described(tx, who, case), (row,) if row else ())


def join(turn: Turn, case_id: int, _extra: str) -> None:
    rules.follow(turn.tx, turn.who, case_id, turn.now)
    draft = filling.draft_of(turn)
    turn.answer(_("All right: we tell you each step."))
    if draft is None or draft.form != Report.name:
        turn.card(KNOWN, case_id)
    elif draft.answers.keys() <= ALREADY.on:
        filling.cancel(turn)
        turn.card(KNOWN, case_id)
        turn.say(_("You need not send a report of your own: it is the same matter."))
    else:
        turn.card(KNOWN, case_id)
        turn.say(_("What you had written yourself is not sent yet."))
        filling.mention(turn, draft)


def leave(turn: Turn, case_id: int, _extra: str) -> None:
    rules.unfollow(turn.tx, turn.who, case_id)
    turn.reply(_("All right, you hear no more of this one."))


def thank(turn: Turn, case_id: int, _extra: str) -> None:
    outages.thank(turn.tx, turn.who, case_id, turn.now)
    turn.answer(_("They will be glad to hear it."))
    turn.card(KNOWN, case_id)


def over(tx: Tx, reader: Person, tell: Tell) -> Screen:
    """来水了: the heading over the card of who waited."""
    outage = kept.of(tx, tell.subject)
    says = OVER[outages.Matter(outage.matter) if outage else outages.Matter.OTHER]
    return Screen(bold(says.to(reader.language)))


def followed(tx: Tx, who: Person) -> list[Case]:
    """What one follows and is not over."""
    every = [cases.known(tx, one) for one in followers.followed_by(tx, who.id, LISTED)]
    return [case for case in every if case.stage in OPEN]


CARD = Card(KNOWN, "case", revision, card, {"join": join, "leave": leave, "thank": thank})
ALREADY = Meanwhile(frozenset({"category", "place"}), look, _("This is something else"))
