"""Copies of a SQLite file: taken while the bot works in it, checked, and put back."""

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from storage.engine import StorageFailed
from storage.lock import FileLock
from storage.sqlite_file import BUSY_MS, back_up


def take(file: Path, target: Path) -> None:
    """Copy a database, be it in use or not, into one checked file, whole or not at all."""
    try:
        with closing(_reader(file)) as raw:
            back_up(raw, target)
    except (OSError, sqlite3.Error) as error:
        raise StorageFailed(f"no backup of {file}: {error}") from error


def put_back(copy: Path, file: Path) -> Path | None:
    """Make the database what the copy is; returns where the one until now is kept.

    Raises Busy while the bot is running. SQLite does it in one transaction: killed half way,
    the database is as it was.
    """
    lock = FileLock(file.with_name(f"{file.name}.lock"))
    try:
        with closing(_reader(copy)) as source:
            _check(source, copy)
            before = file.with_name(f"{file.name}.before-restore") if file.exists() else None
            if before:
                take(file, before)
            with closing(sqlite3.connect(file, isolation_level=None)) as raw:
                source.backup(raw)
    except (OSError, sqlite3.Error) as error:
        raise StorageFailed(f"{copy} cannot be put back: {error}") from error
    finally:
        lock.release()
    return before


def _check(raw: sqlite3.Connection, path: Path) -> None:
    if raw.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
        raise StorageFailed(f"{path} is damaged")
    if not raw.execute("SELECT 1 FROM sqlite_master WHERE name = 'migrations'").fetchone():
        raise StorageFailed(f"{path} is no database of this bot")


def _reader(file: Path) -> sqlite3.Connection:
    # Read-only: a second connection that checkpoints can corrupt the file (WAL-reset defect).
    raw = sqlite3.connect(f"file:{quote(str(file))}?mode=ro", uri=True, isolation_level=None)
    raw.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    return raw
