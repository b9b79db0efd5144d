"""A side leaves the number on which the mediator can ring them up, as long as none is known."""

from typing import Annotated, ClassVar

from community.mediation import joining
from handlers.mediation.about import PARTAKING
from handlers.mediation.kinds import SIDE
from talk.forms import AskPhone, Form, PhoneNumber
from talk.registry import FormEntry
from talk.turn import Turn
from talk.words import Word, _


class Number(Form):
    """On which number a side can be rung up."""

    name: ClassVar[str] = "mediation.number"
    title: ClassVar[Word] = _("📞 Leave my number")
    at_once: ClassVar[bool] = True
    about: ClassVar[tuple[str, str] | None] = PARTAKING

    case: int
    phone: Annotated[
        PhoneNumber,
        AskPhone(
            _("On which number can the mediator ring you up? The other side never sees it."),
            label=_("Telephone"),
            hint=_("Type it, or share it with the key below."),
        ),
    ]


def left(turn: Turn, form: Number) -> None:
    verified = turn.now if form.phone.own else None
    joining.leave_number(turn.tx, turn.who, form.case, form.phone.number, verified)
    turn.again()
    turn.card(SIDE, form.case, head=_("✅ Noted: the mediator alone sees it."))


FORM = FormEntry(Number, left)
