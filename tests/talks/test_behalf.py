"""A report for somebody without Telegram: theirs, with somebody who speaks for them."""

from simulator.client import Phone
from storage import cases, consents, people
from storage.people import Person
from storage.tx import Tx
from tests.talks.test_callback import later
from tests.talks.test_entering import enters
from tests.talks.test_rights import CANNOT, data_of, forges
from tests.town import Town, answers, dispatches, reports

GRANNY, NUMBER = "赵奶奶", "13900001111"


async def speaks(phone: Phone, story: str, whom: str = "🏘 邻居") -> None:
    """Fill in a report for 赵奶奶 up to its summary."""
    await phone.taps("📢 反映问题")
    await phone.taps("👥 替别人反映")
    await phone.taps(whom)
    await phone.says(GRANNY)
    await phone.says(NUMBER)
    await phone.sees("同意由您来反映")
    await phone.taps("口头同意")
    await phone.taps("💡 照明")
    await phone.taps("🏠")
    await phone.says(story)
    await phone.taps("⏭ 跳过")


async def entered(town: Town) -> list[Person]:
    return await town.run(lambda tx: people.by_phone(tx, NUMBER))


async def test_the_place_guessed_of_oneself_is_asked_of_somebody_else(wang: Phone) -> None:
    await wang.sends_photo()
    await wang.sees("是哪方面的事？")
    await wang.taps("👥 替别人反映")
    await wang.taps("🏘 邻居")
    await wang.says(GRANNY)
    await wang.says(NUMBER)
    await wang.taps("口头同意")
    await wang.taps("💡 照明")
    await wang.sees("在哪里？")


async def test_a_resident_speaks_for_a_neighbour(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    await speaks(wang, "门口的灯不亮")
    summary = await wang.sees("替谁：🏘 邻居（没有 Telegram）")
    assert f"姓名：{GRANNY}\n电话：{NUMBER}\n怎么同意的：口头同意" in summary["text"]
    assert "姓名和电话只有社区和来办这件事的人看得到" in summary["text"]
    await wang.taps("✅ 提交")
    await wang.sees("✅ 已收到")
    own = await li.sees(f"🗣 {GRANNY}（邻居 王阿姨 代为反映）")
    assert NUMBER not in own["text"]
    await dispatches(li)
    await wang.sees("👉 已交给张师傅")
    assert NUMBER not in (await zhang.sees("🔧 这件事交给您"))["text"], "not before it is taken on"
    await zhang.taps("签收")
    assert f"📞 {NUMBER} · {GRANNY}" in (await zhang.sees("阶段：处置中"))["text"]
    await answers(zhang, "换了灯")
    asked = await wang.sees("解决了吗？")
    await forges(zhang, data_of(asked, "解决了"), CANNOT)
    await later(town, 3)
    assert f"📞 {NUMBER} · {GRANNY}" in (await li.sees("请打个电话问问"))["text"]
    await wang.taps("解决了")
    await wang.sees("👉 办好了")
    [granny] = await entered(town)
    assert granny.home_id is None, "a resident's word settles nobody anywhere"
    [given] = await town.run(lambda tx: consents.of(tx, granny.id))
    assert (given.how, given.recorded_by) == ("oral", (await town.person(wang.id)).id)
    await li.says("/find")
    await li.says(NUMBER)
    await li.sees("没有登记过这个号码")
    await speaks(wang, "楼道的灯也不亮")
    await wang.taps("✅ 提交")
    await wang.says("📋 我的事")
    await wang.sees("这些是您的事")
    await town.quiet()
    assert [one.id for one in await entered(town)] == [granny.id], "the same person again"
    assert await town.count("cases", f"reporter_id = {granny.id}") == 2


async def test_staff_speak_for_somebody_and_never_judge_their_own_work(
    town: Town, li: Phone
) -> None:
    await speaks(li, "楼道灯不亮", "👪 家里人")
    await li.taps("✅ 提交")
    await li.sees("📢 新的反映")
    await li.taps("受理派单")
    await li.taps("小李 · 社区工作者")
    await li.taps("签收")
    await answers(li, "换好了")
    card = await li.sees("会由别人来问是否解决了")
    assert "解决了" not in str(card.get("reply_markup"))
    [granny] = await entered(town)
    assert granny.home_id is None, "where the light is broken need not be where she lives"


async def test_where_somebody_lives_whom_staff_speak_for_is_asked(
    town: Town, wang: Phone, li: Phone
) -> None:
    await speaks(li, "门口的灯不亮")
    await li.taps("✅ 提交")
    asked = await li.sees(f"🏠 {GRANNY}就住在这里吗：广安社区 森林公园小区 1号楼 1单元")
    yes = data_of(asked, "是，住这里")
    await forges(wang, yes, CANNOT)
    [granny] = await entered(town)
    assert granny.home_id is None, "not before it is said"
    await li.taps("是，住这里")
    await li.sees("✅ 记下了")
    [granny] = await entered(town)
    assert granny.home_id == (await town.person(li.id)).home_id
    await forges(li, yes, CANNOT)
    await li.says("/find")
    await li.says(NUMBER)
    await li.sees(f"👤 {GRANNY}")
    await speaks(li, "楼道的灯也不亮")
    await li.taps("✅ 提交")
    await li.sees("2611-2")
    await town.quiet()
    await li.look()
    questions = [one for one in li.messages.values() if "就住在这里吗" in one.get("text", "")]
    assert not questions, "asked once"


async def test_a_report_begins_from_the_card_of_who_was_entered(
    town: Town, li: Phone, wang: Phone
) -> None:
    card = await enters(li, GRANNY, NUMBER)
    begin = data_of(card, "📢 替本人反映")
    await forges(wang, begin, CANNOT)
    await li.taps("📢 替本人反映")
    await li.taps("💡 照明")
    await li.says("屋里的灯一闪一闪")
    await li.taps("⏭ 跳过")
    summary = await li.sees("经过：屋里的灯一闪一闪")
    assert f"👥 替{GRANNY}反映" in summary["text"]
    assert "地点：广安社区 森林公园小区 2号楼 1单元" in summary["text"]
    assert "替谁" not in summary["text"]
    await li.taps("✅ 提交")
    await li.sees(f"🗣 {GRANNY}（社区 小李 代为反映）")
    [granny] = await entered(town)
    assert await town.count("cases", f"reporter_id = {granny.id}") == 1
    await li.says("/find")
    await li.says(NUMBER)
    await li.taps("📢 替本人反映")
    await li.taps("🧹 卫生")
    await li.says("楼道没人扫")
    await li.taps("⏭ 跳过")
    await li.sees("楼道没人扫")
    await town.takes_role(li.id)
    await li.taps("✅ 提交")
    await li.sees("没有找到")
    assert await town.count("cases") == 1


async def test_whom_it_is_for_can_still_be_changed(town: Town, wang: Phone, li: Phone) -> None:
    await wang.says("楼道灯不亮了")
    await wang.sees("您是要办这个吗？")
    await wang.taps("📢 反映问题")
    await wang.says("没有照片")
    await wang.sees("替谁：🙋 自己")
    await wang.taps("✏️ 修改")
    await wang.taps("替谁")
    await wang.taps("👪 家里人")
    await wang.says("王大爷")
    await wang.taps("⏭ 跳过")
    await wang.taps("电话里同意")
    assert "电话：没填" in (await wang.sees("姓名：王大爷"))["text"]
    await wang.taps("✏️ 修改")
    await wang.taps("替谁")
    await wang.taps("🙋 自己")
    summary = await wang.sees("替谁：🙋 自己\n类别")
    assert "王大爷" not in summary["text"]
    await wang.taps("✅ 提交")
    await li.sees("🗣 王阿姨\n")
    [case] = await town.run(_cases)
    assert case == (None, None)


def _cases(tx: Tx) -> list[tuple[int | None, str | None]]:
    numbers = [row[0] for row in tx.all("SELECT id FROM cases")]
    return [(case.speaker_id, case.spoken_as) for case in (cases.known(tx, n) for n in numbers)]


async def test_who_has_signed_can_write_to_whom_has_no_number(
    wang: Phone, li: Phone, zhang: Phone
) -> None:
    await reports(wang, "路灯不亮")
    await dispatches(li)
    link = f"tg://user?id={wang.id}"
    card = await zhang.sees("📞 签收以后，这里会写明怎么联系居民")
    assert link not in str(card["reply_markup"])
    await zhang.taps("签收")
    card = await zhang.sees("📞 没有留电话，可以在这里发消息")
    assert link in str(card["reply_markup"])
    assert link not in str((await li.sees("🔧 张师傅"))["reply_markup"])
