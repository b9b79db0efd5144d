"""Invitation links: made by staff, used once, for three days."""

import re

from simulator.client import Phone
from tests.town import ADMIN, NEWCOMER, Town

HOUR_MS = 3_600_000
INVALID = "这个链接已经用过或过期了，请再要一个新的"


async def invites(staff: Phone, role: str, *places: str) -> str:
    """Staff make a link; returns what stands behind /start."""
    await staff.says("/invite")
    await staff.taps(role)
    for place in places:
        await staff.taps(place)
        await staff.sees(f"📍 {' '.join(places[: places.index(place) + 1])}")
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
    link = await invites(li, "网格员", "广安社区", "金域华府小区")
    await joins(newcomer, link)
    await newcomer.sees("谢谢，记下了")
    await newcomer.sees("您现在是：网格员 · 广安社区 金域华府小区")
    await li.sees("小周 接受了您的邀请：网格员")
    assert [held.role for held in (await town.person(NEWCOMER)).roles] == ["grid_worker"]
    await wang.says(f"/start {link}")
    await wang.sees(INVALID)
    assert (await town.person(wang.id)).roles == ()


async def test_used_expired_and_unknown_links_get_the_same_sentence(
    town: Town, wang: Phone, li: Phone
) -> None:
    link = await invites(li, "红娘", "广安社区")
    town.clock.advance(72 * HOUR_MS)
    for start in (link, "inv_", "inv_nonsense", "inv_" + "x" * 60, "inv_🎈"):
        await wang.says(f"/start {start}")
        said = await wang.sees("")
        assert said["text"] == f"{INVALID}。"
    assert (await town.person(wang.id)).roles == ()


async def test_who_tries_many_wrong_links_waits_an_hour(town: Town, wang: Phone, li: Phone) -> None:
    link = await invites(li, "红娘", "广安社区")
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
    await li.sees("请对方担任什么？")
    await li.says("街道工作人员")
    offered = await li.sees("请点下面的按钮来选")
    assert "街道工作人员" not in str(offered["reply_markup"])
    pick = offered["reply_markup"]["inline_keyboard"][0][0]["callback_data"].rpartition(":")[0]
    await li.taps_data(offered["message_id"], f"{pick}:subdistrict_staff", forged=True)
    await li.hears("")
    await li.says("/cancel")
    await li.sees("已取消")
    await li.says("/invite")
    await li.sees("请对方担任什么？")
    await li.taps("红娘")
    await li.taps("向阳社区")
    await li.sees("📍 向阳社区")
    await li.taps("就填到")
    await li.taps("✅ 提交")
    await li.hears("您不能在这里给这个身份")
    assert await town.count("invitations") == 0


async def test_admins_stand_in_the_settings(town: Town, newcomer: Phone) -> None:
    boss = await town.phone("陈主任", ADMIN)
    await joins(boss)
    await boss.sees("好了")
    link = await invites(boss, "街道工作人员", "广安社区")
    await joins(newcomer, link)
    await newcomer.sees("您现在是：街道工作人员 · 广安社区")
    await town.restarts(admin_ids=frozenset())
    await boss.says("/invite")
    await boss.sees("没听明白")
    assert (await town.person(ADMIN)).roles == ()
    assert [held.role for held in (await town.person(NEWCOMER)).roles] == ["subdistrict_staff"]
    await town.restarts(admin_ids=frozenset({ADMIN}))
    await boss.says("/invite")
    await boss.sees("请对方担任什么？")
