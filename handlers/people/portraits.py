"""The picture of somebody on duty: given by themselves, or by staff with their consent."""

from typing import Annotated, ClassVar

from annotated_types import MaxLen, MinLen

from community import portraits as rules
from community.people import How
from handlers.people.words import HOW, KEPT
from storage import people
from storage.people import Person
from storage.tx import Tell, Tx
from talk import filling
from talk.forms import Ask, Attach, Form, Photo
from talk.screens import Screen
from talk.turn import Turn
from talk.words import Word, _

SHOWN = _(
    "Whoever lives where you are on duty sees it under ☎️, with your name and number. You can"
    " take it away at any time under ⚙️."
)
ASKED = _("Please send one picture on which the face is well seen.")


class Portrait(Form):
    """One's own picture."""

    name: ClassVar[str] = "people.portrait"
    title: ClassVar[Word] = _("🖼 My picture")
    before_sending: ClassVar[Word | None] = SHOWN

    photos: Annotated[list[Photo], MinLen(1), MaxLen(1), Attach(ASKED, label=_("Picture"), most=1)]


class PortraitOf(Form):
    """The picture of somebody who has agreed to it."""

    name: ClassVar[str] = "people.portrait_of"
    title: ClassVar[Word] = _("🖼 Picture")
    before_sending: ClassVar[Word | None] = _(
        "Please have told them: whoever lives where they are on duty sees it under ☎️."
    )

    person: int
    photos: Annotated[list[Photo], MinLen(1), MaxLen(1), Attach(ASKED, label=_("Picture"), most=1)]
    how: Annotated[
        How, Ask(_("How did they agree to it?"), label=_("Agreed"), words=HOW, columns=1)
    ]


def portray(turn: Turn, _person_id: int, _extra: str) -> None:
    filling.start(turn, Portrait)


def portrayed(turn: Turn, form: Portrait) -> None:
    photo = form.photos[0]
    rules.give(turn.tx, turn.who, (photo.file_id, photo.unique_id), turn.now)
    turn.reply(KEPT)


def told(tx: Tx, reader: Person, tell: Tell) -> Screen:
    """Tell somebody that their picture is shown, and by whom it came."""
    says = _(
        "🖼 {name} has put a picture of you under ☎️, for those you look after. If you do not want"
        " that, take it away under ⚙️.",
        name=people.name(tx, people.known(tx, tell.subject)),
    )
    return Screen(says.to(reader.language))


def portrayed_for(turn: Turn, form: PortraitOf) -> None:
    photo = form.photos[0]
    file = (photo.file_id, photo.unique_id)
    rules.give_for(turn.tx, turn.who, form.person, file, form.how, turn.now)
    turn.reply(KEPT)
