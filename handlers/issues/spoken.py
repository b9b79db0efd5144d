"""Reports begun from the card of somebody whom one looks after."""

from community.behalf import Whom, in_care
from community.refused import Refused
from handlers.issues.behalf import BEGIN, BEHALF, IN_CARE
from handlers.issues.forms import Report
from storage import people
from storage.people import Person
from storage.tx import Tx
from talk import filling
from talk.cards import NOT_FOUND, button
from talk.forms import About
from talk.registry import Card
from talk.screens import Screen
from talk.turn import Turn
from talk.words import _


def care(tx: Tx, who: Person, person_id: int | None) -> About:
    """The line about whom a report is for."""
    try:
        person = in_care(tx, who, person_id or 0)
    except Refused:
        return About("", NOT_FOUND)
    return About(_("For {name}", name=people.name(tx, person)).to(who.language))


def draw(tx: Tx, who: Person, person_id: int) -> Screen | None:
    line = care(tx, who, person_id)
    if line.over is not None:
        return None
    begins = button(_("📢 Report for them").to(who.language), BEHALF, person_id, BEGIN, 0)
    return Screen(line.line, ((begins,),))


def begin(turn: Turn, person_id: int, _extra: str) -> None:
    person = in_care(turn.tx, turn.who, person_id)
    given = {"place": person.home_id} if person.home_id else {}
    # Nothing is asked about them: they are known.
    filling.start(turn, Report, {"person": person_id, "whom": Whom.SELF}, given)


CARD = Card(
    BEHALF,
    "person",
    lambda _tx, _person_id: 0,
    draw,
    {BEGIN: begin},
    about=lambda _tx, person_id: person_id,
)
FACTS = {IN_CARE[0]: care}
