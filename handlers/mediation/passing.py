"""What the mediator is asked: who the other side is, why it goes to somebody else."""

from typing import Annotated, ClassVar

from annotated_types import MaxLen, MinLen

from community.behalf import Other, Whom
from community.mediation import joining, mediators
from community.mediation.kinds import Why
from community.people import Agreed, How
from handlers.mediation.about import IN_HAND, OFFERED
from handlers.mediation.kinds import WORK
from talk.forms import Ask, AskPhone, Form
from talk.names import NAMED
from talk.registry import FormEntry
from talk.turn import Turn
from talk.words import Word, _

AGREED = {
    How.ORAL: _("said so"),
    How.PHONE: _("said so on the telephone"),
    How.PAPER: _("signed a paper"),
}
LET_GO = _("Thank you for saying so. Somebody else is asked.")


class Decline(Form):
    """Why somebody who is asked cannot mediate."""

    name: ClassVar[str] = "mediation.decline"
    title: ClassVar[Word] = _("Not this time")
    before_sending: ClassVar[Word | None] = _("The sides do not read this.")
    about: ClassVar[tuple[str, str] | None] = OFFERED

    case: int
    reason: Annotated[str, MinLen(2), MaxLen(300), Ask(_("Why can you not?"), label=_("Reason"))]


class PassOn(Form):
    """Why, and to whom it goes."""

    name: ClassVar[str] = "mediation.pass_on"
    title: ClassVar[Word] = _("↪️ Pass on")
    before_sending: ClassVar[Word | None] = _(
        "Whoever mediates next reads what was asked for, and what a side has told you only if it"
        " allows that. The sides read that somebody else is found, not why."
    )
    about: ClassVar[tuple[str, str] | None] = IN_HAND

    case: int
    higher: Annotated[
        bool,
        Ask(
            _("To whom?"),
            label=_("To"),
            words={True: _("One level up"), False: _("Somebody else here")},
        ),
    ]
    reason: Annotated[
        str, MinLen(2), MaxLen(300), Ask(_("Why do you pass it on?"), label=_("Reason"))
    ]


class Enter(Form):
    """A side without Telegram."""

    name: ClassVar[str] = "mediation.enter"
    title: ClassVar[Word] = _("✍️ Enter the other side")
    before_sending: ClassVar[Word | None] = _(
        "Please have read their rights to them: free, voluntary, they may stop at any time and go"
        " to court. What you tell them and what they say goes through you."
    )
    about: ClassVar[tuple[str, str] | None] = IN_HAND

    case: int
    called: Annotated[str, MaxLen(40), NAMED, Ask(_("What is their name?"), label=_("Full name"))]
    phone: Annotated[
        str | None, AskPhone(_("Their telephone number?"), label=_("Telephone"), own=False)
    ] = None
    how: Annotated[
        How,
        Ask(
            _("How have they agreed to be mediated, and that we keep their name and number?"),
            label=_("Agreed"),
            words=AGREED,
            columns=1,
        ),
    ]


def declined(turn: Turn, form: Decline) -> None:
    mediators.decline(turn.tx, turn.who, form.case, form.reason, turn.now, Why.PASSED_ON)
    if not turn.card(WORK, form.case, head=LET_GO):
        turn.reply(LET_GO)


def passed_on(turn: Turn, form: PassOn) -> None:
    mediators.pass_on(turn.tx, turn.who, form.case, form.reason, turn.now, higher=form.higher)
    says = _("✅ Passed on. Thank you for what you have done for them.")
    if not turn.card(WORK, form.case, head=says):
        turn.reply(says)


def entered(turn: Turn, form: Enter) -> None:
    other = Other(Whom.NEIGHBOUR, form.called, form.phone, Agreed(form.how))
    joining.enter(turn.tx, turn.who, form.case, other, turn.now)
    turn.card(WORK, form.case, head=_("✅ They are entered as the other side."))


FORMS = (FormEntry(Decline, declined), FormEntry(PassOn, passed_on), FormEntry(Enter, entered))
