"""Some weeks of the simulated year on each engine, and that its verdict would notice."""

import asyncio
import shutil
from pathlib import Path

import pytest

from bench.chaos.findings import Finding
from bench.year.course import Plan, Record, run
from bench.year.verdict import judge
from storage.cipher import Cipher
from storage.opening import open_database
from storage.tx import Tx

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(600)]

WEEKS = Plan(elders=24, days=18, kills=16, outages=5, jumps=3, deaths=1, blocks=2)
ALARMS = "SELECT id FROM checkin_days WHERE alarmed IS NOT NULL AND outcome = 'well'"
ALARM = ALARMS.replace("id", "min(id)", 1)  # of one an outage may excuse what is wrong
# What is done to the database afterwards, and the finding that has to notice.
SABOTAGE = {
    "every date of everybody is accounted for": (
        "DELETE FROM checkin_days WHERE id IN"
        " (SELECT max(id) FROM checkin_days WHERE outcome = 'touched' AND day < '2027-06-15')"
    ),
    "one question a date, or none where none was needed": (
        "UPDATE checkin_days SET asked = NULL WHERE id IN"
        " (SELECT max(id) FROM checkin_days WHERE outcome = 'answered' AND asked IS NOT NULL)"
    ),
    "who was up is left in peace, and nobody forgotten": (
        "UPDATE checkin_days SET outcome = 'missed' WHERE id IN"
        " (SELECT max(id) FROM checkin_days WHERE outcome = 'touched' AND day < '2027-06-15')"
    ),
    "no stale prompt": f"UPDATE checkin_days SET ended = made WHERE id IN ({ALARMS})",
    "every silence is heard in time": (
        "UPDATE checkin_days SET alarmed = alarmed + 43200000 WHERE alarmed IS NOT NULL"
    ),
    "every alarm is ended by a person": (
        f"UPDATE checkin_days SET outcome = 'dropped', day = '2020-01-01' WHERE id IN ({ALARM})"
    ),
    "the all-clear reaches exactly those alarmed": (
        f"DELETE FROM checkin_alerts WHERE day_id IN ({ALARMS})"
    ),
}


def wrong(findings: list[Finding]) -> dict[str, tuple[str, ...]]:
    return {one.what: one.wrong for one in findings if one.wrong}


async def test_every_morning_of_some_weeks_is_accounted_for(database_url: str) -> None:
    record = await asyncio.to_thread(asyncio.run, run(WEEKS, database_url))
    assert record.kills > 0
    assert wrong(await judge(record)) == {}


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Record:
    folder = tmp_path_factory.mktemp("year")
    return asyncio.run(run(WEEKS, f"sqlite:///{folder}/linli.db"))


@pytest.mark.parametrize("what", SABOTAGE)
async def test_the_verdict_would_notice(what: str, lived: Record, tmp_path: Path) -> None:
    shutil.copy(lived.url.removeprefix("sqlite:///"), tmp_path / "copy.db")
    record = Record(**{**vars(lived), "url": f"sqlite:///{tmp_path}/copy.db"})
    await _do(record, SABOTAGE[what])
    assert what in wrong(await judge(record))


async def test_a_message_to_the_dead_would_be_noticed(lived: Record) -> None:
    somebody = next(letter.to for letter in lived.letters.values() if letter.elder == letter.to)
    record = Record(**{**vars(lived), "died": {somebody: 1}})
    assert "silence after a death" in wrong(await judge(record))


async def _do(record: Record, statement: str) -> None:
    database = await open_database(record.url, Cipher.from_secret(record.secret))

    def job(tx: Tx) -> None:
        assert tx.do(statement) > 0

    await database.run(job)
    await database.close()
