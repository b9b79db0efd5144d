"""Backups: taken while the bot works, once a day, fourteen of them; and put back."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot import backups
from bot.backups import KEEP
from bot.settings import Settings
from community.deadlines import DAY_MS
from storage import backup
from storage.cipher import Cipher
from storage.engine import StorageFailed
from storage.lock import Busy, FileLock
from tests.town import Town, cast, reports


def _copies(town: Town) -> list[Path]:
    folder = backups.folder_of(town.settings)
    assert folder is not None
    return sorted(folder.glob("*.db"))


def _stories(copy: Path) -> int:
    with closing(sqlite3.connect(copy)) as raw:
        (count,) = raw.execute("SELECT count(*) FROM cases").fetchone()
    return int(count)


async def test_the_running_bot_takes_one_a_day(rough_town: Town) -> None:
    town = rough_town
    wang, _li, _zhang = await cast(town)
    await reports(wang, "路灯坏了")
    await town.app.backups.when_due()
    await town.app.backups.when_due()
    assert len(_copies(town)) == 1, "one is enough for today"
    assert _stories(_copies(town)[0]) == 1
    assert _copies(town)[0].stat().st_mode & 0o077 == 0
    for _day in range(KEEP + 1):
        town.clock.advance(DAY_MS)
        await town.app.backups.when_due()
    assert len(_copies(town)) == KEEP


async def test_a_backup_that_fails_is_told_and_counted(
    rough_town: Town, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    await rough_town.restarts(backup_dir=str(tmp_path / "file" / "inside"))
    await rough_town.app.backups.when_due()
    assert "BACKUP_DIR cannot be made" in caplog.text
    assert 'part="backup"' in "\n".join(rough_town.app.metrics.lines())


async def test_nothing_is_put_back_under_a_running_bot(rough_town: Town) -> None:
    await rough_town.app.backups.when_due()
    file = backups.file_of(rough_town.settings)
    assert file is not None
    with pytest.raises(Busy):
        backup.put_back(_copies(rough_town)[0], file)


def test_what_is_no_backup_changes_nothing(tmp_path: Path) -> None:
    present, wrong = tmp_path / "town.db", tmp_path / "wrong.db"
    present.write_bytes(b"as it was")
    with closing(sqlite3.connect(wrong)) as raw:
        raw.execute("CREATE TABLE others (id INTEGER)")
    for copy in (wrong, tmp_path / "absent.db"):
        with pytest.raises(StorageFailed):
            backup.put_back(copy, present)
    assert present.read_bytes() == b"as it was"
    FileLock(tmp_path / "town.db.lock").release()


def test_postgresql_has_its_own_tools() -> None:
    settings = Settings(
        bot_token="123456789:not-a-real-token",
        secret_key=Cipher.new_secret(),
        database_url="postgresql://here/town",
        _env_file=None,
    )
    with pytest.raises(StorageFailed, match="pg_dump"):
        backups.back_up(settings, 0)
