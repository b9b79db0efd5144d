"""我要招人: an employer comes on file, offers work lawfully, and keeps it true."""

from functools import partial

from community.deadlines import DAY_MS
from simulator.client import Phone
from storage import people, wages
from storage.tx import Tx
from tests.talks.test_rights import CANNOT, data_of, forges
from tests.town import Town

NAME, CONTACT, NUMBER = "春风饭店", "孙店长", "13900002222"


# A passage of each kind, and what is said of it.
UNLAWFUL = {
    "限女": "招人不能限男女",
    "未婚": "招人不能问婚姻",
    "限本地户口": "招人不看户口",
    "限汉族": "招人不分民族",
    "无宗教信仰": "招人不看信不信教",
    "年满15岁": "不满16岁的一律不能招",
    "需交保证金": "（《劳动合同法》第九条）",
    "扣押身份证": "不能扣身份证",
    "培训贷": "不能让人先贷款",
    "手机刷单": "多半是骗局",
    "试用期无薪": "（《劳动合同法》第二十条）",
}


async def registers(phone: Phone, name: str = NAME) -> None:
    """Fill in the form of an employer from its name on."""
    await phone.says(name)
    await phone.taps("🏪 门店、饭馆")
    await phone.taps("🏠")
    await phone.says("东街 8 号")
    await phone.says(CONTACT)
    await phone.says(NUMBER)
    await phone.sees("联系人和电话只有联络员和您约面试的人看得到")
    await phone.taps("✅ 提交")


async def offers(phone: Phone, post: str = "面点工", pay: str = "3200") -> None:
    """Fill in work to offer, at the employer's own place, and send it off."""
    await phone.says(post)
    await phone.taps("🍳 餐饮")
    await phone.says("2个")
    await phone.says("早上做包子、擀皮")
    for day in ("周一", "周三", "周五"):
        await phone.taps(day)
        await phone.finds(f"✓ {day}")
    await phone.taps("选好了")
    await phone.says("早6点到下午1点")
    await phone.taps("每月")
    await phone.says(pay)
    await phone.says("3600")
    await phone.taps("签劳动合同")
    await phone.taps("交五险")
    await phone.taps("明天")
    await phone.sees("💼 发布招聘")
    await phone.taps("✅ 提交")


async def publishes(town: Town, wang: Phone, li: Phone) -> None:
    """王阿姨 comes on file and offers work for sixty days, and 小李 publishes it."""
    await wang.says("我要招人")
    await registers(wang)
    await li.sees("🏢 有单位等您审核")
    await li.taps("✅ 收录")
    await town.quiet()
    await wang.sees("已收录")
    await wang.taps("➕ 发布招聘")
    await offers(wang)
    await li.sees("💼 有招聘等您审核")
    await li.taps("✅ 通过发布")
    await wang.sees("发布了")
    await wang.taps("✏️ 改一改")
    await wang.taps("✏️ 修改")
    await wang.taps("有效期至")
    await wang.says("60天后")
    await wang.taps("✏️ 修改")
    await wang.taps("转载自")
    await wang.says("县人社局公众号")
    await wang.taps("✅ 提交")
    await wang.sees("👉 招聘中")


async def test_an_employer_asks_and_offers_work(town: Town, wang: Phone, li: Phone) -> None:
    await town.run(lambda tx: wages.put(tx, 200_000, 2_000, "2025-01-01", None, 1))
    await wang.taps("💼 找工作")
    await wang.sees("不收钱，谁都可以来找")
    await wang.taps("我要招人")
    await registers(wang)
    own = await wang.sees(f"🏢 {NAME}")
    assert "审核中" in own["text"]
    assert "收录" not in str(own["reply_markup"])
    waits = await li.sees("🏢 有单位等您审核")
    assert f"📞 {CONTACT} {NUMBER}" in waits["text"]
    await forges(wang, data_of(waits, "✅ 收录"), CANNOT)

    await wang.taps("➕ 发布招聘")
    await wang.says("服务员，限女优先")
    await wang.sees("“服务员,限女优先”不能写：招人不能限男女")
    await offers(wang, pay="1500")
    await wang.sees("至少要1820元（《劳动法》第四十八条）")
    await wang.taps("✏️ 修改")
    await wang.taps("最低（元）")
    await wang.says("3200")
    await wang.taps("✅ 提交")
    card = await wang.sees("👉 审核中")
    assert "周一、周三、周五 6:00–13:00" in card["text"]
    assert "💰 每月 3200–3600 元" in card["text"]
    assert "通过发布" not in str(card["reply_markup"])

    await li.sees("💼 有招聘等您审核")
    await li.taps("🏢 先看这家单位")
    await li.taps("✅ 收录")
    await wang.sees(f"✅ “{NAME}”已收录")
    await town.quiet()
    await li.taps("✅ 通过发布")
    await wang.sees("✅ “面点工”发布了")


async def test_what_the_law_forbids_is_refused_with_the_law_in_plain_words(
    wang: Phone, li: Phone
) -> None:
    await wang.says("我要招人")
    await registers(wang)
    await wang.taps("➕ 发布招聘")
    for passage, law in UNLAWFUL.items():
        await wang.says(f"店员，{passage}")
        refused = await wang.sees(law)
        assert passage in refused["text"], "which words it is about"
    await offers(wang, post="学徒，16岁以上")
    marked = await li.sees("💼 有招聘等您审核")
    assert "16岁以上”：16、17岁是未成年工" in marked["text"], "for the officer to weigh"
    await wang.taps("✏️ 改一改")
    await wang.taps("✏️ 修改")
    await wang.taps("时间")
    await wang.says("晚10点到早6点")
    await wang.taps("✅ 提交")
    await wang.sees("不能上夜班（《未成年人保护法》）")


async def test_the_officer_sends_back_and_the_employer_changes_it(
    town: Town, wang: Phone, li: Phone
) -> None:
    await wang.says("我要招人")
    await registers(wang)
    await wang.taps("➕ 发布招聘")
    await offers(wang, post="前台小姐")
    await town.quiet()
    await li.sees("“前台小姐”：是不是只招一种性别？")
    await li.taps("↩️ 退回修改")
    await li.says("请改成前台")
    await li.taps("✅ 提交")
    await wang.sees("↩️ 要改：请改成前台")
    await wang.taps("✏️ 改一改")
    await wang.taps("✏️ 修改")
    await wang.taps("岗位")
    await wang.says("前台")
    await wang.taps("✅ 提交")
    await wang.sees("👉 审核中")
    again = await li.sees("💼 前台\n")
    assert "小姐" not in again["text"]
    await li.says("/desk")
    await li.taps("📥 待受理 2")
    await li.sees("1/1")
    await li.taps(NAME)
    await li.taps("不收录")
    await wang.sees(f"“{NAME}”这次没能收录")


async def test_it_is_asked_for_before_it_is_hidden(town: Town, wang: Phone, li: Phone) -> None:
    await publishes(town, wang, li)
    town.clock.advance(13 * DAY_MS)
    await town.app.timing.scan()
    await wang.sees("“面点工”还在招吗？")
    town.clock.advance(3 * DAY_MS)
    await town.app.timing.scan()
    await wang.sees("“面点工”先不显示了")
    await wang.taps("✅ 还在招")
    await wang.sees("👉 招聘中")
    await wang.taps("🎉 招满了")
    await wang.sees("收不回来")
    await wang.taps("⬅️ 上一步")
    await wang.sees("👉 招聘中")
    await wang.taps("🎉 招满了")
    await wang.taps("🎉 是的，招满了")
    await wang.sees("👉 招满了")


async def test_who_takes_back_their_consent_is_asked_nothing_more(
    town: Town, wang: Phone, li: Phone
) -> None:
    await publishes(town, wang, li)
    await wang.says("/privacy")
    await wang.taps("撤回同意")
    await wang.sees("您发布的招聘会先不显示，联络员会打电话问您。")
    await wang.taps("是，撤回")
    await wang.sees("已撤回您的同意")
    told = await li.sees(f"☎️ “{NAME}”的经办人不再用这里了")
    assert f"📞 {CONTACT} {NUMBER}\n" in told["text"]
    assert "☎️ 经办人现在看不到这里的消息" in told["text"]
    await li.taps("💼 面点工 · 暂不显示")
    await li.taps("✅ 还在招")
    await li.sees("👉 招聘中")
    before = set(wang.messages)
    town.clock.advance(13 * DAY_MS)
    await town.app.timing.scan()
    await li.sees("“面点工”还在招吗？")
    town.clock.advance(3 * DAY_MS)
    await town.app.timing.scan()
    await li.sees("“面点工”先不显示了")
    await town.quiet()
    await wang.look()
    assert set(wang.messages) == before, "nobody gets what they cannot use"


async def test_who_went_to_an_employer_puts_it_forward(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    await zhang.taps("💼 找工作")
    door = await zhang.sees("家门口的工作")
    assert "登记走访的单位" not in str(door["reply_markup"])
    who = await town.person(zhang.id)
    home, now = who.home_id, town.clock.now()
    assert home is not None
    await town.run(partial(_volunteers, person_id=who.id, home_id=home, now=now))
    await zhang.taps("💼 找工作")
    await zhang.taps("🏢 就业站")
    await zhang.taps("🚶 登记走访的单位")
    await zhang.taps("🚶 上门走访")
    await registers(zhang)
    await zhang.sees("✅ 记下了，等联络员看过")
    await li.sees("🚶 上门走访")
    await li.taps("✅ 收录")
    await zhang.sees(f"✅ “{NAME}”已收录")
    await li.taps("💼 找工作")
    await li.taps("🏢 就业站")
    await li.taps("📇 单位名册")
    await li.sees("已收录的单位：1 家")
    await li.taps(NAME)
    await taken_over(wang, li, zhang)
    await town.quiet()  # the card is drawn anew for whose it is now
    await li.look()
    await li.taps("⛔ 停用")
    await li.taps("⛔ 是的，停用")
    await li.sees("已停用")
    await wang.sees(f"⛔ “{NAME}”")
    await wang.taps("💼 找工作")
    nothing = await wang.sees("家门口的工作")
    assert NAME not in str(nothing)


async def taken_over(wang: Phone, li: Phone, zhang: Phone) -> None:
    """小李 passes the link on, and 王阿姨 looks after it from then on; nobody else does."""
    await li.taps("🔗 让单位自己来管")
    link = (await li.sees(f"您好！“{NAME}”"))["text"].split("?start=")[1]
    await li.says(f"/start {link}")
    await li.sees("这个链接是给用人单位的")
    await wang.says(f"/start {link}")
    own = await wang.sees("🤝 欢迎您！以后就由您在这里打理了。")
    assert "➕ 发布招聘" in str(own["reply_markup"])
    await li.sees(f"🤝 “{NAME}”现在由单位自己打理了")
    await zhang.says(f"/start {link}")
    await zhang.sees("这个链接已经用过或过期了")
    await li.taps("💼 找工作")
    await li.taps("🏢 就业站")
    await li.taps("📇 单位名册")
    await li.taps(NAME)
    card = await li.sees(f"🏢 {NAME}")
    assert "让单位自己来管" not in str(card["reply_markup"])


def _volunteers(tx: Tx, person_id: int, home_id: int, now: int) -> None:
    people.grant(tx, person_id, "volunteer", home_id, None, now)
