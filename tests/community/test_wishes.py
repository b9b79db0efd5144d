"""A wish for company goes to the nearest team; what is over is kept no longer than it is of use."""

from functools import partial

import pytest

from community import upkeep, wishes
from community.issues import emergency
from community.refused import Refused
from community.tasks.kinds import Skill, Source
from community.wishes import Matter, away, volunteers
from storage import alerts, people, personal, places, tasks, teams
from storage import wishes as rows
from storage.engine import Database
from storage.tx import Tx
from tests.community.conftest import gathered
from tests.community.helping import residents, volunteer
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


async def test_company_is_asked_of_the_nearest_team_that_can(settled: Database) -> None:
    await settled.run(_nearest_team)


def _nearest_team(tx: Tx) -> None:
    wang, _li = residents(tx)
    home = places.get(tx, wang.home_id or 0)
    assert home is not None
    root, own = places.upwards(tx, home)[:2]
    other = next(at for at in places.below(tx, root.id) if at.id != own.id)
    helpers = [volunteer(tx, nth, NOW) for nth in range(3)]
    found = {}
    for name, at, skill, members in (
        ("街道", root, Skill.TALK, 3),
        ("别处", other, Skill.TALK, 3),
        ("空着", own, Skill.TALK, 0),
        ("修理", own, Skill.MENDING, 3),
        ("一个人", own, Skill.TALK, 1),
        ("两个人", own, Skill.TALK, 2),
    ):
        station = teams.add_station(tx, at.id, name, NOW)
        found[name] = teams.add(tx, station, name, "", skill, NOW).id
        for helper in helpers[:members]:
            teams.join(tx, found[name], helper.id, NOW)
    wish = volunteers.ask(tx, wang, Matter.TALK, None, None, NOW)
    task = tasks.from_source(tx, Source.WISH, wish.id)
    assert task is not None
    assert task.team_id == found["两个人"]


async def test_by_their_own_word_nobody_is_away_for_over_thirty_days(settled: Database) -> None:
    await settled.run(_thirty_days)


def _thirty_days(tx: Tx) -> None:
    who = gathered(tx).reporter
    for days in (0, 31):
        with pytest.raises(Refused, match=r"wishes\.too_long"):
            away.leave(tx, who, days, NOW)
    assert not away.away(people.known(tx, who.id), NOW)
    away.leave(tx, who, 30, NOW)
    back = NOW + 30 * DAY_MS - 8 * 3_600_000  # midnight in the town
    gone = people.known(tx, who.id)
    assert (away.away(gone, back - 1), away.away(gone, back)) == (True, False)
