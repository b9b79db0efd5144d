"""Invitation links: made by staff, used once, for three days."""

import re

from bot.rotation import rotate
from simulator.client import Phone
from storage.cipher import Cipher
from tests.talks.test_rights import CANNOT, data_of, forges
from tests.town import ADMIN, LI, NEWCOMER, ZHANG, Town, dispatches, reports

HOUR_MS = 3_600_000
INVALID = "这个链接已经用过或过期了，请再要一个新的"


async def invites(staff: Phone, role: str, *places: str) -> str:
    """Staff make a link from their own place down; returns what stands behind /start."""
    await staff.says("/invite")
    await staff.taps("➕ 邀请一个人")
    await staff.sees("请对方担任什么")  # keys of the menu hold the names of roles, too
    await staff.taps(role)
    for place in places:
        await staff.taps(place)
        await staff.sees(place)
    await staff.taps("就填到")
    await staff.sees(f"{role}\n")
    await staff.taps("✅ 提交")
    said = await staff.sees("72 小时内有效，只能用一次")
    found = re.search(r"https://t\.me/linli_demo_bot\?start=(inv_[A-Za-z0-9_-]{22,})", said["text"])
    assert found
    return found[1]


async def joins(phone: Phone, start: str = "") -> None:
    """Somebody new agrees and skips the home."""
    await phone.says(f"/start {start}".strip())
    await phone.taps("同意")
    await phone.taps("⏭ 跳过")
    await phone.taps("✅ 提交")


async def test_a_link_gives_its_role_once(
    town: Town, wang: Phone, li: Phone, newcomer: Phone
) -> None:
    link = await invites(li, "网格员", "金域华府小区")
    await joins(newcomer, link)
    await newcomer.sees("谢谢，记下了")
    await newcomer.sees("您现在是：网格员 · 广安社区 金域华府小区")
    await newcomer.sees("请留个电话")
    await newcomer.taps("📞 留个电话")
    await newcomer.sees("您的电话号码？")
    await newcomer.says("13800138000")
    await newcomer.taps("✅ 提交")
    await newcomer.sees("13800138000")
    await li.sees("小周 接受了您的邀请：网格员")
    assert [held.role for held in (await town.person(NEWCOMER)).roles] == ["grid_worker"]
    await wang.says(f"/start {link}")
    await wang.sees(INVALID)
    assert (await town.person(wang.id)).roles == ()


async def test_used_expired_and_unknown_links_get_the_same_sentence(
    town: Town, wang: Phone, li: Phone
) -> None:
    link = await invites(li, "红娘")
    town.clock.advance(72 * HOUR_MS)
    for start in (link, "inv_", "inv_nonsense", "inv_" + "x" * 60, "inv_🎈"):
        await wang.says(f"/start {start}")
        said = await wang.sees("")
        assert said["text"] == f"{INVALID}。"
    assert (await town.person(wang.id)).roles == ()


async def test_who_tries_many_wrong_links_waits_an_hour(town: Town, wang: Phone, li: Phone) -> None:
    link = await invites(li, "红娘")
    for number in range(10):
        await wang.says(f"/start inv_guess{number}")
        await wang.sees(INVALID)
    await wang.says(f"/start {link}")
    await wang.sees("无效的链接试得太多了")
    assert (await town.person(wang.id)).roles == ()
    town.clock.advance(HOUR_MS + 1)
    await wang.says(f"/start {link}")
    await wang.sees("您现在是：红娘")
    assert await town.count("wrong_links") == 0


async def test_an_administrator_hears_first_where_messages_travel(town: Town) -> None:
    boss = await town.phone("陈主任", ADMIN)
    await joins(boss)
    await boss.sees("境外的服务器。行使公共权力的单位")
    await boss.sees("好了")
    await boss.says("/menu")
    await town.quiet()
    await boss.look()
    told = [message for message in boss.messages.values() if "行使公共权力" in str(message)]
    assert len(told) == 1


async def test_an_unknown_kind_of_link_is_a_start(wang: Phone) -> None:
    await wang.says("/start somewhere_else")
    await wang.sees("请问有什么可以帮您")


async def test_a_dead_link_does_not_keep_anybody_from_joining(town: Town, newcomer: Phone) -> None:
    await joins(newcomer, "inv_used-long-ago")
    await newcomer.sees(INVALID)
    await town.quiet()
    assert (await town.person(NEWCOMER)).consented is not None


async def test_staff_invite_only_below_themselves(town: Town, li: Phone) -> None:
    await li.says("/invite")
    await li.taps("➕ 邀请一个人")
    await li.sees("请对方担任什么？")
    await li.says("街道工作人员")
    offered = await li.sees("请点下面的按钮来选")
    assert "街道工作人员" not in str(offered["reply_markup"])
    pick = offered["reply_markup"]["inline_keyboard"][0][0]["callback_data"].rpartition(":")[0]
    await li.taps_data(offered["message_id"], f"{pick}:subdistrict_staff", forged=True)
    await li.hears("")
    await town.quiet()
    await li.look()
    await li.taps("楼道长")
    asked = await li.sees("📍 广安社区")
    assert "向阳社区" not in str(asked["reply_markup"])
    assert "就填到" not in str(asked["reply_markup"]), "a community has no stairwell head"
    await li.taps("金域华府小区")
    asked = await li.sees("📍 广安社区 金域华府小区")
    assert "就填到" not in str(asked["reply_markup"])
    await li.taps("1号楼")
    await li.taps("2单元")
    await li.taps("✅ 提交")
    await li.sees("72 小时内有效")
    assert await town.count("invitations") == 1


async def test_links_that_are_out_are_listed_and_revoked(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    link = await invites(li, "红娘")
    await li.says(f"/start {link}")
    await li.hears("")
    await li.sees("这是您自己发出的链接")
    await li.says("/invite")
    await li.taps("🔗 还没用的链接")
    await li.sees("还没人用的链接：1 个")
    await li.taps("红娘 · 广安社区")
    card = await li.sees("🔗 红娘\n📍 广安社区\n👤 小李\n有效到")
    await forges(wang, data_of(card, "🚫 撤回"), CANNOT)
    await li.taps("🚫 撤回")
    await li.sees("🚫 已撤回")
    await wang.says(f"/start {link}")
    await wang.sees(INVALID)
    again = await invites(li, "红娘")
    await wang.says(f"/start {again}")
    await wang.sees("您现在是：红娘 · 广安社区")
    await wang.says(f"/start {again}")
    await wang.sees("这个链接您已经用过了。您是：红娘 · 广安社区")
    assert await town.count("wrong_links") == 1
    await zhang.says(f"/start {again}")
    await zhang.sees(INVALID)


async def test_a_role_is_ended_kindly_and_at_once(
    town: Town, wang: Phone, li: Phone, zhang: Phone
) -> None:
    await reports(wang, "路灯坏了")
    await dispatches(li)
    sign = data_of(await zhang.sees("🔧 这件事交给您"), "签收")
    await li.says("/invite")
    await li.taps("👥 谁有什么身份")
    await li.sees("看谁的？")
    assert await town.count("reads", "why = 'list' AND lines = 1") == 1, "who holds what is a look"
    await li.taps("张师傅 · 物业 · 广安社区 森林公园小区")
    card = await li.sees("👤 张师傅\n物业 · 广安社区 森林公园小区")
    looked, shown = await town.person(LI), await town.person(ZHANG)
    of_zhang = f"reader_id = {looked.id} AND about_id = {shown.id}"
    assert await town.count("reads", of_zhang) == 1, "name and number were shown"
    await forges(wang, data_of(card, "结束这个身份"), CANNOT)
    await li.taps("结束这个身份")
    await li.sees("张师傅 不再是物业")
    await li.taps("是，结束")
    await li.sees("✅ 已结束：张师傅，物业。\nTA手上的 1 件已回到待受理")
    await zhang.sees("谢谢您这段时间的付出")
    assert "🗂 工作台" not in str(zhang.view.keyboard)
    await wang.sees("👉 正在换人办")
    await forges(zhang, sign, CANNOT)
    await town.quiet()
    await li.sees("阶段：待受理")
    assert "✅ 已结束：张师傅，物业" in li.last["text"]
    assert await town.count("cases", "stage = 'received' AND responsible_id IS NULL") == 1
    assert await town.count("roles", "until IS NOT NULL AND ended_by IS NOT NULL") == 1


async def test_a_link_outlives_a_new_key(town: Town, wang: Phone, li: Phone) -> None:
    link = await invites(li, "红娘")
    await town.restarts(secret_key=f"{Cipher.new_secret()},{town.settings.secret_key}")
    await rotate(town.app.database)
    await wang.says(f"/start {link}")
    await wang.sees("您现在是：红娘")


async def test_admins_stand_in_the_settings(town: Town, newcomer: Phone) -> None:
    boss = await town.phone("陈主任", ADMIN)
    await joins(boss)
    await boss.sees("好了")
    link = await invites(boss, "街道工作人员")
    await joins(newcomer, link)
    await newcomer.sees("您现在是：街道工作人员 · 广安街道")
    await town.restarts(admin_ids=frozenset())
    await boss.says("/invite")
    await boss.sees("这个由社区、街道工作人员来用")
    assert (await town.person(ADMIN)).roles == ()
    assert [held.role for held in (await town.person(NEWCOMER)).roles] == ["subdistrict_staff"]
    await town.restarts(admin_ids=frozenset({ADMIN}))
    await boss.says("/invite")
    await boss.sees("✉️ 身份与邀请")
