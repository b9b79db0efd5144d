"""Keeps the mark by which an older copy of the database is recognised."""

import asyncio
import logging
from functools import partial
from pathlib import Path

from bot.clock import Clock
from bot.units import Units
from storage import marks
from storage.engine import Database, StorageFailed
from storage.marks import Mark
from storage.tx import Tx

log = logging.getLogger(__name__)

EVERY = 60.0  # seconds: what may go unrecognised is a copy younger than this
NAME = "mark"


class Marking:
    """Compares the marks at the start and moves both on while the process lives."""

    def __init__(self, database: Database, units: Units, folder: Path, clock: Clock) -> None:
        self._database = database
        self._units = units
        self._file = folder / NAME
        self._clock = clock

    async def begin(self) -> None:
        """Before anything is sent: hold the letters of an older copy, and tell administrators."""
        outside = await asyncio.to_thread(marks.read, self._file)
        await self._database.run(self._units.begin(outside, self._clock.now()))
        await self.move()

    async def move(self) -> None:
        """Move the mark on: first in the database, then outside."""
        try:
            mark: Mark = await self._database.run(partial(_advance, now=self._clock.now()))
            await asyncio.to_thread(marks.write, self._file, mark)
        except (StorageFailed, OSError) as error:
            log.warning("the mark could not be moved: %s", type(error).__name__)


def _advance(tx: Tx, now: int) -> Mark:
    return marks.advance(tx, now)
