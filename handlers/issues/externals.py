"""The number a case has elsewhere: noted in and out."""

from typing import Annotated, ClassVar

from annotated_types import MaxLen, MinLen

from community.issues import onward as rules
from community.issues.kinds import Way
from handlers.issues.about import HOTLINE, STAFFS, receipt
from talk.forms import Ask, Form
from talk.turn import Turn
from talk.words import Word, _

WAYS = {
    Way.IN: _("It came to us from there"),
    Way.OUT: _("It went there from us"),
}


class Noted(Form):
    """Another office, and the number of the case there."""

    name: ClassVar[str] = "issues.external"
    title: ClassVar[Word] = _("🔗 External number")
    about: ClassVar[tuple[str, str] | None] = STAFFS

    case: int
    way: Annotated[Way, Ask(_("Which way did it go?"), label=_("Which way"), words=WAYS, columns=1)]
    office: Annotated[
        str,
        MinLen(2),
        MaxLen(80),
        Ask(
            _("Which office or platform?"),
            label=_("Office"),
            hint=_("e.g. 12345, the grid platform"),
            default=HOTLINE,
        ),
    ]
    number: Annotated[
        str | None, MaxLen(40), Ask(_("Its number there?"), label=_("Its number"))
    ] = None


def noted(turn: Turn, form: Noted) -> None:
    case = rules.note_external(
        turn.tx, turn.who, form.case, form.way, form.office, form.number, turn.now
    )
    receipt(turn, case, _("✅ Noted."))
