"""What the office decides about reports, changed in the chat by an administrator."""

from functools import partial

from community.roles import Role
from simulator.client import Phone
from storage import people, places
from storage.tx import Tx
from tests.town import Town, answers, dispatches, reports

LI = 900_002


def _promote(tx: Tx, person_id: int, role: Role) -> None:
    people.grant(tx, person_id, role, places.roots(tx)[0].id, None, 1)


async def promotes(town: Town, telegram_id: int = LI, role: Role = Role.ADMIN) -> None:
    who = await town.person(telegram_id)
    await town.run(partial(_promote, person_id=who.id, role=role))


async def opens(li: Phone) -> None:
    await li.says("/office")
    await li.sees("🏛 街道设置")


async def test_a_category_is_added_renamed_given_another_term_moved_and_hidden(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    await promotes(town)
    await wang.says("/office")
    await wang.sees("这个由街道工作人员和管理员来用")
    await opens(li)
    await li.taps("➕ 新增类别")
    await li.says("🚲 自行车和电动车停放的地方太长太长")
    await li.sees("⚠️")
    await li.says("🚲 自行车")
    await li.taps("一般 · ")
    await li.taps("✅ 提交")
    await li.sees("⏱ 一般：1个工作日内联系，7天内办完")
    await li.taps("✏️ 改名")
    await li.says("🚲 车棚")
    await li.taps("✅ 提交")
    await li.sees("🚲 车棚\n⏱ 一般")
    await li.taps("⏱ 改时限")
    await li.taps("紧急 · ")
    await li.taps("✅ 提交")
    await li.sees("⏱ 紧急：15分钟内联系，1小时内到场")
    await reports(wang, "车棚倒了", "🚲 车棚")
    await li.sees("🚲 车棚\n📍 广安社区")
    await dispatches(li)
    await zhang.sees("前到现场")
    await zhang.taps("到了现场")
    await wang.sees("师傅已到现场")
    await answers(zhang, "扶起来了")
    await opens(li)
    await li.taps("🚲 车棚")
    await li.sees("🚲 车棚\n⏱ 紧急")
    await li.taps("🙈 隐藏")
    await li.sees("已经反映的照常办理")
    await li.taps("是的，隐藏")
    await li.sees("🙈 已隐藏")
    await wang.taps("📢 反映问题")
    asked = await wang.sees("是哪方面的事")
    assert "车棚" not in str(asked["reply_markup"])
    await opens(li)
    await li.taps("🧾 改动记录")
    log = await li.sees("新增类别")
    assert "小李 隐藏类别：🚲 车棚" in log["text"]


async def test_a_route_sends_reports_by_themselves_and_a_term_is_made_longer(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    await promotes(town)
    await opens(li)
    await li.taps("💡 照明")
    await li.taps("🧭 设派单路线")
    await li.taps("🏠 广安街道")
    await li.sees("交给谁办")
    await li.taps("物业")
    await li.taps("⏭ 跳过")
    await li.taps("是")
    await li.taps("✅ 提交")
    await li.sees("🧭 广安街道 → 物业，自动派单")
    await opens(li)
    await li.taps("⏱ 一般")
    await li.sees("⏱ 一般\n")
    await li.taps("⏱ 改时限长短")
    await li.says("两个")
    await li.says("三百六十六")
    await li.sees("⚠️")
    await li.says("10")
    await li.taps("✅ 提交")
    await li.sees("2个工作日内联系，10天内办完")
    await reports(wang, "路灯坏了")
    await wang.sees("张师傅")
    card = await zhang.sees("🔧 这件事交给您")
    assert "路灯坏了" in card["text"]
    await zhang.taps("签收")
    await opens(li)
    await li.taps("💡 照明")
    await li.sees("自动派单")
    await li.taps("🗑 广安街道")
    await li.taps("是的，删掉")
    await li.sees("没有设路线，由社区派单")
    await wang.taps("📢 反映问题")
    await wang.taps("💡 照明")
    await wang.taps("🏠")
    await wang.taps("这是另一件事")
    await wang.sees("怎么回事")
    await wang.says("楼道灯不亮")
    await wang.taps("⏭ 跳过")
    await wang.taps("✅ 提交")
    await li.sees("📢 新的反映")


async def test_staff_give_a_case_another_term_as_they_hand_it_on(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    await reports(wang, "外墙漏水", "🔧 公共设施")
    await li.taps("受理派单")
    await li.sees("⏱ 时限：一般")
    await li.taps("⏱ 改时限")
    await li.taps("复杂 · ")
    await li.sees("⏱ 时限：复杂（1个工作日内联系，15天内办完）")
    await li.taps("张师傅 · 物业")
    await zhang.sees("🔧 这件事交给您")
    term = await town.run(lambda tx: tx.one("SELECT term FROM cases"))
    assert term == ("complex",)
