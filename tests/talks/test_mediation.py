"""A dispute lived by both sides and the mediator: every screen, and what each must not see."""

import re
from functools import partial

import pytest

from community import people as rules
from community.roles import Role
from simulator.client import Phone
from storage import people, places
from storage.tx import Tx
from tests.town import Town, greeted

ZHOU = 900_062
STORY, SETTLE = "楼上孙家半夜拖椅子到两点", "晚上十点以后别拖"
MAY_TELL = "有位邻居觉得夜里有点吵，想商量商量"
TO_B, FROM_B = "邻居睡眠不好，十点后能不能轻些", "我腿脚不好才挪椅子"
OF_B = ("小周", "13911112222")  # what the mediator reads once they take part


def _mediator(tx: Tx, now: int) -> None:
    """老周 mediates in the community, and lives somewhere else in it."""
    community = places.below(tx, places.roots(tx)[0].id)[0]
    estate = places.below(tx, community.id)[1]
    person = rules.meet(tx, ZHOU, "zh", frozenset(), now)
    rules.join(tx, person, "老周", estate.id, now)
    people.set_phone(tx, person.id, "13700007777", now)
    people.grant(tx, person.id, Role.MEDIATOR, community.id, None, now)


@pytest.fixture
async def zhou(town: Town) -> Phone:
    """老周, a volunteer mediator."""
    await town.run(partial(_mediator, now=town.clock.now()))
    return await greeted(await town.phone("老周", ZHOU))


async def asks(wang: Phone) -> None:
    """王阿姨 asks for mediation up to the last screen."""
    await wang.taps("🤝 邻里调解")
    rights = await wang.sees("要请人来调解吗？")
    assert "不收钱" in rights["text"]
    assert "法院" in rights["text"]
    await wang.taps("好的，继续")
    await wang.taps("🔊 噪音")
    await wang.taps("邻居")
    await wang.says("楼上孙家")
    await wang.says(MAY_TELL)
    await wang.says(STORY)
    await wang.says(SETTLE)
    await wang.taps("🏠")
    await wang.taps("⏭ 跳过")
    shown = await wang.sees("对方会一字不差读到")
    assert MAY_TELL in shown["text"]
    assert "存档十年" in shown["text"]


async def opens_the_link(mediator: Phone, other: Phone) -> None:
    """The mediator passes the link on, and the other side opens it."""
    await mediator.taps("🔗 请对方加入")
    passed_on = await mediator.sees("您好！有位邻居想请社区帮忙")
    assert "王阿姨" not in passed_on["text"]
    [token] = re.findall(r"start=(side_[\w-]+)", passed_on["text"])
    await other.says(f"/start {token}")


async def tells_the_mediator(phone: Phone, words: str) -> None:
    """A side says something in its own room."""
    await phone.taps("💬 跟调解员说")
    await phone.says(words)
    await phone.taps("⏭ 跳过")
    await phone.taps("✅ 提交")
    await phone.sees("✅ 已告诉调解员")


async def agrees_to_all(newcomer: Phone) -> None:
    """小周, whom nobody knew, agrees to what is kept."""
    await newcomer.taps("同意")
    await newcomer.taps("⏭ 跳过")
    await newcomer.taps("✅ 提交")


async def taps_anew(town: Town, phone: Phone, label: str) -> None:
    """Tap on a card that has just been drawn anew."""
    await town.quiet()
    await phone.look()
    await phone.taps(label)


async def everything(phone: Phone) -> str:
    """All that somebody has ever been shown."""
    await phone.look()
    return "\n".join(str(message) for message in phone.messages.values())


async def test_both_sides_are_heard_in_rooms_of_their_own(
    town: Town, wang: Phone, li: Phone, zhou: Phone, newcomer: Phone
) -> None:
    await asks(wang)
    await wang.taps("✅ 提交")
    await wang.sees("✅ 已收到，编号")
    await wang.sees("👉 正在找调解员")
    offered = await zhou.sees("🤝 有人想请人调解")
    assert "申请人：王阿姨" in offered["text"]
    assert STORY not in offered["text"], "not before it is theirs"
    await zhou.taps("🤝 我来调解")
    await zhou.sees("您和其中一方是亲属")
    await zhou.taps("不是，我来调解")
    taken = await zhou.sees("👉 调解中；已听取 0/2 方")
    assert STORY in taken["text"]
    assert SETTLE in taken["text"]
    mine = await wang.sees("🧑‍💼 调解员接手了")
    assert "老周（调解志愿者） · 13700007777" in mine["text"]
    await opens_the_link(zhou, newcomer)
    await agrees_to_all(newcomer)
    asked = await newcomer.sees("您愿意参加调解吗？")
    assert MAY_TELL in asked["text"]
    assert "全凭自愿" in asked["text"]
    assert "调解员能看到您的姓名、电话" in asked["text"]
    assert "十年" in asked["text"]
    assert OF_B[0] not in await everything(zhou), "not before they say yes"
    await newcomer.taps("愿意调解")
    await newcomer.sees("👉 双方都愿意调解")
    await wang.sees("👉 双方都愿意调解")
    await zhou.sees("🤝 对方愿意调解")
    assert "对方: 小周 · 没留电话" in await everything(zhou)
    await newcomer.taps("📞 留个电话")
    await newcomer.sees("对方看不到。")
    await newcomer.says(OF_B[1])
    await newcomer.sees("✅ 记下了，只有调解员看得到。")
    await zhou.sees(f"对方: {OF_B[0]} · {OF_B[1]}")
    read = "about_id = (SELECT id FROM people WHERE telegram_id = {})"
    for side in (wang, newcomer):
        assert await town.count("reads", read.format(side.id)) > 0, "both may know who has read it"
    await tells_the_mediator(newcomer, FROM_B)
    heard = await zhou.sees("💬 对方跟您说了话")
    assert f"他说：{FROM_B}" in heard["text"]
    unread = await town.count("reads", read.format(newcomer.id))
    await town.quiet()
    await zhou.taps("📖 对方说过的话")
    await zhou.sees(f"🅱️ 对方\n\n· 他说：{FROM_B}")
    assert await town.count("reads", read.format(newcomer.id)) == unread + 1
    await zhou.taps("⬅️ 上一步")
    await zhou.taps("🗣 对对方说")
    await zhou.says(TO_B)
    shown = await zhou.sees("这句话会原样发给他")
    assert "对方" in shown["text"]
    assert TO_B not in await everything(newcomer), "not before it is sent"
    await zhou.taps("✅ 提交")
    await newcomer.sees(f"调解员对您说：{TO_B}")
    await zhou.taps("✅ 听过申请人")
    await zhou.sees("已听取 1/2 方")
    await zhou.taps("✅ 听过对方")
    await zhou.sees("已听取 2/2 方")
    await town.quiet()
    b, a, staff = await everything(newcomer), await everything(wang), await everything(li)
    for secret in (STORY, SETTLE, "王阿姨", "森林公园"):
        assert secret not in b, secret
    for secret in (FROM_B, TO_B, *OF_B):
        assert secret not in a, secret
    for secret in (STORY, SETTLE, MAY_TELL, FROM_B, TO_B, "楼上孙家", "小周"):
        assert secret not in staff, secret


async def test_who_would_rather_not_is_not_pressed_and_nobody_is_blamed(
    town: Town, wang: Phone, zhou: Phone, newcomer: Phone
) -> None:
    await asks(wang)
    await wang.taps("✅ 提交")
    await zhou.sees("🤝 有人想请人调解")
    await zhou.taps("🤝 我来调解")
    await zhou.taps("不是，我来调解")
    await zhou.sees("👉 调解中")
    await opens_the_link(zhou, newcomer)
    await agrees_to_all(newcomer)
    await newcomer.taps("先不了")
    await newcomer.sees("👉 您暂时不愿意调解")
    await zhou.sees("对方不愿意调解：请不要安排见面")
    assert "小周" not in await everything(zhou), "who says no stays unnamed"
    kind = await wang.sees("对方暂时不愿意谈")
    assert "您也可以去法院" in kind["text"]
    await town.quiet()  # a reply finds its card by what has been written back
    await wang.says("那我再想想", reply_to=kind["message_id"])
    await wang.sees("📝 这是只给调解员看的")
    await wang.taps("⏭ 跳过")
    await wang.taps("✅ 提交")
    asked = await zhou.sees("💬 申请人跟您说了话")
    assert "· 他说：那我再想想" in asked["text"]
    await town.quiet()
    await zhou.says("他说再想想", reply_to=asked["message_id"])
    await zhou.sees("📝 这句话还没有发给任何人")
    await zhou.says("/cancel")
    await wang.taps("🚪 退出调解")
    await wang.sees("要退出调解吗？")
    await wang.taps("是的，我退出")
    await wang.sees("👉 您已退出")
    await zhou.sees("🚪 有一方退出了，调解结束")
    await newcomer.sees("🚪 对方退出了")
    assert "再想想" not in await everything(newcomer)


async def test_without_a_name_it_is_a_talk_at_the_door(wang: Phone, li: Phone, zhou: Phone) -> None:
    await wang.says("/mediate")
    await wang.taps("好的，继续")
    await wang.says("楼道里堆满纸箱")
    await wang.sees("📝 您写的话先记下了，等会儿用。")
    await wang.taps("🚪 楼道、院子、堆东西")
    await wang.taps("邻居")
    asked = await wang.sees("不想说可以跳过")
    assert "纸箱" not in asked["text"], "it is what happened, and nobody's name"
    await wang.taps("⏭ 跳过")
    await wang.sees("现在填的是：楼道里堆满纸箱")
    await wang.taps("➡️ 不用改")
    await wang.taps("⏭ 跳过")
    await wang.taps("🏠")
    await wang.taps("⏭ 跳过")
    await wang.taps("✅ 提交")
    await wang.sees("🚪 没写对方：上门劝导")
    await li.says("📋 我的事")
    await li.taps("🤝 2611-1 · 待接手")  # staff may take it up, too
    await li.sees("申请人：王阿姨")
    await zhou.taps("🗂 工作台")
    await zhou.taps("📥 待受理 1")
    await zhou.taps("🤝 2611-1 · 待接手")
    await zhou.taps("🤝 我来调解")
    await zhou.taps("不是，我来调解")
    mine = await zhou.sees("👉 调解中")
    assert "请对方加入" not in str(mine)
    seen = await li.sees("说了什么，只有当事人和调解员知道")
    assert "纸箱" not in seen["text"]
    await wang.sees("👉 调解员会上门劝导，不提您的名字")
    await wang.taps("🔄 换一位调解员")
    await wang.taps("是的，请换一位")
    await wang.sees("👉 正在找调解员")
    await zhou.sees("🔄 有一方想换一位调解员")
    await li.sees("🤝 有人想请人调解")
    await li.taps("🤝 我来调解")
    await li.taps("不是，我来调解")
    await li.taps("📅 见面与约定")
    await li.taps("🏁 已上门劝导")
    await li.says("大家说好周末一起清走")
    await li.taps("✅ 提交")
    over = await wang.sees("大家说好周末一起清走")
    assert "法院" in over["text"]


async def test_what_was_told_to_one_mediator_is_not_the_next_ones(
    wang: Phone, li: Phone, zhou: Phone, newcomer: Phone
) -> None:
    await asks(wang)
    await wang.taps("✅ 提交")
    await wang.taps("🧑‍💼 选调解员")
    await wang.sees("想请哪位来调解？")
    await wang.taps("老周（调解志愿者）")
    await wang.sees("已请 老周（调解志愿者） 来调解，等他回话")
    await zhou.sees("🤝 有人想请您来调解")
    await zhou.taps("🤝 我来调解")
    await zhou.taps("不是，我来调解")
    await opens_the_link(zhou, newcomer)
    await agrees_to_all(newcomer)
    await newcomer.taps("愿意调解")
    await newcomer.sees("👉 双方都愿意调解")
    await tells_the_mediator(newcomer, FROM_B)
    await zhou.sees("💬 对方跟您说了话")
    await zhou.taps("🗣 对对方说")
    await zhou.says(TO_B)
    await zhou.taps("✅ 提交")
    await newcomer.sees(f"调解员对您说：{TO_B}")
    await zhou.taps("↪️ 转交")
    await zhou.taps("这里的另一位")
    await zhou.says("要出远门")
    await zhou.sees("一方跟您说过的话，本人同意才给看")
    await zhou.taps("✅ 提交")
    await zhou.sees("✅ 已转交。谢谢您为他们做的这些。")
    await newcomer.sees("🙈 您跟先前的调解员说过的话")
    await li.sees("🤝 有人想请人调解")
    await li.taps("🤝 我来调解")
    await li.taps("不是，我来调解")
    hidden = await li.sees("🙈 跟先前调解员说过的话")
    assert STORY in hidden["text"], "that was said to whoever mediates"
    assert FROM_B not in await everything(li)
    assert "要出远门" not in await everything(wang), "why, the sides do not read"
    await newcomer.taps("📖 给新调解员看")
    await newcomer.sees(f"先前的调解员对您说：{TO_B}")
    shown = await li.sees("💬 对方跟您说了话")
    assert FROM_B in shown["text"]
    assert f"先前的调解员对他说：{TO_B}" in shown["text"]


async def test_a_link_that_went_to_somebody_else_is_not_the_end(
    wang: Phone, li: Phone, zhou: Phone, newcomer: Phone
) -> None:
    await asks(wang)
    await wang.taps("✅ 提交")
    await zhou.taps("🤝 我来调解")
    await zhou.taps("不是，我来调解")
    await opens_the_link(zhou, newcomer)
    await agrees_to_all(newcomer)
    await newcomer.taps("🙅 不是找我的")
    await newcomer.sees("点了就不再给您看")
    await newcomer.taps("🙅 是的，不是找我的")
    await newcomer.sees("谢谢您说一声，这件事和您没有关系。")
    await zhou.sees("🙅 链接到了别人手里，请重新请对方。")
    await wang.sees("🙅 链接到了别人手里，会重新请对方。")
    await newcomer.says("📋 我的事")
    await newcomer.sees("您还没有办理中的事")
    await opens_the_link(zhou, newcomer)
    await newcomer.sees("您愿意参加调解吗？")
    await zhou.sees("🅱️ 对方 · 还没回话")
    await zhou.taps("🙅 来的不是对方")
    await zhou.taps("🙅 是的，重新请")
    await newcomer.sees("这件事已经不在您这里了。")
    await zhou.taps("✍️ 登记对方")
    await zhou.says("孙大爷")
    await zhou.says("13800006666")
    await zhou.taps("电话里同意")
    await zhou.sees("请先把他的权利讲给他听")
    await zhou.taps("✅ 提交")
    await zhou.sees("对方: 孙大爷 · 13800006666 · 还没听取 · ☎️ 要打电话")
    await zhou.taps("🗣 对对方说")
    await zhou.says(TO_B)
    await zhou.taps("✅ 提交")
    await zhou.sees("✅ 记下了。对方看不到这里的消息，请打电话告诉他们：13800006666。")
    await zhou.taps("📅 见面与约定")
    await zhou.taps("🏁 了结")
    await zhou.taps("转其他部门办理")
    await zhou.says("街道司法所 0311-5550111")
    await zhou.taps("✅ 提交")
    over = await wang.sees("已转其他部门继续办理。")
    assert "街道司法所 0311-5550111" in over["text"]
    assert "法院" in over["text"]
    staff = await everything(li)
    assert not any(word in staff for word in (STORY, TO_B, "孙大爷", "13800006666"))


async def test_harm_leaves_the_form_for_its_own_doors(town: Town, wang: Phone, li: Phone) -> None:
    await wang.taps("🤝 邻里调解")
    await wang.taps("好的，继续")
    await wang.taps("👨‍👩‍👧 家务和赡养")
    await wang.taps("家里人")
    await wang.taps("⏭ 跳过")
    await wang.says("我老公喝了酒就打我")
    await wang.sees("🆘 这样的事不能调解")
    await wang.taps("🏠 家里人动手（家暴）")
    doors = await wang.sees("人身安全保护令")
    assert "110" in doors["text"]
    assert "12338" in doors["text"]
    told = await li.sees("🏠 家里人动手（家暴）")
    assert "👤 王阿姨" in told["text"]
    assert "喝了酒" not in told["text"], "she has not sent her words"
    await li.taps("☎️ 我来跟进")
    await wang.sees("☎️ 小李 会跟您联系")
    assert await town.count("cases") == 0
    assert await town.count("drafts") == 0
    await wang.taps("🤝 邻里调解")
    await wang.taps("好的，继续")
    await wang.taps("🆘 打人、家暴、孩子受伤害")
    await wang.taps("🧒 孩子受伤害")
    await wang.sees("依法必须报告")
    await li.sees("❗ 孩子受伤害必须马上报告")
    await li.taps("✅ 记下已上报")
    await li.says("广安派出所 王警官")
    await li.taps("✅ 提交")
    await li.sees("✅ 已上报：广安派出所 王警官")
    await wang.taps("🤝 邻里调解")
    await wang.taps("好的，继续")
    await wang.taps("🆘 打人、家暴、孩子受伤害")
    before = await town.count("alerts")
    await wang.taps("🚨 有人正在打人，或有人受伤")
    now = await wang.sees("🚨 现在就打 110；有人受伤打 120。先躲开，保护好自己。")
    assert "社区" in now["text"]
    assert await town.count("alerts") == before + 1, "heard at once, as any emergency"


async def test_what_only_sounds_like_harm_goes_on(
    town: Town, wang: Phone, li: Phone, zhou: Phone
) -> None:
    await wang.taps("🤝 邻里调解")
    await wang.taps("好的，继续")
    await wang.taps("🔊 噪音")
    await wang.taps("邻居")
    await wang.taps("⏭ 跳过")
    await wang.says("楼上孩子老打孩子，闹得慌")
    await wang.sees("🆘 这样的事不能调解")
    await wang.taps("都不是，继续")
    await wang.sees("您觉得怎么样就算解决了？")
    await wang.taps("⏭ 跳过")
    await wang.taps("🏠")
    await wang.taps("⏭ 跳过")
    await wang.taps("✅ 提交")
    await zhou.sees("🤝 有人想请人调解")
    assert await town.count("harms") == 0
    await zhou.taps("🤝 我来调解")
    await zhou.taps("是，请别人来")
    await zhou.sees("谢谢您说明，会另请别人。")
    await li.sees("🤝 有人想请人调解")
    await li.taps("这次不合适")
    await li.says("我这周在外地学习")
    shown = await li.sees("当事人看不到这句话。")
    assert "外地" in shown["text"]
    await li.taps("✅ 提交")
    await li.sees("谢谢您说明，会另请别人。")
    assert await town.count("unfit_mediators") == 2


async def test_what_a_side_says_outside_any_form_is_nobodys_before_they_say_whose(
    town: Town, wang: Phone, li: Phone, zhou: Phone
) -> None:
    await asks(wang)
    await wang.taps("✅ 提交")
    await zhou.sees("🤝 有人想请人调解")
    await zhou.taps("🤝 我来调解")
    await zhou.taps("不是，我来调解")
    await wang.sees("🧑‍💼 调解员接手了")
    await wang.sends("voice")
    await wang.sees("是给调解员的吗？")
    await wang.taps("💬 是的，只给调解员")
    await wang.sees("✅ 已告诉调解员")
    await zhou.sees("💬 申请人跟您说了话")
    await zhou.taps("📎 照片和语音")
    await town.quiet()
    await zhou.look()
    assert any("voice" in message for message in zhou.messages.values())
    who = await town.person(wang.id)
    assert await town.count("reads", f"about_id = {who.id} AND why = 'media'") == 1
    await wang.sends_photo(caption="楼道灯不亮了")
    await wang.sees("是给调解员的吗？")
    await wang.taps("不是，是别的事")
    await wang.sees("好的，没有发给调解员")
    begun = await wang.sees("楼道灯不亮了")  # a report begins with it
    assert "照片：1张" in begun["text"], "and with its photo"
    await wang.says("/cancel")
    await wang.says("她家媳妇总体罚孩子")
    await wang.taps("💬 是的，只给调解员")
    await wang.sees("🆘 这样的事不能调解")
    await wang.taps("🧒 孩子受伤害")
    await wang.sees("依法必须报告")
    told = await li.sees("🤝 调解 2611-1 的一方")
    assert "体罚" not in told["text"]
    await taps_anew(town, zhou, "🆘 有人受伤害")
    await zhou.sees("🆘 是不是有人受到伤害")
    await zhou.taps("🧒 孩子受伤害")
    await zhou.sees("✅ 已经报告社区")
    await li.sees("🤝 调解 2611-1 的调解员报告的")
    await wang.says("吵" * 1500)  # more than fits: never cut without a word
    await wang.taps("💬 是的，只给调解员")
    await wang.sees("1500")
    await wang.sees("💬 跟调解员说")
    assert "吵吵" not in await everything(zhou)
    assert "楼道灯" not in await everything(zhou)
    assert STORY not in await everything(li)


async def test_who_is_the_other_side_already_need_not_ask_anew(
    town: Town, wang: Phone, zhou: Phone, newcomer: Phone
) -> None:
    await asks(wang)
    await wang.taps("✅ 提交")
    await zhou.sees("🤝 有人想请人调解")
    await zhou.taps("🤝 我来调解")
    await zhou.taps("不是，我来调解")
    await opens_the_link(zhou, newcomer)
    await agrees_to_all(newcomer)
    await newcomer.taps("愿意调解")
    await newcomer.sees("👉 双方都愿意调解")
    await newcomer.says("🤝 邻里调解")
    await newcomer.taps("好的，继续")
    await newcomer.taps("🔊 噪音")
    same = await newcomer.sees("您已经是调解 2611-1 的另一方")
    assert "王阿姨" not in same["text"]
    await newcomer.taps("🤝 是同一件事")
    await newcomer.sees("有人想请人调解和您之间的一件事")
    assert await town.count("drafts") == 0
    assert await town.count("cases") == 1


async def test_a_free_sentence_leads_in_and_is_not_asked_again(wang: Phone, zhou: Phone) -> None:
    await wang.says("跟邻居闹矛盾了，想请人调解")
    await wang.sees("您是要办这个吗？")
    await wang.taps("🤝 邻里调解")
    await wang.sees("跟邻居闹矛盾了")
    await wang.taps("好的，继续")
    await wang.taps("🚗 停车")
    await wang.taps("邻居")
    await wang.taps("⏭ 跳过")
    await wang.sees("您觉得怎么样就算解决了？")
    await wang.taps("⏭ 跳过")
    await wang.taps("🏠")
    await wang.taps("⏭ 跳过")
    await wang.taps("✅ 提交")
    await zhou.sees("🤝 有人想请人调解")
    await wang.sees("💬 跟邻居闹矛盾了，想请人调解")
