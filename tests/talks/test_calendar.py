"""The office's calendar: a day declared in the chat, a year completed, December's reminder."""

from datetime import date
from functools import partial

import pytest

from community import calendar, workdays
from community.roles import Role
from simulator.client import Phone
from storage import people, places, timers
from storage.moments import local
from storage.tx import Tx
from tests.talks.test_office import promotes
from tests.town import LI, Town, dispatches, reports

ZONE = "Asia/Shanghai"


async def appointed(town: Town) -> None:
    """小李 works for the subdistrict, too."""
    who = await town.person(LI)

    def grant(tx: Tx) -> None:
        top = places.roots(tx)[0]
        people.grant(tx, who.id, Role.SUBDISTRICT_STAFF, top.id, None, town.clock.now())

    await town.run(grant)


async def contact_due(town: Town, number: str) -> date:
    row = await town.run(
        lambda tx: tx.one("SELECT contact_due FROM cases WHERE number = :number", number=number)
    )
    assert row is not None
    return local(row[0], ZONE).date()


async def declares(li: Phone, day: str, sort: str, why: str) -> None:
    await li.taps("➕ 定一天")
    await li.says(day)
    await li.taps(sort)
    await li.taps(why)
    await li.sees("已经定下的时限不变")
    await li.taps("✅ 提交")
    await li.sees(f"{day} {sort} · {why}")


async def test_a_day_off_counts_for_what_is_dispatched_afterwards(
    town: Town, wang: Phone, li: Phone
) -> None:
    await li.says("/office")
    await li.sees("这个由街道工作人员和管理员来用")
    await appointed(town)
    before = await reports(wang, "路灯坏了")
    await dispatches(li)
    due = await contact_due(town, before)
    await li.says("/office")
    card = await li.sees("🏛 街道设置\n这些由街道工作人员来定")
    for others in ("类别", "改动记录"):
        assert others not in str(card["reply_markup"]), "that is for administrators"
    await li.taps("📅 工作日历")
    await li.sees("街道还没有自己定过")
    await declares(li, due.isoformat(), "🏖 放假", "本地安排")
    after = await reports(wang, "墙皮掉了", "🔧 公共设施")
    await dispatches(li)
    assert await contact_due(town, before) == due
    assert await contact_due(town, after) > due
    await li.says("/office")
    await li.taps("📅 工作日历")
    await declares(li, due.isoformat(), "💼 上班", "调休上班")
    await promotes(town)
    await li.says("/office")
    await li.sees("🏛 街道设置")
    await li.taps("🧾 改动记录")
    log = (await li.sees(f"定了一天（调休上班）：{due}（放假 → 上班）"))["text"]
    assert f"小李 定了一天（本地安排）：{due}（放假）" in log


async def test_december_asks_for_next_year_until_it_is_complete(
    town: Town, wang: Phone, li: Phone
) -> None:
    await appointed(town)
    assert await town.count("timers", f"kind = '{calendar.REMIND}'") == 1, "set at the start"
    await town.run(partial(december, now=town.clock.now()))
    await town.app.timing.scan()
    await li.sees("请把 2099 年的放假和调休录进来")
    await declares(li, "2099-01-01", "🏖 放假", "法定节假日")
    await li.taps("✅ 2099 年已录全")
    await li.taps("是的，都录了")
    card = await li.sees("2099-01-01 🏖 放假")
    assert "2099 年已录全" not in str(card["reply_markup"])
    await town.run(partial(december, now=town.clock.now()))
    await town.app.timing.scan()
    await town.quiet()
    assert await town.count("timers", f"kind = '{calendar.REMIND}'") == 1, "the next December's"
    assert not await wang.shows("2099")
    said = [m for m in li.view.messages.values() if "请把 2099" in m.get("text", "")]
    assert len(said) == 1


def december(tx: Tx, now: int) -> None:
    """It is December 2098, which fires today."""
    top = places.roots(tx)[0]
    timers.add(tx, calendar.REMIND, top.id, "2098-12-01", now, now)


async def test_dates_of_a_year_not_announced_yet_are_shown_as_provisional(
    wang: Phone, li: Phone, zhang: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    await reports(wang, "路灯坏了")
    await dispatches(li)
    assert "（暂定）" not in (await zhang.sees("⏳ 最晚"))["text"]
    monkeypatch.setattr(workdays, "YEARS", frozenset({2004}))  # an old library
    await reports(wang, "墙皮掉了", "🔧 公共设施")
    await dispatches(li)
    assert "墙皮掉了" in (await zhang.sees("（暂定）"))["text"]
    await li.says("/duty")
    await li.sees("休息日是暂定的")
