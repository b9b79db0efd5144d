"""Reports for somebody one looks after: begun from their card, and where they live."""

from community.behalf import Whom, in_care, settle, settles
from community.nearby import home_of
from community.places import label
from community.refused import Refused
from handlers.issues.behalf import BEGIN, BEHALF, IN_CARE, LIVES
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
    given = {"place": home_of(turn.tx, person).id} if person.home_id else {}
    # Nothing is asked about them: they are known.
    filling.start(turn, Report, {"person": person_id, "whom": Whom.SELF}, given)


def draw_home(tx: Tx, who: Person, person_id: int) -> Screen | None:
    """Whether somebody lives where their matter is, of whom no home is known."""
    place = settles(tx, who, person_id)
    if place is None:
        return None
    name = people.name(tx, people.known(tx, person_id))
    says = _("🏠 Does {name} live here: {place}?", name=name, place=label(tx, place))
    yes = button(_("Yes, they live here").to(who.language), LIVES, person_id, "here", 0)
    no = button(_("No, somewhere else").to(who.language), LIVES, person_id, "not", 0)
    return Screen(says.to(who.language), ((yes,), (no,)))


def lives_here(turn: Turn, person_id: int, _extra: str) -> None:
    place = settle(turn.tx, turn.who, person_id)
    says = _("✅ Noted: {place}. With /find you find them again.", place=label(turn.tx, place))
    turn.reply(says)


def lives_elsewhere(turn: Turn, _person_id: int, _extra: str) -> None:
    turn.reply(_("All right. Where they live can be entered later: /enter."))


HOME_CARD = Card(
    LIVES,
    "person",
    lambda _tx, _person_id: 0,
    draw_home,
    {"here": lives_here, "not": lives_elsewhere},
    about=lambda _tx, person_id: person_id,
)
CARD = Card(
    BEHALF,
    "person",
    lambda _tx, _person_id: 0,
    draw,
    {BEGIN: begin},
    about=lambda _tx, person_id: person_id,
)
FACTS = {IN_CARE[0]: care}
