"""Backups of the database: once a day by the running bot, and by python -m bot backup."""

import asyncio
import logging
from datetime import UTC, datetime
from pathlib import Path

from bot.clock import Clock
from bot.metrics import Metrics
from bot.settings import Settings
from community.deadlines import DAY_MS
from storage import backup
from storage.engine import StorageFailed
from storage.opening import SQLITE

log = logging.getLogger(__name__)

KEEP = 14
LOOK = 600.0  # seconds between two looks whether one is due
NAME = "linli-%Y%m%dT%H%M%SZ.db"
PATTERN = "linli-*Z.db"
NOT_HERE = "PostgreSQL has its own tools for this: pg_dump and pg_restore; see docs/running.md"


def file_of(settings: Settings) -> Path | None:
    """The database file, if the database is one."""
    url = settings.database_url
    return Path(url.removeprefix(SQLITE)) if url.startswith(SQLITE) else None


def folder_of(settings: Settings) -> Path | None:
    """Where backups are kept; none on PostgreSQL unless it is set."""
    if settings.backup_dir:
        return Path(settings.backup_dir)
    file = file_of(settings)
    return file.with_name(f"{file.name}.backups") if file else None


def back_up(settings: Settings, now: int) -> Path:
    """Take a checked copy and forget the oldest beyond KEEP; returns the copy."""
    file, folder = file_of(settings), folder_of(settings)
    if file is None or folder is None:
        raise StorageFailed(NOT_HERE)
    if not file.exists():
        raise StorageFailed(f"there is no database {file}")
    target = folder / datetime.fromtimestamp(now / 1000, UTC).strftime(NAME)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StorageFailed(f"BACKUP_DIR cannot be made: {error.strerror}") from error
    backup.take(file, target)
    for old in sorted(folder.glob(PATTERN))[:-KEEP]:
        old.unlink()
    return target


def last(folder: Path) -> int:
    """When the newest backup was taken, in UTC milliseconds; 0 if there is none."""
    times = [
        datetime.strptime(path.name, NAME).replace(tzinfo=UTC) for path in folder.glob(PATTERN)
    ]
    return int(max(times).timestamp() * 1000) if times else 0


class Backups:
    """Takes one a day while the bot runs."""

    def __init__(self, settings: Settings, clock: Clock, metrics: Metrics) -> None:
        self._settings = settings
        self._clock = clock
        self._metrics = metrics

    async def when_due(self) -> bool:
        """Take a backup if the newest is a day old; whether one was taken."""
        folder, now = folder_of(self._settings), self._clock.now()
        if folder is None or file_of(self._settings) is None or now < last(folder) + DAY_MS:
            return False
        try:
            await asyncio.to_thread(back_up, self._settings, now)
        except StorageFailed as error:
            self._metrics.add("linli_errors_total", part="backup", kind=type(error).__name__)
            log.error("%s", error)
            return False
        return True
