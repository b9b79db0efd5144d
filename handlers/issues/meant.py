"""A message outside any form that may be about a report of one's own: asked before all else."""

from enum import StrEnum
from typing import Annotated, Any, ClassVar

from annotated_types import MaxLen
from pydantic import Field

from community import issues as rules
from community.cases import Stage
from community.issues import detours
from community.issues.access import judges
from community.issues.lately import enclose, speaks_of
from handlers.issues.about import CONCERNED, receipt
from handlers.issues.forms import PHOTOS, PICTURED, VOICES, files
from handlers.issues.kinds import OWN
from handlers.issues.sent import begin
from talk import filling
from talk.beside import SPOKEN
from talk.forms import HIDDEN, Ask, Attachment, Form, If, Photo
from talk.registry import FormEntry
from talk.screens import TEXT_MOST
from talk.turn import Turn
from talk.words import Word, _

HEARD = _("📝 We have it:")


class Belongs(StrEnum):
    """Whether it belongs to a report somebody is at work on."""

    HERE = "here"
    NEW = "new"


class Verdict(StrEnum):
    """What it says of a report that has been answered."""

    UNSOLVED = "unsolved"
    SOLVED = "solved"
    NEW = "new"


BELONGS = {
    Belongs.HERE: _("➕ Yes, add it to this"),
    Belongs.NEW: _("📢 No, it is something new"),
}
VERDICTS = {
    Verdict.UNSOLVED: _("🔁 Yes, and it is not solved"),
    Verdict.SOLVED: _("👍 Yes, and it is solved"),
    Verdict.NEW: BELONGS[Belongs.NEW],
}
THANKS = {
    None: _("✅ Added. Whoever is at work on it has been told."),
    Verdict.UNSOLVED: _("Thank you for telling us. It is taken up again."),
    Verdict.SOLVED: _("Thank you for telling us."),
}
QUESTION = _("Is it about this?")


class Meant(Form):
    """What was sent, and whether it is about the report that was heard of last."""

    name: ClassVar[str] = "issues.meant"
    title: ClassVar[Word] = _("📝 What you have just sent")
    at_once: ClassVar[bool] = True
    about: ClassVar[tuple[str, str] | None] = CONCERNED

    case: int
    judged: bool = False  # they have been asked whether it is solved
    text: Annotated[
        str | None,
        MaxLen(TEXT_MOST),
        Ask(_("What did you say?"), label=_("What you said"), aside=HIDDEN, aloud=True),
    ] = None
    voices: Annotated[list[Attachment], VOICES] = Field(default_factory=list)
    photos: Annotated[list[Photo], PHOTOS] = Field(default_factory=list)
    belongs: Annotated[
        Belongs | None,
        Ask(QUESTION, words=BELONGS, columns=1, when=If("judged", frozenset({False}))),
    ] = None
    verdict: Annotated[
        Verdict | None,
        Ask(QUESTION, words=VERDICTS, columns=1, when=If("judged", frozenset({True}))),
    ] = None


def continued(turn: Turn, given: dict[str, Any], *, quiet: bool) -> bool:
    """Put files that follow close upon what was added to a report beside it."""
    sent = files((*given.get("photos", ()), *given.get("voices", ())))
    case = enclose(turn.tx, turn.who, sent, turn.now) if sent and "story" not in given else None
    if case is None:
        return False
    if not quiet:  # of an album one is enough
        turn.say(_("📎 Kept with {number}.", number=case.number))
    return True


def asked(turn: Turn, given: dict[str, Any], album: str | None) -> bool:
    """Ask whether it is about the report that was heard of last; False if there is none."""
    case = speaks_of(turn.tx, turn.who, given.get("story", ""), turn.now)
    if case is None:
        return False
    fixed = {"case": case.id, "judged": case.stage == Stage.ANSWERED and judges(case, turn.who)}
    answers = {"text" if name == "story" else name: value for name, value in given.items()}
    filling.start(turn, Meant, fixed, answers, album, HEARD)
    return True


def meant(turn: Turn, form: Meant) -> None:
    """Take it along: into the report, into another round of it, or into a new one."""
    if form.belongs is Belongs.NEW or form.verdict is Verdict.NEW:
        given = {"story": form.text, "photos": form.photos, "voices": form.voices}
        turn.reply(_("📢 All right, a report of its own."))
        begin(turn, {name: value for name, value in given.items() if value})
        return
    if form.verdict is Verdict.UNSOLVED:
        rules.reopen(turn.tx, turn.who, form.case, turn.now)
    words = form.text or (SPOKEN if form.voices else PICTURED)
    sent = files((*form.photos, *form.voices))
    case = detours.supplement(turn.tx, turn.who, form.case, words, sent, turn.now)
    if form.verdict is Verdict.SOLVED:
        case = rules.confirm(turn.tx, turn.who, form.case, turn.now)
    receipt(turn, case, THANKS[form.verdict], OWN)


FORMS = (FormEntry(Meant, meant),)
