"""Power loss: what was acknowledged is on the disk, and torn bytes after it harm nothing."""

import random
import re
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from bench.chaos.power import KINDS, committed, damage, tear
from bench.chaos.remains import take_copy
from storage import updates
from storage.cipher import Cipher
from storage.sqlite import open_sqlite
from tests.conftest import NOW

ACKNOWLEDGED, AFTER = 12, 3
ROUNDS = 40
# A process of its own: it says what is kept as soon as it is told so.
KEEPS = """
import asyncio, os, sys
from pathlib import Path
from storage import sqlite, updates
from storage.cipher import Cipher
sqlite.WRITER_PRAGMAS["synchronous"] = int(sys.argv[2])

async def keeps():
    database = await sqlite.open_sqlite(Path(sys.argv[1]), Cipher.from_secret(Cipher.new_secret()))
    await database.migrate(1)
    for number in range(20):
        await database.run(lambda tx: updates.first_time(tx, number, 1))
        os.write(1, b"kept")
    await database.close()

asyncio.run(keeps())
"""
CALL = re.compile(r"^\d+ +(\w+)\(\d+<([^>]*)>")


def _traces() -> bool:
    found = shutil.which("strace")
    return found is not None and subprocess.run([found, "-qq", "true"], check=False).returncode == 0


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
    calls = "trace=write,pwrite64,fsync,fdatasync"
    command = [sys.executable, "-c", KEEPS, str(file), str(synchronous)]
    subprocess.run(["strace", "-f", "-y", "-e", calls, "-o", trace, *command], check=True)
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
