"""A greeting or a ladder that always raises: who is on duty hears it, and it goes on."""

import pytest

from community.checkins import mornings
from community.checkins.kinds import RUNG
from simulator.client import Phone
from simulator.view import text_of
from storage import people
from storage.tx import Tx
from tests.talks.test_settings import until
from tests.town import WANG, ZHANG, Town, cast

MINUTE_MS = 60_000


async def _asked(town: Town) -> tuple[Phone, Phone, Phone]:
    """王阿姨 is asked each morning, 张师傅 is the grid worker; it is nine o'clock."""
    found = await cast(town)
    town.clock.advance(until(town.clock.now(), hour=10))

    def enrols(tx: Tx) -> None:
        wang, zhang = people.by_telegram(tx, WANG), people.by_telegram(tx, ZHANG)
        assert wang
        assert zhang
        now = town.clock.now()
        people.grant(tx, zhang.id, "grid_worker", zhang.roles[0].place_id, None, now)
        mornings.begin(tx, wang, None, now)

    await town.run(enrols)
    await _passes(town, until(town.clock.now(), hour=9))
    await found[0].sees("🌞 王阿姨，您今天好吗？")
    return found


async def _passes(town: Town, milliseconds: int) -> None:
    town.clock.advance(milliseconds)
    await town.app.timing.scan()
    await town.quiet()


async def _seals(town: Town, name: bytes) -> bytes:
    """Put something else in place of her sealed name; returns what stood there."""

    def seals(tx: Tx) -> bytes:
        wang = people.by_telegram(tx, WANG)
        assert wang
        assert wang.sealed_name
        tx.do("UPDATE people SET name = :name WHERE id = :id", name=name, id=wang.id)
        return wang.sealed_name

    return await town.run(seals)


async def test_a_ladder_that_always_raises_goes_to_who_is_on_duty(rough_town: Town) -> None:
    town = rough_town
    wang, li, _zhang = await _asked(town)
    sealed = await _seals(town, b"rubbish" * 7)
    await _passes(town, 30 * MINUTE_MS)
    await li.sees("❗ –（广安社区 森林公园小区 3号楼 2单元）")
    assert await town.count("set_aside") == 1
    assert await town.count("timers", "kind = 'checkins.rung'") == 1
    await _passes(town, 30 * MINUTE_MS)
    assert await town.count("set_aside") == 2, "again and again, until somebody says how she is"
    await _seals(town, sealed)
    await _passes(town, 30 * MINUTE_MS)
    await wang.sees("还没有等到您的平安")
    await wang.taps("😊 我挺好")
    await wang.sees("记下了")
    await li.sees("✅ 王阿姨回话了，平安。")
    assert await town.count("timers", "kind = 'checkins.rung'") == 0


async def test_a_morning_that_always_raises_comes_again(rough_town: Town) -> None:
    town = rough_town
    wang, li, _zhang = await _asked(town)
    await wang.taps("😊 我挺好")
    await wang.sees("记下了")
    sealed = await _seals(town, b"rubbish" * 7)
    await _passes(town, until(town.clock.now(), hour=9))
    await li.sees("❗ –（广安社区 森林公园小区 3号楼 2单元）")
    assert await town.count("checkin_days") == 1
    assert await town.count("timers", "kind = 'checkins.day'") == 1
    await _seals(town, sealed)
    await _passes(town, until(town.clock.now(), hour=9))
    await wang.sees("🌞 王阿姨，您今天好吗？")


async def test_one_of_many_who_raises_holds_up_nobody_else(rough_town: Town) -> None:
    town = rough_town
    wang, li, zhang = await _asked(town)
    await wang.taps("😊 我挺好")
    await wang.sees("记下了")

    def enrols(tx: Tx) -> None:
        who = people.by_telegram(tx, ZHANG)
        assert who
        mornings.begin(tx, who, None, town.clock.now())

    await town.run(enrols)
    await _seals(town, b"rubbish" * 7)
    await _passes(town, until(town.clock.now(), hour=9))
    await zhang.sees("🌞 张师傅，您今天好吗？")
    await li.sees("❗ –（广安社区 森林公园小区 3号楼 2单元）")
    assert await town.count("set_aside") == 1
    assert await town.count("timers", "kind = 'checkins.day'") == 2


async def test_a_tap_that_always_raises_is_a_sign_of_life(
    rough_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = rough_town
    wang, li, _zhang = await _asked(town)

    def raises(*_any: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setitem(town.app.registry.cards["morning"].choices, "well", raises)
    await wang.taps("😊 我挺好")
    await wang.sees("记下了")
    assert await town.count("set_aside") == 1
    assert await town.count("checkin_days", "outcome = 'answered'") == 1
    await _passes(town, 240 * MINUTE_MS)
    assert not await li.shows("王阿姨今天还没有报平安")


@pytest.mark.parametrize("cry", ["🆘", "救命，我摔倒了起不来"])
async def test_a_cry_that_always_raises_is_heard_and_is_no_sign_of_being_well(
    rough_town: Town, cry: str
) -> None:
    town = rough_town
    wang, li, _zhang = await _asked(town)
    await _passes(town, 180 * MINUTE_MS)

    def unreadable(tx: Tx) -> None:
        found = people.by_telegram(tx, WANG)
        assert found
        tx.do("UPDATE people SET phone = :phone WHERE id = :id", phone=b"bad" * 20, id=found.id)

    await town.run(unreadable)
    await wang.says(cry)
    await wang.sees("120")
    await wang.sees("已经")
    await li.sees("🆘 有人求救")
    assert await town.count("set_aside") == 1
    assert await town.count("alerts") == 1
    assert await town.count("checkin_days", "ended IS NULL") == 1
    assert not await li.shows("回话了，平安")


async def test_a_fallback_that_raises_is_tried_again(
    rough_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = rough_town
    wang, li, _zhang = await _asked(town)

    def raises(_tx: Tx, _subject: int, _occasion: str, _now: int) -> None:
        raise ZeroDivisionError

    monkeypatch.setitem(town.app.registry.fallbacks, RUNG, raises)
    monkeypatch.setitem(town.app.registry.timers, RUNG, raises)
    await _passes(town, 30 * MINUTE_MS)
    assert await town.count("set_aside") == 1
    assert await town.count("timers", "kind = 'checkins.rung'") == 1, "nobody is forgotten"
    monkeypatch.undo()
    await _passes(town, 30 * MINUTE_MS)
    await wang.sees("还没有等到您的平安")
    assert not any("❗" in text_of(one) for one in li.messages.values())
