"""😊 平安问候 begins, changes and ends: in one's own chat, and for those one looks after."""

from typing import Annotated, ClassVar

from annotated_types import MaxLen

from community.behalf import in_care
from community.checkins import enrolling as rules
from community.checkins.enrolling import Pace, Window
from community.checkins.kinds import Way
from community.people import Agreed, How
from community.refused import Refused
from handlers.checkins.care_words import CARE, HOURS, HOW, LABEL, PACES, Hours, clock, name_of
from handlers.checkins.plan import standing
from storage import checkin_plans
from storage.checkin_plans import Plan
from storage.people import Person
from storage.tx import Tell, Tx
from talk import filling
from talk.cards import button
from talk.forms import Ask, Form, If
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


class Enrol(Form):
    """One's own yes."""

    name: ClassVar[str] = "checkins.enrol"
    title: ClassVar[Word] = LABEL
    before_sending: ClassVar[Word | None] = _(
        "You agree: if there is no word from you, those you have named, the stairwell head, the"
        " grid worker and whoever is on duty hear of it; who goes to you gets your address and"
        " telephone. Your family sees no more than “well” or “no answer”."
    )

    hours: Annotated[Hours, HOURS_ASKED]
    pace: Annotated[Pace, PACE_ASKED] = Pace.USUAL


class EnrolFor(Form):
    """The yes of somebody whom one looks after."""

    name: ClassVar[str] = "checkins.enrol_for"
    title: ClassVar[Word] = LABEL
    before_sending: ClassVar[Word | None] = _(
        "Only if they want it themselves. Please have read to them: who hears of it when they do"
        " not answer, that whoever goes there gets their address, that they can end it any time."
    )

    person: int
    hours: Annotated[Hours, HOURS_ASKED]
    pace: Annotated[Pace, PACE_ASKED] = Pace.USUAL
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


class Change(Form):
    """Other hours."""

    name: ClassVar[str] = "checkins.hours"
    title: ClassVar[Word] = _("🕘 Hours of the greeting")
    at_once: ClassVar[bool] = True

    person: int
    hours: Annotated[Hours, HOURS_ASKED]
    pace: Annotated[Pace, PACE_ASKED]


def opened(turn: Turn) -> None:
    """Show one's own question, or how it begins."""
    turn.card(CARE, turn.who.id, fresh=True)


def begin(turn: Turn, person_id: int, _extra: str) -> None:
    if turn.who.id != person_id:
        raise Refused("checkins.their_own")
    filling.start(turn, Enrol)


def enter(turn: Turn, person_id: int, _extra: str) -> None:
    in_care(turn.tx, turn.who, person_id)
    filling.start(turn, EnrolFor, {"person": person_id})


def enrolled(turn: Turn, form: Enrol) -> None:
    plan = rules.enrol(turn.tx, turn.who, _window(form.hours, form.pace), turn.now)
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
    rules.enrol_for(turn.tx, turn.who, form.person, window, agreed, turn.now)
    turn.card(CARE, form.person, head=_("✅ They are entered. Please name a contact now: ➕"))


def _window(hours: Hours, pace: Pace) -> Window:
    return Window(*hours.window, pace)


def hours(turn: Turn, person_id: int, _extra: str) -> None:
    plan_of(turn, person_id)
    filling.start(turn, Change, {"person": person_id})


def changed(turn: Turn, form: Change) -> None:
    window = _window(form.hours, form.pace)
    rules.change_window(turn.tx, turn.who, plan_of(turn, form.person).id, window, turn.now)
    turn.card(CARE, form.person)


def plan_of(turn: Turn, person_id: int) -> Plan:
    """The plan of somebody, as far as it is theirs to change."""
    plan = checkin_plans.of(turn.tx, person_id)
    return rules.in_hands(turn.tx, turn.who, plan.id if plan else 0)[0]


def way(turn: Turn, person_id: int, extra: str) -> None:
    if extra in {each.value for each in Way}:
        rules.set_way(turn.tx, turn.who, plan_of(turn, person_id).id, Way(extra))
    turn.card(CARE, person_id)


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


def told_enrolled(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    """Tell who is asked that somebody has noted their yes, and how to end it (A12)."""
    plan = standing(tx, reader.id)
    if plan is None:
        return None
    says = _(
        "😊 {name} has noted that you agree to the daily greeting: tap 😊 each morning; without a"
        " word we ask at {time}. If you do not want it, tap below.",
        name=name_of(tx, tell.facts["by"]),
        time=clock(plan.closes),
    )
    words = ((_("🔎 Show"), "see"), (_("🚪 No more greetings"), "leave"))
    rows = tuple(
        (button(word.to(reader.language), CARE, reader.id, choice, plan.revision),)
        for word, choice in words
    )
    return Screen(says.to(reader.language), rows)


def told_changed(tx: Tx, reader: Person, tell: Tell) -> Screen | None:
    plan = standing(tx, reader.id)
    if plan is None:
        return None
    name = name_of(tx, tell.facts["by"])
    says = _("😊 {name} has changed something about your daily greeting.", name=name)
    see = button(_("🔎 Show").to(reader.language), CARE, reader.id, "see", plan.revision)
    return Screen(says.to(reader.language), ((see,),))


def told_left(tx: Tx, reader: Person, tell: Tell) -> Screen:
    name = name_of(tx, tell.facts["by"])
    says = _("😊 {name} has ended your daily greeting. To have it again, tell us.", name=name)
    return Screen(says.to(reader.language))


def told_by_chat(tx: Tx, reader: Person, _tell: Tell) -> Screen | None:
    """Tell who was phoned each morning and has Telegram now that a message asks from now on."""
    plan = standing(tx, reader.id)
    if plan is None:
        return None
    says = _(
        "😊 From now on tap 😊 each morning; without a word we ask here at {time}. If you would"
        " rather be phoned, tap below.",
        time=clock(plan.closes),
    )
    see = button(_("🔎 Show").to(reader.language), CARE, reader.id, "see", plan.revision)
    return Screen(says.to(reader.language), ((see,),))


def told_ended(_tx: Tx, reader: Person, tell: Tell) -> Screen:
    """Tell who was alarmed that nobody is asked for any more."""
    says = _(
        "✅ {name} has ended the daily greeting: nobody need look in any more. Thank you!",
        name=tell.facts["elder"],
    )
    return Screen(says.to(reader.language))


FORMS = (
    FormEntry(Enrol, enrolled),
    FormEntry(EnrolFor, enrolled_for),
    FormEntry(Change, changed),
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
