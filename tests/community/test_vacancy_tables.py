"""Vacancies from a table by the rules: as lawful as those filled in, each entered once."""

from community.imports.entering import enter
from community.imports.looking import check
from storage import wages
from storage.engine import Database
from storage.tx import Tx
from tests.community.conftest import gathered
from tests.conftest import NOW
from tests.talks.test_vacancy_tables import COOK, booked, cooks

WRONG = (
    (cooks(content="和面，限女"), "jobs.sex"),
    (cooks(pay_from="1500"), "jobs.below_minimum"),
    (cooks(valid_until="2025-01-01"), "jobs.valid_until"),
    (cooks(path="新华社区/没有的小区"), "no_place"),
    (cooks(path="向阳社区/向阳小区"), "not_yours"),
)


async def test_what_is_wrong_is_said_before_anything_is_entered(settled: Database) -> None:
    def story(tx: Tx) -> None:
        wages.put(tx, 200_000, 2_000, "2025-01-01", None, NOW)
        who = gathered(tx).staff  # of 广安社区
        found = check(tx, who, booked(*(row for row, _reason in WRONG)), NOW)
        assert [one.reason for one in found.problems] == [reason for _row, reason in WRONG]
        assert [one.line for one in found.problems] == [2, 3, 4, 5, 6]

    await settled.run(story)


async def test_rows_are_entered_once_however_often_they_come(settled: Database) -> None:
    def story(tx: Tx) -> None:
        who = gathered(tx).staff
        brought = booked(COOK, cooks(post="洗碗工"), COOK)
        found = check(tx, who, brought, NOW)
        assert (found.problems, found.others, found.same) == ((), 2, 1)
        for _time in range(2):
            assert enter(tx, who, brought.rows, NOW) == []
        counts = tx.one("SELECT (SELECT count(*) FROM employers), count(*) FROM vacancies")
        assert counts == (1, 2)
        assert check(tx, who, brought, NOW).others == 0
        assert tx.told == [], "the desk shows them: nobody is told of each"

    await settled.run(story)
