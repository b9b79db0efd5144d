"""What a dead bot leaves; a file is read from a copy, so that the bot recovers its own."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psycopg

WAITING = "SELECT count(*) FROM outbox WHERE state = 'waiting'"
SENT = "SELECT message_id FROM outbox WHERE state = 'sent' AND act IN ('send', 'photo')"


@dataclass(frozen=True, slots=True)
class Remains:
    """The state of the database at a death."""

    sound: bool
    waiting: int  # letters
    written: frozenset[int]  # the numbers of the messages that are known to be sent


def take_copy(database: Path, target: Path) -> Path:
    """Copy the database and its log while no process has them open."""
    for suffix in ("", "-wal"):
        source = database.with_name(database.name + suffix)
        copy = target.with_name(target.name + suffix)
        copy.unlink(missing_ok=True)
        if source.exists():
            shutil.copyfile(source, copy)
    target.with_name(target.name + "-shm").unlink(missing_ok=True)
    return target


def examine(copy: Path) -> Remains:
    """Open a copy, as the next bot opens the file, and count."""
    with closing(sqlite3.connect(copy)) as raw:
        sound = raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return read(raw, sound)


def read(raw: sqlite3.Connection | psycopg.Connection, sound: bool) -> Remains:
    """Count what is left in a database that nobody works on."""
    ((waiting,),) = raw.execute(WAITING).fetchall()
    return Remains(sound, waiting, frozenset(number for (number,) in raw.execute(SENT).fetchall()))
