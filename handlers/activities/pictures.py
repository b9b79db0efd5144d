"""Pictures of an activity: its poster before, its photos after; both are for its hosts to add."""

from typing import Annotated, ClassVar

from annotated_types import MinLen

from community.activities import attending, planning
from community.activities.access import hosted
from handlers.activities.opened import HOST
from talk import filling
from talk.forms import Attach, Form, Photo
from talk.registry import FormEntry
from talk.turn import Turn
from talk.words import Word, _


class Poster(Form):
    """A picture that shows what it is about."""

    name: ClassVar[str] = "activities.poster"
    title: ClassVar[Word] = _("🖼 Poster")
    at_once: ClassVar[bool] = True
    about: ClassVar[tuple[str, str] | None] = ("activities.hosted", "activity")

    activity: int
    photos: Annotated[
        list[Photo],
        MinLen(1),
        Attach(_("Please send the poster as a picture."), label=_("Poster"), most=1),
    ]


class Pictures(Form):
    """Photos of an activity that was held."""

    name: ClassVar[str] = "activities.photos"
    title: ClassVar[Word] = _("📷 Photos of the activity")
    before_sending: ClassVar[Word | None] = _(
        "Only people who have agreed may be in them; on the list 🚫📷 marks who has not. Only those"
        " who were there see them."
    )
    about: ClassVar[tuple[str, str] | None] = ("activities.hosted", "activity")

    activity: int
    photos: Annotated[
        list[Photo],
        MinLen(1),
        Attach(_("Please send the photos."), label=_("Photos"), most=10),
    ]


def poster(turn: Turn, activity_id: int, _extra: str) -> None:
    hosted(turn.tx, turn.who, activity_id)
    filling.start(turn, Poster, {"activity": activity_id})


def pictured(turn: Turn, form: Poster) -> None:
    photo = form.photos[0]
    file = (photo.file_id, photo.unique_id)
    planning.show_poster(turn.tx, turn.who, form.activity, file, turn.now)
    turn.card(HOST, form.activity)


def album(turn: Turn, activity_id: int, _extra: str) -> None:
    hosted(turn.tx, turn.who, activity_id)
    filling.start(turn, Pictures, {"activity": activity_id})


def added(turn: Turn, form: Pictures) -> None:
    files = [(photo.file_id, photo.unique_id) for photo in form.photos]
    attending.add_photos(turn.tx, turn.who, form.activity, files, turn.now)
    turn.card(HOST, form.activity)


def clear(turn: Turn, activity_id: int, _extra: str) -> None:
    attending.take_photos(turn.tx, turn.who, activity_id, turn.now)
    turn.answer(_("🗑 The photos are gone."))
    turn.card(HOST, activity_id)


FORMS = (FormEntry(Poster, pictured), FormEntry(Pictures, added))
