"""Three notices a day one by one; the rest in one message; own matters always."""

from datetime import datetime
from zoneinfo import ZoneInfo

from community.tells import tell
from simulator.client import Phone
from simulator.view import inline_buttons, text_of
from storage import drafts
from storage.outbox import Letter
from storage.tx import Tx
from talk import notices
from talk.standing import REMINDER
from tests.town import LI, WANG, Town, reports

ZONE = ZoneInfo("Asia/Shanghai")
HOUR_MS = 3_600_000
TAKEN_UP = "接受了您的邀请"
DIGEST = "📰 还有"


async def _told(town: Town, *told: str) -> None:
    """小李 is to hear of invitations taken up and of a form left half filled in."""
    li, wang = await town.person(LI), await town.person(WANG)

    def job(tx: Tx) -> list[Letter]:
        draft = drafts.get(tx, li.id)
        for notice in told:
            subject = draft.id if draft and notice == REMINDER else wang.id
            tell(tx, li.id, notice, subject, role="volunteer")
        return notices.deliver(tx, town.app.registry, town.clock.now())

    town.app.delivery.offer(await town.run(job))
    await town.quiet()


async def _heard(li: Phone) -> int:
    """How many notices of invitations have come one by one."""
    await li.look()
    texts = [text_of(message) for message in li.messages.values() if message["out"]]
    return sum(TAKEN_UP in text and DIGEST not in text for text in texts)


async def _until(town: Town, hour: int) -> None:
    """The clock goes on to the next time it is so late in the town."""
    now = datetime.fromtimestamp(town.clock.now() / 1000, ZONE)
    town.clock.advance(((hour - now.hour - 1) % 24 + 1) * HOUR_MS)
    await town.app.timing.scan()
    await town.quiet()


async def test_the_fourth_notice_of_a_day_waits_for_the_digest(
    town: Town, wang: Phone, li: Phone
) -> None:
    taken_up = "people.accepted"
    await _until(town, 10)
    await li.says("/invite")
    await li.taps("➕ 邀请一个人")
    await li.sees("请对方担任什么？")
    await _told(town, *[taken_up] * 3, REMINDER, *[taken_up] * 2)
    assert await _heard(li) == 3
    assert await town.count("resting") == 3
    await reports(wang, "路灯坏了")
    await li.sees("📢 新的反映")  # work is no notice
    await _until(town, 19)
    digest = await li.sees(f"{DIGEST} 3 件事")
    assert text_of(digest).count(TAKEN_UP) == 2
    assert [button["text"] for button in inline_buttons(digest)] == ["1. ➡️ 接着填"]
    await li.taps("1. ➡️ 接着填")
    await li.sees("邀请")
    assert await _heard(li) == 3
    # After the evening's digest the rest is the next day's, and that has room again.
    await _told(town, taken_up)
    assert await town.count("resting") == 1
    await _until(town, 8)
    assert await _heard(li) == 4
    assert await town.count("pushes", "sent = 1") == 1


async def test_who_wants_none_gets_no_digest_either(town: Town, li: Phone) -> None:
    await _until(town, 10)
    await _told(town, *["people.accepted"] * 5)
    await li.says("停止")
    await li.sees("以后不再")
    await _until(town, 19)
    assert not await li.shows(DIGEST)
    assert await town.count("resting") == 0
