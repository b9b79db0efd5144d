"""Twenty kills of `make chaos`, and that its verdict would notice."""

import asyncio
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bench.chaos.course import Plan, Record, run
from bench.chaos.table import table
from bench.chaos.verdict import judge

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(240)]

# What is done to the file afterwards, and the finding that has to notice.
SABOTAGE = {
    "no report is lost": (
        "UPDATE cases SET story = NULL WHERE id IN"
        " (SELECT case_id FROM timeline WHERE step = 'confirm' LIMIT 1)"
    ),
    "each step once, in its order": (
        "DELETE FROM timeline WHERE id IN (SELECT id FROM timeline WHERE step = 'sign' LIMIT 1)"
    ),
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


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    return asyncio.run(run(Plan(kills=20, seed=20), tmp_path_factory.mktemp("chaos")))


def test_twenty_kills_lose_nothing_and_do_nothing_twice(record: Record) -> None:
    findings = asyncio.run(judge(record))

    assert not [one for one in findings if one.wrong], table(record, findings)


@pytest.mark.parametrize("what", SABOTAGE)
def test_the_verdict_notices(record: Record, tmp_path: Path, what: str) -> None:
    shutil.copy(record.log, tmp_path)
    shutil.copy(record.database, tmp_path)
    spoilt = replace(record, folder=tmp_path)
    with closing(sqlite3.connect(spoilt.database)) as raw, raw:
        raw.execute(SABOTAGE[what])

    findings = asyncio.run(judge(spoilt))

    assert what in [one.what for one in findings if one.wrong]
