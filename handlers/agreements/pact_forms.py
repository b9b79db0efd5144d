"""What is asked of a draft: its words, what a side would change, the paper that is signed."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, ClassVar

from annotated_types import MaxLen, MinLen
from pydantic import Field

from community.agreements import pacts as rules
from community.agreements.pacts import Way
from community.mediation.harm import sounds
from handlers.agreements.about import IN_HAND, TAKES_PART, zone_of
from handlers.agreements.pact_lines import PACT
from storage import cases, parties
from storage.moments import moment
from talk.forms import Ask, Attach, Form, Photo, PickDay
from talk.registry import FormEntry, Meanwhile
from talk.screens import Screen
from talk.turn import Turn
from talk.words import Word, _

EVENING = 18 * 60  # the minute of the day at which it is asked whether it was done
PHOTO = "photo"
HARM_DOOR = "harmdoor"  # the card where harm is told of


class Draft(Form):
    """What both are to agree to."""

    name: ClassVar[str] = "agreements.draft"
    title: ClassVar[Word] = _("📝 Draft of an agreement")
    before_sending: ClassVar[Word | None] = _(
        "Both sides read exactly these words: nothing that one side has told you alone."
    )
    about: ClassVar[tuple[str, str] | None] = IN_HAND

    case: int
    text: Annotated[
        str,
        MinLen(5),
        MaxLen(2000),
        Ask(
            _("First in a sentence what it was about, then what both agree to: who does what."),
            label=_("What is agreed"),
            hint=_("e.g. It was about noise at night. 1. No music after ten in the evening. 2. …"),
        ),
    ]
    day: Annotated[
        date, PickDay(_("By which day is it to be done?"), label=_("By when"), past=False)
    ]


class Wish(Form):
    """What a side would like to be otherwise."""

    name: ClassVar[str] = "agreements.wish"
    title: ClassVar[Word] = _("✏️ Change something")
    before_sending: ClassVar[Word | None] = _("Only the mediator reads it.")
    about: ClassVar[tuple[str, str] | None] = TAKES_PART

    case: int
    pact: int
    side: str
    words: Annotated[
        str,
        MinLen(2),
        MaxLen(1000),
        Ask(_("What should be otherwise, and why?"), label=_("Change")),
    ]


class Signed(Form):
    """The paper that both have signed."""

    name: ClassVar[str] = "agreements.signed"
    title: ClassVar[Word] = _("✍️ Signed")
    before_sending: ClassVar[Word | None] = _(
        "With this the mediation ends: both sides are told that it holds from today."
    )
    about: ClassVar[tuple[str, str] | None] = IN_HAND

    case: int
    pact: int
    photos: Annotated[
        list[Photo],
        Attach(
            _("A photo of each page that was signed. It is kept sealed."),
            label=_("Photos"),
            most=4,
        ),
    ] = Field(default_factory=list)


def _harm(turn: Turn, answers: Mapping[str, Any]) -> Screen | None:
    """The doors of harm, where what a side writes plainly tells of it."""
    theirs = turn.who.id in parties.persons(turn.tx, answers["case"])
    if not theirs or sounds(answers["words"]) is None:
        return None
    return turn.registry.cards[HARM_DOOR].draw(turn.tx, turn.who, turn.who.id)


HARM = Meanwhile(frozenset({"words"}), _harm, _("None of these: go on"))


def drafted(turn: Turn, form: Draft) -> None:
    case = cases.get(turn.tx, form.case)
    by = moment(form.day, EVENING, zone_of(turn.tx, case) if case else "UTC")
    pact = rules.draft(turn.tx, turn.who, form.case, form.text, by, turn.now)
    turn.card(PACT, pact.id)


def wished(turn: Turn, form: Wish) -> None:
    rules.wish(turn.tx, turn.who, form.pact, form.side, form.words, turn.now)
    turn.reply(_("✅ The mediator has it, and nobody else. You hear of a new draft here."))


def signed(turn: Turn, form: Signed) -> None:
    files = tuple((PHOTO, photo.file_id, photo.unique_id) for photo in form.photos)
    rules.conclude(turn.tx, turn.who, form.pact, Way.WRITTEN, files, turn.now)
    turn.card(PACT, form.pact)


FORMS = (
    FormEntry(Draft, drafted),
    FormEntry(Wish, wished, meanwhile=(HARM,)),
    FormEntry(Signed, signed),
)
