"""💞: what the matchmakers do, for who is not registered; the link a parent passes on."""

import re

from community.matchmaking import WORK, Stage
from community.matchmaking.matchmakers import all_for, is_matchmaker
from handlers.matchmaking import own
from handlers.matchmaking.forms import Registration
from handlers.matchmaking.words import LABEL
from storage import people, singles
from storage.people import Person
from storage.tx import Tx
from talk import filling
from talk.cards import button
from talk.registry import Card
from talk.screens import Screen, bold
from talk.several import listed
from talk.turn import Turn
from talk.words import Word, _

DOOR = "matchdoor"
LINK = "match"  # behind ?start=
# Children are always others; a sister or a friend may be whom somebody looks for themselves.
_FOR_OTHERS = re.compile(
    "闺女|女儿|儿子|我家孩子|侄[子女儿]|外甥|孙子|孙女"
    "|(?:给|帮|替|我|俺)[^，。,.]{0,3}(?:孩子|弟|妹|哥|姐|朋友|邻居|同事)"
    r"|\b(?:my|our) (?:son|daughter|child|niece|nephew|brother|sister|friend)",
    re.IGNORECASE,
)


def opened(turn: Turn) -> None:
    """💞: one's own registration, else what it is about; a matchmaker's people beside it."""
    single = singles.of(turn.tx, turn.who.id)
    if is_matchmaker(turn.who):
        turn.card(WORK, turn.who.id, fresh=True)
    if single is not None and single.stage != Stage.WITHDRAWN:
        turn.card(own.OWN, single.id, fresh=True)
    elif not is_matchmaker(turn.who):
        turn.card(DOOR, turn.who.id, fresh=True)


def said(turn: Turn, sentence: str) -> None:
    """A free sentence: who asks for somebody else gets the link to pass on."""
    if _FOR_OTHERS.search(sentence):
        turn.say(_forwardable(turn))
    else:
        opened(turn)


def linked(turn: Turn, _rest: str) -> None:
    opened(turn)


def draw(tx: Tx, who: Person, person_id: int) -> Screen | None:
    """What it is, what it costs, who reads what; nobody else's."""
    if who.id != person_id:
        return None
    matchmakers = all_for(tx, who)
    there = _("There is no matchmaker here yet; register, and the community hears of it.")
    if matchmakers:
        there = _(
            "{count} matchmakers of the community look for you, among them {names}.",
            count=len(matchmakers),
            names=listed(Word(people.name(tx, one)) for one in matchmakers[:3]),
        )
    says = _(
        "{there}\n\n"
        "Free of charge. You register for yourself; your matchmaker sees your papers and proposes"
        " somebody, and each of you answers alone. Only after two yeses you get each other's"
        " number. Nobody can browse people here.",
        there=there,
    )
    rows = (
        (button(_("💞 Register myself").to(who.language), DOOR, who.id, "register", 0),),
        (button(_("👪 It is for my child or a friend").to(who.language), DOOR, who.id, "pass", 0),),
    )
    return Screen(bold(LABEL.to(who.language)) + "\n" + says.to(who.language), rows)


def register(turn: Turn, _person_id: int, _extra: str) -> None:
    filling.start(turn, Registration, {"phoned": turn.who.sealed_phone is not None})


def pass_link(turn: Turn, _person_id: int, _extra: str) -> None:
    turn.say(_forwardable(turn))


def left(turn: Turn, field: str, _value: object) -> None:
    """Who does not agree, is married, or asks for somebody else is let go kindly."""
    if field == "own":
        turn.reply(_forwardable(turn))
    elif field == "marital":
        turn.reply(_("This is only for people who are single now. All the best to your family!"))
    else:
        turn.reply(_("That is all right; nothing was kept. The door stays open: 💞."))


def _forwardable(turn: Turn) -> Screen:
    """The link for whom it is really for: nobody is entered by their parents."""
    link = f"https://t.me/{turn.registry.username}?start={LINK}"
    says = _(
        "It is kind of you to care! But each one decides for themselves, so please forward this"
        " message to them; whether they register is up to them:\n\n"
        "💞 The matchmakers of our community, free of charge, confidential. Look at it here:\n"
        "{link}",
        link=link,
    )
    return Screen(turn.to(says))


CARD = Card(DOOR, DOOR, lambda _tx, _person_id: 0, draw, {"register": register, "pass": pass_link})
