"""The local minimum wage, which the office enters."""

from datetime import date
from typing import Annotated, ClassVar

from annotated_types import Ge, Le, MaxLen
from pydantic import AfterValidator

from community.calendar import may_declare as may_set
from community.jobs import wages as rules
from community.jobs.pay import FEN
from community.refused import Refused
from storage import wages
from talk import filling
from talk.forms import Ask, Form, PickDay
from talk.numerals import read_number
from talk.registry import FormEntry
from talk.turn import Turn
from talk.words import Word, _

__all__ = ["FORM", "may_set", "open_form"]
HOUR_MOST = 500


def _yuan(text: str) -> str:
    """Return an amount in yuan, which may have a part of a yuan."""
    whole, _point, part = text.strip().removesuffix("元").partition(".")
    yuan = read_number(whole)
    if yuan is None or not 1 <= yuan <= HOUR_MOST or not (part == "" or part.isdecimal()):
        raise ValueError(_("Please write an amount in yuan, e.g. 20 or 20.5."))
    return f"{yuan}.{part[:2]:0<2}"


class MinimumWage(Form):
    """What is paid at least here."""

    name: ClassVar[str] = "jobs.minimum_wage"
    title: ClassVar[Word] = _("💰 Local minimum wage")
    before_sending: ClassVar[Word | None] = _(
        "What pays less is refused from now on; what is published already is compared when it is"
        " confirmed again."
    )

    month: Annotated[
        int,
        Ge(500),
        Le(20_000),
        Ask(_("For a month of full-time work, how many yuan?"), label=_("A month, in yuan")),
    ]
    hour: Annotated[
        str,
        MaxLen(8),
        AfterValidator(_yuan),
        Ask(_("For an hour of part-time work, how many yuan?"), label=_("An hour, in yuan")),
    ]
    since: Annotated[date, PickDay(_("From which day on does it hold?"), label=_("From"))]


def open_form(turn: Turn, _person_id: int, _extra: str) -> None:
    """Ask for another amount."""
    if not may_set(turn.who):
        raise Refused("jobs.not_found")
    filling.start(turn, MinimumWage)


def declared(turn: Turn, form: MinimumWage) -> None:
    yuan, _point, part = form.hour.partition(".")
    hour = int(yuan) * FEN + int(part)
    rules.declare(turn.tx, turn.who, form.month * FEN, hour, form.since, turn.now)
    kept = wages.on(turn.tx, form.since.isoformat())
    assert kept is not None
    turn.reply(
        _(
            "✅ From {day} on: {month} yuan a month, {hour} yuan an hour.",
            day=form.since.isoformat(),
            month=kept.month // FEN,
            hour=form.hour,
        )
    )


FORM = FormEntry(MinimumWage, declared)
