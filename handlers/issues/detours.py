"""What is asked for the steps beside the straight way: why, how long, where else."""

from enum import StrEnum
from typing import Annotated, ClassVar

from annotated_types import MaxLen, MinLen
from pydantic import Field

from community.issues import detours as rules
from handlers.issues.about import IN_HAND, SEEN, receipt
from handlers.issues.forms import VOICES, files
from handlers.issues.kinds import OWN
from talk.forms import Ask, Attach, Attachment, Form, Photo
from talk.registry import FormEntry
from talk.turn import Turn
from talk.words import Word, _


class Days(StrEnum):
    ONE = "1"
    TWO = "2"
    THREE = "3"
    FIVE = "5"
    SEVEN = "7"
    FIFTEEN = "15"


DAYS = {days: _("{days} days", days=days.value) for days in Days}


class Reason(Form):
    """What the resident will read of a step somebody takes."""

    before_sending: ClassVar[Word | None] = _("The resident will read this.")
    about: ClassVar[tuple[str, str] | None] = IN_HAND

    case: int


class GiveBack(Reason):
    """Why it is not theirs to do."""

    name: ClassVar[str] = "issues.return"
    title: ClassVar[Word] = _("Return it")

    reason: Annotated[
        str,
        MinLen(2),
        MaxLen(300),
        Ask(
            _("Why is it not yours to do?"),
            label=_("Reason"),
            hint=_("e.g. the lamp belongs to the power company"),
        ),
    ]


class Decline(Reason):
    """Why the community cannot do it, and who can."""

    name: ClassVar[str] = "issues.decline"
    title: ClassVar[Word] = _("Decline")
    about: ClassVar[tuple[str, str] | None] = SEEN

    reason: Annotated[
        str,
        MinLen(2),
        MaxLen(300),
        Ask(_("Why can the community not do this?"), label=_("Reason")),
    ]
    door: Annotated[
        str,
        MinLen(2),
        MaxLen(200),
        Ask(
            _("Whom can they turn to? Name the place and its phone number."),
            label=_("Whom to turn to"),
            hint=_("e.g. the traffic police of the county, 122"),
        ),
    ]


class Pause(Reason):
    """What it has to wait for."""

    name: ClassVar[str] = "issues.pause"
    title: ClassVar[Word] = _("Pause")

    reason: Annotated[
        str,
        MinLen(2),
        MaxLen(300),
        Ask(
            _("What does it wait for?"),
            label=_("Reason"),
            hint=_("e.g. spare parts, better weather"),
        ),
    ]


class Extend(Reason):
    """How much more time, and why."""

    name: ClassVar[str] = "issues.extend"
    title: ClassVar[Word] = _("Extend")
    before_sending: ClassVar[Word | None] = _("The resident will read this once it takes longer.")

    days: Annotated[
        Days,
        Ask(_("How many days more?"), label=_("Longer by"), words=DAYS, columns=3, in_days=True),
    ]
    reason: Annotated[
        str, MinLen(2), MaxLen(300), Ask(_("Why does it take longer?"), label=_("Reason"))
    ]


class Supplement(Form):
    """What a resident adds."""

    name: ClassVar[str] = "issues.supplement"
    title: ClassVar[Word] = _("Add something")
    about: ClassVar[tuple[str, str] | None] = SEEN

    case: int
    text: Annotated[
        str,
        MinLen(1),
        MaxLen(1000),
        Ask(_("What would you like to add?"), label=_("Added"), aloud=True),
    ]
    voices: Annotated[list[Attachment], VOICES] = Field(default_factory=list)
    photos: Annotated[
        list[Photo], Attach(_("Do you have a photo? Send it here."), label=_("Photos"))
    ] = Field(default_factory=list)


def given_back(turn: Turn, form: GiveBack) -> None:
    case = rules.give_back(turn.tx, turn.who, form.case, form.reason, turn.now)
    receipt(turn, case, _("✅ Returned. The staff find somebody else."))


def declined(turn: Turn, form: Decline) -> None:
    case = rules.decline(turn.tx, turn.who, form.case, form.reason, form.door, turn.now)
    receipt(turn, case, _("✅ Declined. The resident has been told whom to turn to."))


def paused(turn: Turn, form: Pause) -> None:
    case = rules.pause(turn.tx, turn.who, form.case, form.reason, turn.now)
    receipt(turn, case, _("✅ Paused. The time until you resume it does not count."))


def extended(turn: Turn, form: Extend) -> None:
    case = rules.extend(turn.tx, turn.who, form.case, int(form.days), form.reason, turn.now)
    receipt(
        turn,
        case,
        _("✅ The staff are asked whether it may take longer.")
        if case.asked_due is not None
        else _("✅ Extended. The resident has been told."),
    )


def supplemented(turn: Turn, form: Supplement) -> None:
    sent = files((*form.photos, *form.voices))
    case = rules.supplement(turn.tx, turn.who, form.case, form.text, sent, turn.now)
    receipt(turn, case, _("✅ Added. Whoever is at work on it has been told."), OWN)


FORMS = (
    FormEntry(GiveBack, given_back),
    FormEntry(Decline, declined),
    FormEntry(Pause, paused),
    FormEntry(Extend, extended),
    FormEntry(Supplement, supplemented),
)
