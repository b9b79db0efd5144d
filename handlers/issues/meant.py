"""A message outside any form that may be about a report that stands open: asked before all else."""

from enum import StrEnum
from typing import Annotated, Any, ClassVar

from annotated_types import MaxLen
from pydantic import Field

from community import issues as rules
from community.cases import Stage, voices
from community.issues import detours
from community.issues.access import found, judges
from community.issues.lately import enclose, lately, speaks_of
from community.refused import Refused
from handlers.issues.about import CONCERNED, has_in_hand, receipt
from handlers.issues.forms import PHOTOS, PICTURED, VOICES, files
from handlers.issues.kinds import OWN
from handlers.issues.piles import begins
from handlers.issues.replies import keep
from handlers.issues.sent import begin
from storage.cases import Case
from storage.people import Person
from storage.tx import Tx
from talk import filling
from talk.beside import SPOKEN
from talk.forms import HIDDEN, Ask, Attachment, Form, If, Photo, PickRow
from talk.registry import FormEntry
from talk.screens import TEXT_MOST
from talk.turn import Turn
from talk.words import Word, _

HEARD = _("📝 We have it:")
AMONG = "issues.lately"
NEW = 0  # stands for no report that there is


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


class Outside(Form):
    """What was sent outside any form."""

    title: ClassVar[Word] = _("📝 What you have just sent")
    at_once: ClassVar[bool] = True

    text: Annotated[
        str | None,
        MaxLen(TEXT_MOST),
        Ask(_("What did you say?"), label=_("What you said"), aside=HIDDEN, aloud=True),
    ] = None
    voices: Annotated[list[Attachment], VOICES] = Field(default_factory=list)
    photos: Annotated[list[Photo], PHOTOS] = Field(default_factory=list)

    def given(self) -> dict[str, Any]:
        """What there is of it, by the fields it stands in."""
        every = {"text": self.text, "voices": self.voices, "photos": self.photos}
        return {name: value for name, value in every.items() if value}


class Meant(Outside):
    """Whether it is about the report that was heard of last."""

    name: ClassVar[str] = "issues.meant"
    about: ClassVar[tuple[str, str] | None] = CONCERNED

    case: int
    judged: bool = False  # they have been asked whether it is solved
    belongs: Annotated[
        Belongs | None,
        Ask(QUESTION, words=BELONGS, columns=1, when=If("judged", frozenset({False}))),
    ] = None
    verdict: Annotated[
        Verdict | None,
        Ask(QUESTION, words=VERDICTS, columns=1, when=If("judged", frozenset({True}))),
    ] = None


class Which(Outside):
    """Which of several reports it is about."""

    name: ClassVar[str] = "issues.which"

    case: Annotated[int, PickRow(_("Which of these is it about?"), rows=AMONG)]


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
    """Ask whether it is about a report that was heard of last; False if there is none."""
    sent = "photos" in given or "voices" in given
    found = speaks_of(turn.tx, turn.who, given.get("story", ""), turn.now, files=sent)
    answers = {"text" if name == "story" else name: value for name, value in given.items()}
    if len(found) == 1:
        filling.start(turn, Meant, _fixed(turn, found[0]), answers, album, HEARD)
    elif found:
        filling.start(turn, Which, {}, answers, album, HEARD)
    return bool(found)


def _fixed(turn: Turn, case: Case) -> dict[str, Any]:
    return {"case": case.id, "judged": case.stage == Stage.ANSWERED and judges(case, turn.who)}


def among(tx: Tx, who: Person, case_id: int | None) -> tuple[tuple[int, Word | str], ...]:
    """The reports it may be about, then something new; or the one asked for."""
    every: list[tuple[int, Word | str]] = [
        *((case.id, begins(tx, case)) for case in lately(tx, who)),
        (NEW, BELONGS[Belongs.NEW]),
    ]
    return tuple(row for row in every if case_id in (None, row[0]))


def chosen(turn: Turn, form: Which) -> None:
    """Take it along into the report chosen; of an answered one ask whether it is solved."""
    if form.case == NEW:
        _begin(turn, form)
        return
    fixed = _fixed(turn, _theirs(turn, form.case))
    if fixed["judged"]:
        filling.start(turn, Meant, fixed, form.given(), heard=HEARD)
    else:
        meant(turn, Meant(**fixed, **form.given(), belongs=Belongs.HERE))


def meant(turn: Turn, form: Meant) -> None:
    """Take it along: into the report, into another round of it, or into a new one."""
    if form.belongs is Belongs.NEW or form.verdict is Verdict.NEW:
        _begin(turn, form)
        return
    words = form.text or (SPOKEN if form.voices else PICTURED)
    sent = files((*form.photos, *form.voices))
    if has_in_hand(turn.tx, turn.who, _theirs(turn, form.case)):
        turn.reply(keep(turn, form.case, form.text or "", sent) or THANKS[None])
        return
    if form.verdict is Verdict.UNSOLVED:
        rules.reopen(turn.tx, turn.who, form.case, turn.now)
    case = detours.supplement(turn.tx, turn.who, form.case, words, sent, turn.now)
    if form.verdict is Verdict.SOLVED:
        case = rules.confirm(turn.tx, turn.who, form.case, turn.now)
    receipt(turn, case, THANKS[form.verdict], OWN)


def _theirs(turn: Turn, case_id: int) -> Case:
    case = found(turn.tx, case_id)
    if case is None or not (turn.who.id in voices(case) or has_in_hand(turn.tx, turn.who, case)):
        raise Refused("cases.not_found")
    return case


def _begin(turn: Turn, form: Outside) -> None:
    given = form.given()
    if given.keys() == {"text"} and turn.registry.leading.lead(turn, given["text"]):
        return  # something new need not be a report
    if "text" in given:
        given["story"] = given.pop("text")
    turn.reply(_("📢 All right, a report of its own."))
    begin(turn, given)


FORMS = (FormEntry(Meant, meant), FormEntry(Which, chosen))
FACTS = {AMONG: among}
