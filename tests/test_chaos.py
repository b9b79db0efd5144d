"""A short `make chaos` on each engine, and that its verdict would notice."""

import asyncio
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bench.chaos.course import Plan, Record, run
from bench.chaos.findings import Finding
from bench.chaos.ground import GROUNDS, Embedded
from bench.chaos.table import table
from bench.chaos.verdict import judge

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(600)]

# What is done to the file afterwards, and the finding that has to notice.
SABOTAGE = {
    "no report is lost": (
        "UPDATE cases SET story = NULL WHERE id IN"
        " (SELECT case_id FROM timeline WHERE step = 'confirm' LIMIT 1)"
    ),
    "each step once, in its order": (
        "DELETE FROM timeline WHERE id IN (SELECT id FROM timeline WHERE step = 'sign' LIMIT 1)"
    ),
    "each dispute once, each of its steps once": (
        "DELETE FROM timeline WHERE id IN (SELECT id FROM timeline WHERE step = 'take' LIMIT 1)"
    ),
    "each word to the mediator once": "DELETE FROM room_words",
    "each session as often as it was proposed": (
        "UPDATE sittings SET case_id = (SELECT max(id) FROM cases WHERE id IN"
        " (SELECT case_id FROM sittings)) WHERE case_id = (SELECT min(case_id) FROM sittings)"
    ),
    "no session of a dispute that is over": (
        "UPDATE sittings SET ended = NULL WHERE id IN (SELECT max(id) FROM sittings)"
    ),
    "each agreement with both confirmations, and no others": (
        "UPDATE pacts SET agreed_b = NULL WHERE signed IS NOT NULL"
    ),
    "of an agreement waits one question whether it was kept": (
        "DELETE FROM timers WHERE kind = 'agreements.kept'"
    ),
    "both hear once of each agreement": "UPDATE cases SET result = 'oral' WHERE result = 'left'",
    "each card of a seeker once": "DELETE FROM seekers WHERE id IN (SELECT max(id) FROM seekers)",
    "each application once, and withdrawn": (
        "UPDATE applications SET stage = 'sent' WHERE id IN (SELECT max(id) FROM applications)"
    ),
    "each sign-up once, and signed off": (
        "UPDATE sign_ups SET stage = 'in' WHERE id IN (SELECT max(id) FROM sign_ups)"
    ),
    "each registration once, and withdrawn": (
        "DELETE FROM consents WHERE id IN"
        " (SELECT max(id) FROM consents WHERE purpose = 'matchmaking')"
    ),
    "nothing is kept of who has withdrawn": "DELETE FROM singles WHERE stage = 'withdrawn'",
    "nothing is kept of who leaves while being introduced": (
        "DELETE FROM singles WHERE stage = 'withdrawn'"
    ),
    "each couple introduced once": (
        "DELETE FROM introductions WHERE id IN (SELECT max(id) FROM introductions)"
    ),
    "each introduction as both have answered alone": (
        "UPDATE introductions SET stage = 'asked', her_answer = 'yes', his_answer = 'yes'"
    ),
    "of an introduction wait the timers of its stage": (
        "UPDATE timers SET kind = 'none' WHERE kind LIKE 'matchmaking.%'"
    ),
    "each interview proposed once, and agreed": "UPDATE interviews SET agreed = NULL",
    "each morning accounted for once": (
        "DELETE FROM checkin_days WHERE id IN (SELECT min(id) FROM checkin_days)"
    ),
    "each morning ended by somebody": "UPDATE checkin_days SET outcome = 'dropped'",
    "whoever was alarmed hears once how it ended": "UPDATE checkin_days SET ended_by = NULL",
    "no timer of a morning that is over": (
        "UPDATE timers SET kind = 'checkins.rung' WHERE kind = 'checkins.day'"
    ),
    "each task is done": "UPDATE tasks SET stage = 'running'",
    "each task is done by one, and noted once": (
        "DELETE FROM hours WHERE id IN (SELECT min(id) FROM hours)"
    ),
    "everybody is told it once, and nobody twice": "UPDATE recipients SET state = 'failed'",
    "case numbers unique and without gaps": (
        "UPDATE cases SET number = number || '000' WHERE id IN (SELECT min(id) FROM cases)"
    ),
    "every update is seen once": (
        "DELETE FROM seen WHERE update_id IN (SELECT update_id FROM seen LIMIT 1)"
    ),
    "each timer waits or has fired once": "DELETE FROM timeline WHERE step = 'overdue'",
    "nothing waits in the outbox, nothing failed": (
        "UPDATE outbox SET state = 'waiting' WHERE id IN (SELECT max(id) FROM outbox)"
    ),
    "repeats only of what was in flight at a kill or a reset": (
        "UPDATE outbox SET state = 'replaced' WHERE act = 'send'"
    ),
    "every card shows how its case stands": (
        "UPDATE shown SET subject = (SELECT max(id) FROM cases) WHERE kind = 'report'"
    ),
}


def lived(engine: str, kills: int, folder: Path) -> tuple[Record, list[Finding]]:
    """A run in which every trouble of the engine happens, and the verdict on it."""
    plan = Plan(kills=kills, seed=20, residents=16, troubled=2)
    with GROUNDS[engine](folder) as ground:
        record = asyncio.run(run(plan, folder, ground))
        return record, asyncio.run(judge(record))


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> tuple[Record, list[Finding]]:
    return lived("sqlite", 14, tmp_path_factory.mktemp("chaos"))


@pytest.fixture
def record(judged: tuple[Record, list[Finding]]) -> Record:
    return judged[0]


def test_kills_and_troubles_lose_nothing_and_do_nothing_twice(
    judged: tuple[Record, list[Finding]],
) -> None:
    record, findings = judged
    assert not [one for one in findings if one.wrong], table(record, findings)


def test_postgresql_loses_nothing_either() -> None:
    # Not below pytest's own folder, which the server's user may not enter.
    with TemporaryDirectory(prefix="linli-chaos-") as folder:
        record, findings = lived("postgresql", 10, Path(folder))
        assert not [one for one in findings if one.wrong], table(record, findings)


@pytest.mark.parametrize("what", SABOTAGE)
def test_the_verdict_notices(record: Record, tmp_path: Path, what: str) -> None:
    shutil.copy(record.log, tmp_path)
    shutil.copy(record.folder / "town.db", tmp_path)
    spoilt = replace(record, folder=tmp_path, ground=Embedded(tmp_path))
    with closing(sqlite3.connect(tmp_path / "town.db")) as raw, raw:
        raw.execute(SABOTAGE[what])

    findings = asyncio.run(judge(spoilt))

    assert what in [one.what for one in findings if one.wrong]
