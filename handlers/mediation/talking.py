"""What is said in the two rooms: a side to the mediator, the mediator to a side, notes."""

from typing import Annotated, ClassVar

from annotated_types import MaxLen, MinLen
from pydantic import Field

from community.mediation import rooms
from community.mediation.access import sides_of
from community.mediation.kinds import Side
from handlers.mediation import harm, noticing
from handlers.mediation.about import IN_HAND, PARTAKING
from handlers.mediation.forms import VOICES, files
from handlers.mediation.kinds import SIDE, WORK
from handlers.mediation.words import SIDES
from storage import people
from talk.forms import Ask, Attach, Attachment, Form, Photo
from talk.registry import FormEntry
from talk.turn import Turn
from talk.words import Word, _

SAID_MOST = 1000
WHOM = Ask(_("To whom?"), label=_("To"), words=SIDES, columns=2)


class Say(Form):
    """What a side tells the mediator."""

    name: ClassVar[str] = "mediation.say"
    title: ClassVar[Word] = _("💬 Tell the mediator")
    before_sending: ClassVar[Word | None] = _(
        "Only the mediator reads this; the other side does not see it."
    )
    about: ClassVar[tuple[str, str] | None] = PARTAKING

    case: int
    text: Annotated[
        str,
        MinLen(1),
        MaxLen(SAID_MOST),
        Ask(_("What would you like to tell the mediator?"), label=_("Told"), aloud=True),
    ]
    voices: Annotated[list[Attachment], VOICES] = Field(default_factory=list)
    photos: Annotated[
        list[Photo], Attach(_("Do you have a photo? Send it here."), label=_("Photos"))
    ] = Field(default_factory=list)


class Relay(Form):
    """What the mediator says to one side."""

    name: ClassVar[str] = "mediation.relay"
    title: ClassVar[Word] = _("🗣 Say something to a side")
    before_sending: ClassVar[Word | None] = _(
        "These words go to them exactly so, in your name. Please leave out what the other side has"
        " told you in confidence."
    )
    about: ClassVar[tuple[str, str] | None] = IN_HAND

    case: int
    side: Annotated[Side, WHOM]
    text: Annotated[
        str,
        MinLen(1),
        MaxLen(SAID_MOST),
        Ask(_("What would you like to say to them, in your own words?"), label=_("They read")),
    ]


class Note(Form):
    """What the mediator notes for themselves."""

    name: ClassVar[str] = "mediation.note"
    title: ClassVar[Word] = _("📝 Note")
    before_sending: ClassVar[Word | None] = _(
        "Only you read this; who mediates it after you does only if that side allows it."
    )
    about: ClassVar[tuple[str, str] | None] = IN_HAND

    case: int
    side: Annotated[Side, Ask(_("About whom?"), label=_("About whom"), words=SIDES, columns=2)]
    text: Annotated[
        str,
        MinLen(1),
        MaxLen(SAID_MOST),
        Ask(_("What have they said, or what is to be remembered?"), label=_("Note")),
    ]


def said(turn: Turn, form: Say) -> None:
    sent = files((*form.photos, *form.voices))
    rooms.say(turn.tx, turn.who, form.case, form.text, sent, turn.now)
    turn.card(SIDE, form.case, head=_("✅ The mediator has it; the other side does not see it."))


def relayed(turn: Turn, form: Relay) -> None:
    case = rooms.relay(turn.tx, turn.who, form.case, form.side, form.text, turn.now)
    person = people.known(turn.tx, sides_of(turn.tx, case)[form.side].person_id)
    says = _("✅ Sent: {whom} reads it.", whom=SIDES[form.side])
    if not person.answers:
        phone = people.phone(turn.tx, person) or "–"
        says = _("✅ Kept. They read nothing here: please phone them, {phone}.", phone=phone)
    turn.card(WORK, form.case, head=says)


def noted(turn: Turn, form: Note) -> None:
    rooms.note(turn.tx, turn.who, form.case, form.side, form.text, turn.now)
    turn.card(WORK, form.case, head=_("✅ It is noted."))


FORMS = (
    FormEntry(Say, said, meanwhile=(harm.hears("text"),)),
    FormEntry(Relay, relayed, meanwhile=(noticing.HEARS,)),
    FormEntry(Note, noted, meanwhile=(noticing.HEARS,)),
)
