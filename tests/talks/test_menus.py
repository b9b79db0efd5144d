"""The commands that a chat offers: by role and language, kept like letters, gone with the role."""

from typing import Any

from simulator.client import Phone
from tests.bot.test_delivery import happened
from tests.talks.test_invitations import invites, joins
from tests.town import ADMIN, Town


async def offered(town: Town, phone: Phone) -> dict[str, str]:
    """What stands behind the key of commands, once everything is sent."""
    await town.quiet()
    chat: dict[str, Any] = await town.phones.get(f"/sim/people/{phone.id}/chat")
    return {command["command"]: command["description"] for command in chat["commands"]}


def calls(town: Town) -> int:
    """How often a menu was set or taken away."""
    return sum(call.method.endswith("MyCommands") for call in town.telegram.journal.after())


async def test_a_menu_follows_role_and_language(
    town: Town, wang: Phone, li: Phone, newcomer: Phone
) -> None:
    everybody = await offered(town, wang)
    assert everybody["report"] == "反映问题"
    assert "invite" not in everybody
    assert (await offered(town, li))["invite"] == "邀请别人担任身份"
    before = calls(town)
    for _again in range(3):
        await li.says("/start")
        await wang.says("/mine")
        await town.quiet()
    assert calls(town) == before, "nothing has changed"
    await wang.says("/language")
    await wang.taps("🌐 English")
    assert (await offered(town, wang))["report"] == "report a problem"
    await joins(newcomer, await invites(li, "网格员", "金域华府小区"))
    await newcomer.sees("您现在是：网格员")
    assert "desk" in await offered(town, newcomer)
    assert "invite" not in await offered(town, newcomer)
    await newcomer.says("/privacy")
    await newcomer.taps("🗑 全部删除")
    await newcomer.taps("🗑 是，全部删除")
    await newcomer.sees("您的信息已全部删除")
    assert await offered(town, newcomer) == everybody
    assert await town.count("people", "menu IS NOT NULL") == 3, "and not the one erased"


async def test_a_menu_survives_a_weak_platform_and_a_restart(town: Town, li: Phone) -> None:
    weak = await town.phones.fault("500", method="setMyCommands")
    await li.says("/language")
    await li.taps("🌐 English")
    await li.sees("🌐 Language: English")
    await happened(town.phones, weak)
    await town.closes()
    await town.phones.clear_faults()
    await town.opens()
    assert (await offered(town, li))["invite"] == "invite somebody to a role"


async def test_a_menu_shrinks_with_the_role(town: Town) -> None:
    boss = await town.phone("陈主任", ADMIN)
    await joins(boss)
    await boss.sees("好了")
    assert "audit" in await offered(town, boss)
    await town.restarts(admin_ids=frozenset())
    assert "audit" not in await offered(town, boss)
    await boss.blocks()
    await town.quiet()
    await boss.blocks(blocked=False)
    assert "audit" not in await offered(town, boss)
