"""An older copy put back: recognised, its letters held, and administrators decide."""

import shutil
from functools import partial
from pathlib import Path

import pytest

from bot import backups
from simulator.client import Phone
from storage import backup, marks, outbox
from storage.engine import Database
from storage.marks import Mark
from storage.tx import Tx
from tests.conftest import NOW
from tests.town import ADMIN, WANG, Town, cast


async def _admin(town: Town) -> Phone:
    admin = await town.phone("老赵", ADMIN)
    await admin.says("/start")
    await admin.taps("同意")
    await admin.taps("⏭ 跳过")
    await admin.taps("✅ 提交")
    await admin.sees("好了")
    return admin


async def _goes_back(town: Town) -> None:
    """Back up while two letters wait, send them, live on, and put the backup back."""
    await town.quiet()
    town.app.delivery.hold()
    await town.run(partial(_post, texts=("一", "二"), now=town.clock.now()))
    await town.app.back_up()
    await town.app.delivery.resume()
    await town.quiet()
    folder, file = backups.folder_of(town.settings), backups.file_of(town.settings)
    assert folder is not None
    assert file is not None
    (copy,) = folder.glob("*.db")
    await town.closes()
    backup.put_back(copy, file)
    await town.opens()


def _post(tx: Tx, texts: tuple[str, ...], now: int) -> None:
    for text in texts:
        outbox.add(tx, now, WANG, {"text": text})


def _times(town: Town, text: str) -> int:
    calls = town.telegram.journal.after()
    return sum(call.params.get("text") == text for call in calls)


@pytest.mark.parametrize(("decision", "times"), [("📤 发出", 2), ("🗑 作废", 1)])
async def test_administrators_decide_about_its_letters(
    rough_town: Town, decision: str, times: int
) -> None:
    town = rough_town
    wang, _li, _zhang = await cast(town)
    admin = await _admin(town)
    await _goes_back(town)
    await admin.sees("2 条等着发出的消息")
    await wang.says("/help")
    await wang.sees("/mine")
    assert _times(town, "一") == 1, "it was sent before and is held now"
    await admin.taps(decision)
    await admin.sees("扣住的 2 条消息已经")
    await town.app.delivery.load()
    await town.quiet()
    assert _times(town, "一") == _times(town, "二") == times
    assert await town.count("outbox", "state = 'held'") == 0
    await town.restarts()
    await town.quiet()
    assert await town.count("restores") == 1, "it is told once"


async def test_nobody_else_can_decide(rough_town: Town) -> None:
    town = rough_town
    wang, _li, _zhang = await cast(town)
    admin = await _admin(town)
    await _goes_back(town)
    card = await admin.sees("2 条等着发出的消息")
    data = card["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await wang.taps_data(wang.last["message_id"], data, forged=True)
    await wang.hears("没有找到")
    assert await town.count("outbox", "state = 'held'") == 2


async def test_a_database_that_only_went_on_is_none(rough_town: Town) -> None:
    town = rough_town
    for _time in range(2):
        await town.app.back_up()
        await town.restarts()
    file = backups.file_of(town.settings)
    folder = backups.folder_of(town.settings)
    assert file is not None
    assert folder is not None
    shutil.rmtree(folder)
    await town.restarts()
    assert await town.count("restores") == 0


async def test_a_mark_only_grows(database: Database) -> None:
    def go(tx: Tx) -> list[Mark]:
        return [marks.advance(tx, now) for now in (NOW, NOW, NOW - 5_000, NOW + 9)]

    marked = await database.run(go)
    assert [mark.at - NOW for mark in marked] == [0, 1, 2, 9]
    assert len({mark.database for mark in marked}) == 1
    assert await database.run(marks.get) == marked[-1]


def test_the_mark_outside(tmp_path: Path) -> None:
    file = tmp_path / "backups" / "mark"
    assert marks.read(file) is None
    marks.write(file, Mark(7, NOW))
    assert marks.read(file) == Mark(7, NOW)
    file.write_text("half a", "ascii")
    assert marks.read(file) is None
    assert Mark(7, NOW - 1).behind(Mark(7, NOW))
    assert not Mark(8, NOW - 1).behind(Mark(7, NOW)), "another database"
    assert not Mark(7, NOW).behind(None)
