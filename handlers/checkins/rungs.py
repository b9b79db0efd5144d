"""🪜 Who hears of somebody's silence, and after how many minutes: staff set it for one person."""

from typing import Annotated, ClassVar

from annotated_types import Ge, Le

from community.checkins import rungs as rules
from community.checkins.kinds import Who
from community.checkins.pausing import in_staff_hands
from handlers.checkins.care_words import CARE, RUNGS
from handlers.checkins.standing import plan_of
from storage.checkin_plans import Plan
from storage.tx import Tx
from talk import filling
from talk.forms import Ask, Form
from talk.registry import FormEntry
from talk.turn import Turn
from talk.words import Word, _

Minutes = Annotated[int, Ge(0), Le(rules.LONGEST)]
ASKS = _("After how many minutes? 0 leaves it out.")


class Ladder(Form):
    """The minutes of each rung after the question."""

    name: ClassVar[str] = "checkins.rungs"
    title: ClassVar[Word] = _("🪜 Who hears it, and when")
    before_sending: ClassVar[Word | None] = _(
        "Minutes after the end of the hours; 0 leaves somebody out. Who is on duty always hears it,"
        " after 240 at the latest and before dark."
    )

    person: int
    again: Annotated[Minutes, Ask(ASKS, label=RUNGS[Who.AGAIN])]
    contact: Annotated[Minutes, Ask(ASKS, label=RUNGS[Who.CONTACT])]
    near: Annotated[Minutes, Ask(ASKS, label=RUNGS[Who.NEAR])]
    grid: Annotated[Minutes, Ask(ASKS, label=RUNGS[Who.GRID])]
    duty: Annotated[Minutes, Ask(ASKS, label=RUNGS[Who.DUTY])]


def lines(tx: Tx, plan: Plan) -> list[Word]:
    """Each rung as who looks after them reads it."""
    return [
        _("🪜 {minutes} min: {what}", minutes=minutes, what=RUNGS[who])
        for who, minutes in rules.minutes_of(tx, plan).items()
    ]


def begin(turn: Turn, person_id: int, _extra: str) -> None:
    """Show the minutes as they are; each can be changed."""
    plan, _person = in_staff_hands(turn.tx, turn.who, plan_of(turn, person_id).id)
    minutes = rules.minutes_of(turn.tx, plan)
    filling.start(
        turn, Ladder, {"person": person_id}, {str(who): minutes.get(who, 0) for who in Who}
    )


def changed(turn: Turn, form: Ladder) -> None:
    minutes = {who: getattr(form, who) for who in Who}
    rules.set_rungs(turn.tx, turn.who, plan_of(turn, form.person).id, minutes, turn.now)
    turn.card(CARE, form.person)


FORMS = (FormEntry(Ladder, changed),)
CHOICES = {"rungs": begin}
