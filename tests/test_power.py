"""Power loss: what was acknowledged is on the disk, and torn bytes after it harm nothing."""

import random
import re
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from bench.chaos.power import KINDS, Floor, committed, damage, lasting, tear
from bench.chaos.remains import take_copy
from storage import sqlite_file, updates
from storage.cipher import Cipher
from storage.sqlite import open_sqlite
from storage.tx import Tx
from tests.conftest import NOW

ACKNOWLEDGED, AFTER = 12, 3
ROUNDS = 40
MANY = 40  # updates of one commit
# A process of its own: it says what is kept as soon as it is told so.
KEEPS = """
import asyncio, os, sys
from pathlib import Path
from storage import sqlite, updates
from storage.cipher import Cipher
sqlite.WRITER_PRAGMAS["synchronous"] = int(sys.argv[2])
sqlite.WRITER_PRAGMAS["wal_autocheckpoint"] = int(sys.argv[3])

async def keeps():
    database = await sqlite.open_sqlite(Path(sys.argv[1]), Cipher.from_secret(Cipher.new_secret()))
    await database.migrate(1)
    for number in range(20):
        await database.run(lambda tx: updates.first_time(tx, number, 1))
        os.write(1, b"kept")
    await database.close()

asyncio.run(keeps())
"""
CALLS = "trace=write,pwrite64,fsync,fdatasync"
OVER_THE_FIRST = re.compile(r", 32, 0\) += 32$")  # the header of a log, at its beginning
CALL = re.compile(r"^\d+ +(\w+)\(\d+<([^>]*)>")


def _traces() -> bool:
    found = shutil.which("strace")
    if found is None:
        return False
    return subprocess.run([found, "-qq", "true"], check=False, capture_output=True).returncode == 0


@pytest.fixture
async def dead(tmp_path: Path, cipher: Cipher) -> Path:
    """A file as its process left it, with commits after the last that was acknowledged."""
    file = tmp_path / "town.db"
    database = await open_sqlite(file, cipher)
    await database.migrate(NOW)
    for number in range(ACKNOWLEDGED + AFTER):
        if number == ACKNOWLEDGED:
            take_copy(file, tmp_path / "acknowledged.db")
        await database.run(partial(updates.first_time, update_id=number, now=NOW))
    copy = take_copy(file, tmp_path / "dead.db")
    await database.close()
    return copy


@pytest.mark.parametrize("kind", KINDS)
def test_no_acknowledged_update_is_lost_wherever_the_bytes_after_it_are_torn(
    dead: Path, kind: str
) -> None:
    rng = random.Random(kind)
    floor = committed(dead.with_name("acknowledged.db-wal"))
    whole = committed(dead.with_name("dead.db-wal"))
    assert floor.salts == whole.salts
    assert 0 < floor.end < whole.end
    torn = [_torn(dead, rng, kind) for _ in range(ROUNDS)]
    assert any(torn)


def _torn(dead: Path, rng: random.Random, kind: str) -> bool:
    copy = take_copy(dead, dead.with_name("torn.db"))
    happened = tear(copy, committed(dead.with_name("acknowledged.db-wal")), kind, rng)
    assert damage(copy, range(ACKNOWLEDGED)) == []
    return happened


async def test_what_a_checkpoint_may_have_carried_over_is_in_the_log(
    tmp_path: Path, cipher: Cipher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sqlite_file.WRITER_PRAGMAS, "wal_autocheckpoint", 60)
    rng = random.Random("carried")
    file, floors = tmp_path / "town.db", [Floor()]
    wrong: list[str] = []
    otherwise: list[str] = []
    database = await open_sqlite(file, cipher)
    try:
        await database.migrate(NOW)
        for number in range(60):
            await database.run(partial(_see, commit=number))
            floors.append(committed(tmp_path / "town.db-wal", floors[-1]))
            acknowledged = max(0, number - AFTER)
            ends = lasting(file, floors[acknowledged])
            copy = take_copy(file, tmp_path / "torn.db")
            tear(copy, ends, KINDS[number % len(KINDS)], rng)
            wrong += damage(copy, [one for each in range(acknowledged) for one in _of(each)])
            if ends.salts == floors[acknowledged].salts:
                otherwise += _cut(take_copy(file, tmp_path / "torn.db"), floors[acknowledged].end)
    finally:
        await database.close()
    assert not wrong
    assert otherwise, "older pages of the log come over newer ones of the file"


def _of(commit: int) -> list[int]:
    """Updates all over their table, so that each commit changes other pages of it."""
    return [(commit * MANY + nth) * 7_919 % 1_000_003 for nth in range(MANY)]


def _see(tx: Tx, commit: int) -> None:
    for number in _of(commit):
        updates.first_time(tx, number, NOW)


def _cut(copy: Path, end: int) -> list[str]:
    log = copy.with_name("torn.db-wal")
    log.write_bytes(log.read_bytes()[:end])
    return damage(copy, ())


def test_a_loss_is_noticed(dead: Path) -> None:
    early = committed(dead.with_name("acknowledged.db-wal"))
    copy = take_copy(dead, dead.with_name("torn.db"))
    log = copy.with_name("torn.db-wal")
    log.write_bytes(log.read_bytes()[: early.end - 1])
    assert damage(copy, range(ACKNOWLEDGED)) == ["1 acknowledged updates are missing"]


@pytest.mark.skipif(not _traces(), reason="no strace here, or it may not look at processes")
@pytest.mark.parametrize(("synchronous", "in_time"), [(2, 20), (1, 0)], ids=["full", "normal"])
def test_every_commit_is_on_the_disk_before_it_is_said_to_be_kept(
    tmp_path: Path, synchronous: int, in_time: int
) -> None:
    trace, file = tmp_path / "trace", tmp_path / "town.db"
    command = [sys.executable, "-c", KEEPS, str(file), str(synchronous), "1000"]
    subprocess.run(["strace", "-f", "-y", "-e", CALLS, "-o", trace, *command], check=True)
    written = synced = kept = 0
    for line in trace.read_text("utf-8", "replace").splitlines():
        found = CALL.match(line)
        if found and found[2].endswith("-wal"):
            synced = 0 if found[1] == "pwrite64" else synced + 1
            written += found[1] == "pwrite64"
        elif '"kept"' in line:
            kept += written > 0 and synced > 0
            written = synced = 0
    assert kept == in_time


@pytest.mark.skipif(not _traces(), reason="no strace here, or it may not look at processes")
def test_a_checkpoint_carries_over_only_what_is_on_the_disk(tmp_path: Path) -> None:
    trace, file = tmp_path / "trace", tmp_path / "town.db"
    command = [sys.executable, "-c", KEEPS, str(file), "2", "4"]
    subprocess.run(["strace", "-f", "-y", "-e", CALLS, "-o", trace, *command], check=True)
    unsynced = {"town.db-wal": False, "town.db": False}
    carried = begun_anew = 0
    for line in trace.read_text("utf-8", "replace").splitlines():
        found = CALL.match(line)
        name = Path(found[2]).name if found else ""
        if not found or name not in unsynced:
            continue
        unsynced[name] = found[1] == "pwrite64"
        if unsynced[name] and name == "town.db":
            assert not unsynced["town.db-wal"], "power may still take back what is carried over"
            carried += 1
        elif OVER_THE_FIRST.search(line):
            assert not unsynced["town.db"], "the log is begun anew before the file is synced"
            begun_anew += 1
    assert carried
    assert begun_anew > 1
