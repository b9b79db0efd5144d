"""Who was erased stays erased, whatever copy of the database is put back."""

from functools import partial
from pathlib import Path

import pytest

from bot import backups
from community import issues, privacy
from community.behalf import Other, Whom
from community.issues import Category, detours
from community.people import Agreed, How
from storage import backup, marks
from storage.engine import StorageFailed
from storage.ledger import Ledger
from storage.people import Person
from storage.tx import Tx
from tests.town import LI, WANG, Town, cast, dispatches, reports

LEFT = ("consents", "roles", "drafts", "shown", "outbox", "resting", "pushes", "alerts")


async def _erases(town: Town, telegram_id: int) -> Person:
    who = await town.person(telegram_id)
    phone = await town.phone("谁", telegram_id)
    await phone.says("/privacy")
    await phone.taps("🗑 全部删除")
    await phone.taps("🗑 是，全部删除")
    await phone.sees("您的信息已全部删除")
    await town.quiet()
    return who


async def _remains(town: Town, who: Person) -> list[str]:
    """The tables in which somebody still is."""
    found = [table for table in LEFT if await town.count(table, f"person_id = {who.id}")]
    if not await town.count("people", f"id = {who.id} AND erased IS NOT NULL AND name IS NULL"):
        found.append("people")
    if await town.count("cases", f"reporter_id = {who.id} AND answered IS NULL"):
        found.append("cases")
    return found


async def test_an_older_copy_does_not_bring_back_who_was_erased(rough_town: Town) -> None:
    town = rough_town
    wang, li, zhang = await cast(town)
    await reports(wang, "路灯坏了")
    await dispatches(li)
    await zhang.sees("🔧 这件事交给您")
    await town.app.back_up()
    folder, file = backups.folder_of(town.settings), backups.file_of(town.settings)
    assert folder is not None
    assert file is not None
    erased = await _erases(town, WANG)
    assert await _remains(town, erased) == []
    ledger = folder / "erased"
    assert ledger.stat().st_mode & 0o777 == 0o600
    assert str(WANG) not in ledger.read_text("ascii")
    before = len(town.telegram.journal.after())
    await town.closes()
    (copy,) = folder.glob("*.db")
    backup.put_back(copy, file)
    await town.opens()
    assert await _remains(town, erased) == []
    await town.quiet()
    sent = [call for call in town.telegram.journal.after()[before:] if "chat_id" in call.params]
    assert WANG not in [call.params["chat_id"] for call in sent], "it happens silently"
    assert (await town.person(LI)).consented is not None, "nobody else is erased"


async def test_who_is_forgotten_with_their_last_matter_is_noted_outside(rough_town: Town) -> None:
    town = rough_town
    await cast(town)
    wang, folder, now = await town.person(WANG), backups.folder_of(town.settings), town.clock.now()
    assert folder is not None
    granny = await town.run(partial(_spoken_for_once, who=wang, now=now))
    town.clock.advance((town.settings.retention_days + 1) * 86_400_000)
    await town.app.tidy()
    mark = await town.run(marks.get)
    assert mark is not None
    assert await town.count("people", f"id = {granny} AND erased IS NOT NULL")
    assert granny in Ledger(folder / "erased").erased(mark.database)


async def test_a_kill_between_ledger_and_commit_erases_at_the_next_start(rough_town: Town) -> None:
    town = rough_town
    await cast(town)
    wang, folder = await town.person(WANG), backups.folder_of(town.settings)
    assert folder is not None
    mark = await town.run(marks.get)
    assert mark is not None
    Ledger(folder / "erased").note(mark.database, [wang.id, 12345])
    assert "people" in await _remains(town, wang), "what was begun is not done yet"
    await town.restarts()
    assert await _remains(town, wang) == []
    erased_at = await town.run(partial(_when, person_id=wang.id))
    await town.restarts()
    assert await town.run(partial(_when, person_id=wang.id)) == erased_at, "once is enough"


def _when(tx: Tx, person_id: int) -> object:
    return tx.one("SELECT erased FROM people WHERE id = :id", id=person_id)


async def test_what_cannot_be_written_down_is_not_erased(rough_town: Town) -> None:
    town = rough_town
    await cast(town)
    wang, folder = await town.person(WANG), backups.folder_of(town.settings)
    assert folder is not None
    (folder / "erased").mkdir()
    units = town.app.units
    assert units.ledger is not None

    def erase(tx: Tx) -> None:
        privacy.erase(tx, wang, town.clock.now())
        units._finish(tx, town.clock.now())

    with pytest.raises(StorageFailed):
        await town.run(erase)
    assert "people" in await _remains(town, wang)


def test_the_file_survives_torn_lines_and_other_databases(tmp_path: Path) -> None:
    file = tmp_path / "backups" / "erased"
    assert Ledger(file).erased(7) == []
    Ledger(file).note(7, [3, 1])
    with file.open("a") as text:
        text.write("7 99")  # the power went before the rest of the number
    Ledger(file).note(7, [5, 3])
    Ledger(file).note(8, [6])
    file.write_bytes(file.read_bytes() + b"\xff\x00 x\n7 y\n")
    assert Ledger(file).erased(7) == [1, 3, 99, 5]
    assert Ledger(file).erased(8) == [6]


def _spoken_for_once(tx: Tx, who: Person, now: int) -> int:
    """Somebody of whom no more is known than one matter, which is over."""
    assert who.home_id is not None
    other = Other(Whom.FAMILY, "赵奶奶", "13900001111", Agreed(How.ORAL))
    said = issues.report(tx, who, Category.LIGHTING, who.home_id, "灯坏了", (), now, other=other)
    detours.withdraw(tx, who, said.id, now)
    return said.reporter_id
