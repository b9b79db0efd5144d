"""Who is asked each morning and who is there for them, as everybody around them sees it."""

from community.checkins import enrolling, mornings, naming, pausing, rounds
from community.checkins.enrolling import Window
from community.checkins.kinds import CALLER, Part, Pause, State, Way
from storage import (
    checkin_alerts,
    checkin_board,
    checkin_days,
    checkin_helpers,
    checkin_plans,
    people,
)
from storage.checkin_helpers import Helper
from storage.checkin_plans import Plan
from storage.ids import short
from storage.moments import local
from storage.people import Person
from storage.tx import Tx
from tests.community.conftest import gathered
from tests.community.helping import talker
from tests.conftest import NOW
from tests.rights.scene import Scene

EXTRAS = {"way": Way.ROUND.value, "link": Part.CONTACT.value, "leave": "yes"}
NEW = "anew"  # where nobody is asked yet


def _plan(tx: Tx) -> tuple[Plan, Person]:
    """王阿姨 is asked."""
    who = gathered(tx).reporter
    return enrolling.enrol(tx, who, Window(), NOW), who


def plan(tx: Tx, name: str) -> Scene:
    if name.endswith(NEW):
        who = gathered(tx).reporter
        return Scene(who.id, relations={"asked": who})
    plan, who = _plan(tx)
    if name == "quiet":
        checkin_plans.set_family(tx, plan.id, NOW)
    if name == "resume":
        pausing.rest(tx, gathered(tx).staff, plan.id, 3, Pause.OTHER, NOW)
    return Scene(who.id, EXTRAS.get(name, ""), relations={"asked": who})


def _helper(tx: Tx) -> tuple[Helper, Person, Person]:
    """张师傅 is named as family of hers."""
    plan, who = _plan(tx)
    helper = gathered(tx).responsible
    return checkin_helpers.add(tx, plan.id, helper.id, Part.FAMILY, NOW), helper, who


def helper(tx: Tx, name: str) -> Scene:
    named, helper, who = _helper(tx)
    if name == "greet":
        naming.agree(tx, helper, named.id, NOW)
    return Scene(named.id, relations={"helper": helper, "asked": who})


def round_(tx: Tx, _name: str) -> Scene:
    """小李 is to phone her."""
    plan, who = _plan(tx)
    home, caller = who.home_id or 0, gathered(tx).staff
    day = checkin_days.add(
        tx, plan.id, who.id, home, local(NOW, "Asia/Shanghai").date(), State.ASKED, NOW
    )
    assert day is not None
    checkin_alerts.put(tx, day.id, caller.id, rounds.FIRST, CALLER, NOW)
    return Scene(caller.id, short(day.id), relations={"caller": caller})


def board(tx: Tx, name: str) -> Scene:
    """Of the estate where she lives."""
    home = gathered(tx).reporter.home_id or 0
    checkin_board.look(tx, home, NOW)
    return Scene(home, short(home) if name == "into" else "")


def form(tx: Tx, name: str) -> Scene:
    """A form about her."""
    if name == "checkins.enrol_for":
        who = gathered(tx).reporter
        filled: dict[str, object] = {"person": who.id, "hours": "6-9", "how": "paper"}
        return Scene(filled=filled, relations={"asked": who})
    who = _plan(tx)[1]
    if name in ("checkins.family", "checkins.caller"):
        who = _phoned(tx)
    asked = talker(tx, 90, NOW).id if name == "checkins.caller" else None
    filled = {
        "person": who.id,
        "hours": "7-10",
        "pace": "fast",
        "keys": "邻居有钥匙",
        "which": "advice",
        "text": "找邻居拿钥匙",
        "part": Part.CONTACT,
        "called": "孙大姐",
        "phone": "13900002222",
        "how": "phone",
        "volunteer": asked,
        "why": "hospital",
        "days": "7",
        **dict(zip(("again", "contact", "near", "grid", "duty"), range(30, 180, 30), strict=True)),
    }
    return Scene(filled=filled, relations={"asked": who})


def _phoned(tx: Tx) -> Person:
    """Somebody of her house who has no Telegram and is asked."""
    home, person = gathered(tx).reporter.home_id or 0, people.add(tx, None, "zh", NOW)
    people.set_home(tx, person.id, home)
    people.set_consented(tx, person.id, NOW)
    mornings.begin(tx, people.known(tx, person.id), None, NOW, Way.ROUND)
    return person


CARDS = {"care": plan, "carer": helper, "caround": round_, "careboard": board}
FORMS = {
    "checkins.enrol": lambda _tx, _name: Scene(filled={"hours": "6-9"}),
    **dict.fromkeys(
        (
            *(
                "checkins.enrol_for",
                "checkins.phoned",
                "checkins.caller",
                "checkins.family",
                "checkins.hours",
                "checkins.notes",
                "checkins.note_for",
            ),
            "checkins.name",
        ),
        form,
    ),
    **dict.fromkeys(("checkins.rest", "checkins.rungs"), form),
}
