"""💞: a registration with everybody who has a part in it, and what each must not see."""

from functools import partial

import pytest

from simulator.client import Phone
from simulator.files import sample_picture
from storage import people
from tests.talks.singles import HE, QIANG, registers, singles, verifies
from tests.talks.test_media import at_rest, files
from tests.talks.test_my_data import everything
from tests.town import Town

TABLES = ("singles", "people", "outbox", "drafts", "shown", "resting", "chores", "media", "reads")

Trio = tuple[Phone, Phone, Phone]


@pytest.fixture
async def trio(town: Town) -> Trio:
    return await singles(town)


async def test_somebody_registers_and_the_matchmaker_sees_the_papers(
    town: Town, trio: Trio
) -> None:
    he, mei, _qiang = trio
    await mei.taps("💞 社区红娘")
    door = await mei.sees("不收一分钱")
    assert "何红娘" in door["text"]
    await registers(mei, "女", "1995-05-08", "何红娘 · 广安社区")
    card = await he.sees("📝 已登记，等红娘看证件")
    assert "💞 小梅" in card["text"]
    assert "13900000302" in card["text"]
    await verifies(he)
    await mei.sees("证件看过了，什么都没留底")
    await mei.taps("📋 我的事")
    await mei.taps("💞 🟢 红娘正在留心")
    await mei.sees("💁 您的红娘：何红娘")
    assert await town.count("consents", "purpose = 'matchmaking' AND withdrawn IS NULL") == 1


async def test_who_may_not_register_is_let_go_kindly(town: Town, trio: Trio) -> None:
    _he, mei, qiang = trio
    await mei.taps("💞 社区红娘")
    await mei.taps("👪 替孩子、亲友问的")
    passed = await mei.sees("请把这条消息转发给他")
    link = passed["text"].partition("?start=")[2].strip()
    assert link == "match"
    await qiang.says(f"/start {link}")
    await qiang.sees("不收一分钱")
    for answers, kind in (
        (("不同意",), "没关系，什么都没留下"),
        (("同意", "给孩子、亲友"), "请把这条消息转发给他"),
        (("同意", "给自己", "已婚"), "祝您家庭和美"),
    ):
        await mei.taps("💞 我要登记", again=True)
        for answer in answers:
            await mei.taps(answer)
        await mei.sees(kind)
    await qiang.taps("💞 我要登记")
    for answer in ("同意", "给自己", "未婚", "男"):
        await qiang.taps(answer)
    await qiang.says("2010-01-01")
    await qiang.taps("没有孩子")
    await qiang.taps("⏭ 跳过")
    await qiang.taps("✅ 提交")
    await qiang.sees("法律规定男满22岁、女满20岁")
    await qiang.says("/cancel")
    await town.quiet()
    assert await town.count("singles") == 0
    assert await town.count("consents", "purpose = 'matchmaking'") == 0


async def test_what_is_said_of_oneself_is_masked_sealed_and_changed_one_by_one(
    town: Town, trio: Trio
) -> None:
    he, mei, _qiang = trio
    await registers(mei, "女", "1995-05-08", "何红娘 · 广安社区")
    await mei.taps("🙂 我的情况")
    await mei.says("165")
    await mei.taps("本科")
    await mei.says("老师")
    await mei.says("四平")
    await mei.taps("爱看书")
    await mei.taps("选好了")
    await mei.says("加我微信 xiaomei95")
    await mei.taps("✅ 提交")
    await mei.sees("请别写电话、微信")
    await mei.taps("✏️ 修改")
    await mei.taps("我的话")
    await mei.says("喜欢安静的日子")
    await mei.taps("✅ 提交")
    own = await mei.sees("“喜欢安静的日子”")
    assert "女 · 1995年生 · 165厘米 · 本科 · 老师 · 老家四平" in own["text"]
    await mei.taps("🚫 不介绍给")
    await mei.taps("不要本小区的")
    await mei.says("第一中学")
    await mei.says("王二狗")
    await mei.sees("这里谁也不看")
    await mei.taps("✅ 提交")
    await mei.sees("🚫 不介绍给：本小区的人")
    await mei.taps("🖼 照片")
    await mei.sends_photo(data=sample_picture(3).data)
    await mei.taps("发完了")
    await mei.taps("只给我的红娘看")
    await mei.taps("✅ 提交")
    await mei.sees("🖼 照片：只给我的红娘看")
    await at_rest(town)
    assert len(files(town)) == 1
    await town.quiet()
    assert await he.shows("“喜欢安静的日子”")
    assert not await he.shows("第一中学")
    assert not await he.shows("王二狗")
    for table in TABLES:
        rows = str(await town.run(partial(everything, table=table)))
        for canary in ("喜欢安静", "第一中学", "王二狗", "1995-05-08", "四平"):
            assert canary not in rows, table
    await mei.taps("🚪 退出")
    await mei.taps("🚪 是，退出")
    await mei.sees("您已经退出")
    await at_rest(town)
    assert files(town) == []
    assert await town.count("media") == 0


async def test_a_matchmaker_takes_up_passes_on_and_writes(town: Town, trio: Trio) -> None:
    he, mei, qiang = trio
    place = (await town.person(HE)).roles[0].place_id
    other = await town.person(QIANG)
    now = town.clock.now()
    await town.run(lambda tx: people.grant(tx, other.id, "matchmaker", place, None, now))
    await registers(mei, "女", "1995-05-08", "⏭ 跳过")
    seen = await he.sees("📥 有人想找红娘")
    for canary in ("小梅", "13900000302", "森林公园小区"):
        assert canary not in seen["text"], "nobody's name before one looks after them"
    await qiang.sees("📥 有人想找红娘")
    await he.taps("🙋 我来牵线")
    await mei.sees("💞 您的红娘是何红娘")
    await qiang.sees("这件事已经不在您这里了")
    await he.taps("✉️ 捎句话")
    await he.says("星期六带身份证来")
    await he.taps("✅ 提交")
    await mei.sees("“星期六带身份证来”")
    await he.taps("💞 社区红娘")
    await he.taps("小梅 · 女 · 1995年生")
    await town.quiet()
    await he.taps("↪️ 转交")
    await he.taps("阿强 · 广安社区")
    await he.taps("✅ 提交")
    await he.sees("✅ 转好了")
    await mei.sees("💞 您的红娘是阿强")
    await qiang.sees("↪️ 有位红娘转给您一个人")
    await verifies(qiang)
    await mei.sees("证件看过了")
    await mei.taps("💞 社区红娘")
    await mei.taps("⏸ 暂停")
    await mei.sees("⏸ 停着")
    await mei.taps("▶️ 继续")
    await mei.sees("🟢 红娘正在留心")
    await mei.says("/privacy")
    await mei.taps("🗑 全部删除")
    await mei.taps("🗑 是，全部删除")
    await qiang.sees("您照看的一位退出了")
    assert await town.count("singles", "profile IS NOT NULL OR matchmaker_id IS NOT NULL") == 0


async def test_a_parent_who_asks_gets_the_link_to_pass_on(town: Town, trio: Trio) -> None:
    _he, mei, qiang = trio
    await mei.says("给我闺女找个对象")
    await mei.sees("您是要办这个吗？")  # the key of the menu has the same label
    await mei.taps("💞 社区红娘")
    passed = await mei.sees("请把这条消息转发给他")
    assert "?start=match" in passed["text"]
    await qiang.says("想找个对象，踏实过日子的")
    await qiang.sees("您是要办这个吗？")
    await qiang.taps("💞 社区红娘")
    await qiang.sees("不收一分钱")
    assert await town.count("singles") == 0
