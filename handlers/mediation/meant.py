"""A message outside any form from a side of a dispute: asked whether the mediator shall have it."""

from enum import StrEnum
from typing import Annotated, Any, ClassVar

from annotated_types import MaxLen
from pydantic import Field

from community.mediation.harm import sounds
from community.mediation.lately import speaks_of
from handlers.mediation.about import PARTAKING
from handlers.mediation.forms import PHOTOS, VOICES
from handlers.mediation.replies import given_by
from handlers.mediation.talking import SAID_MOST, Say, said
from talk import filling
from talk.answers import Said, Sent
from talk.beside import SPOKEN
from talk.forms import HIDDEN, Ask, Attachment, Form, Photo
from talk.registry import FormEntry, Stray
from talk.screens import TEXT_MOST
from talk.turn import Turn
from talk.words import Word, _

ALBUM = "meant"  # holds together the files that go on elsewhere
WORDLESS = "📷……"  # stands where words would be


class Belongs(StrEnum):
    HERE = "here"
    ELSE = "else"


class Meant(Form):
    """Whether it is for the mediator: nobody shall read by accident what was said in confidence."""

    name: ClassVar[str] = "mediation.meant"
    title: ClassVar[Word] = _("📝 What you have just sent")
    at_once: ClassVar[bool] = True
    about: ClassVar[tuple[str, str] | None] = PARTAKING

    case: int
    text: Annotated[
        str | None,
        MaxLen(TEXT_MOST),
        Ask(_("What did you say?"), label=_("What you said"), aside=HIDDEN, aloud=True),
    ] = None
    voices: Annotated[list[Attachment], VOICES] = Field(default_factory=list)
    photos: Annotated[list[Photo], PHOTOS] = Field(default_factory=list)
    belongs: Annotated[
        Belongs,
        Ask(
            _("Is it for the mediator?"),
            hint=_("Nobody has read it yet."),
            words={
                Belongs.HERE: _("💬 Yes, for the mediator alone"),
                Belongs.ELSE: _("No, it is about something else"),
            },
            columns=1,
        ),
    ]


def hear(turn: Turn, message: Said | Sent) -> bool:
    """Ask whether it is for the mediator, where somebody is a side of a dispute."""
    given = given_by(message)
    words = message.text if isinstance(message, Said) else message.caption
    case = speaks_of(turn.tx, turn.who, words, turn.now) if given else None
    if case is None:
        return False
    album = message.album if isinstance(message, Sent) else None
    filling.start(turn, Meant, {"case": case.id}, given, album, _("📝 We have it:"))
    return True


def meant(turn: Turn, form: Meant) -> None:
    """Tell the mediator, or let the others hear it."""
    if form.belongs is Belongs.HERE:
        _for_the_mediator(turn, form)
        return
    turn.reply(_("All right, it was not sent to the mediator."))
    first, *rest = _once_more(form)
    others = [stray for stray in turn.registry.strays if stray is not STRAY and not stray.urgent]
    if not any(one.hear(turn, first) for one in others):
        turn.home(_("Please choose below what it is about, and send it there once more."))
        return
    for one in rest:
        filling.answered(turn, one)


def _once_more(form: Meant) -> list[Said | Sent]:
    """What was sent, as it came: the words stand under the first file."""
    attached = [*form.voices, *(Attachment(**photo.model_dump()) for photo in form.photos)]
    words = form.text or ""
    if not attached:
        return [Said(words)]
    captions = [words.replace(SPOKEN, "").strip(), *("" for _one in attached[1:])]
    album = ALBUM if len(attached) > 1 else None
    return [
        Sent(file.kind, file, caption, album=album)
        for file, caption in zip(attached, captions, strict=True)
    ]


def _for_the_mediator(turn: Turn, form: Meant) -> None:
    """Tell it; of more than fits, or of harm, they see first what is to be known."""
    attached: dict[str, Any] = {"voices": form.voices, "photos": form.photos}
    words = form.text or WORDLESS
    if len(words) <= SAID_MOST and sounds(words) is None:
        said(turn, Say(case=form.case, text=words, **attached))
        return
    given = {name: files for name, files in attached.items() if files}
    filling.start(turn, Say, {"case": form.case}, {"text": words, **given})


STRAY = Stray(hear)
FORM = FormEntry(Meant, meant)
