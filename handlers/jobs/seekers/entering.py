"""What an officer enters for somebody without Telegram who looks for work."""

from enum import StrEnum
from typing import Annotated, ClassVar

from annotated_types import MaxLen

from community.jobs.access import is_officer
from community.people import How
from community.refused import Refused
from community.seekers import SKILLS_MOST, counter
from community.seekers.applying import Age
from handlers.jobs.seekers.applying import Agreed
from handlers.jobs.seekers.forms import (
    AtHome,
    AtTimes,
    Earning,
    Seeking,
    Told,
    Within,
    Work,
    sought,
)
from handlers.jobs.seekers.kinds import APPLIED, CARED
from storage import people
from talk import filling
from talk.forms import Ask, AskPhone, Form
from talk.registry import FormEntry
from talk.turn import Turn
from talk.words import Word, _


class Entering(Form):
    """The card of somebody who sits opposite, or is on the telephone."""

    name: ClassVar[str] = "seekers.entering"
    title: ClassVar[Word] = _("☎️ Work for somebody without Telegram")
    before_sending: ClassVar[Word | None] = _(
        "You have read to them what is kept, and that an officer phones them when something suits."
        " What they have to look after at home nobody reads again, you neither."
    )

    phone: Annotated[
        str,
        AskPhone(
            _("Their telephone number? The community must have entered them under it."),
            label=_("Telephone"),
            own=False,
        ),
    ]
    agreed: Annotated[
        How,
        Ask(
            _("How did they agree?"),
            label=_("Agreed"),
            words={
                How.PAPER: _("signed a paper"),
                How.ORAL: _("said so"),
                How.PHONE: _("said so by telephone"),
            },
        ),
    ]
    trade: Work
    window: AtTimes
    reach: Within
    hoped: Earning
    besides: AtHome
    told: Told
    skills: Annotated[
        str | None,
        MaxLen(SKILLS_MOST),
        Ask(_("What can you do, and what have you done before?"), label=_("Skills")),
    ] = None


class Spoken(StrEnum):
    """How they said yes to an application."""

    PHONE = How.PHONE
    ORAL = How.ORAL


class ApplyFor(Form):
    """That somebody without Telegram would like a work, and that the employer may see them."""

    name: ClassVar[str] = "seekers.apply_for"
    title: ClassVar[Word] = _("📨 Apply for them")
    at_once: ClassVar[bool] = True

    person: int
    vacancy: int
    spoken: Annotated[
        Spoken,
        Ask(
            _("How did they say that they would like this work?"),
            label=_("Agreed"),
            words={Spoken.PHONE: _("by telephone"), Spoken.ORAL: _("here, in person")},
        ),
    ]
    agree: Annotated[
        Agreed,
        Ask(
            _(
                "May the employer see their name, number, hours and skills? And how old are they?"
                " Please ask them."
            ),
            label=_("Consent"),
            words={
                Agreed.ADULT: _("✅ Yes, 18 or older"),
                Agreed.YOUNG: _("✅ Yes, 16 or 17"),
                Agreed.UNDER: _("Under 16"),
                Agreed.NO: _("They would rather not"),
            },
            leaves=frozenset({Agreed.UNDER, Agreed.NO}),
            columns=1,
        ),
    ]


def begin(turn: Turn, _person_id: int, _extra: str) -> None:
    if not is_officer(turn.who):
        raise Refused("seekers.not_found")
    filling.start(turn, Entering)


def again(turn: Turn, person_id: int, _extra: str) -> None:
    """Enter it anew, in place of what was said before."""
    person = counter.theirs(turn.tx, turn.who, person_id)
    filling.start(turn, Entering, given={"phone": people.phone(turn.tx, person)})


def entered(turn: Turn, form: Entering) -> None:
    six = Seeking.model_validate(form.model_dump(include=set(Seeking.model_fields)))
    said = sought(six, (), form.skills)
    seeker = counter.enter(turn.tx, turn.who, form.phone, form.agreed, form.reach, said, turn.now)
    turn.reads(seeker.person_id, "card")
    turn.card(CARED, seeker.person_id)


def applied(turn: Turn, form: ApplyFor) -> None:
    application = counter.apply(
        turn.tx,
        turn.who,
        form.person,
        form.vacancy,
        How(form.spoken),
        Age(form.agree),
        turn.now,
    )
    turn.card(APPLIED, application.id)


def left(turn: Turn, _field: str, _value: object) -> None:
    turn.reply(_("All right: nobody has seen anything."))


FORMS = (FormEntry(Entering, entered), FormEntry(ApplyFor, applied, left))
