"""The lock lives and dies with its process."""

import subprocess
import sys
from pathlib import Path

import pytest

from storage.lock import Busy, FileLock

HOLD = """
import sys
from pathlib import Path
from storage.lock import FileLock
lock = FileLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_held_lock_is_refused_and_names_its_holder_until_it_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "town.db.lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(Busy, match=f"process {holder.pid} holds"):
            FileLock(path)
        holder.kill()
        holder.wait()
        FileLock(path).release()


def test_one_process_does_not_hold_it_twice(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "town.db.lock")
    with pytest.raises(Busy):
        FileLock(tmp_path / "town.db.lock")
    lock.release()
    lock.release()
    FileLock(tmp_path / "town.db.lock").release()
