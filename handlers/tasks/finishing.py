"""办完了: how long it took, a word about it, photos."""

from enum import StrEnum
from typing import Annotated, ClassVar

from annotated_types import MaxLen
from pydantic import Field

from community.tasks import doing as rules
from community.tasks.doing import NOTE_MOST, PHOTOS_MOST
from community.tasks.kinds import BUSY, STANDING
from handlers.tasks.kinds import TASK
from storage import offers, tasks
from storage.people import Person
from storage.tx import Tx
from talk import filling
from talk.cards import NOT_FOUND
from talk.forms import About, Ask, Attach, Form, Photo
from talk.registry import FormEntry
from talk.turn import Turn
from talk.words import Word, _


class Took(StrEnum):
    """How long it took, in minutes."""

    HALF = "30"
    ONE = "60"
    ONE_HALF = "90"
    TWO = "120"
    THREE = "180"
    FOUR = "240"
    DAY = "480"


TOOKS = {
    Took.HALF: _("half an hour"),
    Took.ONE: _("1 hour"),
    Took.ONE_HALF: _("1½ hours"),
    Took.TWO: _("2 hours"),
    Took.THREE: _("3 hours"),
    Took.FOUR: _("4 hours"),
    Took.DAY: _("a whole day"),
}


class Done(Form):
    """How long it took, and a word about it."""

    name: ClassVar[str] = "tasks.done"
    title: ClassVar[Word] = _("✅ Done")
    at_once: ClassVar[bool] = True
    about: ClassVar[tuple[str, str] | None] = ("tasks.doing", "task")

    task: int
    took: Annotated[Took, Ask(_("How long did it take?"), label=_("Time"), words=TOOKS)]
    note: Annotated[
        str | None,
        MaxLen(NOTE_MOST),
        Ask(
            _("Is there anything to tell who sees to it?"),
            label=_("A word"),
            hint=_("Skip it if all is well."),
        ),
    ] = None
    photos: Annotated[
        list[Photo],
        Attach(
            _("Would you like to send photos of it?"),
            label=_("Photos"),
            hint=_("Who sees to the task sees them; please nobody's face who has not agreed."),
            most=PHOTOS_MOST,
        ),
    ] = Field(default_factory=list)


def start(turn: Turn, task_id: int, _extra: str) -> None:
    filling.start(turn, Done, {"task": task_id})


def finished(turn: Turn, form: Done) -> None:
    files = [(photo.file_id, photo.unique_id) for photo in form.photos]
    rules.finish(turn.tx, turn.who, form.task, int(form.took), form.note, turn.now, files)
    turn.card(TASK, form.task)


def about(tx: Tx, who: Person, task_id: int | None) -> About:
    """The task that somebody says is done."""
    task = tasks.get(tx, task_id or 0)
    own = offers.of(tx, task.id, who.id) if task else None
    if task is None or own is None:
        return About("", NOT_FOUND)
    over = own.stage not in BUSY or task.stage not in STANDING
    says = _("That is not in your hands any more.")
    return About(f"🧡 {task.number}", says if over else None)


FORM = FormEntry(Done, finished)
FACTS = {"tasks.doing": about}
