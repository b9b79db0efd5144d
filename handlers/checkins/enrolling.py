"""😊 平安问候 begins, changes and ends: in one's own chat, and for those one looks after."""

from typing import Annotated, ClassVar

from annotated_types import MaxLen

from community.behalf import in_care
from community.checkins import enrolling as rules
from community.checkins.enrolling import Window
from community.checkins.kinds import Way
from community.checkins.paces import Pace
from community.people import Agreed, How
from community.refused import Refused
from handlers.checkins.care_words import CARE, HOURS, HOW, LABEL, PACES, Hours, clock
from handlers.checkins.standing import plan_of
from storage import people
from storage.people import Person
from talk import filling
from talk.cards import button
from talk.forms import Ask, AskPhone, Form, If, PhoneNumber
from talk.registry import FormEntry
from talk.screens import Screen
from talk.turn import Turn
from talk.words import Word, _

UNHEARD = frozenset({How.ORAL, How.PHONE})  # where nothing is signed
HOURS_ASKED = Ask(
    _("Between which hours shall we wait for a word in the morning?"),
    label=_("Hours"),
    words=HOURS,
)
PACE_ASKED = Ask(
    _("How quickly shall somebody come when there is no answer?"),
    label=_("Somebody comes"),
    words=PACES,
    columns=1,
)

UNNUMBERED = If("numbered", frozenset({False}))
THEIR_NUMBER = AskPhone(
    _("Their telephone number?"),
    label=_("Telephone"),
    hint=_("Without one somebody has to come and knock."),
    own=False,
    when=UNNUMBERED,
    optional=True,
)


class Enrol(Form):
    """One's own yes."""

    name: ClassVar[str] = "checkins.enrol"
    title: ClassVar[Word] = LABEL
    before_sending: ClassVar[Word | None] = _(
        "You agree: if there is no word from you, those you have named, the stairwell head, the"
        " grid worker and whoever is on duty hear of it; who goes to you gets your address and"
        " telephone. Your family sees “well” or “no answer”, and in an emergency"
        " that help has been called."
    )

    numbered: bool = False  # whether a number of theirs is known
    hours: Annotated[Hours, HOURS_ASKED]
    pace: Annotated[Pace, PACE_ASKED] = Pace.USUAL
    phone: Annotated[
        PhoneNumber | None,
        AskPhone(
            _("On which number can you be phoned when there is no answer?"),
            label=_("Telephone"),
            hint=_("Without one somebody has to come and knock."),
            when=UNNUMBERED,
            optional=True,
        ),
    ] = None


class EnrolFor(Form):
    """The yes of somebody whom one looks after."""

    name: ClassVar[str] = "checkins.enrol_for"
    title: ClassVar[Word] = LABEL
    before_sending: ClassVar[Word | None] = _(
        "Only if they want it themselves. Please have read to them: who hears of it when they do"
        " not answer, that whoever goes there gets their address, that they can end it any time."
    )

    person: int
    numbered: bool = False
    hours: Annotated[Hours, HOURS_ASKED]
    pace: Annotated[Pace, PACE_ASKED] = Pace.USUAL
    phone: Annotated[str | None, THEIR_NUMBER] = None
    how: Annotated[How, Ask(_("How did they agree?"), label=_("Agreed"), words=HOW, columns=1)]
    witness: Annotated[
        str,
        MaxLen(40),
        Ask(
            _("Who else heard it?"),
            label=_("Heard by"),
            hint=_("The name of a relative or neighbour; skip it if you were alone."),
            when=If("how", UNHEARD),
            optional=True,
        ),
    ] = ""


class Phoned(Form):
    """The number of who would rather be phoned."""

    name: ClassVar[str] = "checkins.phoned"
    title: ClassVar[Word] = _("📞 Rather phone")
    at_once: ClassVar[bool] = True

    person: int
    phone: Annotated[
        str | None,
        AskPhone(
            _("Which number shall be phoned?"),
            label=_("Telephone"),
            hint=_("Without one somebody has to come and knock."),
            own=False,
        ),
    ] = None


class Change(Form):
    """Other hours."""

    name: ClassVar[str] = "checkins.hours"
    title: ClassVar[Word] = _("🕘 Hours of the greeting")
    at_once: ClassVar[bool] = True

    person: int
    hours: Annotated[Hours, HOURS_ASKED]
    pace: Annotated[
        Pace | None,
        Ask(
            _("How quickly shall somebody come? Skip it to leave that as it is."),
            label=_("Somebody comes"),
            words=PACES,
            columns=1,
        ),
    ] = None


def opened(turn: Turn) -> None:
    """Show one's own question, or how it begins."""
    turn.card(CARE, turn.who.id, fresh=True)


def begin(turn: Turn, person_id: int, _extra: str) -> None:
    if turn.who.id != person_id:
        raise Refused("checkins.their_own")
    filling.start(turn, Enrol, {"numbered": _numbered(turn.who)})


def enter(turn: Turn, person_id: int, _extra: str) -> None:
    person = in_care(turn.tx, turn.who, person_id)
    filling.start(turn, EnrolFor, {"person": person_id, "numbered": _numbered(person)})


def _numbered(person: Person) -> bool:
    return person.sealed_phone is not None


def enrolled(turn: Turn, form: Enrol) -> None:
    plan = rules.enrol(turn.tx, turn.who, _window(form.hours, form.pace), turn.now)
    if form.phone is not None:
        verified = turn.now if form.phone.own else None
        rules.number(turn.tx, turn.who, plan.id, form.phone.number, verified)
    turn.again()
    says = _(
        "✅ Noted. From now on tap 😊 each morning; without a word we ask at {time}. Please name a"
        " contact now: ➕",
        time=clock(plan.closes),
    )
    turn.card(CARE, turn.who.id, head=says)


def enrolled_for(turn: Turn, form: EnrolFor) -> None:
    agreed = Agreed(form.how, form.witness or None)
    window = _window(form.hours, form.pace)
    plan = rules.enrol_for(turn.tx, turn.who, form.person, window, agreed, turn.now)
    if form.phone is not None:
        rules.number(turn.tx, turn.who, plan.id, form.phone)
    turn.card(CARE, form.person, head=_("✅ They are entered. Please name a contact now: ➕"))


def _window(hours: Hours, pace: Pace) -> Window:
    return Window(*hours.window, pace)


def hours(turn: Turn, person_id: int, _extra: str) -> None:
    plan_of(turn, person_id)
    filling.start(turn, Change, {"person": person_id})


def changed(turn: Turn, form: Change) -> None:
    plan_id = plan_of(turn, form.person).id
    rules.change_window(turn.tx, turn.who, plan_id, *form.hours.window, form.pace, turn.now)
    turn.card(CARE, form.person)


def way(turn: Turn, person_id: int, extra: str) -> None:
    """Change it; who is to be phoned is asked for a number first, where none is known."""
    person = people.get(turn.tx, person_id)
    if extra == Way.ROUND and person is not None and not _numbered(person):
        plan_of(turn, person_id)
        filling.start(turn, Phoned, {"person": person_id})
        return
    if extra in {each.value for each in Way}:
        rules.set_way(turn.tx, turn.who, plan_of(turn, person_id).id, Way(extra))
    turn.card(CARE, person_id)


def phoned(turn: Turn, form: Phoned) -> None:
    plan = plan_of(turn, form.person)
    if form.phone is not None:
        rules.number(turn.tx, turn.who, plan.id, form.phone)
    rules.set_way(turn.tx, turn.who, plan.id, Way.ROUND)
    says = None if form.phone else _("🚪 Without a number somebody comes and knocks.")
    turn.card(CARE, form.person, head=says)


def tell(turn: Turn, person_id: int, _extra: str) -> None:
    rules.set_family(turn.tx, turn.who, plan_of(turn, person_id).id, told=True, now=turn.now)
    turn.card(CARE, person_id)


def quiet(turn: Turn, person_id: int, _extra: str) -> None:
    rules.set_family(turn.tx, turn.who, plan_of(turn, person_id).id, told=False, now=turn.now)
    turn.card(CARE, person_id)


def leave(turn: Turn, person_id: int, extra: str) -> None:
    """Ask once more; end it at the second tap."""
    plan = plan_of(turn, person_id)
    if extra == "yes":
        rules.leave(turn.tx, turn.who, plan.id, turn.now)
        turn.again()
        turn.reply(_("All right: nobody asks in the morning any more."))
        return
    says = _("Shall nobody ask in the morning any more? What helpers had to know is erased.")
    yes = button(turn.to(_("🚪 Yes, no more")), CARE, person_id, "leave.yes", plan.revision)
    back = button(turn.to(_("⬅️ Back")), CARE, person_id, "see", plan.revision)
    turn.amend(Screen(turn.to(says), ((yes,), (back,))))


def see(turn: Turn, person_id: int, _extra: str) -> None:
    turn.card(CARE, person_id)


FORMS = (
    FormEntry(Enrol, enrolled),
    FormEntry(EnrolFor, enrolled_for),
    FormEntry(Change, changed),
    FormEntry(Phoned, phoned),
)
CHOICES = {
    "begin": begin,
    "enter": enter,
    "hours": hours,
    "way": way,
    "tell": tell,
    "quiet": quiet,
    "leave": leave,
    "see": see,
}
