"""Who is entered or asked by name for somebody: a helper without Telegram, a 唠嗑 volunteer."""

from enum import StrEnum
from typing import Annotated, ClassVar

from annotated_types import MaxLen

from community.behalf import Other, in_care
from community.checkins import callers
from community.checkins import naming as rules
from community.checkins.kinds import Part
from community.people import Agreed, How
from community.roles import ENTERS
from handlers.checkins.care_words import CARE, HOW, PARTS, THERE, name_of
from handlers.checkins.standing import plan_of
from storage import places
from storage.people import Person
from storage.tx import Tx
from talk import filling
from talk.forms import Ask, AskPhone, Form, PickRow
from talk.names import NAMED
from talk.registry import FormEntry
from talk.turn import Turn
from talk.words import Word, _


class Phoned(StrEnum):
    """As what somebody without Telegram can be there."""

    CONTACT = "contact"
    NEIGHBOUR = "neighbour"
    FAMILY = "family"


NAMED_AS = {each: PARTS[Part(each)] for each in Phoned}


class Caller(Form):
    """Who of the 唠嗑 team is asked to phone each morning."""

    name: ClassVar[str] = "checkins.caller"
    title: ClassVar[Word] = _("📞 A volunteer phones each morning")
    before_sending: ClassVar[Word | None] = _(
        "Only if they want it themselves. The volunteer is asked first; with their yes they read"
        " name and number each morning, until they have been heard of."
    )

    person: int
    volunteer: Annotated[
        int,
        PickRow(_("Who of the talk team?"), label=_("Volunteer"), rows="checkins.talkers"),
    ]


class Name(Form):
    """Somebody without Telegram who has said yes."""

    name: ClassVar[str] = "checkins.name"
    title: ClassVar[Word] = _("✍️ Helper without Telegram")
    before_sending: ClassVar[Word | None] = _(
        "Please have asked them: they are phoned when there is no answer in the morning."
    )

    person: int
    part: Annotated[
        Phoned, Ask(_("As what are they there?"), label=_("As"), words=NAMED_AS, columns=1)
    ]
    called: Annotated[
        str, MaxLen(40), NAMED, Ask(_("What is the helper's name?"), label=_("Full name"))
    ]
    phone: Annotated[
        str, AskPhone(_("The helper's telephone number?"), label=_("Telephone"), own=False)
    ]
    how: Annotated[How, Ask(_("How have they said yes?"), label=_("Agreed"), words=HOW, columns=1)]


def name(turn: Turn, person_id: int, _extra: str) -> None:
    in_care(turn.tx, turn.who, person_id)
    filling.start(turn, Name, {"person": person_id})


def named(turn: Turn, form: Name) -> None:
    plan = plan_of(turn, form.person)
    other = Other(THERE, form.called, form.phone, Agreed(form.how))
    rules.enter(turn.tx, turn.who, plan.id, Part(form.part), other, turn.now)
    turn.card(CARE, form.person)


def caller(turn: Turn, person_id: int, _extra: str) -> None:
    in_care(turn.tx, turn.who, person_id)
    if not _talkers(turn.tx, turn.who):
        turn.say(_("There is nobody in the talk team of this community yet: 🧡"))
        return
    filling.start(turn, Caller, {"person": person_id})


def asked(turn: Turn, form: Caller) -> None:
    plan = plan_of(turn, form.person)
    rules.ask_caller(turn.tx, turn.who, plan.id, form.volunteer, turn.now)
    turn.card(CARE, form.person)


def talkers(tx: Tx, who: Person, _row: int | None) -> tuple[tuple[int, Word], ...]:
    """Those who can be asked, by name."""
    return tuple((one, Word(name_of(tx, one))) for one in _talkers(tx, who))


def _talkers(tx: Tx, who: Person) -> list[int]:
    held = [places.get(tx, role.place_id) for role in who.roles if role.role in ENTERS]
    found = [one for place in held if place is not None for one in callers.talkers(tx, place)]
    return [*dict.fromkeys(one.id for one in found if one.id != who.id)]


FORMS = (FormEntry(Name, named), FormEntry(Caller, asked))
FACTS = {"checkins.talkers": talkers}
CHOICES = {"name": name, "caller": caller}
