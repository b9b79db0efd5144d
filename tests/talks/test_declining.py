"""Who does not agree leaves nothing behind, and may look again."""

import pytest

from simulator.client import Phone
from storage.migrate import schema_text
from storage.tx import Tx
from tests.town import NEWCOMER, Town


def traces(tx: Tx, telegram_id: int) -> list[str]:
    """The tables in which somebody's number stands, plainly or in what is sealed."""
    names = [
        line.split()[2] for line in schema_text().splitlines() if line.startswith("CREATE TABLE")
    ]
    return [name for name in names if _stands(tx, name, telegram_id)]


def _stands(tx: Tx, table: str, telegram_id: int) -> bool:
    return any(telegram_id in row for row in tx.all(f"SELECT * FROM {table}"))


@pytest.mark.parametrize("way", ["不同意", "✖️ 取消", "/cancel"])
async def test_nothing_is_left_of_who_declines(town: Town, newcomer: Phone, way: str) -> None:
    tables = ("people", "drafts", "shown", "timers")
    before = [await town.count(table) for table in tables]
    await newcomer.says("/start")
    await newcomer.sees("您同意吗？")
    await (newcomer.says(way) if way.startswith("/") else newcomer.taps(way))
    await newcomer.sees("没有留下您的任何信息")
    await town.quiet()
    assert [await town.count(table) for table in tables] == before
    assert await town.run(lambda tx: traces(tx, NEWCOMER)) == []
    await newcomer.taps("🔄 重新看看")
    await newcomer.sees("您同意吗？")
    for label in ("同意", "⏭ 跳过", "✅ 提交"):
        await newcomer.taps(label)
    await newcomer.sees("好了")


async def test_who_never_answers_is_forgotten_after_a_month(
    town: Town, newcomer: Phone, wang: Phone
) -> None:
    await newcomer.says("/start")
    await newcomer.sees("您同意吗？")
    await town.quiet()
    town.clock.advance(31 * 24 * 3_600_000)
    await town.app.tidy()
    assert await town.run(lambda tx: traces(tx, NEWCOMER)) == []
    assert (await town.person(wang.id)).consented is not None
