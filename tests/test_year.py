"""A few weeks of `make chaos`'s year of check-ins on each engine, and that its verdict notices."""

from functools import partial

import pytest

from bench.chaos.year.__main__ import lived, table
from bench.chaos.year.verdict import judge
from storage.cipher import Cipher
from storage.opening import open_database
from storage.tx import Tx

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(240)]
ELDERS, DAYS = 20, 14
# What is done to the rows afterwards, and the finding that has to notice.
SABOTAGE = {
    "every enrolled day is accounted for once": (
        "DELETE FROM checkin_days WHERE day = '2026-01-06' AND alarmed IS NULL"
    ),
    "exactly one question, or a reason for none": (
        "UPDATE checkin_days SET asked = NULL WHERE id IN"
        " (SELECT min(id) FROM checkin_days WHERE outcome = 'answered' AND alarmed IS NULL)"
    ),
    "every true silence is alarmed": (
        "UPDATE checkin_days SET alarmed = NULL, outcome = 'answered' WHERE alarmed IS NOT NULL"
    ),
    "every alarm is ended by a person": (
        "UPDATE checkin_days SET ended_by = NULL WHERE outcome = 'well'"
    ),
    "every ladder has ended": (
        "UPDATE checkin_days SET ended = NULL WHERE id IN (SELECT min(id) FROM checkin_days)"
    ),
}


async def test_each_morning_of_some_weeks_ends_well(database_url: str) -> None:
    year, findings = await lived(database_url, ELDERS, DAYS, seed=7)
    assert not [one.line for one in findings if one.wrong], table(year, findings, 0)
    assert year.happened["true silences"], "somebody was silent"
    assert year.happened["jobs undone by a kill"]
    assert year.happened["clock wrong"]
    assert year.happened["platform away"]


async def test_the_verdict_on_the_year_notices(sqlite_url: str) -> None:
    secret = Cipher.new_secret()
    year, _findings = await lived(sqlite_url, ELDERS, DAYS, seed=7, secret=secret)
    database = await open_database(sqlite_url, Cipher.from_secret(secret))

    def spoilt(tx: Tx, statement: str) -> list[str]:
        tx.do("SAVEPOINT before")
        tx.do(statement)
        wrong = [one.what for one in judge(tx, year, DAYS) if one.wrong]
        tx.do("ROLLBACK TO before")
        return wrong

    try:
        for what, statement in SABOTAGE.items():
            assert what in await database.run(partial(spoilt, statement=statement))
    finally:
        await database.close()
