"""A ladder of which a timer always raises: who is on duty hears it, and it is tried again.

Nothing here opens what is sealed, and no card is drawn anew: that may be what raises.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from community.cases import OPEN
from community.deadlines import DAY_MS, HOUR_MS, MINUTE_MS
from community.duty import on_duty
from community.issues import emergency
from community.tasks.kinds import STANDING, Agreed
from community.tells import tell_all
from storage import alerts, cases, places, tasks, teams, timers, weeklies, wishes
from storage.tx import Tx

AGAIN_MS = 6 * HOUR_MS  # it seldom mends itself: somebody has to look after it meanwhile
ALARM_AGAIN_MS = 30 * MINUTE_MS

Rule = Callable[[Tx, int, str, int], None]


class What(StrEnum):
    """Of what sort it is that cannot go on."""

    CASE = "case"
    WISH = "wish"
    TASK = "task"
    ALARM = "alarm"
    FEAST = "feast"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Stuck:
    """What cannot go on by itself, by what may be read of it."""

    what: What
    place_id: int
    number: str | None = None


Find = Callable[[Tx, int, int], Stuck | None]


def falls_back(kind: str, find: Find) -> Rule:
    """The plainer rule of a timer: tell who is on duty, and set it again as long as it matters."""

    def fall_back(tx: Tx, subject: int, occasion: str, now: int) -> None:
        stuck = find(tx, subject, now)
        if stuck is None:
            return
        place = places.get(tx, stuck.place_id) or places.roots(tx)[0]
        urgent = stuck.what is What.ALARM
        notice = "upkeep.stuck_alarm" if urgent else "upkeep.stuck"
        facts: dict[str, Any] = {"what": stuck.what, "place": place.id, "number": stuck.number}
        tell_all(tx, on_duty(tx, place, now), notice, subject, **facts)
        timers.add(tx, kind, subject, occasion, now + _again(urgent=urgent), now)

    return fall_back


def _again(*, urgent: bool) -> int:
    return ALARM_AGAIN_MS if urgent else AGAIN_MS


def case(tx: Tx, case_id: int, _now: int) -> Stuck | None:
    """A report or a mediation that is still open."""
    found = cases.get(tx, case_id)
    if found is None or found.stage not in OPEN:
        return None
    return Stuck(What.CASE, found.place_id, found.number)


def wish(tx: Tx, wish_id: int, _now: int) -> Stuck | None:
    """A wish that has not ended."""
    found = wishes.get(tx, wish_id)
    return Stuck(What.WISH, found.place_id) if found and found.ended is None else None


def task(tx: Tx, task_id: int, _now: int) -> Stuck | None:
    """A task that still stands."""
    found = tasks.get(tx, task_id)
    if found is None or found.stage not in STANDING:
        return None
    return Stuck(What.TASK, found.place_id, found.number)


def alarm(tx: Tx, alert_id: int, now: int) -> Stuck | None:
    """An alarm that nobody has taken up."""
    found = alerts.get(tx, alert_id)
    if found is None or not emergency.waits(found) or now >= found.made + DAY_MS:
        return None
    return Stuck(What.ALARM, found.place_id)


def birthday(tx: Tx, weekly_id: int, _now: int) -> Stuck | None:
    """The birthdays of somebody who is still rung up each week."""
    found = weeklies.get(tx, weekly_id)
    return Stuck(What.FEAST, found.place_id) if found and found.stage == Agreed.STANDING else None


def festival(tx: Tx, team_id: int, _now: int) -> Stuck | None:
    """The festivals of a team that there still is, and that rings up somebody."""
    team = teams.get(tx, team_id)
    if team is None or team.ended is not None or not weeklies.of_team(tx, team_id):
        return None
    return Stuck(What.FEAST, team.place_id)


def week(tx: Tx, place_id: int, _now: int) -> Stuck | None:
    """How the week was with those who are asked each morning."""
    return Stuck(What.WEEK, place_id) if places.get(tx, place_id) else None
