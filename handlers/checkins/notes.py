"""📝 What a helper at the door must know; of their health only with a yes to that (A12)."""

from enum import StrEnum
from typing import Annotated, Any, ClassVar

from annotated_types import MaxLen

from community.checkins import enrolling as rules
from community.people import Agreed, How
from handlers.checkins.care_words import CARE, HOW, NOTED
from handlers.checkins.standing import plan_of
from storage import checkin_plans
from storage.checkin_plans import NOTES
from talk import filling
from talk.forms import Ask, Form
from talk.registry import FormEntry
from talk.turn import Turn
from talk.words import Word, _

MOST = 300
HINT = _("Only what helps at the door; it is sealed, and only whoever goes there reads it.")
KEYS = _("Who has a key to the flat? Name and telephone.")
HEARING = _("How is one to speak and knock? For example: hears badly.")
ILLNESS = _("Which illness and which medicine must one know of?")
ADVICE = _("What is to be done when nobody opens?")


class Own(Form):
    """What helpers must know of oneself."""

    name: ClassVar[str] = "checkins.notes"
    title: ClassVar[Word] = _("📝 What helpers must know")
    before_sending: ClassVar[Word | None] = _(
        "Hearing and illness are kept only because you agree to that with ✅, apart from the rest;"
        " empty them to take it back. Everything goes when the greeting ends."
    )

    keys: Annotated[str, MaxLen(MOST), Ask(KEYS, label=NOTED["keys"], hint=HINT)] = ""
    hearing: Annotated[str, MaxLen(MOST), Ask(HEARING, label=NOTED["hearing"])] = ""
    illness: Annotated[str, MaxLen(MOST), Ask(ILLNESS, label=NOTED["illness"])] = ""
    advice: Annotated[str, MaxLen(MOST), Ask(ADVICE, label=NOTED["advice"])] = ""


class Note(StrEnum):
    """One of what helpers must know."""

    KEYS = "keys"
    HEARING = "hearing"
    ILLNESS = "illness"
    ADVICE = "advice"


def health(answers: Any) -> bool:
    """Whether something of their health is said."""
    return answers.get("which") in rules.HEALTHY and bool(answers.get("text"))


class Theirs(Form):
    """What helpers must know of somebody else: written without reading what stands there."""

    name: ClassVar[str] = "checkins.note_for"
    title: ClassVar[Word] = _("📝 What helpers must know")

    person: int
    which: Annotated[
        Note,
        Ask(
            _("About what?"),
            label=_("About"),
            words={
                Note.KEYS: KEYS,
                Note.HEARING: HEARING,
                Note.ILLNESS: ILLNESS,
                Note.ADVICE: ADVICE,
            },
            columns=1,
        ),
    ]
    text: Annotated[
        str,
        MaxLen(MOST),
        Ask(
            _("What is to be kept in place of what stands there? Skip it to erase that."),
            label=_("Kept"),
            hint=HINT,
        ),
    ] = ""
    how: Annotated[
        How | None,
        Ask(
            _("How did they agree that this about their health is kept?"),
            label=_("Agreed"),
            words=HOW,
            columns=1,
            when=health,
        ),
    ] = None


def begin(turn: Turn, person_id: int, _extra: str) -> None:
    """Ask oneself with what stands there already; others write without reading."""
    plan = plan_of(turn, person_id)
    if turn.who.id != person_id:
        filling.start(turn, Theirs, {"person": person_id})
        return
    given = {name: checkin_plans.note(turn.tx, plan, name) for name in NOTES}
    filling.start(turn, Own, {}, {name: text for name, text in given.items() if text})


def noted(turn: Turn, form: Own) -> None:
    plan = plan_of(turn, turn.who.id)
    said = {name: getattr(form, name) for name in NOTES}
    rules.note(turn.tx, turn.who, plan.id, said, None, turn.now)
    turn.card(CARE, turn.who.id)


def noted_for(turn: Turn, form: Theirs) -> None:
    plan = plan_of(turn, form.person)
    agreed = Agreed(form.how) if form.how else None
    rules.note(turn.tx, turn.who, plan.id, {form.which: form.text}, agreed, turn.now)
    turn.card(CARE, form.person)


FORMS = (FormEntry(Own, noted), FormEntry(Theirs, noted_for))
CHOICES = {"notes": begin}
