"""Announcements lived through: written, aimed, looked at, sent, read, counted."""

from functools import partial

from community.roles import Role
from simulator.client import Phone, Wall
from simulator.files import sample_picture
from storage import people, places, teams
from storage.tx import Tx
from tests.talks.test_jobs import opened
from tests.town import LI, WANG, ZHANG, Town

WORDS = "明天上午9点到12点停水，请提前备水。"


async def writes(li: Phone, words: str = WORDS, *, receipt: bool = False) -> str:
    """小李 writes something new, without a picture; returns the draft."""
    await li.says("/broadcast")
    await li.taps("✏️ 写通知")
    await li.sees("通知写什么？")
    await li.says(words)
    await li.taps("⏭ 跳过")
    await li.taps("是" if receipt else "否")
    await li.taps("✅ 提交")
    draft = await li.sees("草稿，还没发")
    return str(draft["text"])


async def aims(li: Phone, *, interest: str | None = None) -> None:
    """At everybody in one estate, or at those there who want to hear of something."""
    await li.taps("👥 发给谁")
    await li.sees("发给哪里的人？")
    await li.taps("森林公园小区")
    await li.taps("就填到森林公园小区")
    await li.sees("只发给有职务的人吗？")
    await li.taps("⏭ 跳过")
    await li.sees("感兴趣")
    if interest:
        await li.taps(interest)
        await li.taps("选好了")
    else:
        await li.taps("⏭ 跳过")
    await li.taps("⏭ 跳过")
    await li.sees("👥 发给：广安社区 森林公园小区")


async def test_written_aimed_sent_and_read(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    await wang.says("/broadcast")
    await wang.sees("这个由有岗位的人来用")
    draft = await writes(li, receipt=True)
    assert "👥 发给：广安社区 · 住在那里的所有人" in draft
    await aims(li)
    await li.taps("🔗 加个按钮")
    await li.taps("👉 💼 找工作")
    await li.sees("🔗 按钮：💼 找工作")
    await li.taps("👀 先给我看看")
    await li.sees("📣 广安社区 森林公园小区 通知")
    await li.sees("下面还会有这些按钮")
    assert await town.count("recipients") == 0, "nobody else has seen it"
    await li.taps("📨 发送…")
    reach = await li.sees("现在能发到 3 人")
    assert "⏱ 发完要不到1分钟" in reach["text"]
    await li.taps("✅ 现在就发")
    got = await wang.sees("📣 广安社区 森林公园小区 通知")
    assert WORDS in got["text"]
    await zhang.sees(WORDS)
    over = await li.sees("📊 您的通知发完了")
    assert "已送达 3" in over["text"]
    await li.sees("✅ 发完了")
    await wang.taps("👌 收到")
    await wang.hears("谢谢，记下了")
    await wang.taps("👉 💼 找工作")
    await wang.sees("家门口的工作")
    await li.says("/broadcast")
    await li.taps("✅ 明天上午")
    await li.sees("👌 收到：1 人")
    assert "王阿姨" not in str(li.messages)


async def test_a_button_leads_to_work_that_is_offered(town: Town, wang: Phone, li: Phone) -> None:
    await opened(town)
    await writes(li, "家门口有活干，来看看吧。")
    await li.taps("🔗 加个按钮")
    await li.taps("👉 💼 一个岗位")
    await li.sees("哪一个？")
    await li.taps("💼 面点工")
    await li.sees("🔗 按钮：💼 面点工")
    await town.quiet()
    await li.taps("📨 发送…")
    await li.taps("✅ 现在就发")
    await wang.sees("家门口有活干")
    await wang.taps("👉 💼 面点工")
    await wang.finds("我想应聘")


def _teams(tx: Tx) -> None:
    """王阿姨 reads aloud, 张师傅 mends bicycles; 小李 has no time for either."""
    station = teams.add_station(tx, places.roots(tx)[0].id, "志愿站", 1)
    for name, number in (("朗读队", WANG), ("修车队", ZHANG), ("合唱队", None)):
        team = teams.add(tx, station, name, "", None, 1)
        if number and (who := people.by_telegram(tx, number)):
            teams.join(tx, team.id, who.id, 1)


async def test_only_the_members_of_some_teams_hear_it(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    await town.run(_teams)
    await writes(li)
    await li.taps("🎽 只发给队伍")
    await li.sees("只发给哪些队伍的队员？")
    for team in ("朗读队", "修车队", "合唱队"):
        await li.taps(f"▫️ {team}")
    await li.taps("✅ 合唱队")
    await li.finds("▫️ 合唱队")
    await li.taps("⬅️ 上一步")
    await li.sees("住在那里的所有人 · 朗读队、修车队")
    await aims(li)
    assert "朗读队、修车队" in str(li.messages), "they stay when the rest is chosen anew"
    await li.taps("📨 发送…")
    await li.sees("共 2 人")
    await li.taps("✅ 现在就发")
    await wang.sees(WORDS)
    await zhang.sees(WORDS)
    await li.sees("已送达 2")


async def test_posted_once_in_groups_and_channels_with_a_link(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    wall, channel, left = [
        await _tied(town, li, title, kind)
        for title, kind in (("值班群", "group"), ("广安频道", "channel"), ("老频道", "channel"))
    ]
    await writes(li)
    await aims(li)
    await li.taps("🔗 加个按钮")
    await li.taps("👉 💼 找工作")
    await li.taps("📢 群和频道")
    await li.sees("还要发到哪些群和频道？")
    for title in ("▫️ 👥 值班群", "▫️ 📢 广安频道", "▫️ 📢 老频道"):
        await li.taps(title)
    await li.taps("▫️ 只发到群和频道")
    await li.finds("✅ 只发到群和频道")
    await li.taps("⬅️ 上一步")
    card = await li.sees("📢 发到群和频道：值班群、广安频道、老频道")
    assert "👥 发给" not in card["text"]
    await li.taps("📨 发送…")
    await left.member(int(town.telegram.bot["id"]), "kicked", by=li.id)
    await town.quiet()
    larger = await wall.migrates()
    await li.taps("✅ 现在就发")
    for place in (larger, channel):
        posted = await place.sees(WORDS)
        assert "王阿姨" not in str(place.messages)
        assert "小李" not in str([message.get("text") for message in place.messages.values()])
        [[link]] = posted["reply_markup"]["inline_keyboard"]
        assert link["text"] == "👉 💼 找工作"
    over = await li.sees("📊 您的通知发完了")
    assert "📢 值班群：已送达\n📢 广安频道：已送达\n📢 老频道：我已经不在里面了" in over["text"]
    await town.quiet()
    await larger.look()
    assert str(larger.messages).count(WORDS) == 1
    await zhang.look()
    assert WORDS not in str(zhang.messages), "nobody is told singly"
    await wang.says("/start " + link["url"].partition("?start=")[2])
    await wang.sees("家门口的工作")
    await wang.says("/start to_desk")
    await wang.sees("没有找到")


async def _tied(town: Town, li: Phone, title: str, kind: str) -> Wall:
    """小李 founds a group or a channel and ties it to the community."""
    wall = await town.phones.group(title, li, kind=kind)
    if kind == "group":
        await wall.sees("请工作人员在群里发 /bind")
        await wall.says(li, "/bind")
    await li.taps("🏠")
    await li.taps("✅ 提交")
    await li.sees("✅ 这个")
    return wall


async def test_a_picture_an_interest_and_stop(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    await wang.taps("⚙️ 设置")
    await wang.taps("⭐ 我想听哪些消息")
    await wang.taps("🩺 健康义诊")
    await wang.sees("想听什么就点一下")
    await wang.finds("✅ 🩺 健康义诊")
    await li.says("/broadcast")
    await li.taps("✏️ 写通知")
    await li.says("周六上午社区门口义诊")
    await li.sends_photo(data=sample_picture(1).data)
    await li.taps("发完了")
    await li.taps("是")
    await li.taps("✅ 提交")
    await li.sees("🖼 带一张图")
    await aims(li, interest="🩺 健康义诊")
    await li.taps("📨 发送…")
    await li.sees("共 1 人")
    await li.taps("✅ 现在就发")
    await li.sees("📊 您的通知发完了。\n已送达 1")
    await town.quiet()
    await wang.look()
    assert "义诊" in str([m for m in wang.messages.values() if "photo" in m])
    assert await town.count("outbox", "act = 'photo'") == 1
    await wang.taps("👌 收到")
    await wang.hears("谢谢，记下了")
    await town.quiet()
    await wang.look()
    [picture] = [m for m in wang.messages.values() if "photo" in m]
    assert "义诊" in picture["caption"]
    assert "reply_markup" not in picture, "the button has gone from below the picture"
    await wang.says("停止")
    await wang.sees("不再")
    await writes(li)
    await aims(li)
    await li.taps("📨 发送…")
    reach = await li.sees("现在能发到 2 人")
    assert "不要通知（已退订）：1 人" in reach["text"]
    await li.taps("✅ 现在就发")
    over = await li.sees("📊 您的通知发完了")
    assert "不要通知（已退订） 1" in over["text"]
    await zhang.sees(WORDS)
    await town.quiet()
    await wang.look()
    assert WORDS not in str(wang.messages)


def _to_the_office(number: int, tx: Tx) -> None:
    """Whoever has this number works for the subdistrict's office now."""
    who = people.by_telegram(tx, number)
    assert who is not None
    people.grant(tx, who.id, Role.SUBDISTRICT_STAFF, places.roots(tx)[0].id, None, 1)


async def test_the_whole_subdistrict_is_told_when_somebody_else_has_read_it(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    await town.run(partial(_to_the_office, LI))
    assert "👥 发给：广安街道" in await writes(li)
    await li.taps("📨 发送…")
    alone = await li.sees("现在还没有人能审核")
    assert "📤" not in str(alone), "nothing is offered that cannot go"
    assert "🕗" not in str(alone)
    await li.taps("⬅️ 上一步")
    await town.run(partial(_to_the_office, ZHANG))
    await li.taps("📨 发送…")
    await li.sees("先由另一位同事审核")
    await li.taps("📤 送审")
    await li.sees("等另一位同事审核")
    await zhang.sees("有一条发给全街道的通知")
    await zhang.taps("↩️ 退回修改")
    await zhang.says("请写明是哪个小区")
    await zhang.taps("✅ 提交")
    await li.sees("退回来了：请写明是哪个小区")
    await li.taps("✏️ 改文字")
    await li.sees(WORDS)
    assert await town.count("recipients") == 0
    await li.taps("✅ 提交")
    await li.sees("草稿，还没发")
    await town.quiet()
    await li.taps("📨 发送…")
    await li.taps("📤 送审")
    await zhang.sees("有一条发给全街道的通知")
    await zhang.taps("✅ 同意发送")
    await li.sees("✅ 审核通过了")
    await wang.sees(WORDS)
    await li.sees("📊 您的通知发完了")
