"""A morning without an answer, as who was asked and as those alarmed see it."""

from datetime import date

from community.checkins import mornings
from community.checkins.kinds import Part, State, Who
from storage import checkin_alerts, checkin_days, checkin_helpers
from storage.tx import Tx
from tests.community.conftest import gathered
from tests.conftest import NOW
from tests.rights.scene import Scene


def question(tx: Tx, _name: str) -> Scene:
    """As 王阿姨 sees it, who was asked."""
    return Scene(_morning(tx), relations={"asked": gathered(tx).reporter})


def rung(tx: Tx, _name: str) -> Scene:
    """As 张师傅 sees it, who has been told; any tap of hers would answer the question."""
    return Scene(_morning(tx), relations={"alarmed": gathered(tx).responsible})


def _morning(tx: Tx) -> int:
    cast = gathered(tx)
    plan = mornings.begin(tx, cast.reporter, None, NOW)
    day = checkin_days.add(
        *(tx, plan.id, cast.reporter.id, cast.reporter.home_id or 0, date(2026, 1, 2)),
        *(State.CLIMBING, NOW),
        rung=2,
        asked=NOW,
    )
    assert day is not None
    checkin_days.change(tx, day, alarmed=NOW)
    named = checkin_helpers.add(tx, plan.id, cast.responsible.id, Part.CONTACT, NOW)
    checkin_helpers.agree(tx, named.id, NOW)
    checkin_alerts.put(tx, day.id, cast.responsible.id, 2, Who.CONTACT, NOW)
    return day.id
