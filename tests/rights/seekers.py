"""Who seeks work, and their application as both sides see it."""

from community import seekers as rules
from community.jobs import vacancies as offers
from community.seekers import Reach, Window, applying, meeting, outcome
from community.seekers.stages import CHECK
from storage import applications, people, timers
from storage import seekers as rows
from storage.applications import Application
from storage.ids import short
from storage.people import Person
from storage.seekers import Sought
from storage.tx import Tx
from tests.community.conftest import gathered
from tests.conftest import NOW
from tests.rights.jobs import _vacancy
from tests.rights.matchmaking import unreached
from tests.rights.scene import Scene

DAY_MS = 24 * 3_600_000
MEETS = "2026-01-05T10:00:00+08:00"
EXTRAS = {"stays": "yes", "still": "yes", "woman": "yes", "withdraw": "yes", "place": "yes"}
LOOKS = {"see": "0", "order": "pay", "trade": "retail", "hours": "school", "pay": "3000"}


def _seeker(tx: Tx) -> Person:
    who = gathered(tx).responsible
    people.set_phone(tx, who.id, "13800001111")
    reach = (rules.reach_of(tx, who, Reach.ANYWHERE),)
    said = Sought((), rules.hours_of((Window.ALWAYS,)).text, reach, None, None, (), told=True)
    rows.put(tx, who.id, said, NOW)
    return people.known(tx, who.id)


def card(tx: Tx, name: str) -> Scene:
    who = _seeker(tx)
    return Scene(who.id, "trades" if name == "ask" else "", relations={"seeker": who})


def _cared(tx: Tx) -> Person:
    """Somebody without Telegram whom an officer has entered."""
    officer = gathered(tx).staff
    who = unreached(tx, _seeker(tx))
    seeker = rows.of(tx, who.id)
    assert seeker is not None
    rows.put(tx, who.id, rows.sought(tx, seeker), NOW, officer.id)
    return who


def entered(tx: Tx, _name: str) -> Scene:
    """An officer's list of people without Telegram."""
    officer = gathered(tx).staff
    _cared(tx)
    return Scene(officer.id, relations={"self": officer})


def cared(tx: Tx, name: str) -> Scene:
    (vacancy, _employer), who = _vacancy(tx), _cared(tx)
    extra = {"apply": short(vacancy.id), "erase": "yes"}.get(name, "")
    return Scene(who.id, extra)


def enters(tx: Tx, _name: str) -> Scene:
    """Somebody entered by the community who comes to an officer."""
    who = _cared(tx)
    filled = {"phone": people.phone(tx, who), "agreed": "paper", "trade": 1, "window": "school"}
    rest = {"reach": "community", "hoped": "3000", "besides": "nothing", "told": True}
    return Scene(filled={**filled, **rest})


def applies_for(tx: Tx, name: str) -> Scene:
    scene, who = opening(tx, name), _cared(tx)
    answers = {"spoken": "phone", "agree": "adult"}
    return Scene(filled={"person": who.id, "vacancy": scene.subject, **answers})


def finding(tx: Tx, name: str) -> Scene:
    """The vacancies as somebody looks at them."""
    who = _seeker(tx)
    extra = short(who.home_id or 0) if name == "place" else LOOKS.get(name, "")
    return Scene(who.id, extra, relations={"seeker": who})


def opening(tx: Tx, _name: str) -> Scene:
    """A vacancy that is published; whom nothing is known about may read it, too."""
    vacancy, _employer = _vacancy(tx)
    offers.approve(tx, gathered(tx).staff, vacancy.id, NOW)
    return Scene(vacancy.id)


def _applied(tx: Tx) -> tuple[Application, Person, Person]:
    seeker, (vacancy, employer) = _seeker(tx), _vacancy(tx)
    offers.approve(tx, gathered(tx).staff, vacancy.id, NOW)
    return applying.apply(tx, seeker, vacancy.id, NOW), seeker, employer


def application(tx: Tx, name: str) -> Scene:
    """Where the choice is offered: a time proposed by the other side, or a month after."""
    one, seeker, employer = _applied(tx)
    relations = {"applicant": seeker, "employer": employer}
    choice, _space, side = name.partition(" ")
    if choice in ("agree", "other"):
        meeting.invite(tx, employer, one.id, NOW + DAY_MS, "店里", NOW)
    if choice == "agree" and side == "back":
        meeting.offer_other(tx, seeker, one.id, NOW + 2 * DAY_MS, NOW)
    if choice in ("stays", "still", "woman"):
        outcome.place(tx, employer, one.id, NOW)
        timers.cancel(tx, CHECK, one.id)
        standing = applications.get(tx, one.id)
        assert standing is not None
        applications.change(tx, standing, due=NOW)
    if side == "cared":
        unreached(tx, seeker)
        relations = {"employer": employer}
    return Scene(one.id, EXTRAS.get(choice, ""), relations=relations)


def applicants(tx: Tx, _name: str) -> Scene:
    one, _seeker, employer = _applied(tx)
    return Scene(one.vacancy_id, relations={"employer": employer})


def part(tx: Tx, name: str) -> Scene:
    """One part of the card, said anew."""
    filled: dict[str, object] = {
        "seekers.trades": {"trades": ["retail"]},
        "seekers.hours": {"windows": ["school"]},
        "seekers.own": {"span": "08:00-15:00"},
        "seekers.reach": {"reach": "estate"},
        "seekers.pay": {"pay": 3000},
        "seekers.needs": {"needs": ["school"]},
        "seekers.skills": {"skills": "裁缝"},
    }
    answers = filled[name]
    assert isinstance(answers, dict)
    return Scene(filled=answers, relations={"seeker": _seeker(tx)})


def registered(_tx: Tx, _name: str) -> Scene:
    answers = {"trade": 1, "window": "school", "reach": "community", "hoped": "3000"}
    return Scene(filled={**answers, "besides": "nothing", "told": True})


def applies(tx: Tx, name: str) -> Scene:
    scene = opening(tx, name)
    number = {"number": "13800138000"}
    return Scene(filled={"vacancy": scene.subject, "phone": number, "agree": "adult"})


def about(tx: Tx, name: str) -> Scene:
    """A form about an application, where it is offered."""
    own = name == "seekers.other_time"
    scene = application(tx, "other" if own else "invite")
    filled: dict[str, object] = {"application": scene.subject}
    filled |= {"why": "hours"} if name == "seekers.decline" else {"meets": MEETS, "spot": "店里"}
    return Scene(filled=filled, relations=scene.relations)
