"""Mornings judged together, and climbs, end exactly as those judged one by one."""

from collections.abc import Callable, Sequence
from functools import partial

import pytest

from bot.app import CAPABILITIES
from bot.units import Units
from community.checkins import helping, mornings
from community.checkins.kinds import RUNG, Part, Way, Who
from community.deadlines import MINUTE_MS
from storage import (
    alerts,
    checkin_alerts,
    checkin_days,
    checkin_helpers,
    checkin_plans,
    checkin_rungs,
    people,
    timers,
)
from storage.checkin_days import Day
from storage.checkin_plans import Plan
from storage.checkin_rungs import Rung
from storage.engine import Database
from storage.timers import Timer
from storage.tx import Tx
from talk.registry import Registry
from tests.community.conftest import gathered
from tests.community.mornings import DAY, at
from tests.conftest import NOW

UNITS = Units(Registry(CAPABILITIES, "example_bot"), frozenset())
NINE = at("9:00")
FIRST = 910_100


def _nothing(_tx: Tx, _plan: Plan) -> None:
    pass


def _wrote(tx: Tx, plan: Plan) -> None:
    people.set_heard(tx, plan.person_id, at("8:00"))


def _cried(tx: Tx, plan: Plan) -> None:
    _wrote(tx, plan)
    alerts.add(tx, plan.person_id, _home(tx), None, at("8:00"))


def _rests(tx: Tx, plan: Plan) -> None:
    checkin_plans.pause(tx, plan.id, at("9:00", 3), None, None)


def _goes(tx: Tx, plan: Plan) -> None:
    people.set_away(tx, plan.person_id, at("9:00", 2))


def _blocks(tx: Tx, plan: Plan) -> None:
    tx.do("UPDATE people SET unreachable = :now WHERE id = :id", now=NOW, id=plan.person_id)


def _is_phoned(tx: Tx, plan: Plan) -> None:
    checkin_plans.set_way(tx, plan.id, Way.ROUND)


def _has_own_rungs(tx: Tx, plan: Plan) -> None:
    checkin_rungs.put(tx, plan.id, [Rung(20, Who.DUTY), Rung(40, Who.DUTY)], NOW)


def _left(tx: Tx, plan: Plan) -> None:
    checkin_plans.end(tx, plan.id, "left", NOW)


def _stands_since_yesterday(tx: Tx, plan: Plan) -> None:
    begun = checkin_days.add(tx, plan.id, plan.person_id, _home(tx), DAY, "climbing", NOW, rung=3)
    assert begun is not None
    tx.do("UPDATE checkin_days SET alarmed = :now WHERE id = :id", now=NOW, id=begun.id)


def _home(tx: Tx) -> int:
    home = gathered(tx).reporter.home_id
    assert home is not None
    return home


LIVES: Sequence[Callable[[Tx, Plan], None]] = (
    *(_nothing, _wrote, _cried, _rests, _goes, _blocks, _is_phoned, _has_own_rungs, _left),
    *(_stands_since_yesterday, _nothing),
)


def _enrolled(tx: Tx) -> list[int]:
    """One of each life; their plans."""
    plans = []
    for nth, life in enumerate(LIVES):
        person = people.add(tx, FIRST + nth, "zh", NOW)
        people.set_name(tx, person.id, f"老{nth}")
        people.set_home(tx, person.id, _home(tx))
        plan = mornings.begin(tx, people.known(tx, person.id), None, at("10:00", 0))
        life(tx, plan)
        plans.append(plan.id)
    return plans


def _with_contacts(tx: Tx) -> list[int]:
    """The same, most of whom have named somebody; one shares hers, one is a contact herself."""
    plans = _enrolled(tx)
    known = [checkin_plans.known(tx, plan_id) for plan_id in plans]
    contacts = [known[(nth // 2 * 2 + 3) % len(known)].person_id for nth in range(len(known))]
    for nth, plan in enumerate(known):
        if nth % 4:
            named = checkin_helpers.add(tx, plan.id, contacts[nth], Part.CONTACT, NOW)
            checkin_helpers.agree(tx, named.id, NOW)
    return plans


def _timers(tx: Tx, plans: Sequence[int]) -> list[Timer]:
    found = [timer for timer in timers.due(tx, NINE, 100) if timer.subject in plans]
    assert len(found) == len(plans)
    return found


def _rungs(tx: Tx, now: int) -> list[Timer]:
    return [timer for timer in timers.due(tx, now, 100) if timer.kind == RUNG]


def _came_of(tx: Tx, plan_id: int) -> tuple[object, ...]:
    """All that a morning has left behind, but for numbers."""
    days = [
        Day(*row)
        for row in tx.all(
            f"SELECT {checkin_days.COLUMNS} FROM checkin_days WHERE plan_id = :plan ORDER BY day",
            plan=plan_id,
        )
    ]
    subjects = (plan_id, *(day.id for day in days))
    set_ = [
        (one.kind, one.occasion, one.due)
        for subject in subjects
        for one in timers.standing(tx, ("checkins.day", "checkins.rung"), subject)
    ]
    said = [
        (day.day, day.state, day.rung, day.next_at, day.asked, day.alarmed, day.outcome, day.ended)
        for day in days
    ]
    shown = [
        tx.all("SELECT person_id, kind FROM shown WHERE subject = :day ORDER BY id", day=day.id)
        for day in days
    ]
    return said, set_, shown


class Undone(Exception):
    """What came of something that shall not have happened."""


def _fired(
    tx: Tx, crowds: Sequence[Sequence[Timer]], plans: Sequence[int], now: int = NINE
) -> None:
    letters = [letter for due in crowds for letter in UNITS.fire(due, now)(tx).letters]
    said = sorted(
        (letter.chat_id, int(letter.rank), str(letter.body.get("text"))) for letter in letters
    )
    again = [letter for due in crowds for letter in UNITS.fire(due, now)(tx).letters]
    raise Undone(said, [_came_of(tx, plan) for plan in plans], again)


async def test_a_crowd_ends_as_each_alone_does(settled: Database) -> None:
    plans = await settled.run(_enrolled)
    due = await settled.run(lambda tx: _timers(tx, plans))
    ends = []
    for crowds in ([[timer] for timer in due], [due]):
        with pytest.raises(Undone) as undone:
            await settled.run(partial(_fired, crowds=crowds, plans=plans))
        ends.append(undone.value.args)
    alone, together = ends
    assert alone == together
    said, left, again = together
    assert again == []
    assert len(said) == 7, "five questions, a round, an alarm at once"
    assert {outcome for days, _timers, _shown in left for *_day, outcome, _ended in days} > {
        None,
        "touched",
        "paused",
    }


async def test_a_crowd_climbs_as_each_alone_does(settled: Database) -> None:
    plans = await settled.run(_with_contacts)
    due = await settled.run(lambda tx: _timers(tx, plans))
    await settled.run(UNITS.fire(due, NINE))
    heard = 0
    for minutes in (30, 60, 61, 75, 120, 180, 210, 240, 270):
        now = NINE + minutes * MINUTE_MS
        due = await settled.run(partial(_rungs, now=now))
        if not due:
            continue
        ends = []
        for crowds in ([[timer] for timer in due], [due]):
            with pytest.raises(Undone) as undone:
                await settled.run(partial(_fired, crowds=crowds, plans=plans, now=now))
            ends.append(undone.value.args)
        assert ends[0] == ends[1], f"{minutes} minutes later"
        heard += len(ends[1][0])
        await settled.run(UNITS.fire(due, now))
        await settled.run(partial(_somebody_goes, now=now))
    assert heard > 40
    found = "SELECT state, count(*) FROM checkin_days WHERE ended IS NULL GROUP BY state"
    assert len(await settled.run(lambda tx: tx.all(found))) == 2, "some climb, some are held"


def _somebody_goes(tx: Tx, now: int) -> None:
    """The first who is alarmed and may still go says so, and comes back to nobody."""
    for row in tx.all("SELECT id FROM checkin_days WHERE state = 'climbing' ORDER BY id LIMIT 1"):
        for told in checkin_alerts.of(tx, row[0])[:1]:
            helping.take(tx, people.known(tx, told.person_id), row[0], now)
