"""The words for windows, for those who are there for somebody, and for pauses."""

from enum import StrEnum

from community.behalf import Whom
from community.checkins.kinds import Part, Pause, Who
from community.checkins.paces import Pace
from community.people import How
from storage import people, places
from storage.checkin_helpers import Helper
from storage.checkin_plans import Plan
from storage.moments import local
from storage.tx import Tx
from talk.words import Word, _

LABEL = _("😊 Daily greetings")
CARE, HELPER, ROUND, BOARD = "care", "carer", "caround", "careboard"
LINK = "care"  # behind ?start=
THERE = Whom.NEIGHBOUR  # as what somebody without Telegram is spoken for


class Hours(StrEnum):
    """The windows that can be chosen; all end early enough for somebody to come before dark."""

    EARLY = "5-8"
    USUAL = "6-9"
    LATER = "7-10"
    LATE = "8-11"

    @property
    def window(self) -> tuple[int, int]:
        """Both ends in minutes of the day."""
        opens, closes = self.value.split("-")
        return int(opens) * 60, int(closes) * 60


HOURS = {
    Hours.EARLY: _("5 to 8 o'clock"),
    Hours.USUAL: _("6 to 9 o'clock"),
    Hours.LATER: _("7 to 10 o'clock"),
    Hours.LATE: _("8 to 11 o'clock"),
}
PACES = {
    Pace.USUAL: _("As usual: the grid worker is at the door after 3 hours"),
    Pace.FAST: _("Faster: after an hour and a half"),
}
RUNGS = {
    Who.AGAIN: _("asked once more"),
    Who.CONTACT: _("the contact phones"),
    Who.NEAR: _("a neighbour or the stairwell head knocks"),
    Who.GRID: _("the grid worker is at the door"),
    Who.DUTY: _("who is on duty, again and again"),
}
PARTS = {
    Part.CONTACT: _("contact"),
    Part.NEIGHBOUR: _("neighbour who knocks"),
    Part.FAMILY: _("family"),
    Part.CALLER: _("phones each morning"),
}
HOW = {
    How.ORAL: _("said so"),
    How.PHONE: _("said so on the telephone"),
    How.PAPER: _("signed a paper"),
}
NOTED = {
    "keys": _("Key"),
    "hearing": _("Hearing"),
    "illness": _("Illness"),
    "advice": _("If nobody opens"),
}
PAUSES = {Pause.HOSPITAL: _("🏥 In hospital"), Pause.OTHER: _("⏸ For another reason")}


def clock(minutes: int) -> str:
    """A minute of the day as a clock shows it."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def window_of(plan: Plan) -> str:
    """From when to when somebody is waited for."""
    return f"{clock(plan.opens)}–{clock(plan.closes)}"


def name_of(tx: Tx, person_id: int) -> str:
    """What somebody is called."""
    person = people.get(tx, person_id)
    return (people.name(tx, person) if person else "") or "–"


def standing_of(helper: Helper) -> Word:
    """Whether somebody named has said yes."""
    if helper.declined is not None:
        return _("cannot")
    return _("has said yes") if helper.agreed is not None else _("not answered yet")


def date_of(tx: Tx, at: int) -> Word:
    """A date at the office."""
    day = local(at, places.roots(tx)[0].zone).date()
    return _("{month}-{day}", month=day.month, day=day.day)
