"""😊 平安问候 begins, changes and ends: in one's own chat, and for those one looks after."""

from community.behalf import in_care
from community.checkins import enrolling as rules
from community.checkins.enrolling import Window
from community.checkins.kinds import Way
from community.checkins.paces import Pace
from community.people import Agreed
from community.refused import Refused
from handlers.checkins.care_words import CARE, Hours, clock
from handlers.checkins.enrolling_forms import Change, Enrol, EnrolFor, Family, Phoned
from handlers.checkins.standing import plan_of
from storage import people
from storage.people import Person
from talk import filling
from talk.cards import button
from talk.registry import FormEntry
from talk.screens import Screen
from talk.turn import Turn
from talk.words import _


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
    """Let the family read it; of who has no chat it is noted how they agreed."""
    person = people.get(turn.tx, person_id)
    if turn.who.id != person_id and person is not None and person.telegram_id is None:
        plan_of(turn, person_id)
        filling.start(turn, Family, {"person": person_id})
        return
    rules.set_family(turn.tx, turn.who, plan_of(turn, person_id).id, told=True, now=turn.now)
    turn.card(CARE, person_id)


def told(turn: Turn, form: Family) -> None:
    agreed = Agreed(form.how, form.witness or None)
    plan_id = plan_of(turn, form.person).id
    rules.set_family(turn.tx, turn.who, plan_id, told=True, now=turn.now, agreed=agreed)
    turn.card(CARE, form.person)


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
    FormEntry(Family, told),
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
