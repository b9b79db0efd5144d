"""What is asked of who is to be asked each morning: hours, pace, a number, and how they agreed."""

from typing import Annotated, ClassVar

from annotated_types import MaxLen

from community.checkins.paces import Pace
from community.people import How
from handlers.checkins.care_words import HOURS, HOW, LABEL, PACES, Hours
from talk.forms import Ask, AskPhone, Form, If, PhoneNumber
from talk.words import Word, _

UNSIGNED = frozenset({How.ORAL})  # read aloud, and witnessed (domain §5)
HOURS_ASKED = Ask(
    _("Between which hours shall we wait for a word in the morning?"),
    label=_("Hours"),
    words=HOURS,
)
PACE_ASKED = Ask(
    _("How quickly shall somebody come when there is no answer?"),
    label=_("Somebody comes"),
    words=PACES,
    columns=1,
)

WITNESS = Ask(
    _("Who else heard it?"),
    label=_("Heard by"),
    hint=_("The name of a relative, neighbour or colleague. If you were alone, let them sign."),
    when=If("how", UNSIGNED),
)
UNNUMBERED = If("numbered", frozenset({False}))
THEIR_NUMBER = AskPhone(
    _("Their telephone number?"),
    label=_("Telephone"),
    hint=_("Without one somebody has to come and knock."),
    own=False,
    when=UNNUMBERED,
    optional=True,
)


class Enrol(Form):
    """One's own yes."""

    name: ClassVar[str] = "checkins.enrol"
    title: ClassVar[Word] = LABEL
    before_sending: ClassVar[Word | None] = _(
        "You agree: if there is no word from you, those you have named, the stairwell head, the"
        " grid worker and whoever is on duty hear of it; who goes to you gets your address and"
        " telephone. Your family sees “well” or “no answer”, and in an emergency"
        " that help has been called."
    )

    numbered: bool = False  # whether a number of theirs is known
    hours: Annotated[Hours, HOURS_ASKED]
    pace: Annotated[Pace, PACE_ASKED] = Pace.USUAL
    phone: Annotated[
        PhoneNumber | None,
        AskPhone(
            _("On which number can you be phoned when there is no answer?"),
            label=_("Telephone"),
            hint=_("Without one somebody has to come and knock."),
            when=UNNUMBERED,
            optional=True,
        ),
    ] = None


class EnrolFor(Form):
    """The yes of somebody whom one looks after."""

    name: ClassVar[str] = "checkins.enrol_for"
    title: ClassVar[Word] = LABEL
    before_sending: ClassVar[Word | None] = _(
        "Only if they want it themselves. Please have read to them: who hears of it when they do"
        " not answer, that whoever goes there gets their address, that they can end it any time."
    )

    person: int
    numbered: bool = False
    hours: Annotated[Hours, HOURS_ASKED]
    pace: Annotated[Pace, PACE_ASKED] = Pace.USUAL
    phone: Annotated[str | None, THEIR_NUMBER] = None
    how: Annotated[How, Ask(_("How did they agree?"), label=_("Agreed"), words=HOW, columns=1)]
    witness: Annotated[str, MaxLen(40), WITNESS] = ""


class Family(Form):
    """Their yes to the family's line, of somebody without Telegram."""

    name: ClassVar[str] = "checkins.family"
    title: ClassVar[Word] = _("👪 A line to the family each morning")
    before_sending: ClassVar[Word | None] = _(
        "Only if they want it themselves: whom they name reads each morning whether they are well,"
        " and in an emergency that help has been called."
    )

    person: int
    how: Annotated[How, Ask(_("How did they agree?"), label=_("Agreed"), words=HOW, columns=1)]
    witness: Annotated[str, MaxLen(40), WITNESS] = ""


class Phoned(Form):
    """The number of who would rather be phoned."""

    name: ClassVar[str] = "checkins.phoned"
    title: ClassVar[Word] = _("📞 Rather phone")
    at_once: ClassVar[bool] = True

    person: int
    phone: Annotated[
        str | None,
        AskPhone(
            _("Which number shall be phoned?"),
            label=_("Telephone"),
            hint=_("Without one somebody has to come and knock."),
            own=False,
        ),
    ] = None


class Change(Form):
    """Other hours."""

    name: ClassVar[str] = "checkins.hours"
    title: ClassVar[Word] = _("🕘 Hours of the greeting")
    at_once: ClassVar[bool] = True

    person: int
    hours: Annotated[Hours, HOURS_ASKED]
    pace: Annotated[
        Pace | None,
        Ask(
            _("How quickly shall somebody come? Skip it to leave that as it is."),
            label=_("Somebody comes"),
            words=PACES,
            columns=1,
        ),
    ] = None
