"""Pictures of an activity: its poster before, its photos after; both are for its hosts to add."""

from community.activities import attending, planning
from community.activities.access import hosted
from handlers.activities import forms
from handlers.activities.opened import HOST
from talk import filling
from talk.registry import FormEntry
from talk.turn import Turn
from talk.words import _


def poster(turn: Turn, activity_id: int, _extra: str) -> None:
    hosted(turn.tx, turn.who, activity_id)
    filling.start(turn, forms.Poster, {"activity": activity_id})


def pictured(turn: Turn, form: forms.Poster) -> None:
    photo = form.photos[0]
    file = (photo.file_id, photo.unique_id)
    planning.show_poster(turn.tx, turn.who, form.activity, file, turn.now)
    turn.card(HOST, form.activity)


def album(turn: Turn, activity_id: int, _extra: str) -> None:
    hosted(turn.tx, turn.who, activity_id)
    filling.start(turn, forms.Pictures, {"activity": activity_id})


def added(turn: Turn, form: forms.Pictures) -> None:
    files = [(photo.file_id, photo.unique_id) for photo in form.photos]
    attending.add_photos(turn.tx, turn.who, form.activity, files, turn.now)
    turn.card(HOST, form.activity)


def clear(turn: Turn, activity_id: int, _extra: str) -> None:
    attending.take_photos(turn.tx, turn.who, activity_id, turn.now)
    turn.answer(_("🗑 The photos are gone."))
    turn.card(HOST, activity_id)


FORMS = (FormEntry(forms.Poster, pictured), FormEntry(forms.Pictures, added))
