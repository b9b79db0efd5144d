"""Faults to order: each is felt as ordered, and counted as often as it really happened."""

from typing import Any

import aiohttp
import pytest

from simulator.client import Phone, Phones
from simulator.telegram import Telegram
from tests.simulator.conftest import Wire


async def send(wire: Wire, phone: Phone, text: str = "你好") -> dict[str, Any]:
    return await wire.call("sendMessage", json={"chat_id": phone.id, "text": text})


@pytest.mark.parametrize(
    ("kind", "settings", "code", "words"),
    [
        ("429", {"retry_after": 9}, 429, "Too Many Requests: retry after 9"),
        ("500", {}, 500, "Internal Server Error"),
        ("502", {}, 502, "Bad Gateway"),
        ("403", {"description": "Forbidden: user is deactivated"}, 403, "user is deactivated"),
        ("400", {}, 400, "Bad Request: chat not found"),
    ],
)
async def test_an_answer_to_order(
    wire: Wire,
    phones: Phones,
    mei: Phone,
    kind: str,
    settings: dict[str, Any],
    code: int,
    words: str,
) -> None:
    rule = await phones.fault(kind, method="sendMessage", times=1, **settings)
    answer = await send(wire, mei, "一")
    assert answer["error_code"] == code
    assert words in answer["description"]
    assert (await send(wire, mei, "二"))["ok"]
    assert (await phones.fault_counts())[rule] == 1
    assert not await mei.shows("一")


async def test_429_says_when_to_come_back(wire: Wire, phones: Phones, mei: Phone) -> None:
    await phones.fault("429", retry_after=9)
    assert (await send(wire, mei))["parameters"] == {"retry_after": 9}


async def test_a_connection_closed_before_does_nothing(
    wire: Wire, phones: Phones, mei: Phone
) -> None:
    rule = await phones.fault("reset_before", times=1)
    with pytest.raises(aiohttp.ClientError):
        await send(wire, mei, "丢了")
    await send(wire, mei, "到了")
    await mei.sees("到了")
    assert not await mei.shows("丢了")
    assert (await phones.fault_counts())[rule] == 1


async def test_a_connection_closed_after_has_done_it(
    wire: Wire, phones: Phones, mei: Phone
) -> None:
    rule = await phones.fault("reset_after", times=1)
    with pytest.raises(aiohttp.ClientError):
        await send(wire, mei, "到了")
    await mei.sees("到了")
    assert (await phones.fault_counts())[rule] == 1


async def test_a_fault_may_concern_one_chat(wire: Wire, phones: Phones, mei: Phone) -> None:
    li = await phones.person("老李")
    await li.says("/start")
    await phones.fault("403", chat_id=mei.id)
    assert not (await send(wire, mei))["ok"]
    assert (await send(wire, li))["ok"]


async def test_a_delay_only_delays(wire: Wire, phones: Phones, mei: Phone) -> None:
    rule = await phones.fault("delay", seconds=0.001, times=1)
    assert (await send(wire, mei))["ok"]
    assert (await phones.fault_counts())[rule] == 1


async def test_counts_outlive_their_rules(wire: Wire, phones: Phones, mei: Phone) -> None:
    rule = await phones.fault("500")
    await send(wire, mei)
    await phones.clear_faults()
    assert (await send(wire, mei))["ok"]
    assert (await phones.fault_counts())[rule] == 1


async def test_chance_is_repeatable() -> None:
    hits = []
    for _ in range(2):
        faults = Telegram(seed=7).faults
        faults.add("500", chance=0.3)
        hits.append([bool(list(faults.strike("getMe", None))) for _ in range(100)])
    assert hits[0] == hits[1]
    assert 10 < sum(hits[0]) < 50


async def test_confirmed_updates_come_again(wire: Wire, phones: Phones, mei: Phone) -> None:
    rule = await phones.fault("duplicate")
    (start,) = (await wire.call("getUpdates"))["result"]
    assert (await phones.fault_counts())[rule] == 0
    after = {"offset": start["update_id"] + 1}
    await mei.says("新的")
    again, new = (await wire.call("getUpdates", json=after))["result"]
    assert again == start
    assert new["message"]["text"] == "新的"
    assert (await phones.fault_counts())[rule] == 1


async def test_updates_come_shuffled(wire: Wire, phones: Phones, mei: Phone) -> None:
    for number in range(20):
        await mei.says(str(number))
    rule = await phones.fault("shuffle", times=1)
    shuffled = [update["update_id"] for update in (await wire.call("getUpdates"))["result"]]
    straight = [update["update_id"] for update in (await wire.call("getUpdates"))["result"]]
    assert shuffled != straight
    assert sorted(shuffled) == straight
    assert (await phones.fault_counts())[rule] == 1


async def test_the_platform_may_be_down(wire: Wire, phones: Phones, mei: Phone) -> None:
    await phones.pause(api=True)
    assert (await send(wire, mei))["error_code"] == 502
    await phones.pause(api=False, polling=True)
    assert (await send(wire, mei))["ok"]
    assert (await wire.call("getUpdates"))["result"] == []
    await phones.pause(polling=False)
    assert len((await wire.call("getUpdates"))["result"]) == 1


@pytest.mark.parametrize(
    "rule", [{}, {"kind": "rain"}, {"kind": "500", "chance": 2}, {"kind": "500", "often": 1}]
)
async def test_a_senseless_rule_is_refused(phones: Phones, rule: dict[str, Any]) -> None:
    with pytest.raises(AssertionError, match="/sim/faults"):
        await phones.post("/sim/faults", rule)


async def fetch(wire: Wire, path: str) -> int:
    """Download a file as a bot does."""
    async with wire.session.get(f"{wire.url}/file/bot{wire.token}/{path}") as response:
        await response.read()
        return response.status


async def test_downloads_have_faults_too(wire: Wire, phones: Phones, mei: Phone) -> None:
    photo = (await mei.sends_photo())["photo"][0]
    file = (await wire.call("getFile", json={"file_id": photo["file_id"]}))["result"]
    refused = await phones.fault("502", method="file", times=1)
    cut = await phones.fault("reset_before", method="file")
    assert await fetch(wire, file["file_path"]) == 502
    with pytest.raises(aiohttp.ClientError):
        await fetch(wire, file["file_path"])
    await phones.clear_faults()
    assert await fetch(wire, file["file_path"]) == 200
    counts = await phones.fault_counts()
    assert counts[refused] == 1
    assert counts[cut] >= 1, "the client may try again by itself"


async def test_the_journal_tells_everything_that_was_asked(
    wire: Wire, phones: Phones, mei: Phone
) -> None:
    await phones.fault("500", method="sendMessage", times=1)
    await send(wire, mei)
    await phones.fault("reset_after", method="sendMessage", times=1)
    with pytest.raises(aiohttp.ClientError):
        await send(wire, mei, "到了")
    await wire.call("sendFlowers")
    (update,) = (await wire.call("getUpdates"))["result"]
    assert await fetch(wire, "nowhere") == 404
    journal = await phones.journal(everything=True)
    assert journal[0]["error"]["error_code"] == 500
    assert [(one["kind"], one["method"]) for one in journal] == [
        ("fault", "sendMessage"),
        ("call", "sendMessage"),
        ("fault", "sendMessage"),
        ("stray", "sendFlowers"),
        ("poll", "getUpdates"),
        ("download", "file"),
    ]
    assert journal[4]["result"] == [update["update_id"]]
    assert [one["method"] for one in await phones.journal()] == ["sendMessage"]


async def test_an_account_may_be_given_up(wire: Wire, mei: Phone) -> None:
    await mei.deactivates()
    answer = await send(wire, mei)
    assert (answer["error_code"], answer["description"]) == (
        403,
        "Forbidden: user is deactivated",
    )
    await mei.deactivates(False)
    assert (await send(wire, mei))["ok"]
