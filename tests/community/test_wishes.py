"""Wishes and alarms are kept no longer than they are of use."""

from functools import partial

from community import upkeep, wishes
from community.issues import emergency
from community.wishes import Matter
from storage import alerts, personal
from storage import wishes as rows
from storage.engine import Database
from storage.tx import Tx
from tests.community.conftest import gathered
from tests.conftest import NOW

DAY_MS = 24 * 3_600_000
KEPT = 30


async def test_what_was_wished_for_is_forgotten_after_its_end(settled: Database) -> None:
    await settled.run(_forgotten_after_its_end)


def _forgotten_after_its_end(tx: Tx) -> None:
    cast = gathered(tx)
    ask = partial(wishes.ask, tx, cast.reporter, Matter.OTHER, message_id=None, now=NOW)
    over, standing = ask(words="够不着灯泡"), ask(words="家里没米了")
    alert = emergency.raise_alarm(tx, cast.reporter, NOW)
    wishes.withdraw(tx, cast.reporter, over.id, NOW)
    upkeep.forget_texts(tx, KEPT, NOW + (KEPT - 1) * DAY_MS)
    assert rows.get(tx, over.id), "not before"
    assert rows.words(tx, rows.standing(tx, cast.reporter.id)[0]) == "家里没米了"
    assert alerts.get(tx, alert.id), "not before"
    upkeep.forget_texts(tx, KEPT, NOW + (KEPT + 1) * DAY_MS)
    assert rows.get(tx, over.id) is None
    assert alerts.get(tx, alert.id) is None
    kept = personal.export(tx, cast.reporter)
    assert "够不着灯泡" not in kept
    assert "家里没米了" not in kept, "nobody has taken it up in all that time"
    assert [wish.id for wish in rows.standing(tx, cast.reporter.id)] == [standing.id]
