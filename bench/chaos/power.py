"""Power loss on SQLite: bytes after what must be on the disk are torn, in a copy of a dead file.

That is what was acknowledged, and what a checkpoint may have begun to carry over: SQLite syncs the
log before it writes a page of it into the file ("Checkpointing" in its "Write-Ahead Logging").
"""

import random
import sqlite3
import struct
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

HEADER, FRAME_HEADER, SECTOR = 32, 24, 512  # bytes; see "WAL-mode File Format" of SQLite
# Of the index beside the log, in the byte order of the machine but for the salts.
INDEX, INDEX_SALTS, ATTEMPTED = 136, slice(32, 40), slice(128, 132)
PAGE_SIZES = range(512, 65_537)

Tear = Callable[[bytearray, int, random.Random], None]


@dataclass(frozen=True, slots=True)
class Floor:
    """How far a log was committed, and the salts of its round."""

    salts: bytes = b""
    end: int = 0
    scanned: int = HEADER


def committed(log: Path, before: Floor = Floor()) -> Floor:
    """The end of the last commit in a log; what was scanned before is not scanned again."""
    try:
        with log.open("rb") as file:
            return _committed(file, before)
    except FileNotFoundError:
        return Floor()


def _committed(file: BinaryIO, before: Floor) -> Floor:
    header = file.read(HEADER)
    if len(header) < HEADER or (page := _page_size(header)) not in PAGE_SIZES:
        return Floor()
    salts = header[16:24]
    floor = before if before.salts == salts else Floor(salts)
    end, at = floor.end, floor.scanned
    file.seek(at)
    while len(frame := file.read(FRAME_HEADER)) == FRAME_HEADER and frame[8:16] == salts:
        at = file.seek(page, 1)
        if frame[4:8] != b"\0\0\0\0":  # only a commit says how large the file is now
            end = at
    return Floor(salts, end, max(end, HEADER))


def lasting(database: Path, acknowledged: Floor) -> Floor:
    """How far the log of a dead database has certainly come to the disk."""
    log = database.with_name(f"{database.name}-wal")
    whole = committed(log)
    end = acknowledged.end if acknowledged.salts == whole.salts else 0
    return Floor(whole.salts, max(end, _carried(database, whole, log)))


def _carried(database: Path, whole: Floor, log: Path) -> int:
    """How far a checkpoint may have come: all the way where the index speaks of another log."""
    if not whole.salts:
        return 0
    try:
        index = database.with_name(f"{database.name}-shm").read_bytes()
    except FileNotFoundError:
        return whole.end
    if len(index) < INDEX or index[INDEX_SALTS] != whole.salts:
        return whole.end
    with log.open("rb") as file:
        frame = FRAME_HEADER + _page_size(file.read(HEADER))
    frames = int.from_bytes(index[ATTEMPTED], sys.byteorder)
    return HEADER + frames * frame if frames else 0


def _page_size(header: bytes) -> int:
    size: int = struct.unpack(">I", header[8:12])[0]
    return size


def _gone(log: bytearray, cut: int, _rng: random.Random) -> None:
    del log[cut:]


def _zeros(log: bytearray, cut: int, _rng: random.Random) -> None:
    log[cut:] = bytes(len(log) - cut)


def _noise(log: bytearray, cut: int, rng: random.Random) -> None:
    log[cut:] = rng.randbytes(len(log) - cut)


def _sectors(log: bytearray, cut: int, rng: random.Random) -> None:
    """Some sectors have come to the disk, others before them have not."""
    for start in range(cut, len(log), SECTOR):
        if rng.random() < 0.5:
            end = min(start + SECTOR, len(log))
            log[start:end] = bytes(end - start)


TEARS: dict[str, Tear] = {"cut off": _gone, "zeros": _zeros, "noise": _noise, "sectors": _sectors}
HALF_CHECKPOINTED = "pages half carried over"
KINDS = (*TEARS, HALF_CHECKPOINTED)


def tear(copy: Path, floor: Floor, kind: str, rng: random.Random) -> bool:
    """Tear the log of a copy after what is on the disk; whether a byte is another now."""
    path = copy.with_name(f"{copy.name}-wal")
    log = bytearray(path.read_bytes()) if path.exists() else bytearray()
    # A log begun anew since then: all before it is in the file itself.
    kept = floor.end if log[16:24] == floor.salts else 0
    if kind == HALF_CHECKPOINTED:
        return _spoil_pages(copy, bytes(log[:kept]), rng)
    before = bytes(log)
    log += rng.randbytes(rng.randint(1, 2 * SECTOR))  # what was just being written
    TEARS[kind](log, rng.randint(min(kept, len(log)), len(log) - 1), rng)
    path.write_bytes(log)
    return bytes(log) != before


def _spoil_pages(copy: Path, log: bytes, rng: random.Random) -> bool:
    """The log was being carried over into the file: half of any page may have come there."""
    numbers = list(_pages(log))
    with copy.open("r+b") as file:
        for number in numbers:
            size = _page_size(log)
            if number * size <= copy.stat().st_size:
                file.seek((number - 1) * size + size // 2)
                file.write(rng.randbytes(size // 2))
    return bool(numbers)


def _pages(log: bytes) -> Iterator[int]:
    """The numbers of the pages that stand in a log."""
    if len(log) < HEADER:
        return
    for at in range(HEADER, len(log), FRAME_HEADER + _page_size(log)):
        yield struct.unpack(">I", log[at : at + 4])[0]


def damage(copy: Path, acknowledged: Collection[int]) -> list[str]:
    """Open a copy as it is after the power came back; what is wrong with it."""
    with closing(sqlite3.connect(copy)) as raw:
        try:
            found = [str(row) for row in raw.execute("PRAGMA integrity_check") if row != ("ok",)]
            found += [str(row) for row in raw.execute("PRAGMA foreign_key_check")]
            seen = {number for (number,) in raw.execute("SELECT update_id FROM seen")}
        except sqlite3.DatabaseError as error:
            return [str(error)]
    lost = len(set(acknowledged) - seen)
    return [*found, f"{lost} acknowledged updates are missing"] if lost else found
