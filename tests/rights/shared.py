"""Matters of many, and what is said of them afterwards, as the rights matrix tries them."""

from community import issues
from community.behalf import Other, Whom
from community.cases import Stage
from community.issues import Category, Result, callback, known, outages, satisfaction
from community.people import Agreed, How
from storage import people, places
from storage.ids import short
from storage.tx import Tx
from tests.community.conftest import case_at, gathered
from tests.conftest import NOW
from tests.rights.scene import Scene

HOUR_MS = 3_600_000
SAID = f"other-{NOW // HOUR_MS + 2}"
EXTRAS = {"hour": "other", "outage": SAID, "public": SAID}


def case(tx: Tx, name: str) -> Scene:
    """What staff do with a report that is not the only one of its kind."""
    cast = gathered(tx)
    if name == "rated":
        answered = case_at(tx, Stage.ANSWERED)
        callback.called(tx, cast.staff, answered.id, callback.Call.SOLVED, NOW)
        return Scene(answered.id, "yes", {}, {"caller": cast.staff})
    leading, one = case_at(tx, Stage.RECEIVED), case_at(tx, Stage.WORKING)
    extras = {**EXTRAS, "into": short(leading.id), "joined": short(leading.id)}
    if name == "retract":
        one = outages.publish(tx, cast.staff, one.id, outages.Matter.OTHER, None, NOW)
    mine = {"reporter": cast.reporter, "responsible": cast.responsible}
    return Scene(one.id, extras.get(name, ""), {}, mine)


def spoken(tx: Tx, name: str, stage: Stage, *, own: bool) -> Scene:
    """A report for somebody without Telegram; maybe who speaks for them is at work on it."""
    cast = gathered(tx)
    speaker = cast.responsible if own else cast.reporter
    granny = Other(Whom.FAMILY, "赵奶奶", None, Agreed(How.ORAL))
    home = cast.reporter.home_id or 0
    one = issues.report(tx, speaker, Category.LIGHTING, home, "灯坏了", (), NOW, other=granny)
    issues.dispatch(tx, cast.staff, one.id, cast.responsible.id, NOW)
    issues.sign(tx, cast.responsible, one.id, NOW)
    if stage in (Stage.ANSWERED, Stage.CLOSED):
        issues.answer(tx, cast.responsible, one.id, Result.SOLVED, "好了", (), NOW)
    if stage == Stage.CLOSED:
        issues.confirm(tx, people.known(tx, one.reporter_id), one.id, NOW)
    at_work = {} if own else {"responsible": cast.responsible}
    return Scene(one.id, "yes" if name == "rate" else "", {}, {"speaker": speaker, **at_work})


def unsettled(tx: Tx, _name: str) -> Scene:
    """Somebody for whom the community's staff have spoken, and of whom no home is known."""
    staff, home = gathered(tx).staff, gathered(tx).reporter.home_id or 0
    stairwell = places.below(tx, places.below(tx, home)[0].id)[0]
    granny = Other(Whom.NEIGHBOUR, "赵奶奶", None, Agreed(How.ORAL))
    one = issues.report(tx, staff, Category.LIGHTING, stairwell.id, "灯坏了", (), NOW, other=granny)
    return Scene(one.reporter_id, relations={"speaker": staff})


def own_work(tx: Tx) -> Scene:
    """An answered report on which staff were at work themselves."""
    cast = gathered(tx)
    one = case_at(tx, Stage.RECEIVED)
    issues.dispatch(tx, cast.staff, one.id, cast.staff.id, NOW)
    issues.sign(tx, cast.staff, one.id, NOW)
    issues.answer(tx, cast.staff, one.id, Result.SOLVED, "好了", (), NOW)
    return Scene(one.id, "solved", {}, {"responsible": cast.staff})


def followed(tx: Tx, name: str) -> Scene:
    """A neighbour's report with somebody who follows it."""
    follower = gathered(tx).responsible
    one = case_at(tx, Stage.RECEIVED)
    known.follow(tx, follower, one.id, NOW)
    if name == "thank":
        tx.do("UPDATE cases SET stage = 'answered', result = 'solved' WHERE id = :id", id=one.id)
    return Scene(one.id, relations={"follower": follower})


def unsatisfied(tx: Tx, _name: str) -> Scene:
    """A report whose reporter has said that they are not satisfied."""
    who = gathered(tx).reporter
    one = case_at(tx, Stage.CLOSED)
    satisfaction.rate(tx, who, one.id, NOW, satisfied=False)
    return Scene(one.id, "", {"case": one.id, "reason": "等了两天"}, {"reporter": who})
