"""The platform's flood limits."""

import pytest

from simulator.limits import Limits
from simulator.refusal import Refusal
from simulator.telegram import Telegram
from tests.simulator.conftest import Time


@pytest.fixture
def limits(time: Time) -> Limits:
    return Limits(time, on=True)


def refused(limits: Limits, chat_id: int, messages: int = 1) -> int:
    """Seconds to wait; 0 when it was let through."""
    try:
        limits.take(chat_id, messages)
    except Refusal as refusal:
        return int(refusal.parameters["retry_after"])
    return 0


def test_a_private_chat_takes_a_burst_and_then_one_a_second(limits: Limits, time: Time) -> None:
    assert [refused(limits, 1) for _ in range(6)] == [0, 0, 0, 0, 0, 1]
    time.now += 1
    assert [refused(limits, 1) for _ in range(2)] == [0, 1]
    time.now += 60
    assert [refused(limits, 1) for _ in range(6)] == [0, 0, 0, 0, 0, 1]


def test_all_chats_together_take_thirty_a_second(limits: Limits, time: Time) -> None:
    assert sum(refused(limits, chat) for chat in range(30)) == 0
    assert refused(limits, 31) == 1
    time.now += 1
    assert refused(limits, 31) == 0


def test_a_group_takes_twenty_a_minute(limits: Limits, time: Time) -> None:
    for _ in range(20):
        assert refused(limits, -100) == 0
        time.now += 1
    assert refused(limits, -100) == 40
    time.now += 40
    assert refused(limits, -100) == 0


def test_an_album_counts_its_pictures(limits: Limits) -> None:
    assert refused(limits, 1, 8) == 0
    assert refused(limits, 1) == 4


def test_edits_count_and_answers_do_not(time: Time) -> None:
    telegram = Telegram(clock=time)
    person = telegram.join("小梅")
    telegram.say(person.id, "/start")
    chat = {"chat_id": person.id}
    button = {"inline_keyboard": [[{"text": "签收", "callback_data": "c"}]]}
    sent = telegram.call("sendMessage", {**chat, "text": "0", "reply_markup": button})
    queries = [telegram.tap(person.id, sent["message_id"], "c") for _ in range(10)]
    for query in queries:
        telegram.call("answerCallbackQuery", {"callback_query_id": query})
    edit = {**chat, "message_id": sent["message_id"]}
    for number in range(1, 5):
        telegram.call("editMessageText", {**edit, "text": str(number)})
    with pytest.raises(Refusal, match="Too Many Requests: retry after 1"):
        telegram.call("editMessageText", {**edit, "text": "5"})
    assert telegram.journal.after()[-1].error == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }
    telegram.limits.on = False
    assert telegram.call("editMessageText", {**edit, "text": "5"})
