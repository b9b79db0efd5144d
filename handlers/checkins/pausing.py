"""⏸ Staff let the morning's question rest; 🚶 is the person's own."""

from enum import StrEnum
from typing import Annotated, ClassVar

from community.checkins import pausing as rules
from community.checkins.kinds import Pause
from handlers.checkins.care_words import CARE, PAUSES, date_of
from handlers.checkins.standing import plan_of
from storage.people import Person
from storage.tx import Tell, Tx
from talk import filling
from talk.forms import Ask, Form
from talk.registry import FormEntry
from talk.screens import Screen
from talk.turn import Turn
from talk.words import Word, _


class Days(StrEnum):
    """For how long."""

    THREE = "3"
    WEEK = "7"
    FORTNIGHT = "14"
    MONTH = "30"
    TWO_MONTHS = "60"
    MOST = "90"


DAYS = {
    Days.THREE: _("3 days"),
    Days.WEEK: _("a week"),
    Days.FORTNIGHT: _("two weeks"),
    Days.MONTH: _("a month"),
    Days.TWO_MONTHS: _("two months"),
    Days.MOST: _("90 days"),
}


class Rest(Form):
    """Why and for how long nobody asks."""

    name: ClassVar[str] = "checkins.rest"
    title: ClassVar[Word] = _("⏸ Let it rest")
    at_once: ClassVar[bool] = True

    person: int
    why: Annotated[Pause, Ask(_("Why?"), label=_("Why"), words=PAUSES, columns=1)]
    days: Annotated[
        Days, Ask(_("For how long?"), label=_("How long"), words=DAYS, in_days=True, columns=2)
    ]


def begin(turn: Turn, person_id: int, _extra: str) -> None:
    rules.in_staff_hands(turn.tx, turn.who, plan_of(turn, person_id).id)
    filling.start(turn, Rest, {"person": person_id})


def rested(turn: Turn, form: Rest) -> None:
    plan = plan_of(turn, form.person)
    rules.rest(turn.tx, turn.who, plan.id, int(form.days), form.why, turn.now)
    turn.card(CARE, form.person)


def resume(turn: Turn, person_id: int, _extra: str) -> None:
    rules.resume(turn.tx, turn.who, plan_of(turn, person_id).id)
    turn.card(CARE, person_id)


def told(tx: Tx, reader: Person, tell: Tell) -> Screen:
    """Tell who is asked how long nobody asks, or that somebody asks again."""
    until = tell.facts["until"]
    if until is None:
        return Screen(_("😊 From tomorrow on we ask again each morning.").to(reader.language))
    says = _("⏸ Until {day} nobody asks in the morning. All the best!", day=date_of(tx, until))
    return Screen(says.to(reader.language))


FORMS = (FormEntry(Rest, rested),)
CHOICES = {"rest": begin, "resume": resume}
