"""The phones of the tests: they wait for what comes, and say what they saw when it does not."""

import asyncio
from typing import Any

import pytest

from simulator.client import Phone, Phones
from simulator.telegram import Telegram


def keyboard(*labels: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": label, "callback_data": label}] for label in labels]}


def tell(telegram: Telegram, phone: Phone, text: str, *labels: str) -> int:
    params: dict[str, Any] = {"chat_id": phone.id, "text": text}
    if labels:
        params["reply_markup"] = keyboard(*labels)
    return int(telegram.call("sendMessage", params)["message_id"])


async def test_sees_waits_for_what_comes_later(telegram: Telegram, mei: Phone) -> None:
    seen = asyncio.create_task(mei.sees("正在办"))
    await asyncio.sleep(0)
    tell(telegram, mei, "您的事正在办")
    assert (await seen)["text"] == "您的事正在办"


async def test_what_was_seen_is_not_seen_again(telegram: Telegram, phones: Phones) -> None:
    phones.patience = 0.05
    mei = await phones.person("小梅")
    await mei.says("/start")
    tell(telegram, mei, "一")
    tell(telegram, mei, "二")
    await mei.sees("二")
    with pytest.raises(AssertionError) as caught:
        await mei.sees("一")
    assert str(caught.value).startswith("小梅: nothing new says “一”")
    assert "bot: 二" in str(caught.value)


async def test_a_phone_looks_at_an_old_chat_without_seeing_it_anew(
    telegram: Telegram, phones: Phones, mei: Phone
) -> None:
    tell(telegram, mei, "旧的")
    phones.patience = 0.05
    again = await phones.person("小梅", id=mei.id)
    assert again.last["text"] == "旧的"
    with pytest.raises(AssertionError, match="nothing new"):
        await again.sees("旧的")


async def test_what_shows_is_looked_for_and_stays_to_be_seen(
    telegram: Telegram, mei: Phone
) -> None:
    assert not await mei.shows("一")
    told = tell(telegram, mei, "一")
    assert await mei.shows("一")
    assert await mei.sees("一")
    params = {"chat_id": mei.id, "message_id": told, "text": "二"}
    telegram.call("editMessageText", params)
    assert not await mei.shows("一"), "as it stands now"


async def test_taps_finds_the_newest_button(telegram: Telegram, mei: Phone) -> None:
    tell(telegram, mei, "一", "签收")
    newer = tell(telegram, mei, "二", "签收", "退回")
    await mei.taps("签收")
    queued = telegram.updates.read(0, 100)[-1]["callback_query"]
    assert queued["message"]["message_id"] == newer


async def test_a_part_of_a_label_must_be_unique(telegram: Telegram, mei: Phone) -> None:
    tell(telegram, mei, "评价", "👍 解决了", "👎 没解决")
    with pytest.raises(AssertionError, match="may be any of 👍 解决了、👎 没解决"):
        await mei.taps("解决")
    assert await mei.taps("没解决")


async def test_a_button_is_tapped_twice_only_on_purpose(
    telegram: Telegram, phones: Phones, mei: Phone
) -> None:
    message_id = tell(telegram, mei, "第一题", "是")
    await mei.taps("是")
    second = asyncio.create_task(mei.taps("是"))
    await asyncio.sleep(0)
    params = {"chat_id": mei.id, "message_id": message_id, "text": "第二题"}
    telegram.call("editMessageText", {**params, "reply_markup": keyboard("是")})
    assert await second
    assert await mei.taps("是", again=True)
    phones.patience = 0.05
    with pytest.raises(AssertionError, match="no button “是”"):
        await mei.taps("是")


async def test_no_news_is_said_with_the_chat(phones: Phones, mei: Phone) -> None:
    phones.patience = 0.05
    await mei.sends("location")
    with pytest.raises(AssertionError) as caught:
        await mei.hears("好的")
    assert str(caught.value).splitlines() == [
        "小梅: no answer to a tap says “好的”",
        "The chat of 小梅:",
        "  小梅: /start",
        "  小梅: (location)",
    ]
