"""A ladder whose timer always raises: who is on duty hears it, and it is tried again."""

from functools import partial

import pytest

from community import stuck
from community.issues import emergency
from community.tasks import weekly
from storage import timers
from storage.engine import Database
from storage.timers import Timer
from storage.tx import Tx
from tests.bot.test_late import DOWN, UNITS, Down, fired
from tests.community.conftest import gathered

# The others have rules of their own, with tests of their own.
LADDERS = {
    kind
    for kind, rule in UNITS.registry.fallbacks.items()
    if rule.__module__ == stuck.falls_back.__module__
}


class Undone(Exception):
    """What came of something that shall not have happened."""


def _raises(tx: Tx, down: Down) -> None:
    """Set up what comes due, and let its timer be set aside as if it had raised twice."""
    due = down.set_up(tx, gathered(tx))
    fired(tx, down.up)
    found = [one for one in timers.due(tx, due, 100) if one.kind == down.kind]
    timer = max(found, key=lambda one: one.subject)  # of places: of the one with staff
    letters = UNITS.drop(timer, "ZeroDivisionError", due)(tx).letters
    left = timers.standing(tx, (down.kind,), timer.subject)
    heard = [one for one in letters if "❗" in one.body.get("text", "")]
    raise Undone(timer, [one.due - due for one in left], len(heard))


async def test_every_ladder_goes_on_and_who_is_on_duty_hears_it(settled: Database) -> None:
    tried = set()
    for down in DOWN:
        if down.kind not in LADDERS:
            continue
        with pytest.raises(Undone) as undone:
            await settled.run(partial(_raises, down=down))
        timer, again, heard = undone.value.args
        assert isinstance(timer, Timer)
        urgent = down.kind == emergency.UNHEARD
        after = stuck.ALARM_AGAIN_MS if urgent else stuck.AGAIN_MS
        assert (after in again, heard) == (True, 1), down
        tried.add(down.kind)
    assert len(tried) >= 10
    assert tried == LADDERS


async def test_what_is_over_is_not_tried_again(settled: Database) -> None:
    gone = Timer(1, emergency.UNHEARD, 12345, "1", 0)

    def drops(tx: Tx) -> list[Timer]:
        timers.add(tx, gone.kind, gone.subject, gone.occasion, 0, 0)
        [timer] = timers.standing(tx, (gone.kind,), gone.subject)
        UNITS.drop(timer, "ZeroDivisionError", 0)(tx)
        return timers.standing(tx, (gone.kind,), gone.subject)

    assert await settled.run(drops) == []


async def test_a_call_of_whom_nobody_can_read_the_name_is_seen_to_all_the_same(
    settled: Database,
) -> None:
    [down] = [one for one in DOWN if one.kind == weekly.NEXT]

    def drops(tx: Tx) -> None:
        cast = gathered(tx)
        due = down.set_up(tx, cast)
        fired(tx, down.up)
        tx.do("UPDATE people SET name = :name WHERE id = :id", name=b"bad", id=cast.reporter.id)
        [timer] = [one for one in timers.due(tx, due, 100) if one.kind == weekly.NEXT]
        letters = UNITS.drop(timer, "ZeroDivisionError", due)(tx).letters
        texts = [one.body.get("text", "") for one in letters]
        raise Undone([text for text in texts if "每周二10点" in text])

    with pytest.raises(Undone) as undone:
        await settled.run(drops)
    assert undone.value.args[0] == ["⚠️ 每周二10点的唠嗑电话没能自动安排，这次请您安排一下。"]
