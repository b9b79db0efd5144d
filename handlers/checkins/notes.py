"""📝 What a helper at the door must know; of their health only with a yes to that (A12)."""

from typing import Annotated, Any, ClassVar

from annotated_types import MaxLen

from community.checkins import enrolling as rules
from community.people import Agreed, How
from handlers.checkins.care_words import CARE, HOW
from handlers.checkins.enrolling import plan_of
from storage import checkin_plans
from storage.checkin_plans import NOTES
from talk import filling
from talk.forms import Ask, Form
from talk.registry import FormEntry
from talk.turn import Turn
from talk.words import Word, _

MOST = 300
HINT = _("Only what helps at the door; it is sealed, and only whoever goes there reads it.")


def health(answers: Any) -> bool:
    """Whether something of their health is said, and somebody else says it."""
    own = answers.get("own")
    return not own and any(answers.get(name) for name in rules.HEALTHY)


class Notes(Form):
    """What helpers must know."""

    name: ClassVar[str] = "checkins.notes"
    title: ClassVar[Word] = _("📝 What helpers must know")
    before_sending: ClassVar[Word | None] = _(
        "Hearing and illness are kept only because you agree to that with ✅, apart from the rest;"
        " empty them to take it back. Everything goes when the greeting ends."
    )

    person: int
    own: int  # whether it is about themselves
    keys: Annotated[
        str,
        MaxLen(MOST),
        Ask(_("Who has a key to the flat? Name and telephone."), label=_("Key"), hint=HINT),
    ] = ""
    hearing: Annotated[
        str,
        MaxLen(MOST),
        Ask(_("How is one to speak and knock? For example: hears badly."), label=_("Hearing")),
    ] = ""
    illness: Annotated[
        str,
        MaxLen(MOST),
        Ask(_("Which illness and which medicine must one know of?"), label=_("Illness")),
    ] = ""
    advice: Annotated[
        str,
        MaxLen(MOST),
        Ask(_("What is to be done when nobody opens?"), label=_("If nobody opens")),
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
    """Ask with what stands there already; who looks at another's notes is noted."""
    plan = plan_of(turn, person_id)
    given = {name: checkin_plans.note(turn.tx, plan, name) for name in NOTES}
    turn.reads(person_id, "health")
    fixed = {"person": person_id, "own": int(turn.who.id == person_id)}
    filling.start(turn, Notes, fixed, {name: text for name, text in given.items() if text})


def noted(turn: Turn, form: Notes) -> None:
    plan = plan_of(turn, form.person)
    said = {name: getattr(form, name) for name in NOTES}
    agreed = Agreed(form.how) if form.how else None
    rules.note(turn.tx, turn.who, plan.id, said, agreed, turn.now)
    turn.card(CARE, form.person)


FORMS = (FormEntry(Notes, noted),)
CHOICES = {"notes": begin}
