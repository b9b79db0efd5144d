"""What residents think of what was done: satisfied or not, and why; each why may be skipped."""

from typing import Annotated, ClassVar

from annotated_types import MaxLen, MinLen
from pydantic import Field

from community.issues import detours
from community.issues import satisfaction as rules
from handlers.issues.about import RATED, REOPENED
from handlers.issues.forms import PHOTOS, PICTURED, VOICES, files
from talk.forms import Ask, Attachment, Form, Photo
from talk.registry import FormEntry
from talk.turn import Turn
from talk.words import Word, _

YES, NO = "yes", "no"


class Unsolved(Form):
    """What is still wrong; it goes to whoever is at work on it."""

    name: ClassVar[str] = "issues.unsolved"
    title: ClassVar[Word] = _("Not solved")
    at_once: ClassVar[bool] = True
    about: ClassVar[tuple[str, str] | None] = REOPENED

    case: int
    reason: Annotated[
        str | None,
        MinLen(2),
        MaxLen(300),
        Ask(
            _("What is still wrong? You may skip this."),
            hint=_("Write it or say it in a voice message; a photo may go with it."),
            aloud=True,
        ),
    ] = None
    voices: Annotated[list[Attachment], VOICES] = Field(default_factory=list)
    photos: Annotated[list[Photo], PHOTOS] = Field(default_factory=list)


class Unsatisfied(Form):
    """What was not well; it goes to the staff of the place."""

    name: ClassVar[str] = "issues.unsatisfied"
    title: ClassVar[Word] = _("Not satisfied")
    at_once: ClassVar[bool] = True
    about: ClassVar[tuple[str, str] | None] = RATED

    case: int
    reason: Annotated[
        str | None, MinLen(2), MaxLen(300), Ask(_("What was not well? You may skip this."))
    ] = None


def still_wrong(turn: Turn, form: Unsolved) -> None:
    sent = files((*form.photos, *form.voices))
    if form.reason is not None or sent:
        words = form.reason or PICTURED
        detours.supplement(turn.tx, turn.who, form.case, words, sent, turn.now)
    turn.reply(_("Thank you for telling us. It is taken up again."))


def complained(turn: Turn, form: Unsatisfied) -> None:
    if form.reason is not None:
        rules.explain(turn.tx, turn.who, form.case, form.reason, turn.now)
    turn.reply(_("Thank you for telling us. The community reads this."))


FORMS = (FormEntry(Unsolved, still_wrong), FormEntry(Unsatisfied, complained))
