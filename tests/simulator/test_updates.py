"""The queue of updates: offsets, retention, waiting, and two pollers at once."""

import asyncio
import random
from typing import Any

import pytest

from simulator.refusal import Refusal
from simulator.telegram import Telegram
from simulator.updates import RETENTION, Updates
from tests.simulator.conftest import Time


@pytest.fixture
def updates(time: Time) -> Updates:
    return Updates(time, random.Random(1))


def texts(found: list[dict[str, Any]]) -> str:
    return "".join(update["message"] for update in found)


def fill(updates: Updates, letters: str) -> list[int]:
    ids = [updates.add("message", letter) for letter in letters]
    return [update_id for update_id in ids if update_id is not None]


async def test_what_is_not_confirmed_comes_again(updates: Updates) -> None:
    ids = fill(updates, "abc")
    assert texts(updates.read(0, 100)) == "abc"
    assert texts(updates.read(0, 2)) == "ab"
    assert texts(updates.read(ids[1], 100)) == "bc"
    assert texts(updates.read(0, 100)) == "bc"
    assert ids == [ids[0], ids[0] + 1, ids[0] + 2]


async def test_a_negative_offset_keeps_only_the_end(updates: Updates) -> None:
    fill(updates, "abcd")
    assert texts(updates.read(-2, 100)) == "cd"
    assert texts(updates.read(0, 100)) == "cd"


async def test_updates_are_kept_for_a_day(updates: Updates, time: Time) -> None:
    fill(updates, "a")
    time.now += RETENTION - 1
    fill(updates, "b")
    assert len(updates) == 2
    time.now += 2
    assert texts(updates.read(0, 100)) == "b"


async def test_ids_may_restart_lower(updates: Updates) -> None:
    (before,) = fill(updates, "a")
    updates.restart_ids()
    (after,) = fill(updates, "b")
    assert after < before


async def test_only_wanted_kinds_are_queued(updates: Updates) -> None:
    assert updates.add("chat_member", {}) is None
    updates.allow(["chat_member"])
    assert updates.add("chat_member", {}) is not None
    assert updates.add("message", {}) is None
    updates.allow(None)
    assert updates.add("message", {}) is None
    updates.allow([])
    assert updates.add("message", {}) is not None


async def test_a_poll_ends_with_the_first_update(updates: Updates) -> None:
    poll = asyncio.create_task(updates.poll(0, 100, 50))
    await asyncio.sleep(0)
    fill(updates, "a")
    assert texts(await poll) == "a"


async def test_the_second_poller_ends_the_first(telegram: Telegram) -> None:
    first = asyncio.create_task(telegram.get_updates({"timeout": 50}))
    await asyncio.sleep(0)
    second = asyncio.create_task(telegram.get_updates({"timeout": 50}))
    with pytest.raises(Refusal, match="terminated by other getUpdates") as caught:
        await first
    assert caught.value.code == 409
    person = telegram.join("小梅")
    telegram.say(person.id, "还在")
    assert [update["message"]["text"] for update in await second] == ["还在"]


async def test_what_is_held_comes_later(updates: Updates) -> None:
    updates.hold(True)
    fill(updates, "a")
    assert await updates.poll(0, 100, 0) == []
    poll = asyncio.create_task(updates.poll(0, 100, 50))
    await asyncio.sleep(0)
    updates.hold(False)
    assert texts(await poll) == "a"
